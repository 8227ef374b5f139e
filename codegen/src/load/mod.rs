//! Reads a description: JSON or YAML, OpenAPI 3.0 or 3.1, with the files beside it that it refers
//! to, into one tree in one dialect.
//!
//! That dialect is OpenAPI 3.0 with `const`, `prefixItems` and `patternProperties`; what 3.1
//! spells otherwise is rewritten in place, see [`Document`]. Nothing here opens a connection.

mod node;
mod parse;
mod pointer;
mod reference;
mod source;
mod strict;
mod version;

use std::collections::HashMap;
use std::sync::Arc;

use serde_json::Value;

use crate::diagnostic::Diagnostics;

pub use node::{Node, PlaceId};
pub use pointer::Pointer;
pub(crate) use pointer::push_segment;
pub use source::{MAX_BYTES, Source};
pub use version::Version;

/// A description that was read, with every file that it refers to.
pub struct Document {
    /// The files, the description itself first.
    files: Vec<File>,
    /// Their texts, in the same order.
    sources: Arc<Vec<Source>>,
    version: Version,
}

/// One file of a document.
struct File {
    root: Value,
    /// The files that relative references of this one mean, by the text before `#`; or why they
    /// cannot be read.
    links: HashMap<String, Result<usize, String>>,
}

impl Document {
    /// Reads a description.
    ///
    /// # Errors
    ///
    /// When the text is neither JSON nor YAML, when it says something twice or without end, or
    /// when it is not OpenAPI 3.0 or 3.1.
    pub fn load(source: Source) -> Result<(Document, Diagnostics), Diagnostics> {
        let sources = Arc::new(vec![source]);
        let read = parse::parse(&sources[0], 0)
            .and_then(|root| Ok((version::detect(&root)?, root)))
            .map_err(|diagnostic| Diagnostics::from(diagnostic).about(sources.clone()));
        let (version, root) = read?;
        let files = vec![File {
            root,
            links: HashMap::new(),
        }];
        let diagnostics = Diagnostics::new().about(sources.clone());
        let document = Document {
            files,
            sources,
            version,
        };
        Ok((document, diagnostics))
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

    fn file(&self, file: usize) -> Node<'_> {
        Node {
            document: self,
            value: &self.files[file].root,
            at: Pointer::root(file),
        }
    }
}
