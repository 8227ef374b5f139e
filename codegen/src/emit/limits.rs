//! The constraints that `validate()` checks.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use crate::ir::Constraints;

/// Emits constraints as method calls, such as `.min_length(1)`; `None` if none can be checked.
pub(super) fn emit_limits(constraints: &Constraints) -> Option<TokenStream> {
    let limits = limits(constraints);
    (!limits.is_empty()).then(|| quote!(#(.#limits)*))
}

/// Emits constraints in brackets, for the table of a struct.
pub(super) fn emit_listed_limits(constraints: &Constraints) -> Option<TokenStream> {
    let limits = limits(constraints);
    (!limits.is_empty()).then(|| quote!([#(#limits),*]))
}

fn limits(constraints: &Constraints) -> Vec<TokenStream> {
    let count = |name: &str, count: Option<u64>| {
        let count = Literal::usize_unsuffixed(usize::try_from(count?).ok()?);
        let name = super::scope::ident(name);
        Some(quote!(#name(#count)))
    };
    let bound = |name: &str, bound: &Option<(String, bool)>| {
        let (text, exclusive) = bound.as_ref()?;
        let number = number(text)?;
        let name = super::scope::ident(name);
        Some(quote!(#name(#number, #exclusive)))
    };
    let pattern = constraints
        .pattern
        .as_ref()
        .map(|pattern| quote!(pattern(#pattern)));
    let multiple_of = constraints.multiple_of.as_deref().and_then(number);
    [
        count("min_length", constraints.min_length),
        count("max_length", constraints.max_length),
        pattern,
        bound("minimum", &constraints.minimum),
        bound("maximum", &constraints.maximum),
        multiple_of.map(|step| quote!(multiple_of(#step))),
        count("min_items", constraints.min_items),
        count("max_items", constraints.max_items),
        constraints.unique_items.then(|| quote!(unique_items())),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// A number as a literal; a negative one consists of two tokens.
fn number(text: &str) -> Option<TokenStream> {
    let number: f64 = text
        .parse()
        .ok()
        .filter(|number: &f64| number.is_finite())?;
    // The exponent is preserved, which is easier to read than zeros.
    let literal: Literal = match text.contains('e') {
        true => text.trim_start_matches('-').parse().ok()?,
        false => Literal::f64_unsuffixed(number.abs()),
    };
    Some(if number.is_sign_negative() {
        quote!(-#literal)
    } else {
        quote!(#literal)
    })
}
