//! Problems with the configuration or with arguments of the command.

use std::path::Path;

use strsim::jaro_winkler;

use super::super::{Code, Problem};

/// Maximum length of a name that is compared; all settings are shorter.
const MAX_NAME_LENGTH: usize = 64;

/// Minimum similarity of a suggested name, from 0 to 1.
const MIN_SIMILARITY: f64 = 0.8;

pub(crate) fn invalid(why: &str) -> Problem {
    let mut lines = why.lines().map(str::trim).filter(|line| !line.is_empty());
    let message = lines.next().unwrap_or("this value is not valid").to_owned();
    let more: Vec<&str> = lines.collect();
    let help = match (suggestion(&message), more.is_empty()) {
        (Some(name), _) => format!("write `{name}`; unknown keys are not allowed"),
        (None, true) => "correct the key or the value; unknown keys are not allowed".to_owned(),
        (None, false) => more.join("; "),
    };
    Problem::new(Code::InvalidConfiguration, message).help(help)
}

/// The name that was probably meant: the most similar one of those that `serde` lists in its
/// message about an unknown name.
fn suggestion(message: &str) -> Option<&str> {
    let unknown = ["unknown field `", "unknown variant `"];
    let rest = unknown
        .iter()
        .find_map(|start| message.strip_prefix(start))?;
    let (given, known) = rest.rsplit_once("`, expected ")?;
    if given.chars().count() > MAX_NAME_LENGTH {
        return None;
    }
    let known = known.split('`').skip(1).step_by(2);
    let alike = known.map(|name| (jaro_winkler(given, name), name));
    let (alike, name) = alike.max_by(|(one, _), (other, _)| one.total_cmp(other))?;
    (alike >= MIN_SIMILARITY).then_some(name)
}

pub(crate) fn unused_default(name: &str) -> Problem {
    let message = format!("no path has the parameter `{name}` of `client.defaults`");
    Problem::new(Code::UnusedClientDefault, message)
        .note("the default is ignored")
        .help("correct `parameter` in sdk.toml, or remove the default")
}

pub(crate) fn unused_name(pointer: &str) -> Problem {
    let message = format!("`names` has `{pointer}`, which does not exist");
    Problem::new(Code::UnusedName, message)
        .note("the name is ignored")
        .help("correct the pointer in sdk.toml, or remove the name")
}

pub(crate) fn unused_one_or_many(pointer: &str) -> Problem {
    let message = format!("`decode.one_or_many` names `#{pointer}`, which is not a list in use");
    Problem::new(Code::UnusedOneOrMany, message)
        .note("the entry is ignored")
        .help("name the schema of a list in a response, or remove the entry")
}

pub(crate) fn invalid_package_name(name: &str, why: &str) -> Problem {
    Problem::new(Code::InvalidPackageName, format!("--name {name}: {why}"))
        .help("use a letter first, then letters, digits, `-` and `_`")
}

pub(crate) fn file_not_allowed(why: String) -> Problem {
    Problem::new(Code::FileNotAllowed, why)
        .help("name another file, which is no input and outside the output folder")
}

pub(crate) fn file_not_written(place: &str, why: &str) -> Problem {
    Problem::new(Code::FileNotWritten, format!("cannot write {place}: {why}"))
        .help("name a file in a folder that exists and that may be written to")
}

pub(crate) fn no_revision(path: &Path, why: &str) -> Problem {
    let why = why.lines().next().unwrap_or("git gives no reason");
    let message = format!("cannot read {} from Git: {why}", path.display());
    Problem::new(Code::RevisionUnreadable, message)
        .help("name a file that exists, or a revision and a file in it, such as `HEAD~1:spec/openapi.yaml`")
}

pub(crate) fn version_too_small(version: &str, old: &str, least: &str, bump: &str) -> Problem {
    let message =
        format!("`{version}` is too small after `{old}`: the changes require {least} ({bump})");
    Problem::new(Code::VersionTooSmall, message).help(format!(
        "set {least} or a later version, or omit `--set-version`"
    ))
}

pub(crate) fn release_impossible(why: String) -> Problem {
    Problem::new(Code::ReleaseImpossible, why).help("correct the file, and run the command again")
}

pub(crate) fn unused_alias(old: &str, new: &str, why: &str) -> Problem {
    let message = format!("`aliases` has `{old}` for `{new}`: {why}");
    Problem::new(Code::UnusedAlias, message)
        .note("the alias is ignored")
        .help("correct the names in sdk.toml, or remove the alias")
}
