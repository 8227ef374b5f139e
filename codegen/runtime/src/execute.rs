use std::time::Duration;

use http::StatusCode;
use http::header::{AUTHORIZATION, HeaderValue};
use secrecy::SecretString;

use super::answer::Answer;
use super::attempt::{Exchange, Limits};
use super::error_make::Circumstances;
use super::failure::Failure;
use super::middleware::Attempt;
use super::platform::Instant;
use super::prepared::Prepared;
use super::retry::{pause, retry_after};
use super::{Call, Error, Phase, RawResponse, platform};

/// Sends a request until it succeeds, or fails for good, or may not be repeated, or time or
/// retries run out.
///
/// # Errors
/// The failure of the last attempt, or what makes it impossible to send the request at all.
pub(super) async fn execute(call: Call) -> Result<RawResponse, Error> {
    let Call {
        client, operation, ..
    } = &call;
    let inner = &client.inner;
    let secrets = inner
        .credentials
        .choose(inner.api, operation)
        .map_err(|reason| Error::unauthorized(operation, &reason))?;
    let mut prepared =
        Prepared::new(&call, &secrets).map_err(|reason| Error::unsendable(operation, &reason))?;
    platform::check_runtime().map_err(|reason| Error::unsendable(operation, reason))?;
    inner.budget.deposit();
    let mut progress = Progress::new(&call, prepared.is_repeatable);
    loop {
        let failure = match progress.attempt(&call, &mut prepared).await {
            Ok(answer) => {
                let was_limited = call.options.timeout.is_some() || call.options.deadline.is_some();
                return Ok(RawResponse {
                    operation,
                    answer,
                    unread: progress.unread,
                    end: progress.end.filter(|_| was_limited),
                    attempts: progress.attempts,
                    secrets: progress.secrets,
                    client: call.client,
                });
            }
            Err(failure) => failure,
        };
        if progress.renew(&prepared, &failure).await {
            continue;
        }
        match progress.next(&call, &failure) {
            Some(pause) => inner.clock.sleep(pause).await,
            None => return Err(progress.give_up(&call, failure)),
        }
    }
}

/// How far a call has come.
struct Progress {
    /// When the call must be over; `None` when that is too far away to be told.
    end: Option<Instant>,
    attempts: u32,
    max_retries: u32,
    /// Longest time for one attempt.
    longest: Duration,
    /// The fetched token that was sent last.
    token: Option<HeaderValue>,
    /// What of the requests is secret, besides the client's credentials.
    secrets: Vec<SecretString>,
    renewed: bool,
    /// An answer whose body is not read here.
    unread: Option<reqwest::Response>,
    idempotent: bool,
    /// One of the attempts may have reached the server.
    reached: bool,
    /// What the last answer asks for.
    retry_after: Option<Duration>,
}

