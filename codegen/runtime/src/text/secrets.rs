//! The secrets of a request.

use std::sync::Arc;

use secrecy::{ExposeSecret, SecretString};

use super::redact::{REDACTED, Redactor};

/// The secrets of a request, attached to it for middleware that prints it.
#[derive(Clone, Debug, Default)]
pub struct RequestSecrets {
    client: Arc<[SecretString]>,
    call: Vec<SecretString>,
}

impl RequestSecrets {
    /// Combines the secrets of the client with those of one call.
    pub(crate) fn new(client: Arc<[SecretString]>, call: Vec<SecretString>) -> Self {
        Self { client, call }
    }

    /// The replacement for a secret.
    pub const REDACTED: &str = REDACTED;

    /// Adds another secret.
    pub fn also(&mut self, secret: &str) {
        self.call.push(secret.into());
    }

    /// True if the whole text is a secret.
    pub fn is_secret(&self, text: &str) -> bool {
        let mut secrets = self.client.iter().chain(&self.call);
        secrets.any(|secret| secret.expose_secret() == text)
    }

    /// The secrets of this call, and not those of the client.
    pub fn of_call(&self) -> impl Iterator<Item = &str> {
        self.call.iter().map(ExposeSecret::expose_secret)
    }

    /// Redacts every secret in a text, except those too short to search for.
    pub fn redact(&self, text: &str) -> String {
        self.redactor().redact(text)
    }

    /// The redactor of these secrets.
    pub(crate) fn redactor(&self) -> Redactor<'_> {
        Redactor {
            client: &self.client,
            call: &self.call,
        }
    }
}
