use std::sync::Arc;

use serde_json::Value;

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
        // A parameter was encoded when it was given.
        for (index, limits) in limits {
            let parameter = self.operation.parameters.get(*index);
            let given = self.given(*index);
            let given = given.and_then(|json| from_slice::<Value>(json).ok());
            if let (Some(parameter), Some(value)) = (parameter, given) {
                validator.member(parameter.name, &value, *limits);
            }
        }
        body.iter().for_each(|body| validator.value(*body));
        if let (Some(whole), None) = (&self.whole, &self.instead) {
            validator.value(&**whole);
        }
        validator.finish()
    }
}
