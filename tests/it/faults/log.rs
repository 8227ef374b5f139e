//! Searches all log records of the client and its dependencies for secrets, at the finest level.

use std::fmt::{self, Write as _};
use std::sync::Mutex;

use ::log::{LevelFilter, Log, Metadata, Record};
use tracing::field::{Field, Visit};
use tracing::{Event, Subscriber, span};

use super::sdk::SECRETS;

/// The number of records, and the records that contain a secret.
static FOUND: Mutex<(usize, Vec<String>)> = Mutex::new((0, Vec::new()));

/// Starts to search log records.
pub fn capture() {
    if ::log::set_logger(&Search).is_ok() {
        ::log::set_max_level(LevelFilter::Trace);
    }
    // Another test may have its own subscriber, which then receives the records.
    let _ = tracing::subscriber::set_global_default(Search);
}

/// The number of records.
pub fn records() -> usize {
    FOUND.lock().unwrap().0
}

/// The records with a secret since the last call of this function.
pub fn take_leaks() -> Vec<String> {
    std::mem::take(&mut FOUND.lock().unwrap().1)
}

/// True if a text contains one of the client's secrets.
pub fn holds_secret(text: &str) -> bool {
    SECRETS.iter().any(|secret| text.contains(secret))
}

struct Search;

fn note(text: String) {
    let mut found = FOUND.lock().unwrap();
    found.0 += 1;
    if holds_secret(&text) {
        found.1.push(text);
    }
}

impl Log for Search {
    fn enabled(&self, _: &Metadata<'_>) -> bool {
        true
    }

    fn log(&self, record: &Record<'_>) {
        note(format!("{}: {}", record.target(), record.args()));
    }

    fn flush(&self) {}
}

impl Subscriber for Search {
    fn enabled(&self, _: &tracing::Metadata<'_>) -> bool {
        true
    }

    fn new_span(&self, span: &span::Attributes<'_>) -> span::Id {
        let mut fields = Fields(span.metadata().name().to_owned());
        span.record(&mut fields);
        note(fields.0);
        span::Id::from_u64(1)
    }

    fn record(&self, _: &span::Id, values: &span::Record<'_>) {
        let mut fields = Fields(String::new());
        values.record(&mut fields);
        note(fields.0);
    }

    fn record_follows_from(&self, _: &span::Id, _: &span::Id) {}

    fn event(&self, event: &Event<'_>) {
        let mut fields = Fields(event.metadata().target().to_owned());
        event.record(&mut fields);
        note(fields.0);
    }

    fn enter(&self, _: &span::Id) {}

    fn exit(&self, _: &span::Id) {}
}

/// The fields of a record, joined.
struct Fields(String);

impl Visit for Fields {
    fn record_debug(&mut self, field: &Field, value: &dyn fmt::Debug) {
        let _ = write!(self.0, " {}={value:?}", field.name());
    }
}
