//! Validation of values that become names or parts of a manifest. It runs while the file is parsed,
//! when the position is known.

use std::collections::BTreeMap;

use serde::de::{Deserialize, Deserializer, Error};

type Optional<E> = Result<Option<String>, E>;

fn checked<'de, D: Deserializer<'de>>(
    deserializer: D,
    fits: impl Fn(&str) -> bool,
    expected: &str,
) -> Result<String, D::Error> {
    let text = String::deserialize(deserializer)?;
    if fits(&text) {
        return Ok(text);
    }
    Err(D::Error::custom(format!("{text:?} is not {expected}")))
}

/// A package name that crates.io accepts.
pub(super) fn package_name<'de, D: Deserializer<'de>>(deserializer: D) -> Optional<D::Error> {
    let fits = |text: &str| {
        text.starts_with(|c: char| c.is_ascii_alphabetic())
            && text.len() <= 64
            && text
                .chars()
                .all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_')
    };
    checked(
        deserializer,
        fits,
        "a package name (a letter, then letters, digits, `-`, `_`)",
    )
    .map(Some)
}

/// A semantic version.
pub(super) fn version<'de, D: Deserializer<'de>>(deserializer: D) -> Optional<D::Error> {
    let number = |part: &str| !part.is_empty() && part.chars().all(|c| c.is_ascii_digit());
    let fits = |text: &str| {
        let (core, rest) = text.split_at(text.find(['-', '+']).unwrap_or(text.len()));
        core.split('.').count() == 3
            && core.split('.').all(number)
            && rest
                .chars()
                .all(|c| c.is_ascii_alphanumeric() || "-+.".contains(c))
    };
    checked(deserializer, fits, "a version like 0.1.0").map(Some)
}

/// A string without line breaks.
pub(super) fn one_line<'de, D: Deserializer<'de>>(deserializer: D) -> Optional<D::Error> {
    let fits = |text: &str| !text.trim().is_empty() && !text.contains(char::is_control);
    checked(deserializer, fits, "one line of text").map(Some)
}

/// An SPDX expression.
pub(super) fn license<'de, D: Deserializer<'de>>(deserializer: D) -> Optional<D::Error> {
    let fits = |text: &str| spdx::Expression::parse(text).is_ok();
    checked(
        deserializer,
        fits,
        "an SPDX expression like `MIT OR Apache-2.0`",
    )
    .map(Some)
}

/// Strings without line breaks.
pub(super) fn lines<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<String>, D::Error> {
    let lines = Vec::<String>::deserialize(deserializer)?;
    let fits = |text: &String| !text.trim().is_empty() && !text.contains(char::is_control);
    match lines.iter().find(|text| !fits(text)) {
        Some(text) => Err(D::Error::custom(format!(
            "{text:?} is not one line of text"
        ))),
        None => Ok(lines),
    }
}

/// Keywords that crates.io accepts.
pub(super) fn keywords<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Vec<String>, D::Error> {
    let keywords = Vec::<String>::deserialize(deserializer)?;
    if keywords.len() > crate::name::MAX_KEYWORDS {
        return Err(D::Error::custom("there are more than five keywords"));
    }
    match keywords
        .iter()
        .find(|text| !crate::name::is_package_keyword(text))
    {
        Some(text) => Err(D::Error::custom(format!(
            "{text:?} is not a keyword (a letter or digit, then letters, digits, `-`, `_`, `+`; at most 20)"
        ))),
        None => Ok(keywords),
    }
}

/// A path without line breaks.
pub(super) fn runtime_path<'de, D: Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
    let fits = |text: &str| !text.trim().is_empty() && !text.contains(char::is_control);
    checked(
        deserializer,
        fits,
        "a path relative to the folder of the SDK",
    )
}

/// The name of an environment variable.
pub(super) fn env_var<'de, D: Deserializer<'de>>(deserializer: D) -> Optional<D::Error> {
    let fits = |text: &str| {
        text.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_')
            && text.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
    };
    checked(deserializer, fits, "the name of an environment variable").map(Some)
}

/// A header name (RFC 9110, `token`) in lower case, as required by HTTP/2.
pub(super) fn header_name<'de, D: Deserializer<'de>>(deserializer: D) -> Optional<D::Error> {
    let token = |c: char| c.is_ascii_alphanumeric() || "!#$%&'*+-.^_`|~".contains(c);
    let fits = |text: &str| !text.is_empty() && text.chars().all(token);
    let name = checked(deserializer, fits, "a header name")?;
    Ok(Some(name.to_ascii_lowercase()))
}

/// A Rust identifier.
pub(super) fn identifier<'de, D: Deserializer<'de>>(deserializer: D) -> Optional<D::Error> {
    checked(deserializer, is_identifier, "a Rust name").map(Some)
}

/// JSON pointers as URI fragments (`#/…`).
pub(super) fn pointers<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Vec<String>, D::Error> {
    let pointers = Vec::<String>::deserialize(deserializer)?;
    match pointers.iter().find(|text| !is_pointer(text)) {
        Some(text) => Err(D::Error::custom(not_a_pointer(text))),
        None => Ok(pointers),
    }
}

/// A JSON pointer into a body.
pub(super) fn path<'de, D: Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
    let fits = |text: &str| {
        let mut steps = text.split('/');
        steps.next() == Some("") && steps.all(|step| !step.is_empty() && !step.contains('~'))
    };
    checked(deserializer, fits, "a JSON pointer like `/info/cursor`")
}

/// An optional JSON pointer into a body.
pub(super) fn some_path<'de, D: Deserializer<'de>>(deserializer: D) -> Optional<D::Error> {
    path(deserializer).map(Some)
}

/// Rust names by JSON pointer.
pub(super) fn names<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<BTreeMap<String, String>, D::Error> {
    let names = BTreeMap::<String, String>::deserialize(deserializer)?;
    for (pointer, name) in &names {
        if !is_pointer(pointer) {
            return Err(D::Error::custom(not_a_pointer(pointer)));
        }
        if !is_identifier(name) {
            return Err(D::Error::custom(format!("{name:?} is not a Rust name")));
        }
    }
    Ok(names)
}

fn not_a_pointer(text: &str) -> String {
    format!("{text:?} is not a JSON pointer; write it as `#/components/schemas/name`")
}

fn is_pointer(text: &str) -> bool {
    text.starts_with("#/")
}

fn is_identifier(text: &str) -> bool {
    // `syn` knows all keywords. Raw identifiers are rejected, because they are awkward to type.
    !text.starts_with("r#") && text.is_ascii() && syn::parse_str::<syn::Ident>(text).is_ok()
}
