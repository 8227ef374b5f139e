//! Names that emitted code and the runtime use.

/// Methods of the client, next to the accessors of top-level resources.
const CLIENT: [&str; 12] = [
    "base_url", "builder", "call", "call_to", "clone", "drop", "fake", "fmt", "from", "from_env",
    "new", "request",
];

/// Methods of resource handles.
const HANDLE: [&str; 6] = ["clone", "drop", "fmt", "from", "into", "new"];

/// Methods of request builders.
const REQUEST: [&str; 24] = [
    "assume_idempotent",
    "attempt_timeout",
    "body",
    "builder",
    "clone",
    "deadline",
    "drop",
    "extra_body",
    "fmt",
    "header",
    "into",
    "into_call",
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

/// True for a name of an accessor of the client that stands beside a method with that name.
pub(super) fn is_client_method(name: &str) -> bool {
    CLIENT.contains(&name)
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
