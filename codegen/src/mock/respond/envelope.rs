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
    /// True if it is not configured: only objects with the member `success` are envelopes.
    is_guess: bool,
}

impl Envelope {
    /// The configured envelope, or one with common names.
    pub(in crate::mock) fn new(configured: Option<&EnvelopeConfig>) -> Self {
        let owned = |names: &[&str]| names.iter().map(|it| (*it).to_owned()).collect();
        match configured {
            Some(configured) => Self {
                values: vec![configured.value.clone()],
                success: configured.success.clone().unwrap_or_default(),
                lists: configured
                    .errors
                    .iter()
                    .chain(&configured.messages)
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

    /// Sets the member `success` of an envelope, if its schema allows it.
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

    /// The value in an envelope, or the whole value if it is none.
    pub(in crate::mock) fn value<'v>(&self, whole: &'v mut Value) -> &'v mut Value {
        let name = self.name_in(whole).map(str::to_owned);
        match name {
            // Checked above.
            Some(name) if whole.get(&name).is_some() => &mut whole[name.as_str()],
            _ => whole,
        }
    }

    /// JSON pointer of the value in an envelope.
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

    /// Name of the member that reports success.
    pub(in crate::mock) fn success(&self) -> &str {
        &self.success
    }
}
