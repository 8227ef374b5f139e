//! The results for the resources of an SDK, in a file that every check appends to: after an interruption, the next
//! run continues.

use std::collections::BTreeMap;
use std::fs::{self, File, OpenOptions};
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use serde::{Deserialize, Serialize};

/// The result of compiling a resource.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct CheckResult {
    /// Processor time of the compiler.
    pub cpu: Duration,
    /// Peak memory of the compiler, in bytes.
    pub memory: u64,
    /// The error or the warnings, if there are any.
    pub problem: Option<String>,
}

/// The results for one crate.
pub struct Results {
    known: Mutex<(File, BTreeMap<String, CheckResult>)>,
}

impl Results {
    /// Opens the results of an earlier run for the same crate; if there are none, starts a new file. The first line
    /// of the file is the fingerprint of the crate, each other line a result.
    ///
    /// # Errors
    /// The file cannot be read or written.
    pub fn open(path: PathBuf, fingerprint: u64) -> anyhow::Result<Self> {
        let header = format!("{fingerprint:016x}");
        let known = read(&path, &header);
        let file = if known.is_some() {
            OpenOptions::new().append(true).open(&path)?
        } else {
            let mut file = File::create(&path)?;
            writeln!(file, "{header}")?;
            file
        };
        let known = Mutex::new((file, known.unwrap_or_default()));
        Ok(Self { known })
    }

    fn known(&self) -> MutexGuard<'_, (File, BTreeMap<String, CheckResult>)> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// True if a resource compiled without a warning.
    pub fn is_clean(&self, name: &str) -> bool {
        let known = self.known();
        let result = known.1.get(name);
        result.is_some_and(|result| result.problem.is_none())
    }

    /// Adds a result.
    ///
    /// # Errors
    /// The file cannot be written.
    pub fn add(&self, name: &str, result: &CheckResult) -> anyhow::Result<()> {
        // Starts with a line break, because an interrupted run may have left an incomplete line.
        let line = format!("\n{}\n", serde_json::to_string(&(name, result))?);
        let mut known = self.known();
        known.0.write_all(line.as_bytes())?;
        known.1.insert(name.to_owned(), result.clone());
        Ok(())
    }

    /// All results.
    pub fn all(&self) -> BTreeMap<String, CheckResult> {
        self.known().1.clone()
    }
}

/// The results in a file with this header; incomplete lines are ignored. `None` if the header differs.
fn read(path: &Path, header: &str) -> Option<BTreeMap<String, CheckResult>> {
    let text = fs::read_to_string(path).ok()?;
    let mut lines = text.lines();
    let is_same = lines.next() == Some(header);
    let results = lines.filter_map(|line| serde_json::from_str(line).ok());
    is_same.then(|| results.collect())
}
