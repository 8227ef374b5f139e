use serde_json::Value;

use super::redact::Redactor;
use super::{Api, Decode, DecodeError, Envelope, Fill, Message, Slot, from_slice, from_slice_with};

/// An answer out of its envelope.
pub(super) enum Opened<T> {
    /// The value, and the messages beside it.
    Value(T, Vec<Message>),
    /// The envelope says that the call failed.
    Failed(Report),
}

/// What an envelope says besides the value.
#[derive(Debug, Default)]
pub(super) struct Report {
    /// It says that the call failed.
    pub(super) failed: bool,
    pub(super) errors: Vec<Message>,
    pub(super) messages: Vec<Message>,
}

/// Takes the value out of an envelope, in one pass over the bytes.
///
/// # Errors
/// The body is not an envelope with such a value, and does not say that the call failed.
pub(super) fn open<T: Decode>(
    envelope: &'static Envelope,
    body: &[u8],
) -> Result<Opened<T>, DecodeError> {
    let mut value = Slot::<T>::new();
    let report = match read(envelope, body, &mut value) {
        Ok(report) => report,
        // Whatever stands where the value would be is of no interest when the call failed.
        Err(error) => match read(envelope, body, &mut Slot::<()>::new()) {
            Ok(report) if report.failed => report,
            _ => return Err(error),
        },
    };
    if report.failed {
        return Ok(Opened::Failed(report));
    }
    let value = match (value.required(envelope.value), T::null()) {
        (Ok(value), _) | (Err(_), Some(value)) => value,
        (Err(error), None) => return Err(error),
    };
    Ok(Opened::Value(value, report.messages))
}

impl Report {
    /// What a body says of a failure: in the API's envelope, or else in one of the usual ways.
    pub(super) fn of(api: &Api, body: &[u8]) -> Self {
        let mut report = api
            .envelope
            .and_then(|envelope| read(envelope, body, &mut Slot::<()>::new()).ok())
            .unwrap_or_default();
        if report.errors.is_empty() {
            report.errors = guess(body);
        }
        report
    }

    /// The same without secrets.
    pub(super) fn redacted(self, redactor: Redactor<'_>) -> Self {
        Self {
            errors: redactor.redact_all(self.errors),
            messages: redactor.redact_all(self.messages),
            ..self
        }
    }
}

/// Reads an envelope; `value` takes the value.
fn read(
    envelope: &'static Envelope,
    body: &[u8],
    value: &mut dyn Fill,
) -> Result<Report, DecodeError> {
    let (mut success, mut errors, mut messages) = (
        Slot::<Value>::new(),
        Slot::<Value>::new(),
        Slot::<Value>::new(),
    );
    from_slice_with(body, &mut |reader| {
        let mut members: Vec<(&'static str, &mut dyn Fill)> = Vec::with_capacity(4);
        for (name, slot) in [
            (envelope.errors, &mut errors),
            (envelope.messages, &mut messages),
            (envelope.success, &mut success),
        ] {
            members.extend(name.map(|name| (name, slot as &mut dyn Fill)));
        }
        members.push((envelope.value, &mut *value));
        reader.object(&mut members)
    })?;
    let list = |slot: Slot<Value>| slot.optional().map(Message::list).unwrap_or_default();
    Ok(Report {
        failed: success.optional() == Some(Value::Bool(false)),
        errors: list(errors),
        messages: list(messages),
    })
}

/// Errors in a body whose form nobody described: a list called `errors`, or the body itself where
/// it has a text that looks like one.
fn guess(body: &[u8]) -> Vec<Message> {
    match from_slice::<Value>(body) {
        Ok(Value::Object(mut members)) => match members.remove("errors") {
            Some(errors @ Value::Array(_)) => Message::list(errors),
            _ => Message::list(Value::Object(members))
                .into_iter()
                .filter(|message| !message.message().is_empty())
                .collect(),
        },
        _ => Vec::new(),
    }
}
