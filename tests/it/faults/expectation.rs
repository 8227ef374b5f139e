//! The expected result of a call.

use std::ops::RangeInclusive;
use std::time::Duration;

use super::case::Report;
use super::sdk::{CallResult, Error, ErrorKind};

/// The expected result of a call.
#[derive(Clone)]
pub struct Expectation {
    /// The kind of error; `None` for a success.
    pub kind: Option<ErrorKind>,
    pub status: Option<u16>,
    pub requests: RangeInclusive<usize>,
    pub connections: RangeInclusive<usize>,
    /// Texts that the error message contains.
    pub says: Vec<String>,
    pub json_path: Option<&'static str>,
    pub retry_after: Option<Duration>,
    /// The delays between attempts, in seconds.
    pub pauses: Option<Vec<RangeInclusive<f64>>>,
    /// The number of connections that the next call opens.
    pub next_connections: Option<usize>,
    /// An additional condition.
    pub check: Option<fn(&Seen) -> bool>,
}

impl Expectation {
    pub fn success() -> Self {
        Self {
            kind: None,
            status: None,
            requests: 1..=1,
            connections: 0..=usize::MAX,
            says: Vec::new(),
            json_path: None,
            retry_after: None,
            pauses: None,
            next_connections: None,
            check: None,
        }
    }

    pub fn error(kind: ErrorKind) -> Self {
        Self {
            kind: Some(kind),
            ..Self::success()
        }
    }
}

/// The observed result of a call.
pub struct Seen {
    pub result: Result<CallResult, Error>,
    pub requests: usize,
    pub connections: usize,
    pub pauses: Vec<Duration>,
    /// Requests that no call should send.
    pub unexpected: Vec<String>,
}

impl Expectation {
    /// Compares the observed result with the expected one.
    pub fn judge(&self, seen: &Seen) -> Report {
        let mut problems = Vec::new();
        let mut expect = |good: bool, problem: String| {
            if !good {
                problems.push(problem);
            }
        };
        let kind = seen.result.as_ref().err().map(Error::kind);
        expect(
            kind == self.kind,
            format!("{kind:?} instead of {:?}", self.kind),
        );
        expect(
            self.requests.contains(&seen.requests),
            format!("{} requests instead of {:?}", seen.requests, self.requests),
        );
        expect(
            self.connections.contains(&seen.connections),
            format!(
                "{} connections instead of {:?}",
                seen.connections, self.connections
            ),
        );
        if let Some(pauses) = &self.pauses {
            let seconds: Vec<_> = seen.pauses.iter().map(Duration::as_secs_f64).collect();
            let same = pauses.len() == seconds.len()
                && pauses
                    .iter()
                    .zip(&seconds)
                    .all(|(range, s)| range.contains(s));
            expect(same, format!("pauses {seconds:?} instead of {pauses:?}"));
        }
        expect(seen.unexpected.is_empty(), format!("{:?}", seen.unexpected));
        if let Some(check) = self.check {
            expect(check(seen), "the last check failed".to_owned());
        }
        if let Err(error) = &seen.result {
            problems.extend(self.judge_error(error));
        }
        Report {
            outcome: describe(&seen.result),
            requests: seen.requests,
            problems,
            ..Report::default()
        }
    }

    fn judge_error(&self, error: &Error) -> Vec<String> {
        let mut problems = Vec::new();
        let status = error.status().map(|status| status.as_u16());
        if self.status.is_some() && status != self.status {
            problems.push(format!("status {status:?} instead of {:?}", self.status));
        }
        let text = error.to_string();
        for part in self
            .says
            .iter()
            .filter(|part| !text.contains(part.as_str()))
        {
            problems.push(format!("{part:?} is not in {text:?}"));
        }
        if self.json_path.is_some() && error.json_path() != self.json_path {
            problems.push(format!("JSON path {:?}: {text}", error.json_path()));
        }
        if self.retry_after.is_some() && error.retry_after() != self.retry_after {
            problems.push(format!("retry after {:?}", error.retry_after()));
        }
        if self.kind.is_some() && error.kind() != self.kind.unwrap_or(ErrorKind::Config) {
            problems.push(text);
        }
        problems
    }
}

fn describe(result: &Result<CallResult, Error>) -> String {
    match result {
        Ok(_) => "success".to_owned(),
        Err(error) => match error.status() {
            Some(status) => format!("{:?} {}", error.kind(), status.as_u16()),
            None => format!("{:?}", error.kind()),
        },
    }
}
