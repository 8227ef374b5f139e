use std::collections::BTreeSet;
use std::fmt;

use regex_lite::Regex;

use super::json_encode::{Encode, to_vec};
use super::json_error::Segment;
use super::limits::{Bound, Limits};

/// A value that travels to the server and can be checked against its description beforehand.
pub trait Validate: Encode {
    /// Checks the value and everything in it.
    ///
    /// # Errors
    ///
    /// When it breaks a limit of its description; the error lists all that are broken.
    fn validate(&self) -> Result<(), Invalid> {
        let mut validator = Validator::default();
        self.check(&mut validator);
        validator.finish()
    }

    /// Reports to `validator` what is wrong with the value and everything in it.
    fn check(&self, validator: &mut Validator);
}

/// One limit that a value breaks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Violation {
    path: String,
    message: String,
}

impl Violation {
    /// Returns the way to the value, such as `policies[0].name`.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.path
    }

    /// Returns what the limit is, without the value.
    #[must_use]
    pub fn message(&self) -> &str {
        &self.message
    }
}

/// A value breaks limits of its description.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Invalid(Vec<Violation>);

impl Invalid {
    /// Returns every broken limit, in the order of the value's parts.
    #[must_use]
    pub fn violations(&self) -> &[Violation] {
        &self.0
    }
}

impl fmt::Display for Invalid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, Violation { path, message }) in self.0.iter().enumerate() {
            let separator = if index == 0 { "" } else { "; " };
            let colon = if path.is_empty() { "" } else { ": " };
            write!(f, "{separator}{path}{colon}{message}")?;
        }
        Ok(())
    }
}

impl std::error::Error for Invalid {}

/// Collects what is wrong with a value while its parts are visited.
#[derive(Debug, Default)]
pub struct Validator {
    path: String,
    /// Limits of the value that is visited next.
    limits: Limits,
    violations: Vec<Violation>,
}

impl Validator {
    /// The error, where there is one.
    pub(super) fn finish(self) -> Result<(), Invalid> {
        if self.violations.is_empty() {
            Ok(())
        } else {
            Err(Invalid(self.violations))
        }
    }

    /// Visits the member called `name`, on which `limits` lie.
    pub fn member(&mut self, name: &'static str, value: &dyn Validate, limits: Limits) {
        self.visit(&Segment::Key(name.into()), value, limits);
    }

    /// Checks the value that is visited as a text.
    pub(super) fn text(&mut self, text: &str) {
        let limits = self.limits;
        let count = text.chars().count();
        if let Some(least) = limits.min_length.filter(|least| count < *least) {
            self.report(format!("length must be at least {least}"));
        }
        if let Some(most) = limits.max_length.filter(|most| count > *most) {
            self.report(format!("length must be at most {most}"));
        }
        if let Some(pattern) = limits.pattern
            && Regex::new(pattern).is_ok_and(|regex| !regex.is_match(text))
        {
            self.report(format!("must match {pattern}"));
        }
    }

    /// Checks the value that is visited as a number.
    pub(super) fn number(&mut self, number: f64) {
        let limits = self.limits;
        if let Some(Bound { value, exclusive }) = limits.minimum
            && (number < value || (exclusive && number <= value))
        {
            let relation = if exclusive { "more than" } else { "at least" };
            self.report(format!("must be {relation} {value}"));
        }
        if let Some(Bound { value, exclusive }) = limits.maximum
            && (number > value || (exclusive && number >= value))
        {
            let relation = if exclusive { "less than" } else { "at most" };
            self.report(format!("must be {relation} {value}"));
        }
        if let Some(step) = limits
            .multiple_of
            .filter(|step| !is_multiple(number, *step))
        {
            self.report(format!("must be a multiple of {step}"));
        }
    }

    /// Checks the value that is visited as a list.
    pub(super) fn list(&mut self, items: &mut dyn ExactSizeIterator<Item = &dyn Validate>) {
        self.count(items.len(), "items");
        let unique = self.limits.unique_items;
        let mut seen = BTreeSet::new();
        for (index, item) in items.enumerate() {
            if unique && !seen.insert(to_vec(&item)) {
                self.report(format!(
                    "must not hold equal items, but item {index} is a second one"
                ));
            }
            self.visit(&Segment::Index(index), item, Limits::new());
        }
    }

    /// Checks the items of a list that have a type each.
    pub fn items(&mut self, items: &[&dyn Validate]) {
        for (index, item) in items.iter().enumerate() {
            self.visit(&Segment::Index(index), *item, Limits::new());
        }
    }

    /// Checks the value that is visited as a map.
    pub(super) fn map(
        &mut self,
        entries: &mut dyn ExactSizeIterator<Item = (&str, &dyn Validate)>,
    ) {
        self.count(entries.len(), "members");
        for (key, value) in entries {
            self.visit(&Segment::Key(key.to_owned().into()), value, Limits::new());
        }
    }

    pub(super) fn count(&mut self, count: usize, of: &str) {
        let limits = self.limits;
        if let Some(least) = limits.min_items.filter(|least| count < *least) {
            self.report(format!("number of {of} must be at least {least}"));
        }
        if let Some(most) = limits.max_items.filter(|most| count > *most) {
            self.report(format!("number of {of} must be at most {most}"));
        }
    }

    fn visit(&mut self, segment: &Segment, value: &dyn Validate, limits: Limits) {
        let (outer, length) = (self.limits, self.path.len());
        segment.append_to(&mut self.path);
        self.limits = limits;
        value.check(self);
        self.limits = outer;
        self.path.truncate(length);
    }

    fn report(&mut self, message: String) {
        let path = self.path.clone();
        self.violations.push(Violation { path, message });
    }
}

/// Decimal steps such as 0.1 have no exact float, so that a quotient next to a whole number counts
/// as one.
fn is_multiple(number: f64, step: f64) -> bool {
    let quotient = number / step;
    (quotient - quotient.round()).abs() <= 1e-9 * quotient.abs().max(1.0)
}
