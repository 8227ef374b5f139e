//! What was found of the resources of an SDK, in a file that grows with every check: a run that is
//! interrupted loses nothing, and the next one goes on from there.

use std::collections::BTreeMap;
use std::fs::{self, File, OpenOptions};
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use serde::{Deserialize, Serialize};

/// What came of one.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Checked {
    /// Of the compiler.
    pub cpu: Duration,
    /// Of the compiler, in bytes.
    pub memory: u64,
    /// Why it does not compile without a warning.
    pub problem: Option<String>,
}

/// The results for one crate.
pub struct Results {
    known: Mutex<(File, BTreeMap<String, Checked>)>,
}

impl Results {
    /// Those of an earlier run over the same crate, or none yet. The first line of the file says
    /// which crate that was, each of the others is a result.
    ///
    /// # Errors
    /// The file cannot be read or written.
    pub fn open(path: PathBuf, fingerprint: u64) -> anyhow::Result<Self> {
        let mark = format!("{fingerprint:016x}");
        let known = read(&path, &mark);
        let file = if known.is_some() {
            OpenOptions::new().append(true).open(&path)?
        } else {
            let mut file = File::create(&path)?;
            writeln!(file, "{mark}")?;
            file
        };
        let known = Mutex::new((file, known.unwrap_or_default()));
        Ok(Self { known })
    }

    fn known(&self) -> MutexGuard<'_, (File, BTreeMap<String, Checked>)> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// True where this one compiled without a warning.
    pub fn is_clean(&self, name: &str) -> bool {
        let known = self.known();
        let found = known.1.get(name);
        found.is_some_and(|checked| checked.problem.is_none())
    }

    /// Adds a result.
    ///
    /// # Errors
    /// It cannot be written.
    pub fn add(&self, name: &str, checked: &Checked) -> anyhow::Result<()> {
        // A line of its own, whatever an interrupted run has left.
        let line = format!("\n{}\n", serde_json::to_string(&(name, checked))?);
        let mut known = self.known();
        known.0.write_all(line.as_bytes())?;
        known.1.insert(name.to_owned(), checked.clone());
        Ok(())
    }

    /// All results.
    pub fn all(&self) -> BTreeMap<String, Checked> {
        self.known().1.clone()
    }
}

/// The results in a file that starts with this mark; what is no whole line is none.
fn read(path: &Path, mark: &str) -> Option<BTreeMap<String, Checked>> {
    let text = fs::read_to_string(path).ok()?;
    let mut lines = text.lines();
    let is_same = lines.next() == Some(mark);
    let results = lines.filter_map(|line| serde_json::from_str(line).ok());
    is_same.then(|| results.collect())
}
