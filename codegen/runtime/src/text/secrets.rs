//! What of a request is secret.

use std::sync::Arc;

use secrecy::{ExposeSecret, SecretString};

use super::redact::{REDACTED, Redactor};

/// The secrets of a request; they go with it to who shows it.
#[derive(Clone, Debug, Default)]
pub struct RequestSecrets {
    client: Arc<[SecretString]>,
    call: Vec<SecretString>,
}

impl RequestSecrets {
    /// Those of the client, and those of one call.
    pub(crate) fn new(client: Arc<[SecretString]>, call: Vec<SecretString>) -> Self {
        Self { client, call }
    }

    /// What stands in place of a secret.
    pub const REDACTED: &str = REDACTED;

    /// Counts something else as secret.
    pub fn also(&mut self, secret: &str) {
        self.call.push(secret.into());
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

    /// Redacts every secret in a text, but those that are too short to be searched for.
    pub fn redact(&self, text: &str) -> String {
        self.redactor().redact(text)
    }

    /// What blots them out.
    pub(crate) fn redactor(&self) -> Redactor<'_> {
        Redactor {
            client: &self.client,
            call: &self.call,
        }
    }
}
