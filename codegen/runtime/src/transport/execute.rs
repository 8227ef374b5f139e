use std::sync::Arc;
use std::time::Duration;

use http::StatusCode;
use http::header::{AUTHORIZATION, HeaderValue};
use secrecy::SecretString;

use super::challenge::Challenges;
use super::context::CallContext;
use super::middleware::Attempt;
use super::prepared::PreparedRequest;
use super::retry::{pause, retry_after};
use super::state::ClientState;
use super::turn::await_turn;
use crate::call::Call;
use crate::http::{Exchange, Limits, Outgoing};
use crate::platform::{Instant, system};
use crate::response::{Error, ErrorContext, Failure, Phase, RawResponse, ResponseParts};

/// Sends a request until it succeeds, fails permanently, must not be retried, or the time or
/// retries are used up.
///
/// # Errors
/// The failure of the last attempt, or the reason why the request cannot be sent.
#[expect(
    clippy::manual_async_fn,
    reason = "the future of an `async fn` would hold the call twice"
)]
pub(crate) fn execute(
    state: Arc<ClientState>,
    call: Call,
) -> impl Future<Output = Result<RawResponse, Error>> {
    async move { run(&state, &call).await }
}

async fn run(state: &ClientState, call: &Call) -> Result<RawResponse, Error> {
    let operation = call.operation;
    let context = CallContext { state, call };
    let secrets = state
        .credentials
        .choose(state.api, operation)
        .map_err(|reason| Error::unauthorized(operation, &reason))?;
    let mut prepared = PreparedRequest::new(context, secrets)
        .map_err(|reason| Error::unsendable(operation, &reason))?;
    system::check_runtime().map_err(|reason| Error::unsendable(operation, reason))?;
    state.budget.deposit();
    let mut progress = Progress::new(context, prepared.is_repeatable);
    loop {
        let mut failure = match progress.attempt(context, &mut prepared).await {
            Ok(received) => {
                let was_limited = call.options.timeout.is_some() || call.options.deadline.is_some();
                return Ok(RawResponse {
                    operation,
                    received,
                    unread: progress.unread,
                    end: progress.end.filter(|_| was_limited),
                    attempts: progress.attempts,
                    secrets: state.secrets(&progress.secrets),
                    api: state.api,
                    settings: state.settings.response,
                });
            }
            Err(failure) => failure,
        };
        if progress.renew(&prepared, &mut failure).await {
            continue;
        }
        match progress.next(context, &failure) {
            Some(pause) => {
                #[cfg(feature = "tracing")]
                super::trace::retry(operation, progress.attempts, &failure, pause);
                state.clock.sleep(pause).await;
            }
            None => return Err(progress.give_up(context, failure)),
        }
    }
}

/// The state of a call between its attempts.
struct Progress {
    /// The deadline of the call; `None` if it is later than the clock can represent.
    end: Option<Instant>,
    attempts: u32,
    max_retries: u32,
    /// Timeout of one attempt.
    longest: Duration,
    /// The fetched token that was sent last.
    token: Option<HeaderValue>,
    /// The secrets in the requests, besides the client's credentials.
    secrets: Vec<SecretString>,
    renewed: bool,
    challenges: Challenges,
    /// A streamed response, whose body is not read here.
    unread: Option<Box<reqwest::Response>>,
    idempotent: bool,
    /// True if an attempt may have reached the server.
    reached: bool,
    /// The pause that the last response requests.
    retry_after: Option<Duration>,
}

impl Progress {
    fn new(context: CallContext<'_>, is_repeatable: bool) -> Self {
        let settings = &context.state.settings;
        let options = &context.call.options;
        let timeout = options.timeout.unwrap_or(settings.timeout);
        let end = context.state.clock.now().checked_add(timeout);
        Self {
            end: [end, options.deadline].into_iter().flatten().min(),
            attempts: 0,
            max_retries: match options.max_retries {
                _ if !is_repeatable => 0,
                asked => asked.unwrap_or(settings.max_retries),
            },
            longest: match options.attempt_timeout {
                None if !is_repeatable => Duration::MAX,
                asked => asked.unwrap_or(settings.attempt_timeout),
            },
            token: None,
            secrets: context.call.secrets.clone(),
            renewed: false,
            challenges: Challenges::default(),
            unread: None,
            idempotent: options.idempotent || context.call.operation.is_idempotent(),
            reached: false,
            retry_after: None,
        }
    }

    /// Sends the next attempt, once the rate limits allow it.
    async fn attempt(
        &mut self,
        context: CallContext<'_>,
        prepared: &mut PreparedRequest<'_>,
    ) -> Result<ResponseParts, Failure> {
        let CallContext { state, call } = context;
        let attempt = Attempt {
            operation: call.operation,
            number: self.attempts + 1,
        };
        let (outgoing, limits) = self.ready(context, &attempt, prepared).await?;
        self.attempts += 1;
        let exchange = Exchange {
            outgoing,
            stream: prepared.stream(),
            target: prepared.url(),
            unread: call.options.streamed.then_some(&mut self.unread),
        };
        let begun = super::attempt::begin(context, exchange);
        let outcome = super::attempt::attempt(state, attempt, begun, prepared.url(), limits);
        #[cfg(feature = "tracing")]
        let outcome = super::trace::attempt(state, &attempt, &self.secrets, outcome);
        let outcome = outcome.await;
        let received = match &outcome {
            Ok(received) => Some(received),
            Err(failure) => failure.received.as_deref(),
        };
        if let (Some(throttle), Some(received)) = (&state.throttle, received) {
            throttle.heed(&received.headers, state.clock.now());
        }
        self.reached |= match &outcome {
            Ok(_) => true,
            Err(failure) => failure.kind.may_have_reached_server(),
        };
        outcome
    }

