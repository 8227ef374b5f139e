//! The processing of a request.

use std::collections::HashMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, PoisonError, RwLock};
use std::time::Duration;

use http::StatusCode;
use serde_json::Value;

use super::check::{self, Rejection};
use super::description::Description;
use super::operation::{Operation, Response};
use super::options::Behavior;
use super::record::Recorder;
use super::request::Request;
use super::respond::{Choice, Envelope, MockResponse, Preferences, Source, accept, choose, error};
use super::router::{Matched, RouteMatch};
use super::sample::hash;
use super::state::{Call, Store, is_change};

/// The mock server without its connections.
pub(super) struct Mock {
    description: Description,
    behavior: Behavior,
    envelope: Envelope,
    store: Store,
    recorder: Option<Recorder>,
    /// Number of requests so far.
    count: AtomicU64,
    /// Responses that depend only on the description.
    cached: RwLock<HashMap<ResponseKey, MockResponse>>,
}

/// Operation, status, media type and name of the example.
type ResponseKey = (usize, u16, String, Option<String>);

impl Mock {
    /// Creates a mock of a description.
    pub(super) fn new(
        description: Description,
        behavior: Behavior,
        envelope: Envelope,
        recorder: Option<Recorder>,
    ) -> Self {
        Self {
            description,
            behavior,
            envelope,
            store: Store::default(),
            recorder,
            count: AtomicU64::new(0),
            cached: RwLock::default(),
        }
    }

    /// The timeout for clients.
    pub(super) fn client_timeout(&self) -> Duration {
        self.behavior.client_timeout
    }

    /// Responds to a request.
    pub(super) async fn serve(&self, request: &Request) -> MockResponse {
        let number = self.count.fetch_add(1, Ordering::Relaxed);
        let found = self.description.router().find(
            request.method.as_str(),
            &request.segments,
            &request.query,
        );
        let operation = match &found {
            RouteMatch::Operation(matched) => {
                Some(self.description.operation(matched.route.operation))
            }
            RouteMatch::OtherMethods { operation, .. } => {
                Some(self.description.operation(*operation))
            }
            RouteMatch::Nothing => None,
        };
        let served = match (found, &operation) {
            (RouteMatch::Operation(matched), Some(operation)) => {
                self.operation(&matched, operation, request, number).await
            }
            (found, _) => Err(no_route(found, request)),
        };
        let response = served.unwrap_or_else(|refusal| self.refuse(operation.as_deref(), &refusal));
        if let Some(recorder) = &self.recorder {
            recorder.record(request, operation.as_deref(), &response);
        }
        response
    }

    /// The response to a request that could not be received.
    pub(super) fn refuse(
        &self,
        operation: Option<&Operation>,
        refusal: &Rejection,
    ) -> MockResponse {
        let has_form = |it: &&Operation| it.error_response(refusal.status.as_u16()).is_some();
        let own = operation.filter(has_form);
        let shared = match own {
            Some(_) => None,
            None => self.description.any_with_errors(),
        };
        error(
            own.or(shared.as_deref()),
            refusal,
            &self.envelope,
            self.behavior.seed,
        )
    }

    async fn operation(
        &self,
        matched: &Matched<'_>,
        operation: &Arc<Operation>,
        request: &Request,
        number: u64,
    ) -> Result<MockResponse, Rejection> {
        self.inject_faults(operation, number).await?;
        if self.behavior.auth {
            check::credentials(operation, request)?;
        }
        let names = matched.route.names.iter().map(String::as_str);
        let path: Vec<_> = names
            .zip(matched.values.iter().map(String::as_str))
            .collect();
        let body = match self.behavior.check {
            true => check::content(operation, request, &path).await?,
            false => serde_json::from_slice(&request.body).ok(),
        };
        let preferences = Preferences::of(request);
        let status = preferences.code.unwrap_or_else(|| operation.success());
        let Some(described) = operation.response(status.as_u16()) else {
            return self.undocumented(operation, status, &preferences);
        };
        let accept = accept(request);
        let choice = choose(described, status, &accept).ok_or_else(|| unacceptable(described))?;
        let seed = match preferences.dynamic {
            true => hash(self.behavior.seed ^ number, "dynamic"),
            false => self.behavior.seed,
        };
        let source = Source {
            operation,
            seed,
            envelope: &self.envelope,
            preferences: &preferences,
        };
        let changes = is_change(&request.method) || choice.media.is_some();
        let mut response = match self.behavior.stateful && status.is_success() && changes {
            false => self.cached_response(matched, &source, &choice, request),
            true => self.stateful(matched, &source, &choice, request, body.as_ref())?,
        };
        if let Some(applied) = preferences.applied() {
            response.set("preference-applied", &applied);
        }
        Ok(response)
    }

