//! One case of the table, and what it is played with.

use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::time::{Duration, Instant};

use super::clock::SkippingClock;
use super::sdk::{self, Ask, Client, ClientBuilder, Verb};
use super::server::{Script, Server};
use super::want::{Seen, Want};

/// A case that can be run.
pub struct Case {
    row: u8,
    name: String,
    work: Pin<Box<dyn Future<Output = Report> + Send>>,
}

/// What came of a case.
#[derive(Default)]
pub struct Report {
    pub outcome: String,
    pub requests: usize,
    /// Why a row cannot be had, and what the client does instead.
    pub reason: Option<String>,
    pub problems: Vec<String>,
}

/// A line of the table that is printed.
pub struct Line {
    pub row: u8,
    pub name: String,
    outcome: String,
    requests: usize,
    time: Duration,
    reason: Option<String>,
    pub problems: Vec<String>,
}

impl Case {
    /// A case that is a program of its own.
    pub fn new(
        row: u8,
        name: impl Into<String>,
        work: impl Future<Output = Report> + Send + 'static,
    ) -> Self {
        Self {
            row,
            name: name.into(),
            work: Box::pin(work),
        }
    }

    /// A row that cannot be had, and why.
    pub fn absent(row: u8, name: &str, reason: &str) -> Self {
        let reason = reason.to_owned();
        Self::new(row, name, async move {
            Report {
                outcome: "not to be had".to_owned(),
                reason: Some(reason),
                ..Report::default()
            }
        })
    }

    /// Runs the case. A panic in it is a problem like others.
    pub async fn run(self) -> Line {
        let start = Instant::now();
        let report = tokio::spawn(self.work)
            .await
            .unwrap_or_else(|error| Report {
                outcome: "panic".to_owned(),
                problems: vec![error.to_string()],
                ..Report::default()
            });
        Line {
            row: self.row,
            name: self.name,
            outcome: report.outcome,
            requests: report.requests,
            time: start.elapsed(),
            reason: report.reason,
            problems: report.problems,
        }
    }
}

impl fmt::Display for Line {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (row, name, outcome) = (self.row, &self.name, &self.outcome);
        let (requests, ms) = (self.requests, self.time.as_millis());
        write!(
            f,
            "{row:>4}  {name:<58} {outcome:<24} {requests:>8} {ms:>6}"
        )?;
        if let Some(reason) = &self.reason {
            write!(f, "\n      {reason}")?;
        }
        for problem in &self.problems {
            write!(f, "\n      NOT AS NAMED: {problem}")?;
        }
        Ok(())
    }
}

/// A client and the server that it calls.
pub struct Trial {
    pub server: Server,
    pub client: Client,
    clock: SkippingClock,
}

impl Trial {
    /// Starts a server, and makes a client that calls it.
    pub async fn start(script: Script, set: impl FnOnce(ClientBuilder) -> ClientBuilder) -> Self {
        Self::with(Server::start(script).await, set)
    }

    /// Makes a client for a server. What `set` does comes last.
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
    pub async fn call(&self, ask: Ask) -> Seen {
        let log = self.server.log();
        let (requests, connections) = (log.count(), log.accepted());
        let (start, paused) = (Instant::now(), self.clock.pauses().len());
        let result = ask.send(&self.client).await;
        let pauses = self.clock.pauses().split_off(paused);
        Seen {
            result,
            requests: log.count() - requests,
            connections: log.accepted() - connections,
            strange: log.strange(requests, ask.verb.method()),
            elapsed: start.elapsed() + pauses.iter().sum::<Duration>(),
            pauses,
        }
    }

    /// Makes one call, compares its end with what is wanted, and makes sure that the client still
    /// works after it.
    pub async fn judge(&self, ask: Ask, want: &Want) -> Report {
        let deadline = ask.timeout;
        let seen = self.call(ask).await;
        let mut report = want.judge(&seen, deadline);
        self.server.heal();
        self.next(want.next_connections, &mut report).await;
        report
    }

    /// Mends the server and makes sure that the client still works.
    pub async fn go_on(mut self, mend: impl FnOnce(&mut Server), report: &mut Report) {
        mend(&mut self.server);
        self.next(None, report).await;
    }

    /// Waits until the server has no more connections open than these.
    pub async fn closed(&self, left: usize) {
        self.server.log().until(|log| log.open() <= left).await;
    }

    /// Makes sure that the client still works, and that no connection outlives it.
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
        let next = self.call(Ask::new(Verb::Put)).await;
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

/// Runs a case on one thread. On several, the next call may look for a connection at the instant
/// before it is put back, and make another.
pub async fn on_one_thread<F: Future<Output = Report>>(
    case: impl FnOnce() -> F + Send + 'static,
) -> Report {
    let run = || {
        let mut builder = tokio::runtime::Builder::new_current_thread();
        builder.enable_all().build().unwrap().block_on(case())
    };
    tokio::task::spawn_blocking(run).await.unwrap()
}
