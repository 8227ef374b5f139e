use std::sync::Arc;

use super::invocation::Call;
use crate::json::{Invalid, Limits, Validate, Validator};
use crate::operation::Target;

/// An argument that is stored for validation: its target (`None` for the whole body) and its value.
pub(crate) type Kept = (Option<Target>, Arc<dyn Validate + Send + Sync>);

impl Call {
    /// Stores an argument for validation, and replaces an earlier value. The request itself has the
    /// argument encoded already.
    pub(crate) fn keep(
        &mut self,
        target: Option<Target>,
        value: impl Validate + Send + Sync + 'static,
    ) {
        self.kept.retain(|(own, _)| *own != target);
        self.kept.push((target, Arc::new(value)));
    }

    /// Checks the arguments against the limits in the description.
    ///
    /// # Errors
    /// An argument is outside its limits; the error lists all violations.
    pub fn validate(&self) -> Result<(), Invalid> {
        let mut validator = Validator::default();
        let mut kept: Vec<_> = self.kept.iter().collect();
        // The order of the description: parameters, then members; the whole body is last.
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
