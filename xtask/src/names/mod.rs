//! `cargo xtask names`: how the names of SDKs compare with those that official SDKs publish, and
//! how many of them nobody would choose.

mod compare;
mod counts;
mod lists;
mod numbers;

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, bail};
use clap::Args;

use crate::corpus::{self, Document};
use compare::Agreement;
use counts::Counts;
use lists::Listed;

/// Names the folder with the lists of official SDKs where none is given.
const LISTS: &str = "SDK_NAMES";

/// The place of everything that is made.
const TARGET: &str = "target/names";

/// What `cargo xtask names` takes.
#[derive(Debug, Args)]
pub struct Names {
    /// Descriptions, and folders of them. `NAME.toml` beside `NAME.yaml` is its `sdk.toml`.
    #[arg(required = true)]
    paths: Vec<PathBuf>,
    /// Only those whose file name contains this.
    #[arg(long)]
    filter: Option<String>,
    /// The folder with lists of methods. Without it: what `SDK_NAMES` names. `NAME.md` is the list
    /// for `NAME.yaml`: lines with `<code title="get /path">client.resource.<a …>method</a>`, as in
    /// the `api.md` of many SDKs, or `GET /path resource.method`.
    #[arg(long)]
    lists: Option<PathBuf>,
    /// Another build of the generator, such as that of an older commit.
    #[arg(long)]
    generator: Option<PathBuf>,
}

/// A method of an SDK.
pub struct Method {
    /// Such as `GET`.
    pub verb: String,
    /// The path template.
    pub path: String,
    /// Names of the resources, from the outermost in.
    pub chain: Vec<String>,
    /// Its own name.
    pub name: String,
}

/// What an SDK is made of, by name.
pub struct Sdk {
    /// All methods.
    pub methods: Vec<Method>,
    /// All types.
    pub types: Vec<String>,
    /// How many types are described by where their schema stands alone.
    pub undescribed: usize,
    /// How many types end in a number that the description itself has at the end of a text.
    pub numbered: usize,
}

impl Names {
    /// Generates each description, counts and compares, and prints both as tables. Every method
    /// and every disagreement stand in files, one for each description.
    ///
    /// # Errors
    /// No description is found, the generator cannot be built, or a file cannot be read or written.
    pub fn run(self) -> anyhow::Result<()> {
        let mut documents = corpus::find(&self.paths)?;
        if let Some(filter) = &self.filter {
            documents.retain(|document| document.name.contains(filter.as_str()));
        }
        if documents.is_empty() {
            bail!("no description in {:?}", self.paths);
        }
        let folder = self
            .lists
            .or_else(|| std::env::var_os(LISTS).map(Into::into));
        let generator = match self.generator {
            Some(generator) => generator,
            None => corpus::build_generator()?,
        };
        let mut total = Counts::default();
        let mut counted = Counts::heading();
        let mut compared = Agreement::heading();
        for document in &documents {
            let sdk = sdk(document, &generator)?;
            let counts = Counts::of(&sdk);
            total.add(&counts);
            counted.push_str(&counts.row(&document.name));
            let list = folder
                .as_deref()
                .map(|folder| lists::read(folder, &document.package));
            if let Some(list) = list.transpose()?.filter(|list| !list.is_empty()) {
                compared.push_str(&compare(document, &sdk, &list)?);
            }
        }
        counted.push_str(&total.row("all"));
        println!("{counted}\n{compared}\nEvery name and every disagreement: {TARGET}");
        Ok(())
    }
}

fn compare(document: &Document, sdk: &Sdk, list: &[Listed]) -> anyhow::Result<String> {
    let agreement = Agreement::of(&sdk.methods, list);
    let file = Path::new(TARGET).join(format!("{}.differences.tsv", document.package));
    write(&file, &agreement.differences())?;
    Ok(agreement.row(&document.name))
}

/// Generates an SDK, and reads its names from what its users read.
fn sdk(document: &Document, generator: &Path) -> anyhow::Result<Sdk> {
    let out = Path::new(TARGET).join(&document.package);
    let mut command = Command::new(generator);
    document.arguments(&mut command, &out);
    let ended = crate::measure::run(&mut command)?;
    if !ended.status.success() {
        bail!(
            "{} is not generated: {}",
            document.name,
            ended.output.trim()
        );
    }
    let page = fs::read_to_string(out.join("api.md"))
        .with_context(|| format!("{} has no api.md", document.name))?;
    let types = page.lines().filter_map(type_name).map(str::to_owned);
    let types: Vec<String> = types.collect();
    let texts = numbers::Texts::read(&document.path)?;
    let sdk = Sdk {
        methods: page.lines().filter_map(method).collect(),
        numbered: types.iter().filter(|name| texts.has(name)).count(),
        types,
        undescribed: undescribed(&out.join("src"))?,
    };
    write(&out.with_extension("methods.tsv"), &listing(&sdk.methods))?;
    write(&out.with_extension("types.txt"), &sdk.types.join("\n"))?;
    Ok(sdk)
}

/// The method in a line such as ``- `client.a().b().get(id)` · `GET /b/{id}` → `B` ``.
fn method(line: &str) -> Option<Method> {
    let (call, rest) = line.strip_prefix("- `client.")?.split_once("` · `")?;
    let (endpoint, _) = rest.split_once("` → ")?;
    let (verb, path) = endpoint.split_once(' ')?;
    let mut chain: Vec<String> = call.split("().").map(str::to_owned).collect();
    let name = chain.pop()?;
    Some(Method {
        verb: verb.to_owned(),
        path: path.to_owned(),
        chain,
        name: name.split('(').next()?.to_owned(),
    })
}

fn type_name(line: &str) -> Option<&str> {
    let (name, _) = line.strip_prefix("- `models::")?.split_once('`')?;
    Some(name)
}

/// Counts the types below a folder of which nothing is said but where their schema stands.
fn undescribed(folder: &Path) -> anyhow::Result<usize> {
    let mut count = 0;
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            count += undescribed(&path)?;
        } else {
            let text = fs::read_to_string(&path)?;
            count += text
                .lines()
                .filter(|line| line.starts_with("/// Schema `#"))
                .count();
        }
    }
    Ok(count)
}

fn listing(methods: &[Method]) -> String {
    let mut lines = BTreeMap::new();
    for it in methods {
        let endpoint = format!("{} {}", it.path, it.verb);
        lines.insert(endpoint, format!("{}.{}", it.chain.join("."), it.name));
    }
    let mut text = String::new();
    for (endpoint, name) in lines {
        // Writing to a `String` cannot fail.
        let _ = writeln!(text, "{endpoint}\t{name}");
    }
    text
}

fn write(path: &Path, text: &str) -> anyhow::Result<()> {
    fs::write(path, text).with_context(|| format!("cannot write {}", path.display()))
}
