//! Names that emitted code and the runtime use.

use crate::ir::STAGED;

/// Names of modules that would hide a type, a crate or a macro, or that are device names on
/// Windows.
const MODULES: [&str; 37] = [
    "alloc",
    "aux",
    "bool",
    "bytes",
    "char",
    "cli",
    "client",
    "con",
    "core",
    "dispatch",
    "f32",
    "f64",
    "http",
    "i128",
    "i16",
    "i32",
    "i64",
    "i8",
    "incoming",
    "isize",
    "models",
    "nul",
    "prn",
    "resources",
    "runtime",
    "secrecy",
    "serde",
    "serde_json",
    STAGED,
    "std",
    "str",
    "u128",
    "u16",
    "u32",
    "u64",
    "u8",
    "usize",
];

/// Methods of the client, next to the accessors of top-level resources.
const CLIENT: [&str; 11] = [
    "base_url", "builder", "call", "clone", "drop", "fake", "fmt", "from", "from_env", "new",
    "request",
];

/// Methods of resource handles.
const HANDLE: [&str; 6] = ["clone", "drop", "fmt", "from", "into", "new"];

/// Methods of request builders.
const REQUEST: [&str; 29] = [
    "assume_idempotent",
    "attempt_timeout",
    "body",
    "builder",
    "clone",
    "deadline",
    "drop",
    "extra_body",
    "fmt",
    "from",
    "header",
    "into",
    "into_call",
    "into_step",
    "max_retries",
    "new",
    "query",
    "send",
    "send_blocking",
    "send_blocking_with_response",
    "send_items",
    "send_optional",
    "send_stream",
    "send_with_response",
    "set_argument",
    "set_argument_map",
    "set_arguments",
    "timeout",
    "validate",
];

/// Methods of the client's builder.
const BUILDER: [&str; 47] = [
    "address",
    "adjust_transport",
    "allow_http",
    "api",
    "attempt_timeout",
    "backend",
    "base_url",
    "build",
    "client_credentials",
    "client_identity",
    "clock",
    "clone",
    "connect_timeout",
    "credential",
    "default_value",
    "drop",
    "env",
    "env_from",
    "fake",
    "fmt",
    "from",
    "header",
    "respect_server_limits",
    "into",
    "max_body",
    "max_headers",
    "max_retries",
    "middleware",
    "new",
    "no_proxy",
    "prepare",
    "proxy",
    "rate_limit",
    "reqwest_client",
    "root_certificate",
    "server",
    "server_variable",
    "share_rate_limit",
    "stall_timeout",
    "strict_decoding",
    "throttle",
    "timeout",
    "token_scope",
    "token_url",
    "unencrypted",
    "user_agent",
    "without_credentials",
];

/// True for a name that a module cannot have, or, at the top level, an accessor.
pub(super) fn is_module(name: &str, first_level: bool) -> bool {
    let device = |prefix: &str| {
        let number = name.strip_prefix(prefix);
        number.is_some_and(|n| n.len() == 1 && n.starts_with(|c: char| c.is_ascii_digit()))
    };
    let hides = MODULES.contains(&name) || device("com") || device("lpt");
    // The crate `http` is used only at the root.
    (hides && (first_level || name != "http")) || (first_level && CLIENT.contains(&name))
}

/// True for a method of every handle.
pub(super) fn is_handle_method(name: &str) -> bool {
    HANDLE.contains(&name)
}

/// True for a method of every request builder.
pub(super) fn is_request_method(name: &str) -> bool {
    REQUEST.contains(&name)
}

/// True for a method of the client's builder.
pub(super) fn is_builder_method(name: &str) -> bool {
    BUILDER.contains(&name)
}
