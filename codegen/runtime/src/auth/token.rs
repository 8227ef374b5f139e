use std::sync::Arc;
use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use bytes::Bytes;
use http::header::{ACCEPT, AUTHORIZATION, CONTENT_TYPE, HeaderValue};
use http::{Method, Request, Uri};
use secrecy::{ExposeSecret, SecretString};
use serde_json::Value;
use tokio::sync::Mutex;

use super::scheme::sensitive;
use crate::http::{HttpClient, Limits, Unencrypted, base_url, fetch};
use crate::json::from_slice;
use crate::operation::TokenEndpoint;
use crate::platform::{Clock, Instant};
use crate::response::{ErrorKind, Failure, Phase, ResponseParts, RetryClass};
use crate::text::component;

/// How long before it expires a token is replaced; tokens with less than twice this lifetime are
/// replaced later.
const MARGIN: Duration = Duration::from_secs(60);
/// Lifetime of a token whose response has no `expires_in`.
const DEFAULT_LIFETIME: Duration = Duration::from_secs(300);
/// Largest response of a token endpoint.
const MAX_RESPONSE: usize = 1 << 20;

/// Fetches tokens with client credentials (RFC 6749, section 4.4), and keeps the last one.
pub(crate) struct TokenSource {
    uri: Uri,
    id: String,
    secret: SecretString,
    scope: String,
    /// Locked while a token is fetched, so that concurrent calls wait for the same one.
    token: Mutex<Option<Token>>,
}

/// The token endpoint and scope that the caller set.
pub(crate) struct TokenSettings<'b> {
    pub(crate) base_url: &'b str,
    pub(crate) unencrypted: Unencrypted,
    /// Replaces the URL in the description.
    pub(crate) url: Option<&'b str>,
    pub(crate) scope: Option<&'b str>,
}

struct Token {
    header: HeaderValue,
    /// From this instant on, a new token is fetched.
    stale: Instant,
}

impl TokenSettings<'_> {
    /// Makes the source of tokens for a client at a token endpoint.
    ///
    /// # Errors
    /// The URL cannot be used.
    pub(super) fn source(
        &self,
        endpoint: &TokenEndpoint,
        id: &str,
        secret: &str,
    ) -> Result<Arc<TokenSource>, String> {
        let url = self.url.map(str::to_owned);
        let url = url.unwrap_or_else(|| endpoint.url_at(self.base_url));
        base_url::check(&url, self.unencrypted)
            .map_err(|reason| reason.replace("base URL", "token URL"))?;
        let scope = self.scope.unwrap_or(endpoint.scope);
        TokenSource::new(&url, id.trim().to_owned(), secret.into(), scope.to_owned()).map(Arc::new)
    }
}

impl TokenSource {
    /// Prepares for an endpoint at `url`.
    ///
    /// # Errors
    /// Says what is wrong with it.
    pub(crate) fn new(
        url: &str,
        id: String,
        secret: SecretString,
        scope: String,
    ) -> Result<Self, String> {
        let uri = Uri::try_from(url)
            .map_err(|error| format!("cannot be fetched: its URL cannot be used: {error}"))?;
        Ok(Self {
            uri,
            id,
            secret,
            scope,
            token: Mutex::new(None),
        })
    }

    /// Returns the `Authorization` header with a token that is not about to expire.
    ///
    /// # Errors
    /// No token can be fetched. The request that needs it was not sent.
    pub(crate) async fn header(
        &self,
        http: &HttpClient,
        clock: &dyn Clock,
        limits: Limits,
    ) -> Result<HeaderValue, Failure> {
        let mut token = self.token.lock().await;
        let now = clock.now();
        if let Some(token) = token.as_ref().filter(|token| now < token.stale) {
            return Ok(token.header.clone());
        }
        let new = self.fetch(http, clock, limits).await?;
        Ok(token.insert(new).header.clone())
    }

    /// Forgets a token that a server refused, unless it was replaced already.
    pub(crate) async fn forget(&self, refused: &HeaderValue) {
        let mut token = self.token.lock().await;
        token.take_if(|token| token.header == *refused);
    }

