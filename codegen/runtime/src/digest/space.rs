use std::fmt::Write as _;

use ::http::header::{GetAll, HeaderValue};
use ::http::{Method, Uri};
use http_auth::digest::{DigestClient, Qop};
use http_auth::{PasswordParams, parse_challenges};

use crate::operation::Authorization;

/// A challenge of a server, and how many responses it has had.
pub(super) struct Challenge {
    pub(super) number: u64,
    client: DigestClient,
    /// The client nonce of a session: that of the first response. The key of the session is made
    /// with it, and servers keep either the key or make it again from what each request has.
    session: Option<String>,
}

impl Challenge {
    pub(super) fn new(client: DigestClient, number: u64) -> Self {
        Self {
            number,
            client,
            session: None,
        }
    }

    /// Returns the `Authorization` header for a request, with the next nonce count.
    pub(super) fn respond(
        &mut self,
        method: &Method,
        uri: &Uri,
        user: &str,
        password: &str,
    ) -> Result<Authorization, String> {
        let target = uri.path_and_query().map_or("/", |target| target.as_str());
        let params = PasswordParams {
            username: user,
            password,
            uri: target,
            method: method.as_str(),
            // `auth-int`, which would hash the body, is not supported.
            body: None,
        };
        let value = match &self.session {
            Some(nonce) => self.client.respond_with_testing_cnonce(&params, nonce),
            None => self.client.respond(&params),
        };
        let value = value.map_err(|reason| impossible(&reason))?;
        if self.client.session() && self.session.is_none() {
            self.session = parameter(&value, "cnonce");
        }
        Ok(Authorization {
            secret: parameter(&value, "response").unwrap_or_default(),
            value,
            challenge: self.number,
        })
    }
}

/// The first supported challenge: servers list the preferred one first.
///
/// # Errors
/// Says why there is none.
pub(super) fn acceptable(headers: GetAll<'_, HeaderValue>) -> Result<DigestClient, String> {
    let mut why = String::new();
    for header in headers {
        let Ok(text) = std::str::from_utf8(header.as_bytes()) else {
            continue;
        };
        let Ok(challenges) = parse_challenges(text) else {
            continue;
        };
        for challenge in challenges {
            if !challenge.scheme.eq_ignore_ascii_case("digest") {
                continue;
            }
            match DigestClient::try_from(&challenge) {
                Ok(client) if client.qop() & Qop::Auth => return Ok(client),
                Ok(_) => add(&mut why, "only `auth-int` is accepted"),
                Err(reason) => add(&mut why, &reason),
            }
        }
    }
    Err(impossible(if why.is_empty() {
        "the server sent none"
    } else {
        &why
    }))
}

fn add(why: &mut String, reason: &str) {
    let separator = if why.is_empty() { "" } else { "; " };
    let _ = write!(why, "{separator}{reason}");
}

fn impossible(reason: &str) -> String {
    format!("there is no digest challenge that can be responded to: {reason}")
}

/// A quoted parameter of a header built by this module, which has no quotes inside.
fn parameter(header: &str, name: &str) -> Option<String> {
    let (_, rest) = header.split_once(&format!(" {name}=\""))?;
    let (value, _) = rest.split_once('"')?;
    Some(value.to_owned())
}
