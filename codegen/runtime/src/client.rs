use std::fmt;
use std::sync::Arc;

use http::HeaderMap;
use secrecy::SecretString;

use super::auth::Credentials;
use super::base_url::Unencrypted;
use super::budget::RetryBudget;
use super::middleware::Hooks;
use super::redact::Redactor;
use super::server::Variables;
use super::settings::Settings;
use super::throttle::Throttle;
use super::transport::Proxies;
use super::{Api, Call, Clock, Operation};

/// A client of the API: credentials, settings and connections. Cheap to clone; clones share
/// connections, the budget for retries and the rate limit.
#[derive(Clone)]
pub struct Client {
    pub(super) inner: Arc<Inner>,
}

pub(super) struct Inner {
    pub(super) api: &'static Api,
    pub(super) http: reqwest::Client,
    pub(super) proxies: Proxies,
    pub(super) unencrypted: Unencrypted,
    pub(super) settings: Settings,
    pub(super) base_url: BaseUrl,
    pub(super) credentials: Credentials,
    pub(super) defaults: Vec<Option<String>>,
    pub(super) headers: HeaderMap,
    pub(super) budget: RetryBudget,
    pub(super) throttle: Option<Throttle>,
    pub(super) hooks: Hooks,
    pub(super) clock: Arc<dyn Clock>,
}

impl Inner {
    /// Knows the secrets of this client and those of a call.
    pub(super) fn redactor<'s>(&'s self, call: &'s [SecretString]) -> Redactor<'s> {
        Redactor {
            client: self.credentials.secrets(),
            call,
        }
    }
}

/// Where the API is served.
#[derive(Clone, Debug)]
pub(super) struct BaseUrl {
    /// Without a slash at the end.
    pub(super) text: String,
    /// Given by the caller, and so in force for every operation.
    pub(super) explicit: bool,
    /// Variables of the servers of single operations.
    pub(super) variables: Variables,
}

impl Client {
    /// Begins a call of an operation of this client's API.
    pub fn call(&self, operation: &'static Operation) -> Call {
        Call::new(self.clone(), operation)
    }

    /// The base URL that calls go to.
    pub fn base_url(&self) -> &str {
        &self.inner.base_url.text
    }
}

impl fmt::Debug for Client {
    /// Shows no secrets and no header values.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Client")
            .field("api", &self.inner.api.name)
            .field("base_url", &self.inner.base_url.text)
            .field("credentials", &self.inner.credentials)
            .field("settings", &self.inner.settings)
            .finish_non_exhaustive()
    }
}
