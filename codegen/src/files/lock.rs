use std::collections::BTreeMap;
use std::path::Path;

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use super::{Files, FolderError, Hash, io_failed};
use crate::diagnostic::visible;
use crate::load::read_plain;

/// Name of the lock, at the top of a generated folder.
pub const LOCK: &str = "sdk.lock";

/// The version of the format, which is written and required.
const FORMAT: u32 = 1;

/// The contents of `sdk.lock`: the inputs of a generated folder, and the hashes of its files.
///
/// It is the same on every machine: all paths are relative.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Lock {
    format: u32,
    /// Number of operations in the description.
    pub operations: usize,
    /// Number of warnings about the description.
    pub warnings: usize,
    /// The generator.
    pub generator: Generator,
    /// The options of the command line.
    pub options: LockedOptions,
    /// The description.
    pub description: Input,
    /// The configuration.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub configuration: Option<Input>,
    /// The overlays, in the order in which they are applied.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub overlays: Vec<Input>,
    /// The files that the description refers to, by path relative to the description. The value is
    /// the hash of a file, `missing`, or the path of a file that is already listed.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub references: BTreeMap<String, String>,
    /// The files that were generated, without the lock.
    pub files: BTreeMap<String, Hash>,
}

/// The identity of a generator: everything of it that the output depends on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Generator {
    /// The version of the package.
    pub version: String,
    /// A hash of its sources, of the runtime, and of the versions of its dependencies.
    pub sources: String,
}

impl Generator {
    /// The running generator.
    pub fn this() -> Self {
        Self {
            version: env!("CARGO_PKG_VERSION").to_owned(),
            sources: env!("SDK_CODEGEN_FINGERPRINT").to_owned(),
        }
    }
}

/// The options that the output depends on.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LockedOptions {
    /// The command in the headers of files.
    pub command: String,
    /// The path of the description in the headers of files.
    pub source: String,
    /// The package name, if it was passed on the command line.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
}

/// An input file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Input {
    /// The file name without folders.
    pub file: String,
    /// The hash of its content.
    pub hash: Hash,
}

impl Input {
    /// The entry for a file with this text.
    pub fn new(path: &Path, text: &str) -> Self {
        let name = path.file_name().unwrap_or_default();
        Self {
            file: name.to_string_lossy().into_owned(),
            hash: Hash::of_text(text.as_bytes()),
        }
    }
}

impl Lock {
    /// A lock of this generator for a description, without files.
    pub fn new(options: LockedOptions, description: Input) -> Self {
        Self {
            format: FORMAT,
            operations: 0,
            warnings: 0,
            generator: Generator::this(),
            options,
            description,
            configuration: None,
            overlays: Vec::new(),
            references: BTreeMap::new(),
            files: BTreeMap::new(),
        }
    }

    /// Adds the hashes of the generated files.
    #[must_use]
    pub fn with_files(mut self, files: &Files) -> Self {
        let hashed = files
            .par_iter()
            .map(|(path, text)| (path.clone(), Hash::of(text)));
        self.files = hashed.collect::<Vec<_>>().into_iter().collect();
        self
    }

    /// True if both locks have the same inputs and generator.
    pub fn has_same_inputs(&self, other: &Self) -> bool {
        self.generator == other.generator
            && self.options == other.options
            && self.description == other.description
            && self.configuration == other.configuration
            && self.overlays == other.overlays
            && self.references == other.references
    }

    /// The kind of output of this lock, an SDK or a reference site, if that of `new` is the other
    /// kind: writing would replace one with the other.
    pub(super) fn other_output(&self, new: &Self) -> Option<&'static str> {
        let what = |lock: &Self| {
            let has = |path| lock.files.contains_key(path);
            match (has("Cargo.toml"), has("index.html")) {
                (true, false) => Some("an SDK"),
                (false, true) => Some("a reference site"),
                _ => None,
            }
        };
        let own = what(self)?;
        (what(new)? != own).then_some(own)
    }

    /// The text of the file: TOML, with one line for each generated file, sorted by path.
    ///
    /// # Panics
    ///
    /// Never: all values can be represented in TOML.
    pub fn text(&self) -> String {
        let one_line = |text: &str| {
            visible(&text.split_whitespace().collect::<Vec<_>>().join(" ")).into_owned()
        };
        let command = one_line(&self.options.command);
        let source = one_line(&self.options.source);
        let body = toml::to_string(self).expect("texts, numbers and tables are TOML");
        format!(
            "# @generated by `{command}` from {source}. Do not edit.\n\
             # What the files of this folder were generated from, and their hashes (SHA-256).\n\
             # Where a merge leaves a conflict in it, generate again.\n\n{body}"
        )
    }

    fn parse(text: &str) -> Result<Self, String> {
        let lock: Self = toml::from_str(text).map_err(|error| {
            let before = error.span().and_then(|span| text.get(..span.start));
            let line = before.map_or(1, |before| before.matches('\n').count() + 1);
            format!("line {line}: {}", error.message())
        })?;
        match lock.format {
            FORMAT => Ok(lock),
            other => Err(format!(
                "it has format {other}, and this generator reads format {FORMAT}"
            )),
        }
    }
}

