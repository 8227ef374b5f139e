use std::fmt;
use std::sync::Arc;

use http::{HeaderMap, Method, Uri};
use secrecy::SecretString;

/// A scheme whose credentials are the response to a challenge of the server.
pub struct Handshake {
    /// Name of the scheme, as `Authorization` has it.
    pub name: &'static str,
    /// Makes the responder of a user with a password.
    pub begin: fn(user: &str, password: SecretString) -> Arc<dyn Responder>,
}

/// Responds to the challenges that a user is sent, and remembers them: of each server the last one.
pub trait Responder: Send + Sync {
    /// The header for a request, where the server of its URI has sent a challenge before.
    ///
    /// # Errors
    /// Says what makes a response impossible.
    fn respond(&self, method: &Method, uri: &Uri) -> Result<Option<Authorization>, String>;

    /// Takes the challenge from a response with the status 401, in place of the one that was
    /// responded to. Returns what is thought of the one before.
    ///
    /// # Errors
    /// Says why there is no challenge that could be responded to.
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
    /// What of it must not be printed.
    pub secret: String,
    /// The number of the challenge.
    pub challenge: u64,
}

/// What a server says of a response to its challenge.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// There was none, or it is too old.
    Stale,
    /// The user or the password is wrong, or the server has forgotten its challenge.
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
    /// Shows nothing of the response.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Authorization({})", self.challenge)
    }
}
