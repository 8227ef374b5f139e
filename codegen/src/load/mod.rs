//! Loads a description: JSON or YAML, Swagger 2.0 or OpenAPI 3, with the files that it refers to,
//! into one tree in one dialect. Overlays are applied first. The next stage is
//! [`lower`](crate::lower).
//!
//! The dialect is OpenAPI 3.0 with `const`, `prefixItems` and `patternProperties`; other spellings
//! are rewritten in place, see [`Document`]. No connection is opened.

mod anchor;
mod dynamic;
mod extends;
mod folder;
mod key;
mod keywords;
mod kind;
mod limits;
mod loader;
mod method;
mod misplaced;
mod node;
mod normalize;
mod origin;
mod overlay;
mod parse;
mod reference;
mod schema;
mod source;
mod stream;
mod strict;
mod swagger;
mod target;
mod types;
mod version;

use std::cell::{OnceCell, RefCell};
use std::collections::{BTreeSet, HashMap};
use std::fmt;
use std::path::PathBuf;
use std::sync::Arc;

use serde_json::Value;

use crate::diagnostic::Diagnostics;
use crate::diagnostic::wording::reference::BrokenReference;

pub use crate::source::{Pointer, Source};
pub use limits::Limits;
pub(crate) use method::METHODS;
pub use node::{Node, PlaceId};
pub use source::{MAX_BYTES, STANDARD_INPUT};
pub(crate) use source::{read_plain, read_text, special_file_kind};
pub use stream::TEXT_EVENTS;
pub use version::Version;

/// A description with all files that it refers to.
///
/// Schemas in the tree differ from the text as follows:
/// - `nullable: true` replaces `null` in `type`, `{type: null}` in `anyOf` and `oneOf`, and `null`
///   in `enum`;
/// - `type` is one of the six names of OpenAPI 3.0 or absent; several types are an `anyOf`;
/// - a `$ref` has no siblings; one with siblings is a member of `allOf`;
/// - `exclusiveMinimum` and `exclusiveMaximum` are booleans;
/// - `example` is the first of `examples`;
/// - `prefixItems` replaces a list in `items`;
/// - `additionalProperties` replaces a schema in `unevaluatedProperties`;
/// - `format: byte`, `base64url` or `binary` replaces `contentEncoding` and `contentMediaType`;
/// - `{}` and `{not: {}}` replace `true` and `false`, except in `additionalProperties`;
/// - keywords of the wrong type are corrected or removed, with a warning.
pub struct Document {
    /// The files, the description itself first.
    files: Vec<File>,
    /// Their texts, in the same order.
    sources: Arc<Vec<Source>>,
    /// Paths in the folder of the description that references name, whether they exist or not.
    looked_up: BTreeSet<PathBuf>,
    version: Version,
    /// The origins of values that overlays or conversions have put in the trees.
    origins: origin::Origins,
    /// The targets of chains of references that were followed.
    targets: RefCell<HashMap<PlaceId, reference::Target>>,
    /// The identifiers and anchors, which are collected on the first use.
    names: OnceCell<anchor::Identifiers>,
    /// True if a schema has an identifier or a description has a `$self`.
    is_identified: bool,
}

/// One file of a document.
struct File {
    root: Value,
    /// Its path in the folder of the description.
    inside: PathBuf,
    /// True if it is a whole description, false if it is a part of one.
    whole: bool,
    /// The version in the file, or else that of the description.
    version: Version,
    /// The files that relative references name before `#`, or why they cannot be read.
    links: HashMap<String, Result<usize, BrokenReference>>,
}

/// Prints the names of the files only: the trees are too large.
impl fmt::Debug for Document {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let paths: Vec<_> = self.sources.iter().map(|source| &source.path).collect();
        f.debug_struct("Document")
            .field("version", &self.version)
            .field("files", &paths)
            .finish_non_exhaustive()
    }
}

impl Document {
    /// Reads a description.
    ///
    /// # Errors
    ///
    /// If the text is neither JSON nor YAML, has a repeated key or unlimited aliases, or is neither
    /// Swagger 2.0 nor OpenAPI 3.0, 3.1 or 3.2.
    pub fn load(source: Source) -> Result<(Document, Diagnostics), Diagnostics> {
        loader::load(source, Vec::new(), Limits::default())
    }

    /// Reads a description within `limits` and applies overlays to it, in order. Files that it
    /// refers to are not modified by overlays.
    ///
    /// # Errors
    ///
    /// Those of [`Document::load`], and if an overlay is invalid or cannot be applied.
    pub fn load_with(
        source: Source,
        overlays: Vec<Source>,
        limits: Limits,
    ) -> Result<(Document, Diagnostics), Diagnostics> {
        loader::load(source, overlays, limits)
    }

    /// The location in the text that the value at `at` comes from, possibly in an overlay.
    pub fn written_at(&self, at: &Pointer) -> Pointer {
        self.origins.written_at(at)
    }

    /// The root of the description.
    pub fn root(&self) -> Node<'_> {
        self.file(0)
    }

    /// The version of OpenAPI of the description.
    pub fn version(&self) -> Version {
        self.version
    }

    /// The texts that were read, for [`Diagnostics::about`].
    pub fn sources(&self) -> Arc<Vec<Source>> {
        self.sources.clone()
    }

    /// Paths, relative to the folder of the description, that references name. The output depends
    /// on which of them exist.
    pub fn looked_up(&self) -> &BTreeSet<PathBuf> {
        &self.looked_up
    }

    /// The roots of all files; the description is the first.
    pub(crate) fn roots(&self) -> impl Iterator<Item = Node<'_>> {
        (0..self.files.len()).map(|file| self.file(file))
    }

    fn file(&self, file: usize) -> Node<'_> {
        Node {
            document: self,
            value: &self.files[file].root,
            at: Pointer::root(file),
        }
    }
}
