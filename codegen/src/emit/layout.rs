//! Helpers for all emitted files.

use std::collections::BTreeSet;

use proc_macro2::TokenStream;
use quote::quote;

/// The `cfg` attribute for an item that any of the features enables; none if there are no features.
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
