//! What emitting gives: files, still without formatting.

use std::collections::BTreeSet;

use proc_macro2::TokenStream;
use quote::quote;

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
    /// Rust code as it stands.
    RustText(String),
    /// Any other text as it stands.
    Text(String),
}

impl File {
    pub(super) fn rust(path: impl Into<String>, tokens: TokenStream) -> Self {
        Self {
            path: path.into(),
            content: Content::Rust(tokens),
        }
    }

    pub(super) fn text(path: impl Into<String>, text: String) -> Self {
        Self {
            path: path.into(),
            content: Content::Text(text),
        }
    }
}

/// The attribute that compiles an item where any of the features is on; none where there is no
/// feature to ask for.
pub(super) fn cfg_any<'a>(features: impl IntoIterator<Item = &'a str>) -> Option<TokenStream> {
    let features: Vec<_> = features
        .into_iter()
        .collect::<BTreeSet<_>>()
        .into_iter()
        .collect();
    match features.as_slice() {
        [] => None,
        [feature] => Some(quote!(#[cfg(feature = #feature)])),
        _ => Some(quote!(#[cfg(any(#(feature = #features),*))])),
    }
}
