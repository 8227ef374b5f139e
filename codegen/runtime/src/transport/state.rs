use std::borrow::Cow;
use std::sync::Arc;

use http::HeaderMap;
use secrecy::SecretString;

use super::budget::RetryBudget;
#[cfg(not(feature = "tracing"))]
use super::execute::execute;
use super::middleware::Hooks;
use super::throttle::Throttle;
use crate::auth::Credentials;
use crate::call::Call;
use crate::call::Execution;
use crate::call::Transport;
use crate::http::BaseUrl;
use crate::http::HttpClient;
use crate::http::Proxies;
use crate::http::Settings;
use crate::http::Unencrypted;
use crate::http::base_url;
use crate::operation::Api;
use crate::operation::Operation;
use crate::platform::{Clock, EarlyTimer};
use crate::text::Redactor;
use crate::text::RequestSecrets;

/// The state that clones of a client share.
pub(crate) struct ClientState {
    pub(crate) api: &'static Api,
    pub(crate) http: HttpClient,
    pub(crate) proxies: Proxies,
    pub(crate) unencrypted: Unencrypted,
    pub(crate) settings: Settings,
    pub(crate) base_url: BaseUrl,
    pub(crate) credentials: Credentials,
    pub(crate) defaults: Vec<Option<String>>,
    pub(crate) headers: HeaderMap,
    pub(crate) budget: RetryBudget,
    pub(crate) throttle: Option<Throttle>,
    pub(crate) hooks: Hooks,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) early_timer: EarlyTimer,
    #[cfg(all(feature = "testing", not(target_arch = "wasm32")))]
    pub(crate) backend: Option<Arc<dyn super::backend::Backend>>,
}

impl ClientState {
    /// True if middleware or a backend may see and change requests before they are sent.
    pub(crate) fn has_observers(&self) -> bool {
        #[cfg(all(feature = "testing", not(target_arch = "wasm32")))]
        if self.backend.is_some() {
            return true;
        }
        !self.hooks.is_empty()
    }

    /// True if an attempt may have to wait before it is sent.
    pub(crate) fn waits(&self) -> bool {
        self.throttle.is_some() || !self.hooks.is_empty()
    }

    /// The secrets of this client and those of a call.
    pub(crate) fn secrets(&self, call: &[SecretString]) -> RequestSecrets {
        RequestSecrets::new(self.credentials.secrets().clone(), call.to_vec())
    }

    /// Redacts the secrets of this client and those of a call.
    pub(crate) fn redactor<'s>(&'s self, call: &'s [SecretString]) -> Redactor<'s> {
        Redactor {
            client: self.credentials.secrets(),
            call,
        }
    }
}

impl Transport for ClientState {
    // Boxed, so that the future of every emitted request builder is small, and the compiler proves
    // only once, here, that it is `Send`.
    fn execute(self: Arc<Self>, call: Call) -> Execution {
        #[cfg(feature = "tracing")]
        return Box::pin(super::trace::call(self, call));
        #[cfg(not(feature = "tracing"))]
        Box::pin(execute(self, call))
    }

    fn base_url(&self, operation: &Operation) -> Result<Cow<'_, str>, String> {
        match operation.base_url {
            Some(own) if !self.base_url.explicit => {
                let own = self.base_url.variables.fill(own)?;
                base_url::check(&own, self.unencrypted).map(Cow::Owned)
            }
            _ => Ok(Cow::Borrowed(&self.base_url.text)),
        }
    }
}