    /// A response that depends on the stored items.
    fn stateful(
        &self,
        matched: &Matched<'_>,
        source: &Source<'_>,
        choice: &Choice<'_>,
        request: &Request,
        body: Option<&Value>,
    ) -> Result<MockResponse, Rejection> {
        let value = |media| source.value(choice, media).into_owned();
        let call = Call {
            matched,
            request,
            body,
            envelope: &self.envelope,
            schema: choice.media.and_then(|media| media.schema.as_ref()),
            value: choice.media.map(value),
        };
        let value = call.serve(&self.store, self.behavior.seed)?;
        Ok(source.respond(choice, &accept(request), value.as_ref()))
    }

    /// A response that depends only on the description, so that it is cached.
    fn cached_response(
        &self,
        matched: &Matched<'_>,
        source: &Source<'_>,
        choice: &Choice<'_>,
        request: &Request,
    ) -> MockResponse {
        let make = || {
            let value = choice.media.map(|media| source.value(choice, media));
            source.respond(choice, &accept(request), value.as_deref())
        };
        let is_range = choice.media.is_some_and(|media| media.name.is_range());
        if source.preferences.dynamic || is_range {
            return make();
        }
        let written = choice.media.map(|media| media.name.written.clone());
        // Unknown names of examples are not cached, because their number is unlimited.
        let example = source.preferences.example.clone();
        let example = example.filter(|name| {
            let mut examples = choice.media.into_iter().flat_map(|media| &media.examples);
            examples.any(|(cached, _)| cached == name)
        });
        let status = choice.status.as_u16();
        let key = (
            matched.route.operation,
            status,
            written.unwrap_or_default(),
            example,
        );
        let cached = self.cached.read().unwrap_or_else(PoisonError::into_inner);
        if let Some(response) = cached.get(&key) {
            return response.clone();
        }
        drop(cached);
        let made = make();
        let mut cached = self.cached.write().unwrap_or_else(PoisonError::into_inner);
        cached.entry(key).or_insert(made).clone()
    }

    /// The response with a requested status that the description does not document.
    fn undocumented(
        &self,
        operation: &Operation,
        status: StatusCode,
        preferences: &Preferences,
    ) -> Result<MockResponse, Rejection> {
        let mut response = match status.is_client_error() || status.is_server_error() {
            true => {
                let message = format!(
                    "status {} was asked for; the description has no response for it",
                    status.as_u16()
                );
                self.refuse(Some(operation), &Rejection::new(status, &message))
            }
            false => MockResponse::empty(status),
        };
        if let Some(applied) = preferences.applied() {
            response.set("preference-applied", &applied);
        }
        Ok(response)
    }

    /// Delays and rejects requests according to `--latency` and `--fail-rate`.
    async fn inject_faults(&self, operation: &Operation, number: u64) -> Result<(), Rejection> {
        let chance = &mut fastrand::Rng::with_seed(hash(self.behavior.seed ^ number, "chance"));
        let (least, most) = self.behavior.latency;
        if most > Duration::ZERO {
            let range = u64::try_from((most.saturating_sub(least)).as_millis()).unwrap_or(u64::MAX);
            tokio::time::sleep(least + Duration::from_millis(chance.u64(..=range))).await;
        }
        if chance.f64() >= self.behavior.fail_rate {
            return Ok(());
        }
        let described = [500, 502, 503, 504]
            .into_iter()
            .find(|status| operation.names(*status));
        let status = described.and_then(|it| StatusCode::from_u16(it).ok());
        let message = "it fails as often as `--fail-rate` says";
        Err(Rejection::new(
            status.unwrap_or(StatusCode::SERVICE_UNAVAILABLE),
            message,
        ))
    }
}

/// The error for a client that accepts none of the media types.
fn unacceptable(response: &Response) -> Rejection {
    let names = response.content.iter().map(|it| it.name.written.as_str());
    let names = names.collect::<Vec<_>>().join(", ");
    let message = format!("Accept fits no media type of this response: {names}");
    Rejection::new(StatusCode::NOT_ACCEPTABLE, &message)
}

/// The error for a request that matches no operation.
fn no_route(found: RouteMatch<'_>, request: &Request) -> Rejection {
    match found {
        RouteMatch::OtherMethods { allowed, .. } => {
            let allowed = allowed.join(", ");
            let message = format!("this path takes {allowed}, not {}", request.method);
            Rejection::new(StatusCode::METHOD_NOT_ALLOWED, &message).with("allow", allowed)
        }
        _ => {
            let message = format!("the description has no path that fits {}", request.path);
            Rejection::new(StatusCode::NOT_FOUND, &message)
        }
    }
}
