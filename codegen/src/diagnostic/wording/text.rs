//! Problems with a text that is not parsed yet.

use std::fmt::Display;
use std::path::Path;

use url::Url;

use super::super::{Code, Problem};

pub(crate) fn unreadable(path: &Path, why: &str) -> Problem {
    if let Some(url) = url(path) {
        return is_url(url);
    }
    let path = path.display();
    Problem::new(Code::UnreadableFile, format!("cannot read {path}: {why}"))
        .help("name a readable, regular file with UTF-8 text")
}

/// The URL, if the path is one.
fn url(path: &Path) -> Option<Url> {
    let text = path.to_str().filter(|text| text.contains("://"))?;
    Url::parse(text).ok()
}

/// The error for a URL instead of a path. User and password are not printed.
fn is_url(mut url: Url) -> Problem {
    // A URL without a host has no user information.
    let _ = url.set_username("");
    let _ = url.set_password(None);
    let message = format!("cannot read {url}: it is a URL, and nothing is downloaded");
    let plain = |c: char| c.is_ascii_alphanumeric() || "-_.".contains(c);
    let last = url.path_segments().and_then(|mut it| it.next_back());
    let file = last
        .filter(|name| {
            name.contains('.') && !name.starts_with(['-', '.']) && name.chars().all(plain)
        })
        .unwrap_or("openapi.json");
    // In single quotes, a shell interprets only a single quote.
    let quoted = url.as_str().replace('\'', "%27");
    Problem::new(Code::UnreadableFile, message).help(format!(
        "download it first: `curl --fail --location --output {file} '{quoted}'`, then name {file}"
    ))
}

pub(crate) fn two_standard_inputs() -> Problem {
    let message = "cannot read both descriptions from the standard input";
    Problem::new(Code::UnreadableFile, message).help("name a file for one of them")
}

pub(crate) fn too_large(what: String) -> Problem {
    Problem::new(Code::TextTooLarge, what)
        .help("remove what the SDK does not need, such as examples")
}

pub(crate) fn empty() -> Problem {
    Problem::new(Code::EmptyDocument, "the document is empty").help(
        "start an OpenAPI description with `openapi: 3.1.0`, an overlay with `overlay: 1.0.0`",
    )
}

pub(crate) fn invalid_json(why: &str) -> Problem {
    Problem::new(Code::InvalidJson, format!("this is not JSON: {why}"))
        .help("correct the syntax here or just before; a document that does not begin with `{` is read as YAML")
}

pub(crate) fn invalid_yaml(why: &str) -> Problem {
    Problem::new(Code::InvalidYaml, format!("this is not YAML: {why}")).help(
        "correct the syntax here or just before; a string with special characters needs quotes",
    )
}

pub(crate) fn endless_aliases() -> Problem {
    Problem::new(Code::EndlessAliases, "YAML aliases expand without end")
        .help("use `$ref` instead of YAML anchors and aliases")
}

pub(crate) fn too_much_memory() -> Problem {
    let message = "the values of this document need too much memory";
    Problem::new(Code::EndlessAliases, message)
        .help("use `$ref` instead of YAML aliases: aliases of aliases multiply")
}

pub(crate) fn second_document() -> Problem {
    let message = "a second YAML document follows the first";
    Problem::new(Code::SecondYamlDocument, message)
        .help("remove the line `---` and what follows, or put it into a file of its own")
}

pub(crate) fn nested_too_deeply(levels: usize) -> Problem {
    let message = format!("values are nested more than {levels} levels deep");
    Problem::new(Code::NestedTooDeeply, message)
        .help("move the inner schemas to `components` and refer to them")
}

pub(crate) fn too_many_values(limit: usize) -> Problem {
    let message = format!("the description has more than {limit} values");
    Problem::new(Code::TooManyValues, message)
        .help("set `values` under `[limits]` in sdk.toml if this is intended")
}

pub(crate) fn duplicate_key(key: &str) -> Problem {
    let message = format!("the key `{key}` is repeated in this object");
    Problem::new(Code::DuplicateKey, message).help("remove one of the two, or rename it")
}

pub(crate) fn merge_key() -> Problem {
    Problem::new(Code::MergeKey, "the merge key `<<` is not part of YAML 1.2")
        .help("write the members out, or use `allOf`")
}

pub(crate) fn invalid_key(what: impl Display) -> Problem {
    Problem::new(Code::InvalidKey, format!("`{what}` is used as a key"))
        .help("quote the key if it is meant as a string")
}

pub(crate) fn key_not_string(key: &str) -> Problem {
    Problem::new(
        Code::KeyNotString,
        format!("the key `{key}` is not a string"),
    )
    .note(format!("it is read as `\"{key}\"`"))
    .help("put the key in quotes")
}

pub(crate) fn number_not_finite(value: f64) -> Problem {
    let message = format!("`{value}` is not a number in JSON");
    Problem::new(Code::NumberNotFinite, message)
        .note("it is read as `null`")
        .help("write a finite number, or remove the member")
}

pub(crate) fn yaml_tag(tag: &str) -> Problem {
    let message = format!("the YAML tag `!{tag}` has no meaning in a description");
    Problem::new(Code::YamlTag, message)
        .note("the tag is ignored; its value is read")
        .help("remove the tag")
}
