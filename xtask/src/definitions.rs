//! `cargo xtask definitions`: checks that "go to definition" works in an SDK. The index of rust-analyzer must
//! contain every model, field and setter, and resolve every use of a macro in the models.

use std::collections::{BTreeMap, HashMap};
use std::fs;
use std::path::Path;
use std::process::{Command, ExitCode, Stdio};

use anyhow::{Context as _, ensure};
use serde_json::Value;

/// Check that editors resolve every model, field and setter of an SDK. Needs rust-analyzer.
///
/// The exit code is 1 if a name or a macro is not resolved.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// Name or path of rust-analyzer.
    #[arg(long, value_name = "PROGRAM", default_value = "rust-analyzer")]
    program: String,
    /// Folder of the crate to check.
    #[arg(default_value = "generated")]
    folder: String,
}

/// A position in a source file: path relative to the crate, line and column, both from 0.
type Position = (String, u64, u64);

/// The positions of the definitions of the name at each position.
#[derive(Default)]
struct Index(HashMap<Position, Vec<Position>>);

/// The number of names of a kind, and those without a definition.
#[derive(Default)]
struct Tally {
    total: usize,
    unresolved: Vec<String>,
}

impl Arguments {
    /// Checks every name in the models and resources; the exit code is 1 if one is not resolved.
    ///
    /// # Errors
    /// rust-analyzer cannot be run, or does not print an index.
    pub fn run(&self) -> anyhow::Result<ExitCode> {
        let folder = Path::new(&self.folder).canonicalize()?;
        let errors = self.diagnostics(&folder)?;
        let index = Index::read(&self.call("lsif", &folder)?, &folder)?;
        let mut tallies = BTreeMap::<&str, Tally>::new();
        for part in ["src/models", "src/resources", "src/client.rs"] {
            for path in sources(&folder.join(part))? {
                let text = fs::read_to_string(&path)?;
                let inside = path.strip_prefix(&folder)?.to_string_lossy().into_owned();
                for (number, line) in (0..).zip(text.lines()) {
                    if let Some((kind, column, name)) = name_in(line) {
                        let tally = tallies.entry(kind).or_default();
                        tally.total += 1;
                        if !index.resolves((&inside, number, column), kind == "macros") {
                            tally
                                .unresolved
                                .push(format!("{inside}:{}: {name}", number + 1));
                        }
                    }
                }
            }
        }
        ensure!(!tallies.is_empty(), "{} has no models", folder.display());
        for (kind, Tally { total, unresolved }) in &tallies {
            let resolved = total - unresolved.len();
            println!("{kind}: {resolved} of {total} have a definition");
            unresolved.iter().for_each(|name| println!("  {name}"));
        }
        println!("errors: {}", errors.len());
        errors.iter().for_each(|line| println!("  {line}"));
        let is_complete = tallies.values().all(|tally| tally.unresolved.is_empty());
        Ok(match is_complete && errors.is_empty() {
            true => ExitCode::SUCCESS,
            false => ExitCode::FAILURE,
        })
    }

    /// The errors of rust-analyzer for the crate, such as unresolved macros and names. It checks the whole
    /// workspace; errors in other crates are ignored.
    fn diagnostics(&self, folder: &Path) -> anyhow::Result<Vec<String>> {
        let output = Command::new(&self.program)
            .args(["diagnostics", "--severity", "error"])
            .arg(folder)
            .stderr(Stdio::null())
            .output()
            .with_context(|| format!("{} cannot be run", self.program))?;
        let text = String::from_utf8(output.stdout)?;
        // The exit status is also not zero if there are errors: only this line shows that the scan completed.
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

    /// Runs a command of rust-analyzer on the crate, and returns its output.
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

/// The kind, the column and the name of what a line of emitted code defines (a model, a field, a method), or of
/// the macro that it uses at the top level.
fn name_in(line: &str) -> Option<(&'static str, u64, &str)> {
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
        Some(definition) => definition,
        None if line.contains("!(") && !code.starts_with("//") => ("macros", code),
        None => return None,
    };
    let end = rest.find(|c: char| !c.is_alphanumeric() && c != '_')?;
    let (name, after) = rest.split_at(end);
    let is_name = match kind {
        "fields" => after.starts_with(':') && !after.starts_with("::"),
        "macros" => after.starts_with("!(") && code == line,
        _ => true,
    };
    let column = line[..line.len() - rest.len()].chars().count();
    (is_name && !name.is_empty()).then_some((kind, column as u64, name))
}

/// All files below a path, sorted.
fn sources(path: &Path) -> anyhow::Result<Vec<std::path::PathBuf>> {
    if path.is_file() {
        return Ok(vec![path.to_owned()]);
    }
    let mut files = Vec::new();
    for entry in fs::read_dir(path)? {
        files.extend(sources(&entry?.path())?);
    }
    files.sort();
    Ok(files)
}

impl Index {
    /// Reads an index in the Language Server Index Format: one JSON object per line.
    fn read(text: &str, folder: &Path) -> anyhow::Result<Self> {
        let mut graph = Graph::default();
        for line in text.lines().filter(|line| line.starts_with('{')) {
            graph.add(&serde_json::from_str(line)?, folder);
        }
        let mut index = Self::default();
        for (range, set) in &graph.result_sets {
            let result = graph.definition_results.get(set);
            let ranges = result.and_then(|result| graph.result_ranges.get(result));
            let definitions = ranges.into_iter().flatten();
            let definitions = definitions.filter_map(|range| graph.position(*range));
            if let Some(position) = graph.position(*range) {
                index.0.insert(position, definitions.collect());
            }
        }
        Ok(index)
    }

    /// True if the name at a position has a definition: its own position, or for a use of a name another one.
    fn resolves(&self, (path, line, column): (&str, u64, u64), is_use: bool) -> bool {
        let position = (path.to_owned(), line, column);
        let definitions = self.0.get(&position);
        definitions.is_some_and(|all| match is_use {
            true => all.iter().any(|definition| *definition != position),
            false => all.contains(&position),
        })
    }
}

/// The graph in the index, with vertices by their IDs.
#[derive(Default)]
struct Graph {
    /// The path of each document.
    documents: HashMap<u64, String>,
    /// The line and column where each range starts.
    ranges: HashMap<u64, (u64, u64)>,
    /// The document of each range.
    range_documents: HashMap<u64, u64>,
    /// The result set of each range.
    result_sets: HashMap<u64, u64>,
    /// The definition result of each result set.
    definition_results: HashMap<u64, u64>,
    /// The ranges of each definition result.
    result_ranges: HashMap<u64, Vec<u64>>,
}

impl Graph {
    /// Adds a vertex or an edge. Kinds that are not needed are ignored.
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
                .range_documents
                .extend(targets().map(|range| (range, number("outV")))),
            "next" => {
                self.result_sets.insert(number("outV"), number("inV"));
            }
            "textDocument/definition" => {
                self.definition_results
                    .insert(number("outV"), number("inV"));
            }
            "item" => self
                .result_ranges
                .entry(number("outV"))
                .or_default()
                .extend(targets()),
            _ => {}
        }
    }

    /// The position where a range starts.
    fn position(&self, range: u64) -> Option<Position> {
        let path = self.documents.get(self.range_documents.get(&range)?)?;
        let (line, column) = *self.ranges.get(&range)?;
        Some((path.clone(), line, column))
    }
}
