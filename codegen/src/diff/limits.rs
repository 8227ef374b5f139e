//! Constraints on values: minimum and maximum, lengths, numbers of items and patterns.

use std::cmp::Ordering;

use super::compare::{ChangeContext, Comparison, Direction};
use super::rule::*;
use crate::ir::Constraints;

/// Compares the constraints of a value.
pub(super) fn compare(
    it: &mut Comparison<'_>,
    direction: Direction,
    at: &ChangeContext,
    old: &Constraints,
    new: &Constraints,
) {
    let counts = [
        ("minLength", old.min_length, new.min_length, Bound::Minimum),
        ("minItems", old.min_items, new.min_items, Bound::Minimum),
        ("maxLength", old.max_length, new.max_length, Bound::Maximum),
        ("maxItems", old.max_items, new.max_items, Bound::Maximum),
    ];
    for (name, a, b, bound) in counts {
        let number = |count: Option<u64>| count.map(|count| (count as f64, false));
        limit(it, direction, at, name, bound, number(a), number(b));
    }
    let number = |limit: &Option<(String, bool)>| {
        let (text, exclusive) = limit.as_ref()?;
        Some((text.parse::<f64>().ok()?, *exclusive))
    };
    let bounds = [
        ("minimum", &old.minimum, &new.minimum, Bound::Minimum),
        ("maximum", &old.maximum, &new.maximum, Bound::Maximum),
    ];
    for (name, a, b, bound) in bounds {
        limit(it, direction, at, name, bound, number(a), number(b));
    }
    match (old.unique_items, new.unique_items) {
        (false, true) => {
            it.report_directed(&LIMIT_TIGHTENED, direction, at, "items must be unique now")
        }
        (true, false) => it.report_directed(
            &LIMIT_LOOSENED,
            direction,
            at,
            "items need not be unique any more",
        ),
        _ => {}
    }
    let texts = [
        ("pattern", &old.pattern, &new.pattern, &PATTERN_CHANGED),
        ("format", &old.format, &new.format, &PATTERN_CHANGED),
        (
            "multipleOf",
            &old.multiple_of,
            &new.multiple_of,
            &PATTERN_CHANGED,
        ),
        ("const", &old.only, &new.only, &CONSTANT_CHANGED),
        ("default", &old.default, &new.default, &DEFAULT_CHANGED),
    ];
    for (name, a, b, rule) in texts {
        if a != b {
            let shown = |text: &Option<String>| text.clone().unwrap_or_else(|| "none".to_owned());
            let detail = format!("{name} {} → {}", shown(a), shown(b));
            it.report_directed(rule, direction, at, &detail);
        }
    }
}

/// Whether a limit is a minimum or a maximum.
#[derive(Clone, Copy)]
enum Bound {
    Minimum,
    Maximum,
}

/// Compares one limit: a number, and whether the number itself is excluded.
fn limit(
    it: &mut Comparison<'_>,
    direction: Direction,
    at: &ChangeContext,
    name: &str,
    bound: Bound,
    old: Option<(f64, bool)>,
    new: Option<(f64, bool)>,
) {
    let tighter = match (old, new) {
        (None, None) => return,
        (None, Some(_)) => true,
        (Some(_), None) => false,
        (Some((a, open)), Some((b, opens))) => match (a.partial_cmp(&b), bound) {
            (Some(Ordering::Equal), _) if open == opens => return,
            (Some(Ordering::Equal), _) => opens,
            (Some(Ordering::Less), Bound::Minimum) | (Some(Ordering::Greater), Bound::Maximum) => {
                true
            }
            _ => false,
        },
    };
    let shown = |limit: Option<(f64, bool)>| match limit {
        None => "none".to_owned(),
        Some((number, false)) => number.to_string(),
        Some((number, true)) => format!("{number} (exclusive)"),
    };
    let detail = format!("{name} {} → {}", shown(old), shown(new));
    let rule = match tighter {
        true => &LIMIT_TIGHTENED,
        false => &LIMIT_LOOSENED,
    };
    it.report_directed(rule, direction, at, &detail);
}
