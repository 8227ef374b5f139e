//! Source texts of descriptions, and positions in them, for diagnostics and all stages.

use std::fmt;
use std::path::PathBuf;
use std::sync::Arc;

/// The maximum nesting depth of values; published descriptions stay below 40.
pub(crate) const MAX_DEPTH: usize = 100;

/// The text of a description and where it came from.
#[derive(Clone, Debug)]
pub struct Source {
    /// The path as it was passed; relative `$ref`s are resolved against its folder.
    pub path: PathBuf,
    /// The whole text.
    pub text: String,
}

/// A position in a loaded file: the file and a JSON pointer (RFC 6901). Cheap to clone.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Pointer {
    file: usize,
    path: Arc<str>,
}

impl Pointer {
    /// The root of the file with this index; 0 is the description itself.
    pub fn root(file: usize) -> Self {
        Self::new(file, "")
    }

    /// The position of `path`, an escaped JSON pointer such as `/paths/~1zones`, in a file.
    pub fn new(file: usize, path: &str) -> Self {
        Self {
            file,
            path: path.into(),
        }
    }

    /// Index of the file; 0 is the description itself.
    pub fn file(&self) -> usize {
        self.file
    }

    /// The escaped JSON pointer, such as `/paths/~1zones/get`; empty for the root.
    pub fn as_str(&self) -> &str {
        &self.path
    }

    /// The position of a member or, for an index in decimal, of an item.
    pub fn join(&self, key: &str) -> Self {
        let mut path = String::with_capacity(self.path.len() + key.len() + 1);
        path.push_str(&self.path);
        push_segment(&mut path, key);
        Self {
            file: self.file,
            path: path.into(),
        }
    }

    /// The unescaped last segment: the key or the index; `None` for the root.
    pub fn last(&self) -> Option<String> {
        let (_, segment) = self.path.rsplit_once('/')?;
        Some(unescape(segment))
    }
}

/// Prints the pointer as a fragment: `#/paths/~1zones/get`.
impl fmt::Display for Pointer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "#{}", self.path)
    }
}

/// Appends `/` and the escaped key to a pointer.
pub(crate) fn push_segment(path: &mut String, key: &str) {
    path.push('/');
    let mut rest = key;
    while let Some(at) = rest.find(['~', '/']) {
        path.push_str(&rest[..at]);
        path.push_str(if rest[at..].starts_with('~') {
            "~0"
        } else {
            "~1"
        });
        rest = &rest[at + 1..];
    }
    path.push_str(rest);
}

/// Unescapes a segment.
pub(crate) fn unescape(segment: &str) -> String {
    match segment.contains('~') {
        true => segment.replace("~1", "/").replace("~0", "~"),
        false => segment.to_owned(),
    }
}
