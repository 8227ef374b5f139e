use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use http::HeaderMap;
use secrecy::SecretString;

use super::handle::Client;
use super::server::Server;
use crate::auth::{ConfiguredCredential, Credentials, TokenSettings, credentials};
use crate::http::{Connecting, HttpClient, Settings, connect, headers};
use crate::operation::Api;
use crate::platform::{Clock, EarlyTimer, SystemClock};
use crate::response::Error;
use crate::transport::{ClientState, Hooks, Middleware, RetryBudget, Throttle};

/// Builds a [`Client`] from credentials, limits, a base URL and further settings.
#[derive(Clone)]
#[must_use = "nothing is made until `build` is called"]
pub struct ClientBuilder {
    pub(crate) api: &'static Api,
    pub(crate) settings: Settings,
    pub(crate) connecting: Connecting,
    pub(crate) base_url: Option<String>,
    pub(crate) server: Server,
    pub(crate) credentials: Vec<Option<ConfiguredCredential>>,
    credentials_required: bool,
    pub(crate) token_url: Option<String>,
    pub(crate) token_scope: Option<String>,
    pub(crate) defaults: Vec<Option<String>>,
    headers: Vec<(String, String)>,
    user_agent: String,
    hooks: Hooks,
    rate_limit: Option<(u32, Duration)>,
    server_limits: bool,
    #[cfg(all(feature = "redis", not(target_arch = "wasm32")))]
    pub(crate) shared_limit: Option<super::shared_limit::SharedKey>,
    clock: Arc<dyn Clock>,
    #[cfg(all(feature = "testing", not(target_arch = "wasm32")))]
    pub(crate) backend: Option<Arc<dyn crate::transport::Backend>>,
}

impl ClientBuilder {
    /// Starts with the defaults of the API.
    pub fn new(api: &'static Api) -> Self {
        Self {
            api,
            settings: Settings::default(),
            connecting: Connecting::default(),
            base_url: None,
            server: Server::default(),
            credentials: vec![None; api.schemes.len()],
            token_url: None,
            token_scope: None,
            credentials_required: !api.anonymous && !api.schemes.is_empty(),
            defaults: vec![None; api.defaults.len()],
            headers: Vec::new(),
            user_agent: api.user_agent.to_owned(),
            hooks: Hooks::default(),
            rate_limit: None,
            server_limits: false,
            #[cfg(all(feature = "redis", not(target_arch = "wasm32")))]
            shared_limit: None,
            clock: Arc::new(SystemClock),
            #[cfg(all(feature = "testing", not(target_arch = "wasm32")))]
            backend: None,
        }
    }

    /// Sets the secret for the security scheme at `index` in [`Api::schemes`](crate::Api::schemes).
    pub fn credential(mut self, index: usize, secret: impl Into<SecretString>) -> Self {
        if let Some(place) = self.credentials.get_mut(index) {
            *place = Some(ConfiguredCredential {
                id: None,
                secret: secret.into(),
                explicit: true,
            });
        }
        self
    }

    /// Sets the default for the path parameter at `index` in
    /// [`Api::defaults`](crate::Api::defaults).
    pub fn default_value(mut self, index: usize, value: impl Into<String>) -> Self {
        if let Some(place) = self.defaults.get_mut(index) {
            *place = Some(value.into());
        }
        self
    }

    /// Allows building a client without credentials. Operations that require them still fail.
    pub fn without_credentials(mut self) -> Self {
        self.credentials_required = false;
        self
    }

    /// Replaces the base URL of every call.
    pub fn base_url(mut self, url: impl Into<String>) -> Self {
        self.base_url = Some(url.into());
        self
    }

    /// Allows an unencrypted base URL (`http://`) on other hosts than this machine. Credentials can
    /// then be read on the way.
    pub fn allow_http(mut self, allow: bool) -> Self {
        self.settings.allow_http = allow;
        self
    }

