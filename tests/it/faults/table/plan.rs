//! A case that needs no program: a script, a call and the expected result.

use std::ops::RangeInclusive;
use std::time::Duration;

use super::super::case::{Case, Report, on_one_thread};
use super::super::expectation::{Expectation, Seen};
use super::super::sdk::{CallPlan, ClientBuilder, ErrorKind, Verb};
use super::super::server::{Script, Step};
use super::super::trial::Trial;

/// Which calls are retried after a fault.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Class {
    /// Calls with any method.
    Safe,
    /// Calls with idempotent methods.
    Idempotent,
    /// None.
    Never,
}

/// The time limit of an attempt, if a case waits for it.
pub const ATTEMPT: Duration = Duration::from_millis(300);

/// The time limit for a hundred calls on a busy machine.
pub const MANY_CALLS: Duration = Duration::from_secs(5);

/// Why connections are used again for sure on one thread only.
pub const REUSE: &str = "shown on one thread: on several, hyper puts a connection back in a task \
    of its own after the body has ended; a call that comes before that makes a second one, which \
    is then kept as well";

/// A script, a call and the expected result.
#[derive(Clone)]
pub struct Plan {
    row: u8,
    name: String,
    script: Script,
    plan: CallPlan,
    set: fn(ClientBuilder) -> ClientBuilder,
    expected: Expectation,
    note: Option<&'static str>,
    /// The real duration of each attempt.
    waits: Duration,
    memory: Option<usize>,
    one_thread: bool,
}

impl Plan {
    fn new(row: u8, name: &str, script: Script, verb: Verb, expected: Expectation) -> Self {
        Self {
            row,
            name: name.to_owned(),
            script,
            plan: CallPlan::new(verb),
            set: |builder| builder,
            expected,
            note: None,
            waits: Duration::ZERO,
            memory: None,
            one_thread: false,
        }
    }

    /// A PUT that succeeds in the end.
    pub fn success(row: u8, name: &str, script: Script) -> Self {
        Self::new(row, name, script, Verb::Put, Expectation::success())
    }

    /// A PUT that fails and is not retried.
    pub fn failure(row: u8, name: &str, script: Script, kind: ErrorKind) -> Self {
        Self::new(row, name, script, Verb::Put, Expectation::error(kind))
    }

    pub fn verb(mut self, verb: Verb) -> Self {
        self.plan.verb = verb;
        self
    }

    pub fn set(mut self, set: fn(ClientBuilder) -> ClientBuilder) -> Self {
        self.set = set;
        self
    }

    /// The deadline of the call.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.plan = self.plan.timeout(timeout);
        self
    }

    /// Sets a short time limit for each attempt, which the attempt reaches.
    pub fn impatient(self) -> Self {
        self.waits(ATTEMPT)
            .set(|builder| builder.attempt_timeout(ATTEMPT))
    }

    /// Allows each attempt to take this long.
    pub fn waits(mut self, time: Duration) -> Self {
        self.waits = time;
        self
    }

    /// Allows the case to use this much memory.
    pub fn memory(mut self, bytes: usize) -> Self {
        self.memory = Some(bytes);
        self
    }

    pub fn padding(mut self, bytes: usize) -> Self {
        self.plan.padding = bytes;
        self
    }

    pub fn requests(mut self, requests: RangeInclusive<usize>) -> Self {
        self.expected.requests = requests;
        self
    }

    pub fn status(mut self, status: u16) -> Self {
        self.expected.status = Some(status);
        self
    }

    pub fn says(mut self, part: &str) -> Self {
        self.expected.says.push(part.to_owned());
        self
    }

    pub fn json_path(mut self, path: &'static str) -> Self {
        self.expected.json_path = Some(path);
        self
    }

    pub fn retry_after(mut self, seconds: u64) -> Self {
        self.expected.retry_after = Some(Duration::from_secs(seconds));
        self
    }

    /// The only delay, in seconds.
    pub fn pause(mut self, seconds: RangeInclusive<f64>) -> Self {
        self.expected.pauses = Some(vec![seconds]);
        self
    }

    pub fn no_pause(mut self) -> Self {
        self.expected.pauses = Some(Vec::new());
        self
    }

    pub fn check(mut self, check: fn(&Seen) -> bool) -> Self {
        self.expected.check = Some(check);
        self
    }

    /// The next call opens a new connection.
    pub fn next_connects(mut self) -> Self {
        self.expected.next_connections = Some(1);
        self
    }

    /// The next call reuses the connection.
    pub fn next_reuses(mut self) -> Self {
        self.expected.next_connections = Some(0);
        self.on_one_thread().note(REUSE)
    }

    /// Runs the client and the server on one thread.
    pub fn on_one_thread(mut self) -> Self {
        self.one_thread = true;
        self
    }

    /// Says which part of the row the client cannot have, and what it does instead.
    pub fn note(mut self, note: &'static str) -> Self {
        self.note = Some(note);
        self
    }

    /// This case.
    pub fn case(self) -> Case {
        let (row, name, memory) = (self.row, self.name.clone(), self.memory);
        let attempts = u32::try_from(*self.expected.requests.end()).unwrap();
        let waits = self.waits * attempts;
        let case = if self.one_thread {
            Case::new(row, name, on_one_thread(|| self.run()))
        } else {
            Case::new(row, name, self.run())
        };
        let case = case.waits(waits);
        match memory {
            Some(bytes) => case.memory(bytes),
            None => case,
        }
    }

    async fn run(self) -> Report {
        let trial = Trial::start(self.script, self.set).await;
        let mut report = trial.judge(self.plan, &self.expected).await;
        report.reason = self.note.map(str::to_owned);
        report
    }

    /// A PUT and a PATCH, each with the number of requests that the class of the fault allows.
    pub fn by_class(self, class: Class) -> [Case; 2] {
        [Verb::Put, Verb::Patch].map(|verb| {
            let again = class == Class::Safe || (class == Class::Idempotent && verb == Verb::Put);
            let requests = if again { 3 } else { 1 };
            let mut plan = self.clone().verb(verb);
            plan.name = format!("{}, {}", self.name, format!("{verb:?}").to_uppercase());
            // A fault that shows before the request was read may be met before it was written.
            let least = if *plan.expected.requests.start() == 0 {
                0
            } else {
                requests
            };
            plan.expected.requests = least..=requests;
            if plan.expected.connections == (0..=usize::MAX) && least == 0 {
                plan.expected.connections = requests..=requests;
            }
            plan.case()
        })
    }
}

/// A server that runs these steps after each request.
pub fn after_request(steps: impl IntoIterator<Item = Step>) -> Script {
    Script::responses([steps.into_iter().collect()])
}

/// A server that responds once with this, and with a success from then on.
pub fn once(response: Vec<Step>) -> Script {
    Script::responses([
        response,
        super::super::server::json("200 OK", super::super::sdk::OK),
    ])
}
