//! The files of an emitted crate: compared with a folder, written to it, shown as a diff.

mod commit;
mod compare;
mod diff;
mod file;
mod folder;
mod guard;
mod hash;
mod lock;
mod stage;
mod state;
mod wording;
mod write;

use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};

use crate::diagnostic::Problem;

pub use compare::{Change, compare, matches_lock};
pub use diff::{Diffs, diffs, unified_diff};
pub use file::{Content, File};
pub use folder::Folder;
pub use guard::{FolderUse, folder_use, tidy};
pub use hash::Hash;
pub use lock::{FolderLock, Generator, Input, LOCK, Lock, LockedOptions};
pub use state::State;
pub use write::{WriteOptions, Written, write};

/// Contents by path; the path is relative, with `/` between its parts.
pub type Files = BTreeMap<String, Vec<u8>>;

/// The error of reading or writing a folder.
#[derive(Debug, thiserror::Error)]
pub enum FolderError {
    /// The folder contains files, and no valid lock that lists the generated ones.
    #[error("{}", foreign(folder, problem.as_deref()))]
    Foreign {
        /// The folder.
        folder: PathBuf,
        /// The problem of its lock, if it has one.
        problem: Option<String>,
    },
    /// The folder contains another output of the generator, such as a reference site.
    #[error("{} contains {}", .0.display(), .1)]
    OtherOutput(PathBuf, &'static str),
    /// Modified files would be overwritten or removed.
    #[error("manual changes would be lost")]
    Edited(Vec<(String, State)>),
    /// A user's file is in the place of a generated one.
    #[error("`{0}` is in the way, and was not generated")]
    InTheWay(String),
    /// Another program has modified the folder during the run.
    #[error("`{0}` was changed during the run")]
    Touched(String),
    /// Another run does not finish in time.
    #[error("another run is writing to {} and does not finish", .0.display())]
    Busy(PathBuf),
    /// A path leads outside of the folder. Generated paths never do; this is the last check.
    #[error("`{0}` is not a path inside the folder")]
    Outside(String),
    /// An error of the file system.
    #[error("cannot {action} {}: {cause}", path.display())]
    Io {
        /// The operation, such as `read`.
        action: &'static str,
        /// The path.
        path: PathBuf,
        /// The error.
        cause: io::Error,
    },
}

impl FolderError {
    /// The error as a diagnostic without a position.
    pub fn problem(&self) -> Problem {
        wording::problem(self)
    }
}

fn foreign(folder: &Path, problem: Option<&str>) -> String {
    let folder = folder.display();
    match problem {
        Some(problem) => format!("{folder}/{LOCK} cannot be used ({problem})"),
        None => format!("{folder} contains files, but no {LOCK}"),
    }
}

/// Converts an error of the file system, for `map_err`.
fn io_failed(action: &'static str, path: &Path) -> impl FnOnce(io::Error) -> FolderError {
    let path = path.to_owned();
    move |cause| FolderError::Io {
        action,
        path,
        cause,
    }
}
