use std::fmt;
use std::sync::Arc;

use http::{HeaderMap, Method, Uri};
use secrecy::SecretString;

/// A challenge-response authentication scheme.
pub struct Handshake {
    /// Name of the scheme in the `Authorization` header.
    pub name: &'static str,
    /// Makes a responder for a user with a password.
    pub begin: fn(user: &str, password: SecretString) -> Arc<dyn Responder>,
}

/// Responds to challenges, and remembers the last one of each server.
pub trait Responder: Send + Sync {
    /// Returns the header for a request, if the server of its URI has sent a challenge before.
    ///
    /// # Errors
    /// No response can be computed; the text says why.
    fn respond(&self, method: &Method, uri: &Uri) -> Result<Option<Authorization>, String>;

    /// Stores the challenge of a response with status 401, and returns the server's verdict on the
    /// previous response.
    ///
    /// # Errors
    /// The response has no supported challenge; the text says why.
    fn challenge(
        &self,
        uri: &Uri,
        headers: &HeaderMap,
        refused: Option<u64>,
    ) -> Result<Verdict, String>;
}

/// An `Authorization` header in response to a challenge.
pub struct Authorization {
    /// Its value.
    pub value: String,
    /// The part of it that must not be printed.
    pub secret: String,
    /// The number of the challenge.
    pub challenge: u64,
}

/// The verdict of a server on a response to its challenge.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// There was no response, or its nonce has expired.
    Stale,
    /// The user or the password is wrong, or the server no longer knows its challenge.
    Refused,
}

impl fmt::Debug for Handshake {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Handshake({})", self.name)
    }
}

impl PartialEq for Handshake {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name
    }
}

impl Eq for Handshake {}

impl fmt::Debug for Authorization {
    /// Prints nothing of the response.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Authorization({})", self.challenge)
    }
}
