use std::sync::Arc;

use serde_json::Value;

use super::json_encode::Encode;
use super::json_writer::Writer;
use super::limits::Limits;
use super::validate::{Invalid, Validate, Validator};
use super::{Call, from_slice};

/// A body that was given whole.
pub(super) type Whole = Arc<dyn Validate + Send + Sync>;

impl Call {
    /// Keeps a body that is given whole, for [`Self::validate`]. What is sent was encoded when it
    /// was given.
    pub fn keep(&mut self, body: impl Validate + Send + Sync + 'static) {
        self.whole = Some(Arc::new(body));
    }

    /// Checks the parameters that were given, by their index, and the body: its fields, or all of
    /// it where it was given whole.
    ///
    /// # Errors
    /// They break limits of the description.
    pub fn validate(
        &self,
        limits: &[(usize, Limits)],
        body: &[&dyn Validate],
    ) -> Result<(), Invalid> {
        let mut validator = Validator::default();
        for (index, limits) in limits {
            let parameter = self.operation.parameters.get(*index);
            let given = self.given(*index).and_then(|json| from_slice(json).ok());
            if let (Some(parameter), Some(value)) = (parameter, given) {
                validator.member(parameter.name, &Given(value), *limits);
            }
        }
        body.iter().for_each(|body| body.check(&mut validator));
        if let (Some(whole), None) = (&self.whole, &self.instead) {
            whole.check(&mut validator);
        }
        validator.finish()
    }
}

/// The value of a parameter, as far as limits are about it: it was encoded when it was given.
struct Given(Value);

impl Encode for Given {
    fn encode(&self, writer: &mut Writer) {
        self.0.encode(writer);
    }
}

impl Validate for Given {
    fn check(&self, validator: &mut Validator) {
        match &self.0 {
            Value::Null | Value::Bool(_) => {}
            Value::Number(number) => validator.number(number.as_f64().unwrap_or_default()),
            Value::String(text) => validator.text(text),
            Value::Array(items) => {
                validator.list(&mut items.iter().map(|item| -> &dyn Validate { item }));
            }
            Value::Object(members) => {
                let count = members.len();
                validator.count(count, "members");
            }
        }
    }
}
