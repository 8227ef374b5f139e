use std::fs::{self, Metadata};
use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use std::time::SystemTime;

use rayon::prelude::*;

use super::{FolderError, Hash, LOCK, io_failed};
use crate::load::special_file_kind;

/// The contents of a generated folder, except for its lock.
#[derive(Debug)]
pub struct Folder {
    pub(super) out: PathBuf,
    /// Sorted by path.
    pub(super) entries: Vec<Entry>,
}

/// An entry of a folder that is not a folder itself.
#[derive(Debug)]
pub(super) struct Entry {
    /// Relative path with `/` between its parts.
    pub(super) path: String,
    /// The path in the file system.
    pub(super) place: PathBuf,
    pub(super) kind: EntryKind,
    /// Size and modification time, by which a later modification is noticed.
    stamp: Stamp,
    hash: OnceLock<Hash>,
}

/// The kind of an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum EntryKind {
    File {
        executable: bool,
    },
    /// A symbolic link, a pipe or another special file.
    Other(&'static str),
}

type Stamp = (u64, Option<SystemTime>);

impl Entry {
    /// Reads the metadata of an entry, without following a link.
    fn read_entry(path: String, place: PathBuf) -> Result<Self, FolderError> {
        let found = fs::symlink_metadata(&place).map_err(io_failed("read", &place))?;
        let kind = match special_file_kind(found.file_type()) {
            Some(kind) => EntryKind::Other(kind),
            None => EntryKind::File {
                executable: is_executable(&found),
            },
        };
        Ok(Self {
            path,
            place,
            kind,
            stamp: stamp(&found),
            hash: OnceLock::new(),
        })
    }

    /// The hash of the content; `None` if it is no regular file. Each file is read once.
    pub(super) fn hash(&self) -> Result<Option<&Hash>, FolderError> {
        if let EntryKind::Other(_) = self.kind {
            return Ok(None);
        }
        if self.hash.get().is_none() {
            let content = fs::read(&self.place).map_err(io_failed("read", &self.place))?;
            let _ = self.hash.set(Hash::of(&content));
        }
        Ok(self.hash.get())
    }
}

impl Folder {
    /// Lists a folder; one that does not exist is empty. Symbolic links are listed, not followed.
    ///
    /// `Cargo.lock` and `target` at the top, which belong to Cargo, and names that start with a dot
    /// are excluded.
    ///
    /// # Errors
    ///
    /// If it cannot be read, or is no folder.
    pub fn read(out: &Path) -> Result<Self, FolderError> {
        let read_entry = |(path, place)| Entry::read_entry(path, place);
        let entries = list(out)?.into_par_iter().map(read_entry);
        Ok(Self {
            out: out.to_owned(),
            entries: entries.collect::<Result<_, _>>()?,
        })
    }

    /// Reads all files and computes their hashes.
    ///
    /// # Errors
    ///
    /// When a file cannot be read.
    pub fn hashed(self) -> Result<Self, FolderError> {
        let read = self.entries.par_iter().map(|entry| entry.hash());
        read.try_for_each(|hash| hash.map(|_| ()))?;
        Ok(self)
    }

    /// The paths of the regular files.
    pub fn files(&self) -> impl Iterator<Item = &Path> {
        let is_file = |entry: &&Entry| matches!(entry.kind, EntryKind::File { .. });
        self.entries
            .iter()
            .filter(is_file)
            .map(|entry| entry.place.as_path())
    }

    /// True if there are no entries.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// Verifies that nothing has been modified since the folder was read.
    ///
    /// # Errors
    ///
    /// If something was modified, or cannot be read.
    pub fn is_unchanged(&self) -> Result<(), FolderError> {
        let now = list(&self.out)?;
        let same = |entry: &Entry| match fs::symlink_metadata(&entry.place) {
            Ok(now) => stamp(&now) == entry.stamp,
            Err(_) => false,
        };
        let then = self.entries.iter().map(|entry| &entry.path);
        let listed = now.iter().map(|(path, _)| path);
        let touched = self.entries.par_iter().find_first(|entry| !same(entry));
        match touched {
            Some(entry) => Err(FolderError::Touched(entry.path.clone())),
            None if then.ne(listed) => Err(FolderError::Touched(".".to_owned())),
            None => Ok(()),
        }
    }

    pub(super) fn get(&self, path: &str) -> Option<&Entry> {
        let at = self
            .entries
            .binary_search_by(|entry| entry.path.as_str().cmp(path));
        at.ok().map(|at| &self.entries[at])
    }
}

fn stamp(found: &Metadata) -> Stamp {
    (found.len(), found.modified().ok())
}

/// True if a file is executable: the only part of the mode that Git tracks.
fn is_executable(found: &Metadata) -> bool {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        found.permissions().mode() & 0o111 != 0
    }
    #[cfg(not(unix))]
    {
        let _ = found;
        false
    }
}

/// True for names that are excluded: the lock, and what the generator never writes.
fn is_excluded(name: &str, at_top: bool) -> bool {
    name.starts_with('.') || (at_top && matches!(name, LOCK | "Cargo.lock" | "target"))
}

/// All entries that are not folders, sorted by path.
fn list(out: &Path) -> Result<Vec<(String, PathBuf)>, FolderError> {
    let mut entries = Vec::new();
    let mut folders = vec![(String::new(), out.to_owned())];
    while let Some((prefix, place)) = folders.pop() {
        let listing = match fs::read_dir(&place) {
            Err(error) if error.kind() == std::io::ErrorKind::NotFound && prefix.is_empty() => {
                break;
            }
            listing => listing.map_err(io_failed("read", &place))?,
        };
        for entry in listing {
            let entry = entry.map_err(io_failed("read", &place))?;
            let kind = entry
                .file_type()
                .map_err(io_failed("read", &entry.path()))?;
            let name = entry.file_name().to_string_lossy().into_owned();
            if is_excluded(&name, prefix.is_empty()) {
                continue;
            }
            let path = format!("{prefix}{name}");
            if kind.is_dir() {
                folders.push((format!("{path}/"), entry.path()));
            } else {
                entries.push((path, entry.path()));
            }
        }
    }
    entries.sort();
    Ok(entries)
}
