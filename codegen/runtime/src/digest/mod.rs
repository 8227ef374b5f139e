//! HTTP digest authentication (RFC 7616): responses to the challenges of servers.
//!
//! Takes a user with a password and challenges, returns `Authorization` headers. Uses `operation`.

mod space;

use std::collections::BTreeMap;
use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};

use ::http::header::WWW_AUTHENTICATE;
use ::http::{HeaderMap, Method, Uri};
use secrecy::{ExposeSecret, SecretString};

use crate::operation::{Authorization, Handshake, Responder, Verdict};
use space::{Challenge, acceptable};

/// Digest authentication, with MD5, SHA-256 or SHA-512-256, and the quality of protection `auth`.
pub static DIGEST: Handshake = Handshake {
    name: "Digest",
    begin: |user, password| {
        Arc::new(Digest {
            user: user.to_owned(),
            password,
            spaces: Mutex::default(),
        })
    },
};

/// A user with a password, and the last challenge of each server.
struct Digest {
    user: String,
    password: SecretString,
    spaces: Mutex<Spaces>,
}

#[derive(Default)]
struct Spaces {
    /// By scheme, host and port: a response is for no other server.
    challenges: BTreeMap<String, Challenge>,
    /// How many challenges there were.
    count: u64,
}

impl Responder for Digest {
    fn respond(&self, method: &Method, uri: &Uri) -> Result<Option<Authorization>, String> {
        let mut spaces = self.spaces.lock().unwrap_or_else(PoisonError::into_inner);
        let Some(challenge) = spaces.challenges.get_mut(&origin(uri)) else {
            return Ok(None);
        };
        let password = self.password.expose_secret();
        challenge
            .respond(method, uri, &self.user, password)
            .map(Some)
    }

    fn challenge(
        &self,
        uri: &Uri,
        headers: &HeaderMap,
        refused: Option<u64>,
    ) -> Result<Verdict, String> {
        let mut spaces = self.spaces.lock().unwrap_or_else(PoisonError::into_inner);
        let origin = origin(uri);
        // Another call may have received a newer challenge.
        if let Some(known) = spaces.challenges.get(&origin)
            && refused == Some(known.number)
        {
            spaces.challenges.remove(&origin);
        }
        let client = acceptable(headers.get_all(WWW_AUTHENTICATE))?;
        let verdict = match refused {
            Some(_) if !client.stale() => Verdict::Refused,
            _ => Verdict::Stale,
        };
        spaces.count += 1;
        let number = spaces.count;
        spaces
            .challenges
            .insert(origin, Challenge::new(client, number));
        Ok(verdict)
    }
}

impl fmt::Debug for Digest {
    /// Prints neither the user nor the password.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Digest")
    }
}

fn origin(uri: &Uri) -> String {
    let scheme = uri.scheme_str().unwrap_or_default();
    let authority = uri.authority().map_or("", |authority| authority.as_str());
    format!("{scheme}://{authority}").to_ascii_lowercase()
}
