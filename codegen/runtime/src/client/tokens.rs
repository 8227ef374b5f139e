use secrecy::SecretString;

use super::builder::ClientBuilder;
use crate::auth::ConfiguredCredential;
use crate::operation::{Scheme, SchemeKind};

/// How tokens are fetched.
impl ClientBuilder {
    /// Fetches tokens for the security scheme at `index` in [`Api::schemes`](crate::Api::schemes)
    /// with client credentials (RFC 6749, section 4.4), and renews them before they expire.
    pub fn client_credentials(
        mut self,
        index: usize,
        id: impl Into<String>,
        secret: impl Into<SecretString>,
    ) -> Self {
        if let Some(place) = self.credentials.get_mut(index) {
            *place = Some(ConfiguredCredential {
                id: Some(id.into()),
                secret: secret.into(),
                explicit: true,
            });
        }
        self
    }

    /// Replaces the URL that tokens are fetched from.
    pub fn token_url(mut self, url: impl Into<String>) -> Self {
        self.token_url = Some(url.into());
        self
    }

    /// Sets the scopes that tokens are requested for, separated by spaces.
    pub fn token_scope(mut self, scope: impl Into<String>) -> Self {
        self.token_scope = Some(scope.into());
        self
    }
}

impl ConfiguredCredential {
    /// Reads a credential from the environment: the secret, or else the identifier and secret of a
    /// client.
    pub(crate) fn from_env(
        scheme: &Scheme,
        read: &dyn Fn(Option<&str>) -> Option<String>,
    ) -> Option<Self> {
        let credential = |id: Option<String>, secret: String| Self {
            id,
            secret: secret.into(),
            explicit: false,
        };
        if let Some(secret) = read(scheme.env) {
            return Some(credential(None, secret));
        }
        let SchemeKind::OAuth(endpoint) = scheme.kind else {
            return None;
        };
        let (id, secret) = (read(endpoint.id_env)?, read(endpoint.secret_env)?);
        Some(credential(Some(id), secret))
    }
}
