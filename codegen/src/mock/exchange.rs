//! One request and its response.

use std::collections::HashMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, PoisonError, RwLock};
use std::time::Duration;

use http::StatusCode;
use serde_json::Value;

use super::check::{self, Refusal};
use super::description::Description;
use super::operation::{Operation, Response};
use super::options::Behavior;
use super::record::Recorder;
use super::request::Request;
use super::respond::{Answer, Choice, Envelope, Preferences, Source, accept, choose, error};
use super::router::{Found, Matched};
use super::sample::mixed;
use super::state::{Call, Store, is_change};

/// What answers requests.
pub(super) struct Mock {
    description: Description,
    behavior: Behavior,
    envelope: Envelope,
    store: Store,
    recorder: Option<Recorder>,
    /// How many requests there were.
    count: AtomicU64,
    /// Responses that do not change.
    known: RwLock<HashMap<Known, Answer>>,
}

/// Operation, status, media type, and example.
type Known = (usize, u16, String, Option<String>);

impl Mock {
    /// Serves a description.
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
            known: RwLock::default(),
        }
    }

    /// How long a client may take.
    pub(super) fn patience(&self) -> Duration {
        self.behavior.patience
    }

    /// Responds to a request that was received whole.
    pub(super) async fn serve(&self, request: &Request) -> Answer {
        let number = self.count.fetch_add(1, Ordering::Relaxed);
        let found = self.description.router().find(
            request.method.as_str(),
            &request.segments,
            &request.query,
        );
        let operation = match &found {
            Found::Operation(matched) => Some(self.description.operation(matched.route.operation)),
            Found::OtherMethods { operation, .. } => Some(self.description.operation(*operation)),
            Found::Nothing => None,
        };
        let served = match (found, &operation) {
            (Found::Operation(matched), Some(operation)) => {
                self.operation(&matched, operation, request, number).await
            }
            (found, _) => Err(nowhere(found, request)),
        };
        let answer = served.unwrap_or_else(|refusal| self.refuse(operation.as_deref(), &refusal));
        if let Some(recorder) = &self.recorder {
            recorder.record(request, operation.as_deref(), &answer);
        }
        answer
    }

    /// The response to a request that could not even be received.
    pub(super) fn refuse(&self, operation: Option<&Operation>, refusal: &Refusal) -> Answer {
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
    ) -> Result<Answer, Refusal> {
        self.be_unreliable(operation, number).await?;
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
        let Some(response) = operation.response(status.as_u16()) else {
            return self.undescribed(operation, status, &preferences);
        };
        let accept = accept(request);
        let choice = choose(response, status, &accept).ok_or_else(|| unacceptable(response))?;
        let seed = match preferences.dynamic {
            true => mixed(self.behavior.seed ^ number, "dynamic"),
            false => self.behavior.seed,
        };
        let source = Source {
            operation,
            seed,
            envelope: &self.envelope,
            preferences: &preferences,
        };
        let changes = is_change(&request.method) || choice.media.is_some();
        let mut answer = match self.behavior.stateful && status.is_success() && changes {
            false => self.plain(matched, &source, &choice, request),
            true => self.remembered(matched, &source, &choice, request, body.as_ref())?,
        };
        if let Some(applied) = preferences.applied() {
            answer.set("preference-applied", &applied);
        }
        Ok(answer)
    }

    /// A response that depends on what was created and changed.
    fn remembered(
        &self,
        matched: &Matched<'_>,
        source: &Source<'_>,
        choice: &Choice<'_>,
        request: &Request,
        body: Option<&Value>,
    ) -> Result<Answer, Refusal> {
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
        Ok(source.answer(choice, &accept(request), value.as_ref()))
    }

    /// A response that depends on the description alone: it is made once.
    fn plain(
        &self,
        matched: &Matched<'_>,
        source: &Source<'_>,
        choice: &Choice<'_>,
        request: &Request,
    ) -> Answer {
        let make = || {
            let value = choice.media.map(|media| source.value(choice, media));
            source.answer(choice, &accept(request), value.as_deref())
        };
        let is_range = choice.media.is_some_and(|media| media.name.is_range());
        if source.preferences.dynamic || is_range {
            return make();
        }
        let written = choice.media.map(|media| media.name.written.clone());
        // A name that is none of an example must not fill the memory.
        let example = source.preferences.example.clone();
        let example = example.filter(|name| {
            let mut examples = choice.media.into_iter().flat_map(|media| &media.examples);
            examples.any(|(known, _)| known == name)
        });
        let status = choice.status.as_u16();
        let key = (
            matched.route.operation,
            status,
            written.unwrap_or_default(),
            example,
        );
        let known = self.known.read().unwrap_or_else(PoisonError::into_inner);
        if let Some(answer) = known.get(&key) {
            return answer.clone();
        }
        drop(known);
        let made = make();
        let mut known = self.known.write().unwrap_or_else(PoisonError::into_inner);
        known.entry(key).or_insert(made).clone()
    }

    /// A status that somebody asked for and the description does not have.
    fn undescribed(
        &self,
        operation: &Operation,
        status: StatusCode,
        preferences: &Preferences,
    ) -> Result<Answer, Refusal> {
        let mut answer = match status.is_client_error() || status.is_server_error() {
            true => {
                let message = format!(
                    "status {} was asked for; the description has no response for it",
                    status.as_u16()
                );
                self.refuse(Some(operation), &Refusal::new(status, &message))
            }
            false => Answer::empty(status),
        };
        if let Some(applied) = preferences.applied() {
            answer.set("preference-applied", &applied);
        }
        Ok(answer)
    }

    /// Waits as long as `--latency` says, and fails as often as `--fail-rate` says.
    async fn be_unreliable(&self, operation: &Operation, number: u64) -> Result<(), Refusal> {
        let chance = &mut fastrand::Rng::with_seed(mixed(self.behavior.seed ^ number, "chance"));
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
        Err(Refusal::new(
            status.unwrap_or(StatusCode::SERVICE_UNAVAILABLE),
            message,
        ))
    }
}

/// Why a client gets nothing that it accepts.
fn unacceptable(response: &Response) -> Refusal {
    let names = response.content.iter().map(|it| it.name.written.as_str());
    let names = names.collect::<Vec<_>>().join(", ");
    let message = format!("Accept fits no media type of this response: {names}");
    Refusal::new(StatusCode::NOT_ACCEPTABLE, &message)
}

/// Why a request is for no operation.
fn nowhere(found: Found<'_>, request: &Request) -> Refusal {
    match found {
        Found::OtherMethods { allowed, .. } => {
            let allowed = allowed.join(", ");
            let message = format!("this path takes {allowed}, not {}", request.method);
            Refusal::new(StatusCode::METHOD_NOT_ALLOWED, &message).with("allow", allowed)
        }
        _ => {
            let message = format!("the description has no path that fits {}", request.path);
            Refusal::new(StatusCode::NOT_FOUND, &message)
        }
    }
}
