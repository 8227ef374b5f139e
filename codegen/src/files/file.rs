use proc_macro2::TokenStream;

/// One file of the crate.
#[derive(Clone, Debug)]
pub struct File {
    /// Place in the crate, with `/` between the parts.
    pub path: String,
    /// What is in it.
    pub content: Content,
}

/// What is in a file.
#[derive(Clone, Debug)]
pub enum Content {
    /// Rust code that still has to be formatted.
    Rust(TokenStream),
    /// Rust code as it stands. The header does not name the description: most of it is the same for all.
    RustText(String),
    /// Any other text as it stands.
    Text(String),
    /// A text of others, which gets no header.
    Verbatim(String),
}

impl File {
    pub(crate) fn rust(path: impl Into<String>, tokens: TokenStream) -> Self {
        Self {
            path: path.into(),
            content: Content::Rust(tokens),
        }
    }

    pub(crate) fn rust_text(path: impl Into<String>, text: String) -> Self {
        Self {
            path: path.into(),
            content: Content::RustText(text),
        }
    }

    pub(crate) fn text(path: impl Into<String>, text: String) -> Self {
        Self {
            path: path.into(),
            content: Content::Text(text),
        }
    }

    pub(crate) fn verbatim(path: impl Into<String>, text: String) -> Self {
        Self {
            path: path.into(),
            content: Content::Verbatim(text),
        }
    }
}
