//! Targets of overlay actions: JSONPath (RFC 9535). Queries that are too expensive are rejected
//! before they are evaluated.

use serde_json_path::JsonPath;

use crate::diagnostic::Problem;
use crate::diagnostic::wording::overlay;

/// Maximum depth of brackets in a query: the parser is recursive.
const MAX_BRACKETS: usize = 32;

/// Maximum number of values that a query may visit, as estimated from its text.
const MAX_VISITS: usize = 2_000_000_000;

/// Estimated number of visits to each value by a second `..`: one for each level of nesting.
const LEVELS: usize = 32;

/// Parses a query over a tree of `values` values.
pub(super) fn compile(text: &str, values: usize) -> Result<JsonPath, Problem> {
    let shape = Shape::of(text);
    if shape.brackets > MAX_BRACKETS {
        return Err(overlay::too_many_brackets(MAX_BRACKETS));
    }
    let path = JsonPath::parse(text)
        .map_err(|error| overlay::invalid_target(error.message(), error.position() + 1))?;
    if shape.visits(values) > MAX_VISITS {
        return Err(overlay::costly_target());
    }
    Ok(path)
}

/// The properties of a query that determine its cost.
#[derive(Default)]
struct Shape {
    /// Maximum depth of brackets.
    brackets: usize,
    /// Number of `..` segments.
    descents: usize,
    /// Number of queries in filters that start at the root again.
    restarts: u32,
    /// Maximum number of times a value can be selected: the product of the numbers of selectors in
    /// each pair of brackets.
    repeats: usize,
}

impl Shape {
    fn of(text: &str) -> Self {
        let mut shape = Self {
            repeats: 1,
            ..Self::default()
        };
        // For each open bracket: whether it is a filter, and the number of its selectors.
        let mut open: Vec<(bool, usize)> = Vec::new();
        let mut quote = None;
        let mut characters = text.chars().peekable();
        while let Some(c) = characters.next() {
            match (quote, c) {
                (Some(_), '\\') => drop(characters.next()),
                (Some(end), c) if c == end => quote = None,
                (Some(_), _) => {}
                (None, '\'' | '"') => quote = Some(c),
                (None, '[' | '(') => open.push((open.last().is_some_and(|it| it.0), 1)),
                (None, ']' | ')') => {
                    let (_, selectors) = open.pop().unwrap_or((false, 1));
                    shape.repeats = shape.repeats.saturating_mul(selectors);
                }
                (None, '?') => open.last_mut().into_iter().for_each(|it| it.0 = true),
                (None, ',') => open.last_mut().into_iter().for_each(|it| it.1 += 1),
                (None, '$') if open.last().is_some_and(|it| it.0) => shape.restarts += 1,
                (None, '.') if characters.peek() == Some(&'.') => {
                    characters.next();
                    shape.descents += 1;
                }
                _ => {}
            }
            shape.brackets = shape.brackets.max(open.len());
        }
        shape
    }

    /// Estimated number of visited values in a tree of this size.
    fn visits(&self, values: usize) -> usize {
        let again = u32::try_from(self.descents.saturating_sub(1)).unwrap_or(u32::MAX);
        let restarts = values.max(1).saturating_pow(self.restarts);
        values
            .saturating_mul(LEVELS.saturating_pow(again))
            .saturating_mul(restarts)
            .saturating_mul(self.repeats)
    }
}
