use std::collections::{BTreeSet, HashMap};
use std::path::{Component, Path, PathBuf};

use percent_encoding::percent_decode_str;

use super::MAX_BYTES;
use super::source::{read_text, too_large};
use crate::diagnostic::wording::reference::BrokenReference;

/// The folder of the description. No file outside of it is read.
pub(super) struct Folder {
    /// The path as the caller passed it.
    path: PathBuf,
    /// The path without symbolic links; `None` if the folder does not exist.
    real: Option<PathBuf>,
    /// Indices of the files that were read, by their path without symbolic links.
    known: HashMap<PathBuf, usize>,
    /// Paths inside of the folder that references name.
    looked_up: BTreeSet<PathBuf>,
    /// Number of bytes that may still be read.
    bytes_left: usize,
}

/// The target of a relative reference.
pub(super) enum FileReference {
    /// The index of a file that was read before.
    Known(usize),
    /// A new file: its path in the folder, and its text.
    New { inside: PathBuf, text: String },
}

impl Folder {
    /// The folder of the file `description`, which gets index 0. `named` is the path of that file
    /// in the folder, if a file of the folder names it.
    pub(super) fn of(description: &Path, named: Option<PathBuf>) -> Self {
        let path = description.parent().unwrap_or(Path::new("")).to_owned();
        let or_here = if path.as_os_str().is_empty() {
            Path::new(".")
        } else {
            &path
        };
        let real = or_here.canonicalize().ok();
        let known = description.canonicalize().map(|real| (real, 0));
        Self {
            real,
            known: known.into_iter().collect(),
            path,
            looked_up: named.into_iter().collect(),
            bytes_left: MAX_BYTES,
        }
    }

    /// The path of a file in this folder, for messages.
    pub(super) fn path_of(&self, inside: &Path) -> PathBuf {
        self.path.join(inside)
    }

    /// The paths in this folder that references name, whether they exist or not.
    pub(super) fn into_looked_up(self) -> BTreeSet<PathBuf> {
        self.looked_up
    }

    /// Resolves a reference in the file `from` (a path in the folder). A new file gets the index
    /// `number`.
    ///
    /// The reference is checked before the file system is accessed: URLs and paths outside of the
    /// folder are rejected.
    pub(super) fn find(
        &mut self,
        from: &Path,
        reference: &str,
        number: usize,
    ) -> Result<FileReference, BrokenReference> {
        if is_url(reference) {
            return Err(BrokenReference::Url);
        }
        let inside = lexical(from, reference).ok_or(BrokenReference::Outside)?;
        self.looked_up.insert(inside.clone());
        let root = self.real.as_ref().ok_or(BrokenReference::Outside)?;
        let unreadable = |why: &dyn std::fmt::Display| BrokenReference::Unreadable(why.to_string());
        let real = root
            .join(&inside)
            .canonicalize()
            .map_err(|e| unreadable(&e))?;
        if !real.starts_with(root) {
            return Err(BrokenReference::Outside);
        }
        if let Some(&number) = self.known.get(&real) {
            return Ok(FileReference::Known(number));
        }
        let text = read_text(&real).map_err(|e| unreadable(&e))?;
        self.bytes_left = self
            .bytes_left
            .checked_sub(text.len())
            .ok_or_else(|| unreadable(&too_large()))?;
        self.known.insert(real, number);
        Ok(FileReference::New { inside, text })
    }
}

/// True if a reference has a scheme or a host.
fn is_url(reference: &str) -> bool {
    let scheme = reference.split_once(':').map(|(scheme, _)| scheme);
    reference.starts_with("//")
        || scheme.is_some_and(|scheme| {
            scheme.starts_with(|c: char| c.is_ascii_alphabetic())
                && scheme
                    .chars()
                    .all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c))
        })
}

/// The path of a reference in the folder; `None` if it leads outside.
fn lexical(from: &Path, reference: &str) -> Option<PathBuf> {
    let decoded = percent_decode_str(reference).decode_utf8().ok()?;
    if decoded.contains(['\\', '\0']) {
        return None;
    }
    let mut inside = from.parent().unwrap_or(Path::new("")).to_owned();
    for component in Path::new(&*decoded).components() {
        match component {
            Component::Normal(name) => inside.push(name),
            Component::CurDir => {}
            Component::ParentDir if inside.pop() => {}
            _ => return None,
        }
    }
    Some(inside)
}
