//! What of a request is secret, for programs that show requests to people.

use bytes::Bytes;
use http::Request;
use secrecy::{ExposeSecret, SecretString};

use super::redact::{BLOT, Redactor};

/// The secrets of a request; they go with it to who shows it.
#[derive(Clone, Debug, Default)]
pub struct Hidden {
    client: Vec<SecretString>,
    call: Vec<SecretString>,
}

/// Notes on a request what of it is secret.
pub(super) fn hide(request: &mut Request<Bytes>, redactor: Redactor<'_>) {
    request.extensions_mut().insert(Hidden {
        client: redactor.client.to_vec(),
        call: redactor.call.to_vec(),
    });
}

impl Hidden {
    /// What stands in place of a secret.
    pub const BLOT: &str = BLOT;

    /// Counts something else as secret.
    pub fn also(&mut self, secret: &str) {
        self.client.push(secret.into());
    }

    /// Whether a text is a secret as a whole.
    pub fn is_secret(&self, text: &str) -> bool {
        let mut secrets = self.client.iter().chain(&self.call);
        secrets.any(|secret| secret.expose_secret() == text)
    }

    /// The secrets of this call, and not those of the client.
    pub fn of_call(&self) -> impl Iterator<Item = &str> {
        self.call.iter().map(ExposeSecret::expose_secret)
    }

    /// Blots out every secret in a text, but those that are too short to be searched for.
    pub fn redact(&self, text: &str) -> String {
        let redactor = Redactor {
            client: &self.client,
            call: &self.call,
        };
        redactor.redact(text)
    }
}
