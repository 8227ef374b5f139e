//! `cargo xtask stability`: adding operations never renames something else.
//!
//! A tenth of the operations of each description is removed. Seen from the smaller description, the
//! larger one must only add: whatever vanishes or changes on the way is an exception. Those that the
//! README speaks of are counted by themselves: schemas that the description gives no name are one
//! type where they are equal, and what that is called depends on where they all stand.

use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

use anyhow::{Context as _, bail};
use serde::Deserialize;
use serde_json::{Map, Value};

use crate::corpus::{build_generator, descriptions};

/// Members of a path item that are operations.
const METHODS: [&str; 8] = [
    "get", "put", "post", "delete", "options", "head", "patch", "trace",
];

/// What `cargo xtask stability` takes.
#[derive(Debug, clap::Args)]
pub struct Stability {
    /// Descriptions, and folders of them.
    #[arg(default_value = "codegen/tests/compiles")]
    paths: Vec<PathBuf>,
    /// Chooses which operations are removed.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// How many exceptions of each description are printed.
    #[arg(long, default_value_t = 3)]
    show: usize,
    /// Where the descriptions are written that are compared.
    #[arg(long, default_value = "target/stability")]
    work: PathBuf,
}

/// What `sdk-codegen diff --format json` prints.
#[derive(Deserialize)]
struct Report {
    old_items: Option<usize>,
    #[serde(default)]
    changes: Vec<Change>,
}

#[derive(Deserialize)]
struct Change {
    rule: String,
    message: String,
    old: Option<At>,
    items: Vec<Item>,
}

#[derive(Deserialize)]
struct At {
    pointer: String,
}

#[derive(Deserialize)]
struct Item {
    path: String,
    change: String,
    from: Option<String>,
    to: Option<String>,
}

impl Stability {
    /// Runs over all descriptions.
    ///
    /// # Errors
    /// A description cannot be read, or the generator cannot be run.
    pub fn run(self) -> anyhow::Result<ExitCode> {
        let generator = build_generator()?;
        fs::create_dir_all(&self.work)?;
        println!(
            "| description | operations | removed | items | of types without a name | exceptions |\n|---|---|---|---|---|---|"
        );
        let (mut unnamed, mut exceptions) = (0, 0);
        for path in descriptions(&self.paths)? {
            let found = self.check(&generator, &path)?;
            unnamed += found.0;
            exceptions += found.1;
        }
        println!("\n{exceptions} exceptions, and {unnamed} of types without a name");
        Ok(match exceptions {
            0 => ExitCode::SUCCESS,
            _ => ExitCode::FAILURE,
        })
    }

    /// How many items of types without a name changed, and how many others.
    fn check(&self, generator: &Path, path: &Path) -> anyhow::Result<(usize, usize)> {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let text = fs::read_to_string(path)?;
        let whole: Value = match text.trim_start().starts_with('{') {
            true => serde_json::from_str(&text)?,
            false => serde_yaml::from_str(&text)?,
        };
        let mut smaller = whole.clone();
        let (operations, removed) = remove(&mut smaller, self.seed);
        let file = |which: &str| self.work.join(format!("{name}.{which}.json"));
        let (old, new) = (file("smaller"), file("whole"));
        fs::write(&old, smaller.to_string())?;
        fs::write(&new, whole.to_string())?;
        let output = Command::new(generator)
            .args(["diff", "--format", "json"])
            .args([&old, &new])
            .output()
            .context("cannot start the generator")?;
        let report: Report = serde_json::from_slice(&output.stdout)?;
        let Some(items) = report.old_items else {
            bail!("{name}: {}", String::from_utf8_lossy(&output.stderr));
        };
        let (unnamed, lost) = lost(report.changes);
        println!(
            "| {name} | {operations} | {removed} | {items} | {unnamed} | {} |",
            lost.len()
        );
        for item in lost.iter().take(self.show) {
            let Item {
                path,
                change,
                from,
                to,
            } = item;
            let (from, to) = (from.as_deref().unwrap_or(""), to.as_deref().unwrap_or(""));
            println!("    {change} {path} {from} → {to}");
        }
        Ok((unnamed, lost.len()))
    }
}

/// How many items went or changed with the names of types without a name, and all others that did.
fn lost(changes: Vec<Change>) -> (usize, Vec<Item>) {
    let renamed = changes.iter().filter(|change| change.is_of_unnamed());
    let names: HashMap<&str, &str> = renamed.filter_map(Change::names).collect();
    let names: HashMap<String, String> = names
        .into_iter()
        .map(|(old, now)| (old.to_owned(), now.to_owned()))
        .collect();
    let mut unnamed = 0;
    let mut lost = Vec::new();
    for change in changes {
        let is_of_unnamed = change.is_of_unnamed();
        for item in change.items {
            if item.change != "removed" && item.change != "changed" {
                continue;
            }
            let follows = item.from.as_deref().zip(item.to.as_deref());
            let follows = follows.is_some_and(|(from, to)| with_names(from, &names) == to);
            if is_of_unnamed || follows {
                unnamed += 1;
            } else {
                lost.push(item);
            }
        }
    }
    (unnamed, lost)
}

impl Change {
    /// True for another name of a type that the description gives none.
    fn is_of_unnamed(&self) -> bool {
        let pointer = self.old.as_ref().map_or("", |at| at.pointer.as_str());
        let key = ["#/components/schemas/", "#/definitions/"]
            .into_iter()
            .find_map(|place| pointer.strip_prefix(place));
        self.rule == "model-renamed" && key.is_none_or(|key| key.contains('/'))
    }

    /// The two names that the message has.
    fn names(&self) -> Option<(&str, &str)> {
        let mut parts = self.message.split('`').skip(1).step_by(2);
        parts.next().zip(parts.next())
    }
}

/// A signature with other names.
fn with_names(signature: &str, names: &HashMap<String, String>) -> String {
    let is_word = |c: char| c.is_alphanumeric() || c == '_';
    let mut out = String::with_capacity(signature.len());
    let mut rest = signature;
    while let Some(start) = rest.find(is_word) {
        let (before, word) = rest.split_at(start);
        let end = word.find(|c| !is_word(c)).unwrap_or(word.len());
        let (word, after) = word.split_at(end);
        out.push_str(before);
        out.push_str(names.get(word).map_or(word, String::as_str));
        rest = after;
    }
    out + rest
}

/// Removes a tenth of the operations, at least one: how many there were, and how many are gone.
fn remove(document: &mut Value, seed: u64) -> (usize, usize) {
    let mut random = fastrand::Rng::with_seed(seed);
    let empty = Map::new();
    let paths = document.get("paths").and_then(Value::as_object);
    let mut all: Vec<(String, &str)> = Vec::new();
    for (path, item) in paths.unwrap_or(&empty) {
        let item = item.as_object().unwrap_or(&empty);
        let own = METHODS.iter().filter(|method| item.contains_key(**method));
        all.extend(own.map(|method| (path.clone(), *method)));
    }
    let count = all.len();
    random.shuffle(&mut all);
    all.truncate(count.div_ceil(10));
    for (path, method) in &all {
        if let Some(item) = document["paths"][path].as_object_mut() {
            item.remove(*method);
        }
    }
    (count, all.len())
}
