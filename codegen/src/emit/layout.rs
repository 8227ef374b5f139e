//! Helpers for all emitted files.

use std::collections::BTreeSet;

use proc_macro2::TokenStream;
use quote::quote;

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
