//! Whether "go to definition" works in the SDK: rust-analyzer's index has every model, field and setter,
//! and leads from every table of the models to the macro that it is.

use std::collections::{BTreeMap, HashMap};
use std::fs;
use std::path::Path;
use std::process::{Command, ExitCode, Stdio};

use anyhow::{Context as _, ensure};
use serde_json::Value;

/// Which program makes the index.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// rust-analyzer, where it is not found by this name.
    #[arg(long, default_value = "rust-analyzer")]
    program: String,
    /// The crate that is looked at.
    #[arg(default_value = "generated")]
    folder: String,
}

/// A place in a source: path below the folder of the crate, line from 0, column from 0.
type Place = (String, u64, u64);

/// What a program that follows names can find: for each place of a name, where that is defined.
#[derive(Default)]
struct Index(HashMap<Place, Vec<Place>>);

/// How many names of a kind there are, and those that lead nowhere.
#[derive(Default)]
struct Tally {
    all: usize,
    lost: Vec<String>,
}

impl Arguments {
    /// Looks at every name of the models and resources.
    ///
    /// # Errors
    /// The program cannot be run, or does not make an index.
    pub fn run(&self) -> anyhow::Result<ExitCode> {
        let folder = Path::new(&self.folder).canonicalize()?;
        let unresolved = self.diagnostics(&folder)?;
        let index = Index::read(&self.call("lsif", &folder)?, &folder)?;
        let mut tallies = BTreeMap::<&str, Tally>::new();
        for part in ["src/models", "src/resources", "src/client.rs"] {
            for path in sources(&folder.join(part))? {
                let text = fs::read_to_string(&path)?;
                let inside = path.strip_prefix(&folder)?.to_string_lossy().into_owned();
                for (number, line) in (0..).zip(text.lines()) {
                    if let Some((kind, column, name)) = named(line) {
                        let tally = tallies.entry(kind).or_default();
                        tally.all += 1;
                        if !index.leads((&inside, number, column), kind == "macros") {
                            tally.lost.push(format!("{inside}:{}: {name}", number + 1));
                        }
                    }
                }
            }
        }
        ensure!(!tallies.is_empty(), "{} has no models", folder.display());
        for (kind, Tally { all, lost }) in &tallies {
            println!(
                "{kind}: {} of {all} lead to their definition",
                all - lost.len()
            );
            lost.iter().for_each(|name| println!("  {name}"));
        }
        println!("diagnostics: {}", unresolved.len());
        unresolved.iter().for_each(|line| println!("  {line}"));
        let is_lost = tallies.values().any(|tally| !tally.lost.is_empty());
        Ok(ExitCode::from(u8::from(is_lost || !unresolved.is_empty())))
    }

    /// What the program finds wrong with the crate: macros and names that it cannot resolve. It looks
    /// at the whole workspace; errors in other crates of that do not count.
    fn diagnostics(&self, folder: &Path) -> anyhow::Result<Vec<String>> {
        let output = Command::new(&self.program)
            .args(["diagnostics", "--severity", "error"])
            .arg(folder)
            .stderr(Stdio::null())
            .output()
            .with_context(|| format!("{} cannot be run", self.program))?;
        let text = String::from_utf8(output.stdout)?;
        // It also fails where there are errors: only this line says that it has seen everything.
        ensure!(
            text.contains("diagnostic scan complete"),
            "{} diagnostics: {}",
            self.program,
            output.status
        );
        let inside = format!("file {}/", folder.display());
        let errors = text
            .lines()
            .filter(|line| line.contains(&inside) && line.contains(": Error "));
        Ok(errors.map(str::to_owned).collect())
    }

    fn call(&self, command: &str, folder: &Path) -> anyhow::Result<String> {
        let output = Command::new(&self.program)
            .arg(command)
            .arg(folder)
            .stderr(Stdio::inherit())
            .output()
            .with_context(|| format!("{} cannot be run", self.program))?;
        ensure!(
            output.status.success(),
            "{} {command}: {}",
            self.program,
            output.status
        );
        Ok(String::from_utf8(output.stdout)?)
    }
}

