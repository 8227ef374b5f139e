//! A client, the server that it calls, and the requirements on every call.

use std::error::Error as _;
use std::future::Future;
use std::pin::pin;
use std::sync::Arc;
use std::time::{Duration, Instant};

use super::case::Report;
use super::clock::SkippingClock;
use super::expectation::{Expectation, Seen};
use super::log::holds_secret;
use super::meters;
use super::sdk::{self, CallPlan, Client, ClientBuilder, Error, Verb};
use super::server::{Script, Server};

/// The tolerance for the time limit of a call.
const SLACK: Duration = Duration::from_millis(100);

/// A client and the server that it calls.
pub struct Trial {
    pub server: Server,
    pub client: Client,
    clock: SkippingClock,
}

impl Trial {
    /// Starts a server, and builds a client that calls it.
    pub async fn start(script: Script, set: impl FnOnce(ClientBuilder) -> ClientBuilder) -> Self {
        Self::with(Server::start(script).await, set)
    }

    /// Builds a client for a server; `set` applies last.
    pub fn with(server: Server, set: impl FnOnce(ClientBuilder) -> ClientBuilder) -> Self {
        let clock = SkippingClock::default();
        let builder = sdk::builder()
            .base_url(server.url())
            .clock(Arc::new(clock.clone()));
        Self {
            server,
            client: set(builder).build().unwrap(),
            clock,
        }
    }

    /// Makes one call.
    pub async fn call(&self, plan: CallPlan) -> Seen {
        let log = self.server.log();
        let (requests, connections) = (log.count(), log.accepted());
        let paused = self.clock.pauses().len();
        let limit = plan.within + SLACK;
        let (result, time) = timed(limit, plan.send(&self.client)).await;
        let pauses = self.clock.pauses().split_off(paused);
        let elapsed = time + pauses.iter().sum::<Duration>();
        if elapsed > limit {
            meters::note(format!("a call took {elapsed:?} of {limit:?}"));
        }
        if let Err(error) = &result {
            note_careless(error);
        }
        Seen {
            result,
            requests: log.count() - requests,
            connections: log.accepted() - connections,
            unexpected: log.unexpected(requests, plan.verb.method()),
            pauses,
        }
    }

    /// Makes one call, compares its result with the expected one, and checks that the client still works.
    pub async fn judge(&self, plan: CallPlan, expected: &Expectation) -> Report {
        let mut report = expected.judge(&self.call(plan).await);
        self.server.heal();
        self.next(expected.next_connections, &mut report).await;
        report
    }

    /// Lets the server succeed from now on, and checks that the client still works.
    pub async fn go_on(mut self, recover: impl FnOnce(&mut Server), report: &mut Report) {
        recover(&mut self.server);
        self.next(None, report).await;
    }

    /// Waits until the server has at most this many open connections.
    pub async fn closed(&self, left: usize) {
        self.server.log().until(|log| log.open() <= left).await;
    }

    /// Checks that the client still works, and that its connections close with it.
    pub async fn finish(self, report: &mut Report) {
        self.next(None, report).await;
        report.requests = self.server.log().count();
        let Self { server, client, .. } = self;
        drop(client);
        let closed = server.log().until(|log| log.open() == 0);
        if tokio::time::timeout(Duration::from_secs(5), closed)
            .await
            .is_err()
        {
            let problem = format!("{} connections are left open", server.log().open());
            report.problems.push(problem);
        }
    }

    async fn next(&self, connections: Option<usize>, report: &mut Report) {
        let next = self.call(CallPlan::new(Verb::Put)).await;
        if let Err(error) = next.result {
            report
                .problems
                .push(format!("the next call failed: {error}"));
        }
        if connections.is_some_and(|wanted| wanted != next.connections) {
            let problem = format!("{} connections for the next call", next.connections);
            report.problems.push(problem);
        }
    }
}

/// Runs a call, and measures its time. A busy machine may stop this thread at any point and for any time, so that a
/// clock does not tell whether the call is late: it is if it has not ended when a timer with its limit has.
async fn timed<F: Future>(limit: Duration, call: F) -> (F::Output, Duration) {
    let begin = Instant::now();
    let mut call = pin!(call);
    tokio::select! {
        // In this order, because both may have ended since this thread was stopped.
        biased;
        output = &mut call => return (output, begin.elapsed().min(limit)),
        () = tokio::time::sleep(limit) => {}
    }
    (call.await, begin.elapsed())
}

/// Records a problem if an error prints a secret, a query or more than one line.
fn note_careless(error: &Error) {
    let text = error.to_string();
    let printed = print(error);
    if holds_secret(&printed) || text.contains('?') || text.contains('\n') {
        meters::note(format!("an error prints what it must not: {printed}"));
    }
}

/// All output of an error.
fn print(error: &Error) -> String {
    let mut printed = format!(
        "{error}\n{error:?}\n{}\n{:?}\n{:?}\n{:?}\n{:?}",
        error.body_snippet(),
        error.errors(),
        error.messages(),
        error.request_id(),
        error.json_path(),
    );
    let mut cause = error.source();
    while let Some(next) = cause {
        printed.push_str(&format!("\n{next}\n{next:?}"));
        cause = next.source();
    }
    printed
}
