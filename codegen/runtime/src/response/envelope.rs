use serde_json::Value;

use super::message::Message;
use crate::json::{
    self, Decode, DecodeError, Decoded, Decoding, Direction, Member, Reader, Slot, from_slice,
};
use crate::operation::{Api, Envelope};
use crate::text::Redactor;

/// The content of an envelope.
pub(crate) enum EnvelopeOutcome<T> {
    /// The value and the messages.
    Value(Decoded<T>, Vec<Message>),
    /// The envelope says that the call failed.
    Failed(Report),
}

/// The members of an envelope other than the value.
#[derive(Debug, Default)]
pub(crate) struct Report {
    /// It says that the call failed.
    pub(crate) failed: bool,
    pub(crate) errors: Vec<Message>,
    pub(crate) messages: Vec<Message>,
}

/// Decodes an envelope and its value, in one pass over the bytes.
///
/// # Errors
/// The body is not an envelope with a `T`, and does not say that the call failed.
pub(crate) fn open<T: Decode>(
    envelope: &'static Envelope,
    body: &[u8],
    decoding: Decoding,
) -> Result<EnvelopeOutcome<T>, DecodeError> {
    let mut value = ValueSlot::<T>(None);
    let (report, deviations) = match read(envelope, body, decoding, &mut value) {
        Ok(read) => (read.value, read.deviations),
        // If the call failed, the value is ignored.
        Err(error) => match read(envelope, body, decoding, &mut ()) {
            Ok(read) if read.value.failed => (read.value, Vec::new()),
            _ => return Err(error),
        },
    };
    if report.failed {
        return Ok(EnvelopeOutcome::Failed(report));
    }
    match value.0.or_else(T::null) {
        Some(value) => Ok(EnvelopeOutcome::Value(
            Decoded { value, deviations },
            report.messages,
        )),
        None => Err(DecodeError::missing(envelope.value.into())),
    }
}

/// A slot for the value.
struct ValueSlot<T>(Option<T>);

impl<T: Decode> Slot for ValueSlot<T> {
    fn fill(&mut self, reader: &mut Reader<'_>, _: bool) -> Result<(), DecodeError> {
        self.0 = Some(T::decode(reader)?);
        Ok(())
    }

    fn is_required(&self) -> bool {
        false
    }
}

impl Report {
    /// Reads the errors in the body of a failure: from the API's envelope, or else from a common
    /// error format.
    pub(crate) fn of(api: &Api, body: &[u8]) -> Self {
        let mut report = api
            .envelope
            .and_then(|envelope| read(envelope, body, Decoding::Strict, &mut ()).ok())
            .map(|read| read.value)
            .unwrap_or_default();
        if report.errors.is_empty() {
            report.errors = guess(body);
        }
        report
    }

    /// Redacts secrets.
    pub(crate) fn redacted(self, redactor: Redactor<'_>) -> Self {
        Self {
            errors: Message::redact_all(self.errors, redactor),
            messages: Message::redact_all(self.messages, redactor),
            ..self
        }
    }
}

/// Reads an envelope; `value` is the slot for the value.
fn read(
    envelope: &'static Envelope,
    body: &[u8],
    decoding: Decoding,
    value: &mut dyn Slot,
) -> Result<Decoded<Report>, DecodeError> {
    let [mut success, mut errors, mut messages]: [Option<Value>; 3] = Default::default();
    let read = json::read(body, decoding, &mut |reader| {
        let mut described: [(Option<&str>, &mut dyn Slot); 4] = [
            (envelope.errors, &mut errors),
            (envelope.messages, &mut messages),
            (envelope.success, &mut success),
            (Some(envelope.value), value),
        ];
        described.sort_by_key(|(name, _)| name.is_none());
        let there = described.iter().filter(|(name, _)| name.is_some()).count();
        let members = described
            .each_ref()
            .map(|(name, _)| Member::new(name.unwrap_or_default()));
        let mut fields = described.map(|(_, field)| field);
        let members = members.get(..there).unwrap_or_default();
        let fields = fields.get_mut(..there).unwrap_or_default();
        reader.object(Direction::Response, members.into(), fields, None)
    })?;
    Ok(Decoded {
        value: Report {
            failed: success == Some(Value::Bool(false)),
            errors: Message::list(errors.unwrap_or_default()),
            messages: Message::list(messages.unwrap_or_default()),
        },
        deviations: read.deviations,
    })
}

/// The errors in a body that is not described: a member `errors`, or the body itself if it has a
/// text that looks like a message.
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
