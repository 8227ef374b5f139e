//! The files of an emitted crate: compared with a folder, written to it, shown as a diff.

mod change;
mod diff;
mod folder;
mod write;

use std::collections::BTreeMap;
use std::io;
use std::path::PathBuf;

pub use change::{Change, ChangeKind, compare};
pub use diff::unified_diff;
pub use write::write;

/// Contents by path; the path is relative, with `/` between its parts.
pub type Files = BTreeMap<String, Vec<u8>>;

/// Why a folder cannot be read or written.
#[derive(Debug, thiserror::Error)]
pub enum FolderError {
    /// Something is in the folder, and nothing in it says that it was generated.
    #[error("{0} holds files that were not generated; name another folder, or delete this one")]
    Foreign(PathBuf),
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

/// Makes an error of what the file system said, for `map_err`.
fn failed(action: &'static str, path: &std::path::Path) -> impl FnOnce(io::Error) -> FolderError {
    let path = path.to_owned();
    move |cause| FolderError::Io {
        action,
        path,
        cause,
    }
}
