//! A case of the table of faults.

use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::time::Duration;

use super::meters::{Bounds, Meters, Used, left};

/// A case that can be run.
pub struct Case {
    row: u8,
    name: String,
    bounds: Bounds,
    work: Pin<Box<dyn Future<Output = Report> + Send>>,
}

/// The result of a case.
#[derive(Default)]
pub struct Report {
    pub outcome: String,
    pub requests: usize,
    /// Why the client cannot have the behaviour of a row, and what it does instead.
    pub reason: Option<String>,
    pub problems: Vec<String>,
}

/// A printed line of the table.
pub struct Line {
    pub row: u8,
    pub name: String,
    outcome: String,
    requests: usize,
    pub used: Used,
    reason: Option<String>,
    pub problems: Vec<String>,
}

impl Case {
    /// A case with its own program.
    pub fn new(
        row: u8,
        name: impl Into<String>,
        work: impl Future<Output = Report> + Send + 'static,
    ) -> Self {
        Self {
            row,
            name: name.into(),
            bounds: Bounds::default(),
            work: Box::pin(work),
        }
    }

    /// Allows the case to take this much longer than others.
    pub fn waits(mut self, time: Duration) -> Self {
        self.bounds.time += time;
        self
    }

    /// Allows the case to allocate this much memory in total.
    pub fn memory(mut self, bytes: usize) -> Self {
        self.bounds.memory = bytes;
        self
    }

    /// A row that the client cannot have, with the reason.
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

    /// Runs the case. A panic counts as a problem.
    pub async fn run(self) -> Line {
        let meters = Meters::start();
        let mut report = tokio::spawn(self.work)
            .await
            .unwrap_or_else(|error| Report {
                outcome: "panic".to_owned(),
                problems: vec![error.to_string()],
                ..Report::default()
            });
        let used = meters.stop(self.bounds, &mut report.problems).await;
        Line {
            row: self.row,
            name: self.name,
            outcome: report.outcome,
            requests: report.requests,
            used,
            reason: report.reason,
            problems: report.problems,
        }
    }
}

impl fmt::Display for Line {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (row, name, outcome) = (self.row, &self.name, &self.outcome);
        let (ms, kib) = (self.used.time.as_millis(), self.used.memory >> 10);
        let requests = self.requests;
        write!(
            f,
            "{row:>4}  {name:<58} {outcome:<24} {requests:>8} {ms:>6} {kib:>6}"
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

/// Runs a case on one thread, where concurrent events always have the same order.
pub async fn on_one_thread<F: Future<Output = Report>>(
    case: impl FnOnce() -> F + Send + 'static,
) -> Report {
    let run = || {
        let mut builder = tokio::runtime::Builder::new_current_thread();
        builder.enable_all().build().unwrap().block_on(async {
            let mut report = case().await;
            report.problems.extend(left(0).await);
            report
        })
    };
    tokio::task::spawn_blocking(run).await.unwrap()
}