    /// Limits a whole call, retries and pauses included: 60 seconds unless set.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.settings.timeout = timeout;
        self
    }

    /// Limits one attempt, from connecting to the end of the body: 30 seconds unless set. With the
    /// feature `http2`, a connection that is silent for a third of this time (20 seconds at most)
    /// while a call waits is sent a ping, and is closed if no reply arrives in the same time again.
    pub fn attempt_timeout(mut self, timeout: Duration) -> Self {
        self.settings.attempt_timeout = timeout;
        self
    }

    /// Limits connecting: 5 seconds unless set.
    pub fn connect_timeout(mut self, timeout: Duration) -> Self {
        self.settings.connect_timeout = timeout;
        self
    }

    /// Limits how long a body may stall, with no bytes arriving: 20 seconds unless set.
    pub fn stall_timeout(mut self, timeout: Duration) -> Self {
        self.settings.response.stall_timeout = timeout;
        self
    }

    /// Sets the maximum number of retries after the first attempt: 2 unless set.
    pub fn max_retries(mut self, retries: u32) -> Self {
        self.settings.max_retries = retries;
        self
    }

    /// Limits the size of a response body, in bytes: 32 MiB unless set.
    pub fn max_body(mut self, bytes: usize) -> Self {
        self.settings.response.max_body = bytes;
        self
    }

    /// Limits the number of headers of an HTTP/1.1 response: 100 unless set. A response with more
    /// is a [`Protocol`](crate::ErrorKind::Protocol) error. A limit above 100 allocates 64 bytes
    /// for each header that it allows, with every response.
    pub fn max_headers(mut self, headers: usize) -> Self {
        self.settings.max_headers = Some(headers);
        self
    }

    /// Refuses a success that is not exactly what the description says; the error is of the kind
    /// [`Decode`](crate::ErrorKind::Decode). Off unless set: many servers label JSON wrongly, send
    /// `null` among the items of a list or the values of a map, and leave out members that are
    /// required. Without it, a body is decoded whatever its content type, such items are skipped,
    /// and such members get an empty value; [`Response::deviations`](crate::Response::deviations)
    /// lists where.
    pub fn strict_decoding(mut self, strict: bool) -> Self {
        self.settings.response.strict_decoding = strict;
        self
    }

    /// Limits the client and its clones to so many requests, retries included, in any period `per`.
    /// Calls wait for their turn; one that would wait beyond its deadline fails immediately, as
    /// [`ErrorKind::Throttled`](crate::ErrorKind::Throttled). There is no limit unless set.
    pub fn rate_limit(mut self, requests: u32, per: Duration) -> Self {
        self.rate_limit = Some((requests, per));
        self
    }

    /// Pauses calls of the client and its clones while the server accepts no more requests: after a
    /// response whose `RateLimit` headers say that none is left, until the time that they name.
    /// Calls wait as for [`rate_limit`](Self::rate_limit). A pause lasts for an hour at most. Off
    /// unless set.
    pub fn respect_server_limits(mut self, heed: bool) -> Self {
        self.server_limits = heed;
        self
    }

    /// Adds a hook around every attempt. The first one added is the outermost.
    pub fn middleware(mut self, middleware: impl Middleware + 'static) -> Self {
        self.hooks.add(Arc::new(middleware));
        self
    }

    /// Sends a header with every call.
    pub fn header(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.headers.push((name.into(), value.into()));
        self
    }

    /// Replaces the `User-Agent` header.
    pub fn user_agent(mut self, name: impl Into<String>) -> Self {
        self.user_agent = name.into();
        self
    }

    /// Replaces the clock of the retry loop, so that tests need not wait.
    #[doc(hidden)]
    pub fn clock(mut self, clock: Arc<dyn Clock>) -> Self {
        self.clock = clock;
        self
    }

    /// Builds the client. Nothing is sent.
    ///
    /// # Errors
    /// Credentials are missing or incomplete; the base URL is missing, unencrypted or contains a
    /// password; the value of a server variable would change another part of the URL; a value
    /// cannot be sent in a header; or a proxy, certificate or key cannot be used.
    pub fn build(self) -> Result<Client, Error> {
        let state = self.prepare().map_err(|reason| Error::build(&reason))?;
        Ok(Client {
            state: Arc::new(state),
        })
    }

    fn prepare(self) -> Result<ClientState, String> {
        if self.credentials_required && self.credentials.iter().all(Option::is_none) {
            return Err(credentials::no_credentials(self.api));
        }
        let base_url = self.address()?;
        let unencrypted = self.unencrypted();
        let max_retries = self.settings.max_retries;
        let proxies = self.connecting.proxies()?;
        let tokens = TokenSettings {
            base_url: &base_url.text,
            unencrypted,
            url: self.token_url.as_deref(),
            scope: self.token_scope.as_deref(),
        };
        let passwords = proxies.passwords();
        let credentials = Credentials::new(self.api, &self.credentials, &tokens, passwords)?;
        let mut common = HeaderMap::new();
        if !self.user_agent.is_empty() {
            headers::put(&mut common, "user-agent", &self.user_agent)?;
        }
        for (name, value) in &self.headers {
            headers::put(&mut common, name, value)?;
        }
        let throttle = self.throttle()?;
        let http = {
            let (settings, connecting) = (self.settings.clone(), self.connecting);
            let proxies = proxies.clone();
            HttpClient::new(move || connect::connect(&settings, &connecting, &proxies))?
        };
        Ok(ClientState {
            api: self.api,
            http,
            proxies,
            unencrypted,
            settings: self.settings,
            base_url,
            credentials,
            defaults: self.defaults,
            headers: common,
            budget: RetryBudget::new(max_retries),
            throttle,
            hooks: self.hooks,
            clock: self.clock,
            early_timer: EarlyTimer::default(),
            #[cfg(all(feature = "testing", not(target_arch = "wasm32")))]
            backend: self.backend,
        })
    }

    fn throttle(&self) -> Result<Option<Throttle>, String> {
        let mut throttle = Throttle::default();
        match self.rate_limit {
            Some((0, _)) => return Err("a rate limit of no requests allows none".to_owned()),
            Some((requests, per)) => throttle = throttle.limited(requests, per),
            None => {}
        }
        #[cfg(all(feature = "redis", not(target_arch = "wasm32")))]
        if let Some(shared) = &self.shared_limit {
            throttle = throttle.shared(shared.limit(self.api, self.rate_limit)?);
        }
        if self.server_limits {
            throttle = throttle.heeding_server();
        }
        let is_needed = self.rate_limit.is_some() || self.server_limits;
        Ok(is_needed.then_some(throttle))
    }
}

impl fmt::Debug for ClientBuilder {
    /// Prints no secrets and no header values.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ClientBuilder")
            .field("api", &self.api.name)
            .field("settings", &self.settings)
            .finish_non_exhaustive()
    }
}
