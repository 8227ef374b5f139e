use std::time::{Duration, Instant};

use tokio::runtime::Handle;

use super::attempt::{Limits, attempt};
use super::error_make::Circumstances;
use super::failure::Failure;
use super::request::Prepared;
use super::retry::{pause, retry_after};
use super::{Call, Error, Phase, RawResponse};

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
    let prepared =
        Prepared::new(&call, &secrets).map_err(|reason| Error::unsendable(operation, &reason))?;
    if Handle::try_current().is_err() {
        let reason = "calls are made inside a Tokio runtime, and there is none here";
        return Err(Error::unsendable(operation, reason));
    }
    let mut progress = Progress::new(&call);
    loop {
        let failure = match progress.limits(&call) {
            None => Failure::timeout(Phase::Operation),
            Some(limits) => {
                progress.attempts += 1;
                match attempt(&inner.http, prepared.request(operation), limits).await {
                    Ok(answer) => {
                        inner.budget.deposit();
                        return Ok(RawResponse {
                            operation,
                            answer,
                            attempts: progress.attempts,
                            client: call.client,
                        });
                    }
                    Err(failure) => failure,
                }
            }
        };
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
    idempotent: bool,
    /// One of the attempts may have reached the server.
    reached: bool,
    /// What the last answer asks for.
    retry_after: Option<Duration>,
}

impl Progress {
    fn new(call: &Call) -> Self {
        let settings = &call.client.inner.settings;
        let options = &call.options;
        let timeout = options.timeout.unwrap_or(settings.timeout);
        let end = call.client.inner.clock.now().checked_add(timeout);
        Self {
            end: [end, options.deadline].into_iter().flatten().min(),
            attempts: 0,
            max_retries: options.max_retries.unwrap_or(settings.max_retries),
            idempotent: options.idempotent || call.operation.method.is_idempotent(),
            reached: false,
            retry_after: None,
        }
    }

    /// What the next attempt may use up; `None` when there is no time left.
    fn limits(&self, call: &Call) -> Option<Limits> {
        let settings = &call.client.inner.settings;
        let rest = self.rest(call);
        (!rest.is_zero()).then(|| Limits {
            time: settings.attempt_timeout.min(rest),
            is_rest: rest < settings.attempt_timeout,
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
        // An attempt that found no time left was none.
        self.reached |= self.attempts > 0 && failure.kind.may_have_reached_server();
        let headers = failure.answer.as_ref().map(|answer| &answer.headers);
        self.retry_after = headers.and_then(|headers| retry_after(headers, inner.clock.today()));
        let wanted = failure.class.allows(self.idempotent) && self.attempts <= self.max_retries;
        let pause = pause(self.attempts, self.retry_after, inner.clock.as_ref());
        // No use in waiting for an attempt that there will be no time for.
        let possible = wanted && pause < self.rest(call);
        (possible && inner.budget.withdraw()).then_some(pause)
    }

    fn give_up(self, call: &Call, failure: Failure) -> Error {
        let inner = &call.client.inner;
        let circumstances = Circumstances {
            api: inner.api,
            operation: call.operation,
            credentials: &inner.credentials,
            attempts: self.attempts,
            reached: self.reached,
            idempotent: self.idempotent,
            retry_after: self.retry_after,
        };
        Error::failed(failure, None, &circumstances)
    }
}
