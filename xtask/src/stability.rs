//! `cargo xtask stability`: adding operations never renames something else.
//!
//! A tenth of the operations of each description is removed, and an SDK generated. Seen from there, the
//! whole description must only add: whatever vanishes or changes on the way is an exception.

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
    items: Vec<Item>,
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
            "| description | operations | removed | items | exceptions |\n|---|---|---|---|---|"
        );
        let (mut items, mut exceptions) = (0, 0);
        for path in descriptions(&self.paths)? {
            let found = self.check(&generator, &path)?;
            items += found.0;
            exceptions += found.1;
        }
        println!("\n{exceptions} exceptions of {items} items");
        Ok(match exceptions {
            0 => ExitCode::SUCCESS,
            _ => ExitCode::FAILURE,
        })
    }

    /// How many items there are, and how many of them vanished or changed.
    fn check(&self, generator: &Path, path: &Path) -> anyhow::Result<(usize, usize)> {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let text = fs::read_to_string(path)?;
        let whole: Value = match text.trim_start().starts_with('{') {
            true => serde_json::from_str(&text)?,
            false => serde_yaml::from_str(&text)?,
        };
        let mut smaller = whole.clone();
        let (operations, removed) = remove(&mut smaller, self.seed);
        let file = |which: &str| self.work.join(format!("{name}.{which}"));
        let (old, new, sdk) = (file("smaller.json"), file("whole.json"), file("sdk"));
        fs::write(&old, smaller.to_string())?;
        fs::write(&new, whole.to_string())?;
        if sdk.exists() {
            fs::remove_dir_all(&sdk)?;
        }
        let run = |command: &mut Command| command.output().context("cannot start the generator");
        let generated = run(Command::new(generator)
            .arg("generate")
            .arg(&old)
            .arg("--out")
            .arg(&sdk))?;
        if !generated.status.success() {
            bail!("{name}: {}", String::from_utf8_lossy(&generated.stderr));
        }
        let compared = run(Command::new(generator)
            .args(["diff", "--format", "json", "--names"])
            .args([&sdk.join("names.lock"), &old, &new]))?;
        let report: Report = serde_json::from_slice(&compared.stdout)?;
        let Some(items) = report.old_items else {
            bail!("{name}: {}", String::from_utf8_lossy(&compared.stderr));
        };
        let changed = report.changes.into_iter().flat_map(|change| change.items);
        let lost = changed.filter(|item| matches!(item.change.as_str(), "removed" | "changed"));
        let lost: Vec<Item> = lost.collect();
        println!(
            "| {name} | {operations} | {removed} | {items} | {} |",
            lost.len()
        );
        for item in lost.iter().take(self.show) {
            let (from, to) = (item.from.as_deref(), item.to.as_deref());
            let (from, to) = (from.unwrap_or_default(), to.unwrap_or_default());
            println!("    {} {} {from} → {to}", item.change, item.path);
        }
        Ok((items, lost.len()))
    }
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