/// The lock in a folder.
#[derive(Clone, Debug, Default)]
pub struct FolderLock {
    /// Its text; `None` if there is no lock.
    pub text: Option<String>,
    /// The parsed lock: none if it is invalid, and two if it has merge conflict markers.
    pub locks: Vec<Lock>,
    /// Why it is invalid.
    pub problem: Option<String>,
}

impl FolderLock {
    /// Reads the lock of a folder.
    ///
    /// # Errors
    ///
    /// If the lock exists and cannot be read.
    pub fn read(out: &Path) -> Result<Self, FolderError> {
        let path = out.join(LOCK);
        match std::fs::symlink_metadata(&path) {
            Err(error) if is_absent(&error) => return Ok(Self::default()),
            Err(error) => return Err(io_failed("read", &path)(error)),
            Ok(found) if found.is_symlink() => {
                return Ok(Self::damaged(
                    String::new(),
                    "it is a symbolic link".to_owned(),
                ));
            }
            Ok(_) => {}
        }
        let bytes = match read_plain(&path) {
            Ok(bytes) => bytes,
            Err(why) => return Ok(Self::damaged(String::new(), why)),
        };
        Ok(Self::parse(String::from_utf8_lossy(&bytes).into_owned()))
    }

    fn parse(text: String) -> Self {
        if let Some(sides) = sides(&text) {
            let locks = sides.iter().filter_map(|side| Lock::parse(side).ok());
            return Self {
                locks: locks.collect(),
                ..Self::damaged(text, "a merge has left a conflict in it".to_owned())
            };
        }
        // Its line endings may be those of another system.
        match Lock::parse(text.trim_start_matches('\u{feff}')) {
            Ok(lock) => Self {
                text: Some(text),
                locks: vec![lock],
                problem: None,
            },
            Err(why) => Self::damaged(text, why),
        }
    }

    fn damaged(text: String, problem: String) -> Self {
        Self {
            text: Some(text),
            locks: Vec::new(),
            problem: Some(problem),
        }
    }

    /// The lock, if it is valid.
    pub fn lock(&self) -> Option<&Lock> {
        match (&self.problem, self.locks.as_slice()) {
            (None, [lock]) => Some(lock),
            _ => None,
        }
    }

    /// True if the lock lists this path.
    pub fn lists(&self, path: &str) -> bool {
        self.locks.iter().any(|lock| lock.files.contains_key(path))
    }

    /// True if the lock lists this path with this hash.
    pub fn has(&self, path: &str, hash: &Hash) -> bool {
        let mut locks = self.locks.iter();
        locks.any(|lock| lock.files.get(path) == Some(hash))
    }
}

/// The two sides of a text with merge conflict markers; `None` if it has none.
fn sides(text: &str) -> Option<[String; 2]> {
    let mut sides = [String::new(), String::new()];
    // The sides that a line belongs to: both, one, or neither if it is the common ancestor.
    let mut to = [true, true];
    let mut conflict = false;
    for line in text.lines() {
        match line.split(' ').next() {
            Some("<<<<<<<") => (to, conflict) = ([true, false], true),
            Some("|||||||") => to = [false, false],
            Some("=======") => to = [false, true],
            Some(">>>>>>>") => to = [true, true],
            _ => {
                for (side, _) in sides.iter_mut().zip(to).filter(|(_, belongs)| *belongs) {
                    side.extend([line, "\n"]);
                }
            }
        }
    }
    conflict.then_some(sides)
}

/// True if the error means that the path does not exist.
pub(super) fn is_absent(error: &std::io::Error) -> bool {
    use std::io::ErrorKind;
    matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory)
}
