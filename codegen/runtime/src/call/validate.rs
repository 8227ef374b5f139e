use std::sync::Arc;

use super::invocation::Call;
use crate::json::{Invalid, Limits, Validate, Validator};
use crate::operation::Target;

/// An argument: which one, or none for a body that was set whole, and its value.
pub(crate) type Kept = (Option<Target>, Arc<dyn Validate + Send + Sync>);

impl Call {
    /// Keeps an argument, in place of what was set there before. What is sent was encoded when it
    /// was set.
    pub(crate) fn keep(
        &mut self,
        target: Option<Target>,
        value: impl Validate + Send + Sync + 'static,
    ) {
        self.kept.retain(|(own, _)| *own != target);
        self.kept.push((target, Arc::new(value)));
    }

    /// Checks the arguments against the limits of the description.
    ///
    /// # Errors
    /// An argument is outside of limits.
    pub fn validate(&self) -> Result<(), Invalid> {
        let mut validator = Validator::default();
        let mut kept: Vec<_> = self.kept.iter().collect();
        // Parameters first, then members in their order, whenever they were set.
        kept.sort_by_key(|(target, _)| {
            let position = target.and_then(|target| self.operation.position(target));
            position.unwrap_or(usize::MAX)
        });
        for (target, value) in kept {
            let Some(target) = target else {
                if self.instead.is_none() {
                    validator.value(&**value);
                }
                continue;
            };
            let mut limits = self.operation.limits.iter();
            let limits = limits.find(|(own, _)| own == target);
            let limits = limits.map_or(Limits::new(), |(_, limits)| *limits);
            let (Target::Parameter(_, name) | Target::Member(name)) = *target;
            validator.member(name, value.as_ref(), limits);
        }
        validator.finish()
    }
}
