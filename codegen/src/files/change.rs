use std::collections::BTreeSet;
use std::fs;
use std::path::{Component, Path, PathBuf};

use super::folder::{is_ours, list};
use super::{Files, FolderError, failed};

/// How a folder differs from what is generated, in one file.
#[derive(Clone, Debug)]
pub struct Change<'f> {
    /// Relative path with `/` between its parts.
    pub path: String,
    /// What must be done to the folder.
    pub kind: ChangeKind,
    /// What the folder holds; empty where the file is missing or not a plain one.
    pub before: Vec<u8>,
    /// What is generated; empty where the file goes.
    pub after: &'f [u8],
    /// The file, for the file system.
    pub(super) place: PathBuf,
}

/// What must be done to a folder so that it holds what is generated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChangeKind {
    /// The file is missing.
    Added,
    /// The file holds something else.
    Changed,
    /// The file is not generated, or no longer.
    Removed,
}

/// Compares a folder with what is generated; changes come sorted by path.
///
/// Everything in the folder is the generator's, except `Cargo.lock`, `target` and what starts with
/// a dot at its top. A folder that is not there is empty.
///
/// # Errors
///
/// When the folder cannot be read, or holds files and none of them says it was generated.
pub fn compare<'f>(out: &Path, files: &'f Files) -> Result<Vec<Change<'f>>, FolderError> {
    if let Some(path) = files.keys().find(|path| !is_inside(path)) {
        return Err(FolderError::Outside(path.clone()));
    }
    let entries = list(out)?;
    if !is_ours(&entries) {
        return Err(FolderError::Foreign(out.to_owned()));
    }
    let mut changes = Vec::new();
    let mut missing: BTreeSet<&str> = files.keys().map(String::as_str).collect();
    for entry in entries {
        missing.remove(entry.path.as_str());
        let before = if entry.plain {
            fs::read(&entry.place).map_err(failed("read", &entry.place))?
        } else {
            Vec::new()
        };
        let (kind, after) = match files.get(&entry.path) {
            Some(after) if entry.plain && *after == before => continue,
            Some(after) => (ChangeKind::Changed, after.as_slice()),
            None => (ChangeKind::Removed, &[][..]),
        };
        changes.push(Change {
            path: entry.path,
            kind,
            before,
            after,
            place: entry.place,
        });
    }
    for path in missing {
        changes.push(Change {
            path: path.to_owned(),
            kind: ChangeKind::Added,
            before: Vec::new(),
            after: &files[path],
            place: out.join(path),
        });
    }
    changes.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(changes)
}

/// Whether every part of a path is a plain name.
fn is_inside(path: &str) -> bool {
    !path.contains(['\\', '\0'])
        && !path.is_empty()
        && Path::new(path)
            .components()
            .all(|part| matches!(part, Component::Normal(_)))
}
