//! Each resource of an SDK by itself: the features, what turning one on turns on, and the compiler
//! with just those.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, bail};

use super::check::problem;
use super::results::{Checked, Results};
use crate::measure;
use crate::recorded::Recorded;

/// What a resource without any model takes to compile, in bytes: that of the runtime.
const LEAST: u64 = 300 << 20;

/// Resources that the compiler takes one by one.
pub struct Features {
    call: Recorded,
    /// Each feature, with those that it turns on.
    closures: BTreeMap<String, BTreeSet<String>>,
    /// What all of them together took, in bytes.
    whole: u64,
    /// How many resources there are.
    all: usize,
    pub results: Results,
}

impl Features {
    /// Those of a package that are resources and whose name contains `part`.
    ///
    /// # Errors
    /// The manifest is not that of an SDK, or the files of an earlier run cannot be read.
    pub fn new(call: Recorded, package: &Path, part: &str, whole: u64) -> anyhow::Result<Self> {
        let manifest = fs::read_to_string(package.join("Cargo.toml"))?;
        let manifest: toml::Table = manifest.parse()?;
        let features = manifest.get("features").and_then(toml::Value::as_table);
        let features = features.context("every SDK has features")?;
        let names = closure(features, "all")?;
        let all = names.len() - 1;
        let names = names.into_iter();
        let names = names.filter(|name| name != "all" && name.contains(part));
        let closures = names.map(|name| {
            let on = closure(features, &name)?;
            Ok((name, on))
        });
        let fingerprint = call.fingerprint(&package.join("src"))?;
        Ok(Self {
            closures: closures.collect::<anyhow::Result<_>>()?,
            call,
            whole,
            all,
            results: Results::open(package.with_extension("features"), fingerprint)?,
        })
    }

    /// Those that are not known to compile. Those that turn on most come first.
    pub fn left(&self) -> Vec<&str> {
        let names = self.closures.iter();
        let mut left: Vec<_> = names
            .filter(|(name, _)| !self.results.is_clean(name))
            .collect();
        left.sort_by_key(|(_, on)| std::cmp::Reverse(on.len()));
        left.into_iter().map(|(name, _)| name.as_str()).collect()
    }

    /// What was found of each of them.
    pub fn found(&self) -> BTreeMap<String, Checked> {
        let mut found = self.results.all();
        found.retain(|name, _| self.closures.contains_key(name));
        found
    }

    /// How much memory one is expected to take, in bytes: its share of what all take.
    pub fn expected_memory(&self, feature: &str) -> u64 {
        let on = self.closures.get(feature).map_or(0, BTreeSet::len) as u64;
        LEAST + self.whole * on / self.all.max(1) as u64
    }

    /// Compiles one, and keeps what came of it.
    ///
    /// # Errors
    /// The compiler cannot be started, or the result cannot be written.
    pub fn check(&self, feature: &str, out: PathBuf) -> anyhow::Result<Checked> {
        let on = self.closures.get(feature).into_iter().flatten();
        fs::create_dir_all(&out)?;
        let mut command = self.call.with(on.map(String::as_str), &out);
        let ended = measure::run(&mut command)?;
        let checked = Checked {
            cpu: ended.cost.cpu,
            memory: ended.cost.memory,
            problem: problem(feature, ended),
        };
        self.results.add(feature, &checked)?;
        Ok(checked)
    }
}

/// A feature and all that it turns on. None of these may be a dependency: the call of rustc that
/// is made again names those that are there without any feature.
fn closure(features: &toml::Table, name: &str) -> anyhow::Result<BTreeSet<String>> {
    let mut closure = BTreeSet::new();
    let mut open = vec![name];
    while let Some(name) = open.pop() {
        let Some(below) = features.get(name).and_then(toml::Value::as_array) else {
            bail!("{name} is no feature that a resource can turn on");
        };
        if closure.insert(name.to_owned()) {
            open.extend(below.iter().filter_map(toml::Value::as_str));
        }
    }
    Ok(closure)
}
