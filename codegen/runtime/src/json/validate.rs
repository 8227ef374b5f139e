use std::collections::BTreeSet;
use std::fmt;
use std::mem::take;

use regex_lite::{Regex, RegexBuilder};

use super::encode::{Encode, EncodeRest, to_vec};
use super::error::Segment;
use super::limits::{Bound, Limits};
use super::member::{Member, MemberList};
use super::writer::Writer;

/// A value that can be checked against the limits in its description before it is sent.
pub trait Validate: Encode {
    /// Checks the value and everything in it.
    ///
    /// # Errors
    ///
    /// The value violates a limit; the error lists all violations.
    fn validate(&self) -> Result<(), Invalid>;
}

impl<T: Encode + ?Sized> Validate for T {
    fn validate(&self) -> Result<(), Invalid> {
        let mut validator = Validator::default();
        self.encode(&mut validator.0);
        validator.finish()
    }
}

/// One limit that a value violates.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Violation {
    path: String,
    message: String,
}

impl Violation {
    /// Returns the path to the value, such as `policies[0].name`.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.path
    }

    /// Returns the limit, without the value.
    #[must_use]
    pub fn message(&self) -> &str {
        &self.message
    }
}

/// The error for a value that violates limits in its description.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Invalid(Vec<Violation>);

impl Invalid {
    /// Returns all violations, in the order of the members and items.
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

/// Collects violations.
#[derive(Debug)]
pub struct Validator(Writer);

impl Default for Validator {
    fn default() -> Self {
        Self(Writer::checking())
    }
}

impl Validator {
    /// Returns the violations as an error, if there are any.
    pub(crate) fn finish(mut self) -> Result<(), Invalid> {
        let violations = self.0.check().map(|check| take(&mut check.violations));
        match violations {
            Some(violations) if !violations.is_empty() => Err(Invalid(violations)),
            _ => Ok(()),
        }
    }

    /// Checks a value and everything in it.
    pub(crate) fn value(&mut self, value: &dyn Validate) {
        value.encode(&mut self.0);
    }

    /// Checks the member `name` against `limits`.
    pub fn member(&mut self, name: &'static str, value: &dyn Validate, limits: Limits) {
        self.0.visit(&Segment::Key(name.into()), &value, limits);
    }
}

/// Compiles a pattern to match a string; returns `None` if its syntax is not supported or matching
/// would take too long. The check is then left to the server.
///
/// Each part of a pattern may be tried at each character, so a longer string is matched only with a
/// smaller pattern: `(a{0,250}){0,250}` has 62,500 parts.
fn compiled(pattern: &str, text: &str) -> Option<Regex> {
    /// Maximum product of the size of a compiled pattern and the length of the string, in bytes.
    const MOST: usize = 256 << 20;
    /// Maximum and minimum of the size limit, in bytes.
    const SIZES: (usize, usize) = (512 << 10, 16 << 10);
    let size = MOST / text.len().max(1);
    let mut builder = RegexBuilder::new(pattern);
    builder
        .size_limit(size.clamp(SIZES.1, SIZES.0))
        .build()
        .ok()
}

/// The state of a check while a value is traversed.
#[derive(Debug, Default)]
pub(crate) struct Check {
    path: String,
    /// Limits of the current value.
    limits: Limits,
    violations: Vec<Violation>,
}

impl Check {
    /// Checks the current value as a string.
    pub(crate) fn text(&mut self, text: &str) {
        let limits = self.limits;
        let count = text.chars().count();
        if let Some(least) = limits.min_length.filter(|least| count < *least) {
            self.report(format!("length must be at least {least}"));
        }
        if let Some(most) = limits.max_length.filter(|most| count > *most) {
            self.report(format!("length must be at most {most}"));
        }
        if let Some(pattern) = limits.pattern
            && compiled(pattern, text).is_some_and(|regex| !regex.is_match(text))
        {
            self.report(format!("must match {pattern}"));
        }
    }

    /// Checks the current value as a number.
    pub(crate) fn number(&mut self, number: f64) {
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

    fn count(&mut self, count: usize, of: &str) {
        let limits = self.limits;
        if let Some(least) = limits.min_items.filter(|least| count < *least) {
            self.report(format!("number of {of} must be at least {least}"));
        }
        if let Some(most) = limits.max_items.filter(|most| count > *most) {
            self.report(format!("number of {of} must be at most {most}"));
        }
    }

    fn report(&mut self, message: String) {
        let path = self.path.clone();
        self.violations.push(Violation { path, message });
    }
}

/// Methods of a writer that only checks.
impl Writer {
    /// Checks an object: the number of its members, and each of them.
    pub(crate) fn check_object(
        &mut self,
        members: MemberList<'_>,
        values: &[&dyn Encode],
        rest: Option<&dyn EncodeRest>,
    ) {
        let is_present =
            |(member, value): &(Member<'_>, &&dyn Encode)| member.nullable || !value.is_absent();
        let present: Vec<_> = members.iter().zip(values).filter(is_present).collect();
        let is_own = |name: &str| members.iter().any(|own| own.name == name);
        let mut others = 0;
        if let Some(rest) = rest {
            rest.each(&mut |name, _| others += usize::from(!is_own(name)));
        }
        if let Some(check) = self.check() {
            check.count(present.len() + others, "members");
        }
        for (member, value) in present {
            let limits = member.limits.copied().unwrap_or_default();
            self.visit(&Segment::Key(member.name.to_owned().into()), *value, limits);
        }
        if let Some(rest) = rest {
            rest.each(&mut |name, value| {
                if !is_own(name) {
                    self.visit(&Segment::Key(name.to_owned().into()), value, Limits::new());
                }
            });
        }
    }

    /// Checks a list: the number of its items, whether they differ, and each of them.
    pub(crate) fn check_list(&mut self, items: &mut dyn ExactSizeIterator<Item = &dyn Encode>) {
        let Some(check) = self.check() else { return };
        check.count(items.len(), "items");
        let unique = check.limits.unique_items;
        let mut seen = BTreeSet::new();
        for (index, item) in items.enumerate() {
            if unique
                && !seen.insert(to_vec(item))
                && let Some(check) = self.check()
            {
                check.report(format!(
                    "must not hold equal items, but item {index} is a second one"
                ));
            }
            self.visit(&Segment::Index(index), item, Limits::new());
        }
    }

    /// Checks the items of a list in which each item has its own type.
    pub(crate) fn check_items(&mut self, items: &[&dyn Encode]) {
        for (index, item) in items.iter().enumerate() {
            self.visit(&Segment::Index(index), *item, Limits::new());
        }
    }

    fn visit(&mut self, segment: &Segment, value: &dyn Encode, limits: Limits) {
        let Some(check) = self.check() else { return };
        let (outer, length) = (
            std::mem::replace(&mut check.limits, limits),
            check.path.len(),
        );
        segment.append_to(&mut check.path);
        value.encode(self);
        if let Some(check) = self.check() {
            check.limits = outer;
            check.path.truncate(length);
        }
    }
}

/// Returns true if a number is a multiple of `step`, up to rounding: decimal steps such as 0.1 have
/// no exact float, so a quotient close to an integer counts as one.
fn is_multiple(number: f64, step: f64) -> bool {
    let quotient = number / step;
    (quotient - quotient.round()).abs() <= 1e-9 * quotient.abs().max(1.0)
}
