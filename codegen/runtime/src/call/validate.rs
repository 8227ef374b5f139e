use std::sync::Arc;

use super::invocation::Call;
use crate::json::Invalid;
use crate::json::Limits;
use crate::json::Validate;
use crate::json::Validator;

/// Something that was given: its index as [`Call::set`] takes it, or none for a body that was given
/// whole, and what it is.
pub(crate) type Kept = (Option<usize>, Arc<dyn Validate + Send + Sync>);

impl Call {
    /// Keeps what is given, in place of what was given there before. What is sent was encoded when
    /// it was given.
    pub(crate) fn keep(
        &mut self,
        place: Option<usize>,
        value: impl Validate + Send + Sync + 'static,
    ) {
        self.kept.retain(|(own, _)| *own != place);
        self.kept.push((place, Arc::new(value)));
    }

    /// Checks what was given against the limits of the description.
    ///
    /// # Errors
    /// Something is outside of limits.
    pub fn validate(&self) -> Result<(), Invalid> {
        let mut validator = Validator::default();
        let mut kept: Vec<_> = self.kept.iter().collect();
        // Parameters first, then members in their order, whenever they were given.
        kept.sort_by_key(|(place, _)| place.unwrap_or(usize::MAX));
        for (place, value) in kept {
            let Some(index) = place else {
                if self.instead.is_none() {
                    validator.value(&**value);
                }
                continue;
            };
            let limits = self.operation.limits.iter();
            let limits = limits.filter(|(own, _)| own == index);
            let limits = limits.map(|(_, limits)| *limits).next();
            validator.member(
                self.name(*index),
                value.as_ref(),
                limits.unwrap_or(Limits::new()),
            );
        }
        validator.finish()
    }

    /// Name of the parameter or member at `index`.
    fn name(&self, index: usize) -> &'static str {
        let parameters = self.operation.parameters;
        let member = || {
            let mut members = self.operation.members();
            members.nth(index - parameters.len()).map(|(name, _)| name)
        };
        let parameter = parameters.get(index).map(|parameter| parameter.name);
        parameter.or_else(member).unwrap_or_default()
    }
}
