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
    /// Something is in the folder, and no lock of ours says that it was generated.
    #[error("{}", foreign(folder, problem.as_deref()))]
    Foreign {
        /// The folder.
        folder: PathBuf,
        /// What is wrong with its lock, where it has one.
        problem: Option<String>,
    },
    /// Files were changed by a person, who would lose that.
    #[error("changes that were made by hand would be lost")]
    Edited(Vec<(String, State)>),
    /// A file of a person's stands where something must be written.
    #[error("`{0}` is in the way, and was not generated")]
    InTheWay(String),
    /// Somebody else has written to the folder at the same time.
    #[error("`{0}` was changed during the run")]
    Touched(String),
    /// Another run does not end.
    #[error("another run is writing to {} and does not finish", .0.display())]
    Busy(PathBuf),
    /// A generated path that would lead elsewhere. None is ever made; this is the last guard.
    #[error("`{0}` is not a path inside the folder")]
    Outside(String),
    /// The file system refused.
    #[error("cannot {action} {}: {cause}", path.display())]
    Io {
        /// What was tried, such as `read`.
        action: &'static str,
        /// With what.
        path: PathBuf,
        /// What it said.
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
        None => format!("{folder} holds files, but no {LOCK}"),
    }
}

/// Makes an error of what the file system said, for `map_err`.
fn io_failed(action: &'static str, path: &Path) -> impl FnOnce(io::Error) -> FolderError {
    let path = path.to_owned();
    move |cause| FolderError::Io {
        action,
        path,
        cause,
    }
}