    /// The request of an attempt and its limits, once the rate limits allow it. A separate
    /// function, so that the future of the attempt does not store the request together with the
    /// response.
    async fn ready(
        &mut self,
        context: CallContext<'_>,
        attempt: &Attempt,
        prepared: &mut PreparedRequest<'_>,
    ) -> Result<(Outgoing, Limits), Failure> {
        let state = context.state;
        let waits = prepared.secrets.token().is_some() || state.waits();
        let mut limits = self.limits(context)?;
        let mut outgoing = prepared.request().map_err(Failure::unsendable)?;
        let request = &mut outgoing.request;
        if let Some(source) = prepared.secrets.token() {
            // Boxed, so that the futures of calls without such a token stay small.
            let token = source.header(&state.http, &*state.clock, limits);
            match Box::pin(token).await {
                Ok(token) => {
                    self.note(&token);
                    request.headers_mut().insert(AUTHORIZATION, token);
                }
                Err(failure) => {
                    self.attempts += 1;
                    return Err(failure);
                }
            }
        }
        #[cfg(feature = "cli")]
        request
            .extensions_mut()
            .insert(state.secrets(&self.secrets));
        state.hooks.before(attempt, request)?;
        await_turn(state, || self.rest(context)).await?;
        // After the hooks, so that the signature covers what they change.
        self.secrets
            .extend(self.challenges.respond(prepared, request)?);
        if waits {
            limits = self.limits(context)?;
        }
        Ok((outgoing, limits))
    }

    /// Records a fetched token as the last one sent, and as a secret.
    fn note(&mut self, token: &HeaderValue) {
        let text = token.to_str().unwrap_or_default();
        if self.token.replace(token.clone()).as_ref() != Some(token) {
            let secret = text.split_once(' ').map_or(text, |(_, secret)| secret);
            self.secrets.push(secret.into());
        }
    }

    /// Returns whether to retry immediately with other credentials: a fetched token that the server
    /// rejects is replaced once per call, and a challenge is responded to. The server did not
    /// process such a request, whatever its method.
    async fn renew(&mut self, prepared: &PreparedRequest<'_>, failure: &mut Failure) -> bool {
        if self.challenges.take(prepared, failure) {
            // A response to a challenge does not count as a retry.
            self.max_retries = self.max_retries.saturating_add(1);
            return true;
        }
        let (Some(source), Some(token)) = (prepared.secrets.token(), self.token.take()) else {
            return false;
        };
        let status = failure.received.as_ref().map(|received| received.status);
        if status != Some(StatusCode::UNAUTHORIZED) {
            return false;
        }
        source.forget(&token).await;
        let may_repeat = prepared.is_repeatable && self.attempts <= self.max_retries;
        may_repeat && !std::mem::replace(&mut self.renewed, true)
    }

    /// The limits of the next attempt.
    ///
    /// # Errors
    /// There is no time left.
    fn limits(&self, context: CallContext<'_>) -> Result<Limits, Failure> {
        let settings = &context.state.settings;
        let rest = self.rest(context);
        if rest.is_zero() {
            return Err(Failure::timeout(Phase::Operation));
        }
        Ok(Limits {
            time: self.longest.min(rest),
            is_rest: rest < self.longest,
            stall: settings.response.stall_timeout,
            body: settings.response.max_body,
        })
    }

    fn rest(&self, context: CallContext<'_>) -> Duration {
        let now = context.state.clock.now();
        self.end
            .map_or(Duration::MAX, |end| end.saturating_duration_since(now))
    }

    /// Returns the pause before the next attempt; `None` if there is no further attempt.
    fn next(&mut self, context: CallContext<'_>, failure: &Failure) -> Option<Duration> {
        let state = context.state;
        let headers = failure.received.as_ref().map(|received| &received.headers);
        let asked = headers.and_then(|headers| retry_after(headers, state.clock.today()));
        self.retry_after = failure.wait.or(asked);
        let wanted = failure.class.allows(self.idempotent) && self.attempts <= self.max_retries;
        let pause = pause(self.attempts, self.retry_after, state.clock.as_ref());
        // Waiting is useless if the time of the call ends before the pause or the rate limit does.
        let throttle = state.throttle.as_ref();
        let turn = throttle.map_or(Duration::ZERO, |throttle| throttle.wait(state.clock.now()));
        let possible = wanted && pause.max(turn) < self.rest(context);
        (possible && state.budget.withdraw()).then_some(pause)
    }

    fn give_up(self, context: CallContext<'_>, failure: Failure) -> Error {
        let CallContext { state, call } = context;
        let circumstances = ErrorContext {
            api: state.api,
            operation: call.operation,
            redactor: state.redactor(&self.secrets),
            attempts: self.attempts,
            reached: self.reached,
            idempotent: self.idempotent,
            retry_after: self.retry_after,
        };
        Error::failed(failure, None, &circumstances)
    }
}