impl Progress {
    fn new(call: &Call, is_repeatable: bool) -> Self {
        let settings = &call.client.inner.settings;
        let options = &call.options;
        let timeout = options.timeout.unwrap_or(settings.timeout);
        let end = call.client.inner.clock.now().checked_add(timeout);
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
            secrets: call.secrets.clone(),
            renewed: false,
            unread: None,
            idempotent: options.idempotent || call.operation.method.is_idempotent(),
            reached: false,
            retry_after: None,
        }
    }

    /// Makes the next attempt, in its turn.
    async fn attempt(&mut self, call: &Call, prepared: &mut Prepared) -> Result<Answer, Failure> {
        let inner = &call.client.inner;
        let attempt = Attempt {
            operation: call.operation,
            number: self.attempts + 1,
        };
        let limits = self.limits(call)?;
        let mut request = prepared.request(call.operation);
        if let Some(source) = &prepared.token {
            match source.header(inner, limits).await {
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
        super::hidden::hide(&mut request, inner.redactor(&self.secrets));
        inner.hooks.before(&attempt, &mut request)?;
        self.await_turn(call).await?;
        let limits = self.limits(call)?;
        self.attempts += 1;
        let exchange = Exchange {
            request,
            stream: prepared.stream(),
            unread: call.options.streamed.then_some(&mut self.unread),
        };
        let outcome = super::attempt::attempt(inner, &attempt, exchange, limits);
        #[cfg(feature = "tracing")]
        let outcome = super::trace::attempt(inner, &attempt, &self.secrets, outcome);
        let outcome = outcome.await;
        let answer = match &outcome {
            Ok(answer) => Some(answer),
            Err(failure) => failure.answer.as_deref(),
        };
        if let (Some(throttle), Some(answer)) = (&inner.throttle, answer) {
            throttle.heed(&answer.headers, inner.clock.now());
        }
        self.reached |= match &outcome {
            Ok(_) => true,
            Err(failure) => failure.kind.may_have_reached_server(),
        };
        outcome
    }

    /// Remembers a fetched token as the last one, and as a secret.
    fn note(&mut self, token: &HeaderValue) {
        let text = token.to_str().unwrap_or_default();
        if self.token.replace(token.clone()).as_ref() != Some(token) {
            let secret = text.split_once(' ').map_or(text, |(_, secret)| secret);
            self.secrets.push(secret.into());
        }
    }

    /// Says whether to try again at once, because the server no longer takes a fetched token: once
    /// a call, with a new one. Such a request was not carried out, whatever its method.
    async fn renew(&mut self, prepared: &Prepared, failure: &Failure) -> bool {
        let (Some(source), Some(token)) = (&prepared.token, self.token.take()) else {
            return false;
        };
        let status = failure.answer.as_ref().map(|answer| answer.status);
        if status != Some(StatusCode::UNAUTHORIZED) {
            return false;
        }
        source.forget(&token).await;
        let may_repeat = prepared.is_repeatable && self.attempts <= self.max_retries;
        may_repeat && !std::mem::replace(&mut self.renewed, true)
    }

    /// Waits until the rate limits allow a request.
    async fn await_turn(&self, call: &Call) -> Result<(), Failure> {
        let inner = &call.client.inner;
        let Some(throttle) = &inner.throttle else {
            return Ok(());
        };
        let now = inner.clock.now();
        let turn = throttle
            .take(now, self.rest(call))
            .map_err(Failure::throttled)?;
        let wait = turn.wait(now);
        if !wait.is_zero() {
            inner.clock.sleep(wait).await;
        }
        turn.begin();
        Ok(())
    }

    /// What the next attempt may use up.
    ///
    /// # Errors
    /// There is no time left.
    fn limits(&self, call: &Call) -> Result<Limits, Failure> {
        let settings = &call.client.inner.settings;
        let rest = self.rest(call);
        if rest.is_zero() {
            return Err(Failure::timeout(Phase::Operation));
        }
        Ok(Limits {
            time: self.longest.min(rest),
            is_rest: rest < self.longest,
            stall: settings.stall_timeout,
            body: settings.max_body,
        })
    }

    fn rest(&self, call: &Call) -> Duration {
        let now = call.client.inner.clock.now();
        self.end
            .map_or(Duration::MAX, |end| end.saturating_duration_since(now))
    }

    /// How long to wait before another attempt; `None` when there shall be none.
    fn next(&mut self, call: &Call, failure: &Failure) -> Option<Duration> {
        let inner = &call.client.inner;
        let headers = failure.answer.as_ref().map(|answer| &answer.headers);
        let asked = headers.and_then(|headers| retry_after(headers, inner.clock.today()));
        self.retry_after = failure.wait.or(asked);
        let wanted = failure.class.allows(self.idempotent) && self.attempts <= self.max_retries;
        let pause = pause(self.attempts, self.retry_after, inner.clock.as_ref());
        // No use in waiting for an attempt that there will be no time or no turn for.
        let throttle = inner.throttle.as_ref();
        let turn = throttle.map_or(Duration::ZERO, |throttle| throttle.wait(inner.clock.now()));
        let possible = wanted && pause.max(turn) < self.rest(call);
        (possible && inner.budget.withdraw()).then_some(pause)
    }

    fn give_up(self, call: &Call, failure: Failure) -> Error {
        let inner = &call.client.inner;
        let circumstances = Circumstances {
            api: inner.api,
            operation: call.operation,
            redactor: inner.redactor(&self.secrets),
            attempts: self.attempts,
            reached: self.reached,
            idempotent: self.idempotent,
            retry_after: self.retry_after,
        };
        Error::failed(failure, None, &circumstances)
    }
}
