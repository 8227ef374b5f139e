use std::sync::Arc;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use http::header::{AUTHORIZATION, HeaderName, HeaderValue};
use secrecy::SecretString;

use super::token::TokenSource;
use crate::operation::{Responder, Scheme, SchemeKind};

/// A secret in the form in which it is sent.
pub(super) enum PreparedSecret {
    Token(Arc<TokenSource>),
    Challenge(Arc<dyn Responder>),
    Header(HeaderName, HeaderValue),
    Query(&'static str, SecretString),
    Cookie(&'static str, SecretString),
}

/// The reason a secret is refused that is not a user with a password.
const NO_PAIR: &str = "is not of the form user:password";

impl Scheme {
    /// Encodes a secret as it is sent, and adds its encoded forms to the texts to redact.
    pub(super) fn prepare(
        &self,
        secret: &str,
        secrets: &mut Vec<SecretString>,
    ) -> Result<PreparedSecret, String> {
        secrets.push(secret.into());
        let authorization =
            |text: &str| Ok(PreparedSecret::Header(AUTHORIZATION, sensitive(text)?));
        match self.kind {
            SchemeKind::Bearer | SchemeKind::OAuth(_) => authorization(&format!("Bearer {secret}")),
            SchemeKind::Http(scheme) => authorization(&format!("{scheme} {secret}")),
            SchemeKind::Challenge(scheme) => {
                let (user, password) = secret.split_once(':').ok_or(NO_PAIR)?;
                Ok(PreparedSecret::Challenge((scheme.begin)(
                    user,
                    password.into(),
                )))
            }
            SchemeKind::Basic => {
                if !secret.contains(':') {
                    return Err(NO_PAIR.to_owned());
                }
                let encoded = STANDARD.encode(secret);
                secrets.push(encoded.as_str().into());
                authorization(&format!("Basic {encoded}"))
            }
            SchemeKind::Header(name) => {
                let name = HeaderName::from_bytes(name.as_bytes())
                    .map_err(|_| format!("goes into a header with an impossible name, {name:?}"))?;
                Ok(PreparedSecret::Header(name, sensitive(secret)?))
            }
            SchemeKind::Query(name) => Ok(PreparedSecret::Query(name, secret.into())),
            SchemeKind::Cookie(name) => Ok(PreparedSecret::Cookie(name, secret.into())),
        }
    }
}

/// A header value marked as sensitive: not printed, and not stored in a compression table.
pub(crate) fn sensitive(text: &str) -> Result<HeaderValue, String> {
    let mut value = HeaderValue::from_str(text)
        .map_err(|_| "holds a character that no header may hold".to_owned())?;
    value.set_sensitive(true);
    Ok(value)
}
