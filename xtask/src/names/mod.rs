//! `cargo xtask names`: compares the method names of generated SDKs with those of official SDKs, and counts poor
//! names.

mod compare;
mod compared;
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

use crate::cargo::build_generator;
use crate::corpus::{self, Document};
use compare::Agreement;
use counts::Counts;
use lists::Listed;

/// Environment variable with the default folder of the lists of official SDKs.
const LISTS: &str = "SDK_NAMES";

/// The folder of all output.
const TARGET: &str = "target/names";

/// Compare method names with those of official SDKs, and count poor names.
#[derive(Debug, Args)]
pub struct Names {
    /// Descriptions, and folders of descriptions. A file `NAME.toml` beside `NAME.yaml` is its configuration.
    #[arg(required = true)]
    paths: Vec<PathBuf>,
    /// Only descriptions whose file name contains this text.
    #[arg(long, value_name = "TEXT")]
    filter: Option<String>,
    /// Folder with lists of methods [default: the folder in `SDK_NAMES`]. `NAME.md` is the list for `NAME.yaml`, with
    /// lines such as `<code title="get /path">client.resource.<a …>method</a>`, as in the `api.md` of many SDKs, or
    /// `GET /path resource.method`.
    #[arg(long, value_name = "DIR")]
    lists: Option<PathBuf>,
    /// Generator to run, such as one of an older commit [default: the one of this repository].
    #[arg(long, value_name = "PROGRAM")]
    generator: Option<PathBuf>,
}

/// A method of an SDK.
pub struct Method {
    /// The HTTP method, such as `GET`.
    pub verb: String,
    /// The path template.
    pub path: String,
    /// Names of the resources, from the outermost to the innermost.
    pub chain: Vec<String>,
    /// The name of the method.
    pub name: String,
}

/// The names of an SDK.
pub struct Sdk {
    /// All methods.
    pub methods: Vec<Method>,
    /// All types.
    pub types: Vec<String>,
    /// The number of types whose documentation only says where their schema is.
    pub undescribed: usize,
    /// What the numbers are that types end in.
    pub numbers: numbers::Numbers,
}

impl Names {
    /// Generates an SDK for each description, and prints a table of counts and one of comparisons. Files for each
    /// description list every method and every difference.
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
            None => build_generator()?,
        };
        let mut total = Counts::default();
        let mut counted = Counts::heading();
        let mut compared = Agreement::heading();
        let mut agreed = Agreement::default();
        for document in &documents {
            let sdk = sdk(document, &generator)?;
            let counts = Counts::of(&sdk);
            total.add(&counts);
            counted.push_str(&counts.row(&document.name));
            let list = folder
                .as_deref()
                .map(|folder| lists::read(folder, &document.package));
            if let Some(list) = list.transpose()?.filter(|list| !list.is_empty()) {
                let agreement = compare(document, &sdk, &list)?;
                agreed.add(&agreement);
                compared.push_str(&agreement.row(&document.name));
            }
        }
        counted.push_str(&total.row("all"));
        compared.push_str(&agreed.row("all"));
        println!("{counted}\n{compared}\nEvery name and every difference: {TARGET}");
        Ok(())
    }
}

fn compare(document: &Document, sdk: &Sdk, list: &[Listed]) -> anyhow::Result<Agreement> {
    let agreement = Agreement::of(&sdk.methods, list);
    let file = Path::new(TARGET).join(format!("{}.differences.tsv", document.package));
    write(&file, &agreement.differences())?;
    Ok(agreement)
}

/// Generates an SDK, and reads its names from its `api.md` and its sources.
fn sdk(document: &Document, generator: &Path) -> anyhow::Result<Sdk> {
    let out = Path::new(TARGET).join(&document.package);
    let mut command = Command::new(generator);
    document.add_arguments(&mut command, &out);
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
        numbers: texts.count(&types),
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

/// Counts the types below a folder whose documentation only says where their schema is.
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
