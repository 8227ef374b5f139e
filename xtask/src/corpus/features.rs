//! The features of an SDK: which other features each enables, and a compiler run with only these.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, bail};

use super::check::problem;
use super::results::{CheckResult, Results};
use crate::measure;
use crate::rustc_call::RustcCall;

/// The memory for compiling the runtime, which every resource needs, in bytes.
const MIN_MEMORY: u64 = 300 << 20;

/// The features of the resources of an SDK that are compiled one by one.
pub struct Features {
    call: RustcCall,
    /// Each feature, with all features that it enables.
    closures: BTreeMap<String, BTreeSet<String>>,
    /// The memory for compiling the SDK with all features, in bytes.
    total_memory: u64,
    /// The number of resources of the SDK.
    total: usize,
    results: Results,
}

impl Features {
    /// The features of a package that belong to resources and contain `part`. `call` compiles the package without
    /// features.
    ///
    /// # Errors
    /// The manifest is not that of an SDK, or the results of an earlier run cannot be read.
    pub fn new(
        call: RustcCall,
        package: &Path,
        part: &str,
        total_memory: u64,
    ) -> anyhow::Result<Self> {
        let manifest = fs::read_to_string(package.join("Cargo.toml"))?;
        let manifest: toml::Table = manifest.parse()?;
        let features = manifest.get("features").and_then(toml::Value::as_table);
        let features = features.context("the manifest has no features")?;
        let names = closure(features, "all")?;
        let total = names.len() - 1;
        let names = names.into_iter();
        let names = names.filter(|name| name != "all" && name.contains(part));
        let closures = names.map(|name| {
            let enabled = closure(features, &name)?;
            Ok((name, enabled))
        });
        let fingerprint = call.fingerprint(&package.join("src"))?;
        Ok(Self {
            closures: closures.collect::<anyhow::Result<_>>()?,
            call,
            total_memory,
            total,
            results: Results::open(package.with_extension("features"), fingerprint)?,
        })
    }

    /// The features without a successful result, sorted so that those that enable most come first.
    pub fn remaining(&self) -> Vec<&str> {
        let names = self.closures.iter();
        let mut remaining: Vec<_> = names
            .filter(|(name, _)| !self.results.is_clean(name))
            .collect();
        remaining.sort_by_key(|(_, enabled)| std::cmp::Reverse(enabled.len()));
        remaining
            .into_iter()
            .map(|(name, _)| name.as_str())
            .collect()
    }

    /// The results of these features.
    pub fn results(&self) -> BTreeMap<String, CheckResult> {
        let mut results = self.results.all();
        results.retain(|name, _| self.closures.contains_key(name));
        results
    }

    /// The expected memory for compiling a feature, in bytes: proportional to the number of features that it
    /// enables.
    pub fn expected_memory(&self, feature: &str) -> u64 {
        let enabled = self.closures.get(feature).map_or(0, BTreeSet::len) as u64;
        MIN_MEMORY + self.total_memory * enabled / self.total.max(1) as u64
    }

    /// Compiles a feature, and stores the result.
    ///
    /// # Errors
    /// The compiler cannot be started, or the result cannot be written.
    pub fn check(&self, feature: &str, out: PathBuf) -> anyhow::Result<CheckResult> {
        let enabled = self.closures.get(feature).into_iter().flatten();
        fs::create_dir_all(&out)?;
        let mut command = self.call.command(enabled.map(String::as_str), &out);
        let ended = measure::run(&mut command)?;
        let result = CheckResult {
            cpu: ended.cost.cpu,
            memory: ended.cost.memory,
            problem: problem(feature, ended),
        };
        self.results.add(feature, &result)?;
        Ok(result)
    }
}

/// A feature and all features that it enables. None of them may enable a dependency, because the recorded call of
/// rustc names only the dependencies of the crate without features.
fn closure(features: &toml::Table, name: &str) -> anyhow::Result<BTreeSet<String>> {
    let mut closure = BTreeSet::new();
    let mut open = vec![name];
    while let Some(name) = open.pop() {
        let Some(enabled) = features.get(name).and_then(toml::Value::as_array) else {
            bail!("{name} is not a feature, so a resource cannot enable it");
        };
        if closure.insert(name.to_owned()) {
            open.extend(enabled.iter().filter_map(toml::Value::as_str));
        }
    }
    Ok(closure)
}
