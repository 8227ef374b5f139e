use secrecy::SecretString;

use super::builder::ClientBuilder;
use crate::auth::ConfiguredCredential;
use crate::operation::{Scheme, SchemeKind};

/// How tokens are fetched.
impl ClientBuilder {
    /// Fetches tokens for the security scheme at `index` of the API's list with client
    /// credentials, and fetches new ones before they end.
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

    /// Fetches tokens from another URL.
    pub fn token_url(mut self, url: impl Into<String>) -> Self {
        self.token_url = Some(url.into());
        self
    }

    /// Fetches tokens for these scopes, with spaces between them.
    pub fn token_scope(mut self, scope: impl Into<String>) -> Self {
        self.token_scope = Some(scope.into());
        self
    }
}

impl ConfiguredCredential {
    /// What stands in the environment: the secret, else a client's identifier and secret.
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
