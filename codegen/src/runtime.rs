//! The runtime as it goes into every SDK: its sources, and what they depend on.

mod manifest;

pub use manifest::Manifest;

use crate::emit::{Content, File};

macro_rules! sources {
    ($($name:literal)*) => {
        &[$(($name, include_str!(concat!("../runtime/src/", $name, ".rs")))),*]
    };
}

/// Every file of the runtime, by name, with its text.
pub const SOURCES: &[(&str, &str)] = sources! {
    "answer" "api" "attempt" "auth" "base_url" "blocking" "body" "budget" "builder"
    "builder_connecting" "builder_reqwest" "call" "classify" "client" "clock" "collect" "date"
    "date_chrono" "date_jiff" "date_parts" "date_time" "declarations" "envelope" "error" "error_kind"
    "error_make" "error_text" "execute" "failure" "gzip" "headers" "http_date" "json_bytes"
    "json_decode" "json_encode" "json_error" "json_number" "json_object" "json_reader"
    "json_serde" "json_shape" "json_slot" "json_union" "json_writer" "lib" "limits" "macros"
    "message" "middleware" "open_enum" "operation" "options" "param" "param_style" "param_value"
    "path" "platform" "platform_wasm" "rate_limit" "raw_response" "request" "request_methods"
    "request_tables" "response" "retry" "secret" "settings" "tables" "throttle" "tls" "trace"
    "transport" "transport_wasm" "validate" "validate_impls"
};

/// The files of the runtime in an SDK, below `src/runtime`.
pub fn files() -> impl Iterator<Item = File> {
    SOURCES.iter().map(|(name, text)| {
        let name = if *name == "lib" { "mod" } else { name };
        File {
            path: format!("src/runtime/{name}.rs"),
            content: Content::RustText(relocate(text)),
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