/// What a line of emitted code names: a model, a field, a function or the macro of a table; its
/// column, and the name.
fn named(line: &str) -> Option<(&'static str, u64, &str)> {
    let code = line.trim_start();
    let kinds = [
        ("models", "pub struct "),
        ("models", "pub enum "),
        ("methods", "pub fn "),
        ("methods", "pub const fn "),
        ("fields", "pub "),
    ];
    let (kind, rest) = match kinds
        .iter()
        .find_map(|(kind, start)| Some((*kind, code.strip_prefix(start)?)))
    {
        Some(found) => found,
        None if line.contains("!(") && !code.starts_with("//") => ("macros", code),
        None => return None,
    };
    let end = rest.find(|c: char| !c.is_alphanumeric() && c != '_')?;
    let (name, after) = rest.split_at(end);
    let fits = match kind {
        "fields" => after.starts_with(':') && !after.starts_with("::"),
        "macros" => after.starts_with("!(") && code == line,
        _ => true,
    };
    let column = line[..line.len() - rest.len()].chars().count();
    (fits && !name.is_empty()).then_some((kind, column as u64, name))
}

fn sources(path: &Path) -> anyhow::Result<Vec<std::path::PathBuf>> {
    if path.is_file() {
        return Ok(vec![path.to_owned()]);
    }
    let mut found = Vec::new();
    for entry in fs::read_dir(path)? {
        found.extend(sources(&entry?.path())?);
    }
    found.sort();
    Ok(found)
}

impl Index {
    /// Reads an index in the Language Server Index Format, one JSON object on each line.
    fn read(text: &str, folder: &Path) -> anyhow::Result<Self> {
        let mut graph = Graph::default();
        for line in text.lines().filter(|line| line.starts_with('{')) {
            graph.add(&serde_json::from_str(line)?, folder);
        }
        let mut index = Self::default();
        for (range, set) in &graph.sets {
            let definitions = graph
                .results
                .get(set)
                .and_then(|result| graph.items.get(result));
            let definitions = definitions.into_iter().flatten();
            let definitions = definitions.filter_map(|id| graph.place(*id));
            if let Some(place) = graph.place(*range) {
                index.0.insert(place, definitions.collect());
            }
        }
        Ok(index)
    }

    /// True where a name leads to its definition: for one that is used, elsewhere.
    fn leads(&self, (path, line, column): (&str, u64, u64), is_used: bool) -> bool {
        let place = (path.to_owned(), line, column);
        let definitions = self.0.get(&place);
        definitions.is_some_and(|all| match is_used {
            true => all.iter().any(|own| *own != place),
            false => all.contains(&place),
        })
    }
}

/// The index as it is written: vertices by their numbers, and edges between them.
#[derive(Default)]
struct Graph {
    documents: HashMap<u64, String>,
    ranges: HashMap<u64, (u64, u64)>,
    /// The document of each range.
    inside: HashMap<u64, u64>,
    /// The set of results of each range.
    sets: HashMap<u64, u64>,
    /// The definitions of each set.
    results: HashMap<u64, u64>,
    /// The ranges of each result.
    items: HashMap<u64, Vec<u64>>,
}

impl Graph {
    fn add(&mut self, element: &Value, folder: &Path) {
        let number = |key: &str| element[key].as_u64().unwrap_or_default();
        let targets = || {
            element["inVs"]
                .as_array()
                .into_iter()
                .flatten()
                .filter_map(Value::as_u64)
        };
        match element["label"].as_str().unwrap_or_default() {
            "document" => {
                let uri = element["uri"].as_str().unwrap_or_default();
                let path = Path::new(uri.trim_start_matches("file://"));
                let path = path.strip_prefix(folder).unwrap_or(path);
                self.documents
                    .insert(number("id"), path.to_string_lossy().into_owned());
            }
            "range" => {
                let start = &element["start"];
                let at = |key: &str| start[key].as_u64().unwrap_or_default();
                self.ranges
                    .insert(number("id"), (at("line"), at("character")));
            }
            "contains" => self
                .inside
                .extend(targets().map(|range| (range, number("outV")))),
            "next" => {
                self.sets.insert(number("outV"), number("inV"));
            }
            "textDocument/definition" => {
                self.results.insert(number("outV"), number("inV"));
            }
            "item" => self
                .items
                .entry(number("outV"))
                .or_default()
                .extend(targets()),
            _ => {}
        }
    }

    fn place(&self, range: u64) -> Option<Place> {
        let path = self.documents.get(self.inside.get(&range)?)?;
        let (line, column) = *self.ranges.get(&range)?;
        Some((path.clone(), line, column))
    }
}
