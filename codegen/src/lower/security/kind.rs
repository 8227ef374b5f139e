//! How the secret of a scheme is sent.

use super::is_token;
use crate::diagnostic::wording::security as wording;
use crate::diagnostic::{Diagnostic, Diagnostics, Problem};
use crate::doc;
use crate::ir::Doc;
use crate::ir::SecuritySchemeKind;
use crate::load::Node;

/// HTTP authentication schemes that send a signature or the result of a handshake instead of a
/// secret: registered and common ones, in lower case.
const HANDSHAKES: [&str; 33] = [
    "aws",
    "aws-sigv4",
    "aws4",
    "aws4-ecdsa-p256-sha256",
    "aws4-hmac-sha256",
    "concealed",
    "dpop",
    "eg1-hmac-sha256",
    "gnap",
    "goog4-hmac-sha256",
    "goog4-rsa-sha256",
    "hawk",
    "hmac",
    "hmac-sha1",
    "hmac-sha256",
    "hmac-sha512",
    "hoba",
    "httpsig",
    "kerberos",
    "mutual",
    "negotiate",
    "ntlm",
    "oauth",
    "privatetoken",
    "scram-sha-1",
    "scram-sha-256",
    "sharedkey",
    "sharedkeylite",
    "signature",
    "sigv4",
    "sigv4a",
    "spnego",
    "vapid",
];

/// The location of the secret of a scheme.
///
/// # Errors
///
/// The reason why the scheme cannot be used.
pub(super) fn of(
    scheme: &Node<'_>,
    diagnostics: &mut Diagnostics,
) -> Result<SecuritySchemeKind, Diagnostic> {
    use SecuritySchemeKind::{Bearer, Cookie, Header, Query};
    let unusable = |why: Problem| Err(why.warning(scheme.at()));
    let text = |key: &str| scheme.text(key).unwrap_or_default();
    match text("type") {
        "oauth2" | "openIdConnect" => Ok(Bearer),
        "http" => http(scheme, text("scheme"), diagnostics),
        "apiKey" => match (text("in"), text("name")) {
            ("query", name) if !name.is_empty() => Ok(Query(name.to_owned())),
            ("header", name) if is_token(name) => Ok(Header(name.to_owned())),
            ("cookie", name) if is_token(name) => Ok(Cookie(name.to_owned())),
            (place, name) => unusable(wording::invalid_api_key(name, place)),
        },
        other => unusable(wording::unsupported_type(other)),
    }
}

fn http(
    scheme: &Node<'_>,
    name: &str,
    diagnostics: &mut Diagnostics,
) -> Result<SecuritySchemeKind, Diagnostic> {
    use SecuritySchemeKind::{Basic, Bearer, Digest, Http};
    let at = || scheme.at().join("scheme");
    match name.to_ascii_lowercase().as_str() {
        "bearer" => Ok(Bearer),
        "basic" => Ok(Basic),
        "digest" => Ok(Digest),
        lower if HANDSHAKES.contains(&lower) => Err(wording::handshake(name).warning(&at())),
        _ if is_token(name) => {
            diagnostics.push(wording::unregistered(name).warning(&at()));
            Ok(Http(name.to_owned()))
        }
        _ => Err(wording::invalid_http(name).warning(scheme.at())),
    }
}

/// The documentation of a scheme, with the URLs of OAuth 2 flows that the client does not
/// implement.
pub(super) fn describe(scheme: &Node<'_>) -> Doc {
    let mut text = doc::markdown(scheme.text("description").unwrap_or_default());
    let url = |node: &Node<'_>, key: &str| {
        let url = node.text(key)?.trim();
        let plain = |c: char| c.is_ascii_graphic() && c != '`';
        (!url.is_empty() && url.chars().all(plain)).then(|| url.to_owned())
    };
    let flows = scheme.get("flows");
    let device = flows.and_then(|flows| flows.get("deviceAuthorization"));
    if let Some(url) = device.and_then(|flow| url(&flow, "deviceAuthorizationUrl")) {
        let line = format!(
            "On devices without a browser, tokens are asked for at `{url}` (RFC 8628); give the one that is granted."
        );
        doc::append(&mut text, doc::markdown(&line));
    }
    if let Some(url) = url(scheme, "oauth2MetadataUrl") {
        let line = format!("Metadata of the authorization server (RFC 8414): `{url}`.");
        doc::append(&mut text, doc::markdown(&line));
    }
    text
}
