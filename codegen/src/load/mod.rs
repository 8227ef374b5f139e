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
use crate::diagnostic::wording::reference::Broken;

pub use crate::source::{Pointer, Source};
pub use limits::Limits;
pub(crate) use method::METHODS;
pub use node::{Node, PlaceId};
pub use source::{MAX_BYTES, STANDARD_INPUT};
pub(crate) use source::{read_plain, read_text, what_it_is};
pub use stream::TEXT_EVENTS;
pub use version::Version;

/// A description that was read, with every file that it refers to.
///
/// Where schemas stand, the tree differs from the text like this:
/// - `nullable: true` stands for `null` in `type`, for `{type: null}` in `anyOf` and `oneOf`, and
///   for `null` in `enum`;
/// - `type` is one of the six names of OpenAPI 3.0 or absent; several of them are an `anyOf`;
/// - a `$ref` stands alone; one with siblings is a member of `allOf` beside them;
/// - `exclusiveMinimum` and `exclusiveMaximum` are flags;
/// - `examples` is the first of them, as `example`;
/// - `items` as a list is `prefixItems`;
/// - a schema under `unevaluatedProperties` is `additionalProperties`;
/// - `contentEncoding` and `contentMediaType` are `format: byte`, `base64url` or `binary`;
/// - `true` and `false` are `{}` and `{not: {}}`, except as `additionalProperties`;
/// - keywords of the wrong type are repaired or left out, with a warning.
pub struct Document {
    /// The files, the description itself first.
    files: Vec<File>,
    /// Their texts, in the same order.
    sources: Arc<Vec<Source>>,
    /// Paths in the folder of the description that references name, whether they lead to a file or
    /// not.
    looked_up: BTreeSet<PathBuf>,
    version: Version,
    /// What overlays have put where.
    origins: origin::Origins,
    /// Where references end that lead to other references, as far as that is known.
    ends: RefCell<HashMap<PlaceId, reference::End>>,
    /// What schemas call themselves, once that is asked for.
    names: OnceCell<anchor::Names>,
    /// Some schema has an identifier, or some description says its own.
    is_identified: bool,
}

/// One file of a document.
struct File {
    root: Value,
    /// Its path inside the folder of the description.
    inside: PathBuf,
    /// It is a description by itself, not a piece of one.
    whole: bool,
    /// The OpenAPI it is written in: its own where it says so, else that of the description.
    version: Version,
    /// The files that relative references of this one mean, by the text before `#`; or why they
    /// cannot be read.
    links: HashMap<String, Result<usize, Broken>>,
}

/// Names the files; the tree itself is too large to print.
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
    /// When the text is neither JSON nor YAML, when it says something twice or without end, or
    /// when it is neither Swagger 2.0 nor OpenAPI 3.0, 3.1 or 3.2.
    pub fn load(source: Source) -> Result<(Document, Diagnostics), Diagnostics> {
        loader::load(source, Vec::new(), Limits::default())
    }

    /// Reads a description of at most `limits`, and applies overlays to it, in order. Files that it
    /// refers to stay as they are.
    ///
    /// # Errors
    ///
    /// Those of [`Document::load`], and when an overlay is none or asks for what cannot be.
    pub fn load_with(
        source: Source,
        overlays: Vec<Source>,
        limits: Limits,
    ) -> Result<(Document, Diagnostics), Diagnostics> {
        loader::load(source, overlays, limits)
    }

    /// Where a place was written: in the overlay that put it there, or where it is.
    pub fn written_at(&self, at: &Pointer) -> Pointer {
        self.origins.written_at(at)
    }

    /// The whole description.
    pub fn root(&self) -> Node<'_> {
        self.file(0)
    }

    /// Which OpenAPI it is written in.
    pub fn version(&self) -> Version {
        self.version
    }

    /// The texts that were read, for [`Diagnostics::about`].
    pub fn sources(&self) -> Arc<Vec<Source>> {
        self.sources.clone()
    }

    /// Paths, from the folder of the description, that references name: the output depends on what
    /// is there, and on what is not.
    pub fn looked_up(&self) -> &BTreeSet<PathBuf> {
        &self.looked_up
    }

    /// Every file, the description itself first.
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