    async fn fetch(
        &self,
        http: &HttpClient,
        clock: &dyn Clock,
        limits: Limits,
    ) -> Result<Token, Failure> {
        let limits = Limits {
            body: MAX_RESPONSE,
            ..limits
        };
        let mut received = fetch(http, self.request(true)?, limits).await;
        // Some endpoints take the secret only from the body.
        if let Err(failure) = &received
            && failure.received.as_ref().is_some_and(|it| refuses(it))
        {
            received = fetch(http, self.request(false)?, limits).await;
        }
        let received = received.map_err(unfetched)?;
        self.read(clock, &received)
            .ok_or_else(|| refusal("the token endpoint answered without a bearer token"))
    }

    fn request(&self, in_header: bool) -> Result<Request<Bytes>, Failure> {
        let secret = self.secret.expose_secret();
        let mut form = "grant_type=client_credentials".to_owned();
        let mut add = |name: &str, value: &str| {
            form.push_str(&format!("&{name}={}", component(value)));
        };
        if !self.scope.is_empty() {
            add("scope", &self.scope);
        }
        if !in_header {
            add("client_id", &self.id);
            add("client_secret", secret);
        }
        let mut request = Request::new(Bytes::from(form));
        *request.method_mut() = Method::POST;
        *request.uri_mut() = self.uri.clone();
        let headers = request.headers_mut();
        let form = HeaderValue::from_static("application/x-www-form-urlencoded");
        headers.insert(CONTENT_TYPE, form);
        headers.insert(ACCEPT, HeaderValue::from_static("application/json"));
        if in_header {
            let pair = format!("{}:{}", component(&self.id), component(secret));
            let basic = sensitive(&format!("Basic {}", STANDARD.encode(pair)));
            headers.insert(AUTHORIZATION, basic.map_err(|reason| refusal(&reason))?);
        }
        Ok(request)
    }

    fn read(&self, clock: &dyn Clock, received: &ResponseParts) -> Option<Token> {
        let body: Value = from_slice(&received.body).ok()?;
        let kind = body.get("token_type").and_then(Value::as_str);
        if kind.is_some_and(|kind| !kind.eq_ignore_ascii_case("bearer")) {
            return None;
        }
        let token = body.get("access_token")?.as_str()?;
        let lasts = body.get("expires_in").and_then(|lasts| match lasts {
            Value::String(text) => text.parse().ok(),
            lasts => lasts.as_u64(),
        });
        let lasts = lasts.map_or(DEFAULT_LIFETIME, Duration::from_secs);
        Some(Token {
            header: sensitive(&format!("Bearer {token}")).ok()?,
            stale: clock.now() + (lasts / 2).max(lasts.saturating_sub(MARGIN)),
        })
    }
}

impl TokenEndpoint {
    /// The absolute URL: a relative one is resolved against the API's base URL.
    pub(crate) fn url_at(&self, base: &str) -> String {
        if self.url.contains("://") {
            return self.url.to_owned();
        }
        format!("{base}/{}", self.url.trim_start_matches('/'))
    }
}

/// True for a response that may mean that the server expects the secret elsewhere: in the body
/// instead of a header.
fn refuses(received: &ResponseParts) -> bool {
    matches!(received.status.as_u16(), 400 | 401)
}

/// Turns a failure to fetch a token into the failure of the request that needed it, which was not
/// sent.
fn unfetched(failure: Failure) -> Failure {
    let status = failure.received.as_ref().map(|received| received.status);
    let told = failure.received.as_ref().and_then(|received| {
        let body: Value = from_slice(&received.body).ok()?;
        Some(body.get("error")?.as_str()?.to_owned())
    });
    match status {
        Some(status) if status.is_client_error() => {
            let told = told.map(|told| format!(" ({told})")).unwrap_or_default();
            refusal(&format!(
                "the token endpoint refused the client credentials: {status}{told}"
            ))
        }
        status => {
            let kind = match failure.kind {
                ErrorKind::Timeout(Phase::Operation) => failure.kind,
                ErrorKind::Timeout(_) => ErrorKind::Timeout(Phase::Connect),
                _ => ErrorKind::Connect,
            };
            let class = match failure.class {
                RetryClass::Never => RetryClass::Never,
                _ => RetryClass::Safe,
            };
            let why = status.map_or(failure.detail, |status| status.to_string());
            let mut unfetched = Failure::new(kind, class, format!("no token was fetched: {why}"));
            unfetched.cause = failure.cause;
            unfetched
        }
    }
}

fn refusal(reason: &str) -> Failure {
    Failure::new(ErrorKind::Config, RetryClass::Never, reason)
}
