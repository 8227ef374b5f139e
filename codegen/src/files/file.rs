use proc_macro2::TokenStream;

/// A file of the crate.
#[derive(Clone, Debug)]
pub struct File {
    /// Path in the crate, with `/` between its parts.
    pub path: String,
    /// Its content.
    pub content: Content,
}

/// The content of a file.
#[derive(Clone, Debug)]
pub enum Content {
    /// Rust code, which is formatted by [`render`](crate::render).
    Rust(TokenStream),
    /// Rust code that is already formatted. Its header does not name the description, because most
    /// of it is the same in all SDKs.
    RustText(String),
    /// Other text, with a header.
    Text(String),
    /// Text by another author, without a header.
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
