//! The object that responses are wrapped in.

use serde_json::Value;

use crate::config::EnvelopeConfig;
use crate::mock::schema::Schema;

/// Names of the members of an envelope.
#[derive(Clone, Debug)]
pub(in crate::mock) struct Envelope {
    values: Vec<String>,
    success: String,
    lists: Vec<String>,
    /// Nobody said so: only what has the member of success is an envelope.
    is_guess: bool,
}

impl Envelope {
    /// The one that is configured, else what envelopes are usually made of.
    pub(in crate::mock) fn new(given: Option<&EnvelopeConfig>) -> Self {
        let owned = |names: &[&str]| names.iter().map(|it| (*it).to_owned()).collect();
        match given {
            Some(given) => Self {
                values: vec![given.value.clone()],
                success: given.success.clone().unwrap_or_default(),
                lists: given
                    .errors
                    .iter()
                    .chain(&given.messages)
                    .cloned()
                    .collect(),
                is_guess: false,
            },
            None => Self {
                values: owned(&["result", "data"]),
                success: "success".to_owned(),
                lists: owned(&["errors", "messages"]),
                is_guess: true,
            },
        }
    }

    /// Says in an envelope whether the call worked, as far as the schema lets it.
    pub(in crate::mock) fn complete(&self, value: &mut Value, schema: &Schema, worked: bool) {
        let Value::Object(members) = &*value else {
            return;
        };
        if !members.get(&self.success).is_some_and(Value::is_boolean) {
            return;
        }
        let before = schema.fits(value);
        let mut set = |name: &str, member: Value| {
            let old = value
                .get_mut(name)
                .map(|old| std::mem::replace(old, member));
            if let Some(old) = old
                && before
                && !schema.fits(value)
                && let Some(place) = value.get_mut(name)
            {
                *place = old;
            }
        };
        set(&self.success, Value::Bool(worked));
        if worked {
            self.lists
                .iter()
                .for_each(|list| set(list, Value::Array(Vec::new())));
        }
    }

    /// The value inside an envelope; the whole where it is none.
    pub(in crate::mock) fn value<'v>(&self, whole: &'v mut Value) -> &'v mut Value {
        let name = self.name_in(whole).map(str::to_owned);
        match name {
            // It was there a line ago.
            Some(name) if whole.get(&name).is_some() => &mut whole[name.as_str()],
            _ => whole,
        }
    }

    /// JSON pointer of the value inside an envelope.
    pub(in crate::mock) fn pointer(&self, whole: &Value) -> String {
        let escape = |name: &str| name.replace('~', "~0").replace('/', "~1");
        self.name_in(whole)
            .map_or(String::new(), |name| format!("/{}", escape(name)))
    }

    fn name_in(&self, whole: &Value) -> Option<&str> {
        let members = whole.as_object()?;
        if (self.is_guess || !self.success.is_empty()) && !members.contains_key(&self.success) {
            return None;
        }
        let mut names = self.values.iter().map(String::as_str);
        names.find(|name| members.contains_key(*name))
    }

    /// The member that says whether the call worked.
    pub(in crate::mock) fn success(&self) -> &str {
        &self.success
    }
}
