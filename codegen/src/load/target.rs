//! Targets of overlays: JSONPath (RFC 9535); those that are too expensive are refused before they
//! are evaluated.

use serde_json_path::JsonPath;

use crate::diagnostic::Problem;
use crate::diagnostic::wording::overlay;

/// How many brackets of a target may be open at once: its parser calls itself for each.
const MAX_BRACKETS: usize = 32;

/// How many values may be visited to find a target, as far as its text shows.
const MAX_VISITS: usize = 2_000_000_000;

/// How often a second `..` visits each value again: once for each level that it is inside.
const LEVELS: usize = 32;

/// Reads a target, of which places are to be found in a tree of `values`; the error says why not.
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

/// What the time depends on that a target takes.
#[derive(Default)]
struct Shape {
    /// How many brackets are nested, at most.
    brackets: usize,
    /// How many `..` there are.
    descents: usize,
    /// How many queries start from the root again for each value that a filter looks at.
    restarts: u32,
    /// How often a value can be found: the numbers of selectors in each pair of brackets,
    /// multiplied.
    repeats: usize,
}

impl Shape {
    fn of(text: &str) -> Self {
        let mut shape = Self {
            repeats: 1,
            ..Self::default()
        };
        // For each open bracket, whether a filter stands in it, and its selectors.
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

    /// About how many values are visited in a tree of so many.
    fn visits(&self, values: usize) -> usize {
        let again = u32::try_from(self.descents.saturating_sub(1)).unwrap_or(u32::MAX);
        let restarts = values.max(1).saturating_pow(self.restarts);
        values
            .saturating_mul(LEVELS.saturating_pow(again))
            .saturating_mul(restarts)
            .saturating_mul(self.repeats)
    }
}
