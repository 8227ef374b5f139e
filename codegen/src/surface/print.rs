//! Prints types as they are written in source code.

use quote::ToTokens;

/// Prints a type or a path in one line, without the private modules of the items that the SDK
/// re-exports.
pub(super) fn print(tokens: &impl ToTokens) -> String {
    let text = tokens.to_token_stream().to_string();
    let mut out = String::with_capacity(text.len());
    for word in text.split(' ') {
        let glued = matches!(word, "<" | ">" | ">>" | "," | "::" | ")" | ";" | "(")
            || out.ends_with(['<', '&', '(', '['])
            || out.ends_with("::")
            || word.starts_with([']', ','])
            || out.is_empty();
        if !glued {
            out.push(' ');
        }
        out.push_str(word);
    }
    for inside in ["crate::resources::", "crate::", "runtime::"] {
        out = out.replace(inside, "");
    }
    out
}
