//! `cargo xtask stability`: checks that adding operations renames nothing.
//!
//! For each description, an SDK is generated without a tenth of the operations and compared with the whole
//! description. Only additions are allowed: every public item that is removed or changed is an exception.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

use anyhow::{Context as _, anyhow, bail};
use sdk_codegen::load::{Document, Source};
use serde::Deserialize;
use serde_json::{Map, Value};

use crate::cargo::build_generator;
use crate::corpus::descriptions;

/// The members of a path item that are operations.
const METHODS: [&str; 8] = [
    "get", "put", "post", "delete", "options", "head", "patch", "trace",
];

/// Check that adding operations to a description renames nothing.
///
/// Generates an SDK without a tenth of the operations of each description, and compares it with the whole one.
/// The exit code is 1 if a public item was removed or changed.
#[derive(Debug, clap::Args)]
pub struct Stability {
    /// Descriptions, and folders of descriptions.
    #[arg(default_value = "codegen/tests/compiles")]
    paths: Vec<PathBuf>,
    /// Seed that selects the operations to remove.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Maximum number of exceptions to print for each description.
    #[arg(long, value_name = "COUNT", default_value_t = 3)]
    show: usize,
    /// Folder for the compared descriptions and SDKs.
    #[arg(long, value_name = "DIR", default_value = "target/stability")]
    work: PathBuf,
}

/// The output of `sdk-codegen diff --format json`.
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
    /// Checks all descriptions, and prints a table. The exit code is 1 if there are exceptions.
    ///
    /// # Errors
    /// A description cannot be read, or the generator fails.
    pub fn run(self) -> anyhow::Result<ExitCode> {
        let generator = build_generator()?;
        fs::create_dir_all(&self.work)?;
        println!(
            "| description | operations | removed | items | exceptions |\n|---|---|---|---|---|"
        );
        let (mut items, mut exceptions) = (0, 0);
        for path in descriptions(&self.paths)? {
            let counts = self.check(&generator, &path)?;
            items += counts.0;
            exceptions += counts.1;
        }
        println!("\n{exceptions} exceptions of {items} items");
        Ok(match exceptions {
            0 => ExitCode::SUCCESS,
            _ => ExitCode::FAILURE,
        })
    }

    /// The number of public items, and of those that were removed or changed.
    fn check(&self, generator: &Path, path: &Path) -> anyhow::Result<(usize, usize)> {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let text = fs::read_to_string(path)?;
        let source = Source {
            path: path.to_owned(),
            text,
        };
        // Read as the generator does: YAML has numbers that JSON has not.
        let (document, _) =
            Document::load(source).map_err(|errors| anyhow!("{name}: {}", errors.render()))?;
        let whole: Value = document.root().value().clone();
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
        let exceptions: Vec<Item> = changed
            .filter(|item| matches!(item.change.as_str(), "removed" | "changed"))
            .collect();
        println!(
            "| {name} | {operations} | {removed} | {items} | {} |",
            exceptions.len()
        );
        for item in exceptions.iter().take(self.show) {
            let (from, to) = (item.from.as_deref(), item.to.as_deref());
            let (from, to) = (from.unwrap_or_default(), to.unwrap_or_default());
            println!("    {} {} {from} → {to}", item.change, item.path);
        }
        Ok((items, exceptions.len()))
    }
}

/// Removes a tenth of the operations, but at least one. Returns the number of operations, and of those that were
/// removed.
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
