//! Problems with servers and security schemes.

use super::super::{Code, Problem};

const SKIPPED: &str = "the scheme is skipped";

pub(crate) fn unusable_server(url: &str, why: &str) -> Problem {
    let message = format!("no request can be sent to the server URL `{url}`: {why}");
    Problem::new(Code::UnusableServer, message)
        .note("without another server, callers must set a base URL on the client")
        .help("write an absolute URL such as `https://api.example.com/v1`")
}

pub(crate) fn unsupported_type(name: &str) -> Problem {
    let message = format!("security schemes of type `{name}` are not supported");
    Problem::new(Code::UnsupportedSecurityScheme, message)
        .note(SKIPPED)
        .help("use `http`, `apiKey`, `oauth2` or `openIdConnect`")
}

pub(crate) fn invalid_http(name: &str) -> Problem {
    let message = format!("`{name}` is not an HTTP authentication scheme");
    Problem::new(Code::InvalidSecurityScheme, message)
        .note(SKIPPED)
        .help("write `scheme: bearer`, `basic` or another registered name")
}

pub(crate) fn handshake(name: &str) -> Problem {
    let message = format!("`{name}` requires a signature or a handshake, which is not supported");
    Problem::new(Code::HandshakeSecurityScheme, message)
        .note("the security requirements with it are skipped")
        .help(
            "sign the requests in `Middleware::before`, which is added by \
             `ClientBuilder::middleware`",
        )
}

pub(crate) fn unregistered(name: &str) -> Problem {
    let message = format!("`{name}` is not a registered HTTP authentication scheme");
    Problem::new(Code::UnregisteredSecurityScheme, message)
        .note(format!(
            "the secret is sent as `Authorization: {name} <secret>`"
        ))
        .help("write `scheme: bearer`, `basic`, `digest` or another registered name")
}

pub(crate) fn invalid_api_key(name: &str, place: &str) -> Problem {
    let message = format!("an API key cannot be sent as `{name}` in `{place}`");
    Problem::new(Code::InvalidSecurityScheme, message)
        .note(SKIPPED)
        .help("write `in: header`, `query` or `cookie`, and the `name` of the header or parameter")
}

pub(crate) fn unknown(name: &str) -> Problem {
    let message = format!("there is no usable security scheme `{name}`");
    Problem::new(Code::UnknownSecurityScheme, message)
        .note("the security requirements with it are skipped")
        .help("define it under `components.securitySchemes`")
}
