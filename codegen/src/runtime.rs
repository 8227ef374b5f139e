//! The runtime that is copied into every SDK: its sources and its dependencies.

mod facade;
mod manifest;

use std::collections::BTreeSet;

pub use facade::{FacadeOf, facade};
pub use manifest::Manifest;

use crate::files::{Content, File};
use crate::ir::Part;

/// All files of the runtime: the path in the source folder, and the text.
pub const SOURCES: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/runtime_sources.rs"));

/// The folder of the command line, which is compiled into the binary of an SDK only, and not into
/// the library.
const PROGRAM: &str = "cli/";

/// The attribute of the command line's module in the root of the runtime.
const PROGRAM_CONDITION: &str = "#[cfg(all(feature = \"cli\", not(target_arch = \"wasm32\")))]";

/// The declaration of the command line's module.
const PROGRAM_MODULE: &str = "pub mod cli;";

/// The attribute in the root that allows unused items if parts are missing. In an SDK, the
/// declaration of the module has it.
const WITHOUT_PARTS: &str = "#![cfg_attr(";

/// The files of the command line in an SDK, relative to `src/cli`.
pub fn program_files() -> impl Iterator<Item = File> {
    let files = SOURCES.iter().filter(|(path, _)| path.starts_with(PROGRAM));
    files.map(|(path, text)| file(format!("src/{path}"), text))
}

/// The files of the runtime in an SDK with these parts, relative to `src/runtime`.
pub fn files(parts: &BTreeSet<Part>) -> impl Iterator<Item = File> {
    let kept = SOURCES
        .iter()
        .filter(|(path, _)| !path.starts_with(PROGRAM) && !is_omitted(path, parts));
    kept.map(move |(path, text)| match *path {
        "lib.rs" => file("src/runtime/mod.rs".to_owned(), &root(text, parts, false)),
        path => file(format!("src/runtime/{path}"), text),
    })
}

/// The files of the runtime as a member crate with these parts, relative to `src`.
pub fn crate_files(parts: &BTreeSet<Part>) -> impl Iterator<Item = File> {
    let kept = SOURCES.iter().filter(|(path, _)| !is_omitted(path, parts));
    kept.map(|(path, text)| File {
        path: format!("src/{path}"),
        content: Content::RustText(match *path {
            "lib.rs" => root(text, parts, true),
            _ => (*text).to_owned(),
        }),
    })
}

/// True if a file belongs to a missing part. The folder of a part has the name of the part.
fn is_omitted(path: &str, parts: &BTreeSet<Part>) -> bool {
    let mut missing = Part::ALL.into_iter().filter(|part| !parts.contains(part));
    let folder = path.split_once('/').map(|(folder, _)| folder);
    missing.any(|part| folder == Some(part.feature()))
}

fn file(path: String, text: &str) -> File {
    File {
        path,
        content: Content::RustText(relocate(text)),
    }
}

/// The root of the runtime for these parts, with or without the command line. `cfg` attributes of
/// existing parts are removed. Each attribute is on a line of its own and applies to the next line.
fn root(text: &str, parts: &BTreeSet<Part>, has_program: bool) -> String {
    let mut out = String::with_capacity(text.len());
    let mut lines = text.lines().peekable();
    while let Some(line) = lines.next() {
        if line == WITHOUT_PARTS {
            lines.by_ref().find(|line| *line == ")]");
            if has_program {
                out.push_str("#![allow(dead_code, unused_imports)]\n");
            }
            continue;
        }
        let is_condition =
            |part: &Part| line == format!("#[cfg(feature = \"{}\")]", part.feature());
        let is_program = line == PROGRAM_CONDITION && lines.peek() == Some(&PROGRAM_MODULE);
        match Part::ALL.iter().find(|part| is_condition(part)) {
            Some(part) if parts.contains(part) => {}
            None if has_program || !is_program => out.extend([line, "\n"]),
            _ => {
                lines.next();
            }
        }
    }
    out
}

/// The text of a file as a module of an SDK: `crate::item` becomes `crate::runtime::item`, and macros
/// are not exported. `$crate::name!` becomes `name!`, because macros are in scope by name.
fn relocate(text: &str) -> String {
    const ROOT: &str = "crate::";
    const EXPORT: &str = "#[macro_export]\n";
    let mut out = String::with_capacity(text.len() + text.len() / 16);
    let mut rest = text;
    while let Some((before, after)) = rest.split_once(ROOT) {
        out.push_str(before);
        let name_end = after
            .find(|c: char| !c.is_ascii_alphanumeric() && c != '_')
            .unwrap_or(after.len());
        if after[name_end..].starts_with('!') && out.ends_with('$') {
            out.pop();
        } else {
            out.push_str(ROOT);
            out.push_str("runtime::");
        }
        rest = after;
    }
    out.push_str(rest);
    match out.contains(EXPORT) {
        true => out.replace(EXPORT, "#[allow(unused_macros)]\n"),
        false => out,
    }
}
