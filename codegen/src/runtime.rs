//! The runtime as it goes into every SDK: its sources, and what they depend on.

mod manifest;
mod parts;

use std::collections::BTreeSet;

pub use manifest::Manifest;
pub use parts::Part;

use crate::emit::{Content, File};

macro_rules! sources {
    ($($name:literal)*) => {
        &[$(($name, include_str!(concat!("../runtime/src/", $name, ".rs")))),*]
    };
}

/// Every file of the runtime, by name, with its text.
pub const SOURCES: &[(&str, &str)] = sources! {
    "answer" "answer_tables" "api" "attempt" "auth" "base_url" "blocking" "body" "budget"
    "builder" "builder_connecting" "builder_reqwest" "builder_tables" "builder_tokens" "byte_stream" "call"
    "classify" "client" "clock" "collect" "date" "date_chrono" "date_jiff" "date_parts"
    "date_time" "declarations" "dispatch" "dispatch_arguments" "dispatch_names" "dispatch_other" "dispatch_pages" "dispatch_sink" "dispatch_stream"
    "dispatch_tables" "dispatch_upload" "dispatch_values" "dispatch_xml" "envelope" "error" "error_kind" "error_make" "error_text"
    "event_stream" "execute" "failure" "file" "give" "give_parts" "gzip" "headers" "hidden" "http_date" "input_tables" "json_bytes"
    "json_decode" "json_encode" "json_error" "json_number" "json_object" "json_reader" "json_scanner"
    "json_serde" "json_shape" "json_show" "json_text" "json_tuple" "json_union" "json_writer" "lib" "limits"
    "line_stream" "macros" "message" "middleware" "model_builder" "multipart" "open_enum" "operation" "options" "page_body"
    "page_methods" "page_walk" "pages" "paging" "param" "param_style" "param_value" "path"
    "pieces" "platform" "platform_wasm" "prepared" "presence" "proxy" "rate_limit" "raw_response" "reading" "redact" "request" "request_body"
    "request_tables" "response" "response_future" "retry" "secret" "server" "setter_tables" "settings" "sse"
    "stream_methods" "tables" "throttle" "tls" "token" "trace" "transport" "transport_wasm"
    "tuple_tables" "union_tables" "upload" "validate" "validate_call" "visible"
    "xml" "xml_liberal" "xml_read" "xml_tables" "xml_tree"
    "xml_union" "xml_write" "xml_write_union"
};

/// Every file of the command line, which is compiled into the program of an SDK only: whoever uses
/// the library does not compile it.
pub const PROGRAM: &[(&str, &str)] = sources! {
    "cli/arguments" "cli/body" "cli/commands" "cli/complete" "cli/credentials" "cli/exchange" "cli/flags"
    "cli/globals" "cli/mod" "cli/output" "cli/pieces" "cli/shown"
};

/// What stands before the command line in the root of the runtime.
const OF_PROGRAM: &str = "#[cfg(all(feature = \"cli\", not(target_arch = \"wasm32\")))]";

/// The files of the command line in an SDK, below `src/cli`. What they name of the runtime's root is
/// in `runtime` there.
pub fn program_files() -> impl Iterator<Item = File> {
    PROGRAM.iter().map(|(name, text)| File {
        path: format!("src/{name}.rs"),
        content: Content::RustText(text.replace("crate::", "crate::runtime::")),
    })
}

/// The files of the runtime in an SDK with these parts, below `src/runtime`.
pub fn files(parts: &BTreeSet<Part>) -> impl Iterator<Item = File> {
    let root = SOURCES.iter().find(|(name, _)| *name == "lib");
    let (root, left_out) = choose(root.map_or("", |(_, text)| text), parts);
    let kept = SOURCES
        .iter()
        .filter(move |(name, _)| !left_out.contains(name));
    kept.map(move |(name, text)| {
        let (name, text) = match *name {
            "lib" => ("mod", root.as_str()),
            name => (name, *text),
        };
        File {
            path: format!("src/runtime/{name}.rs"),
            content: Content::RustText(relocate(text)),
        }
    })
}

/// The root of the runtime with what belongs to the parts, and the modules that it leaves out. In
/// an SDK, what is there is no feature.
fn choose<'t>(root: &'t str, parts: &BTreeSet<Part>) -> (String, BTreeSet<&'t str>) {
    let mut text = String::with_capacity(root.len());
    let mut left_out = BTreeSet::new();
    let mut lines = root.lines();
    while let Some(line) = lines.next() {
        if line == OF_PROGRAM {
            lines.next();
            continue;
        }
        match part_of(line) {
            None => text.extend([line, "\n"]),
            Some((part, condition)) if parts.contains(&part) => text.push_str(condition),
            Some(_) => {
                let item = lines.by_ref().find(|line| line.ends_with(';'));
                let module = item.and_then(|item| item.strip_prefix("mod "));
                left_out.extend(module.map(|module| module.trim_end_matches(';')));
            }
        }
    }
    (text, left_out)
}

/// The part that the next item belongs to, and the condition that is left of the attribute where the
/// SDK has the part.
fn part_of(line: &str) -> Option<(Part, &'static str)> {
    let whole = |part: &str| format!("#[cfg(feature = \"{part}\")]");
    let dispatch =
        |part: &str| format!("#[cfg(all(feature = \"dispatch\", feature = \"{part}\"))]");
    Part::ALL.into_iter().find_map(|part| {
        let feature = part.feature();
        if line == whole(feature) {
            Some((part, ""))
        } else if line == dispatch(feature) {
            Some((part, "#[cfg(feature = \"dispatch\")]\n"))
        } else {
            None
        }
    })
}

/// The text of a file as a module of an SDK: the runtime's root is no longer the crate's, and its
/// macros are no longer for other crates.
fn relocate(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for line in text.lines() {
        if line.starts_with("#[macro_export") {
            out.push_str("#[allow(unused_macros)]");
        } else {
            out.push_str(&relocate_paths(line));
        }
        out.push('\n');
    }
    out
}

/// `$crate::Item` is below `runtime` in an SDK; `$crate::name!` is found by its name alone.
fn relocate_paths(line: &str) -> String {
    const ROOT: &str = "$crate::";
    let mut parts = line.split(ROOT);
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let name_end = part
            .find(|c: char| !c.is_ascii_alphanumeric() && c != '_')
            .unwrap_or(part.len());
        if !part[name_end..].starts_with('!') {
            out.push_str(ROOT);
            out.push_str("runtime::");
        }
        out.push_str(part);
    }
    out
}
