//! Generates strings that match a regular expression.

use regex_syntax::hir::{Class, Hir, HirKind};

/// Maximum number of additional repetitions without an upper bound.
const MORE: u32 = 4;

/// Maximum length of a string.
const MAX_LENGTH: usize = 4_096;

/// A string that matches a pattern; `None` for unsupported patterns, such as those with lookaround.
pub(super) fn matching(pattern: &str, chance: &mut fastrand::Rng) -> Option<String> {
    let expression = regex_syntax::parse(pattern).ok()?;
    let mut out = String::new();
    write(
        &expression,
        &mut |least, most| chance.u32(least..=most.unwrap_or(least + MORE).max(least)),
        &mut out,
    )
    .then_some(out)
}

/// A string with a length in a range: all repetitions have the same count.
pub(super) fn of_length(pattern: &str, least: usize, most: usize) -> Option<String> {
    let expression = regex_syntax::parse(pattern).ok()?;
    let longest = u32::try_from(least.min(MAX_LENGTH)).unwrap_or(u32::MAX);
    (0..=longest).find_map(|count| {
        let mut out = String::new();
        let mut pick = |low: u32, high: Option<u32>| (low + count).min(high.unwrap_or(u32::MAX));
        let made = write(&expression, &mut pick, &mut out);
        (made && (least..=most).contains(&out.chars().count())).then_some(out)
    })
}

/// True if a name matches a pattern.
pub(super) fn fits(pattern: &str, name: &str) -> bool {
    // Not cached, because it is rarely needed.
    let schema = serde_json::json!({"type": "string", "pattern": pattern});
    jsonschema::is_valid(&schema, &serde_json::Value::from(name))
}

/// Appends a match of an expression. `pick` chooses the number of repetitions and the alternatives.
fn write(
    expression: &Hir,
    pick: &mut dyn FnMut(u32, Option<u32>) -> u32,
    out: &mut String,
) -> bool {
    if out.len() > MAX_LENGTH {
        return false;
    }
    match expression.kind() {
        // Assertions are checked afterwards.
        HirKind::Empty | HirKind::Look(_) => true,
        HirKind::Literal(literal) => match std::str::from_utf8(&literal.0) {
            Ok(text) => {
                out.push_str(text);
                true
            }
            Err(_) => false,
        },
        HirKind::Class(class) => match character(class, pick) {
            Some(c) => {
                out.push(c);
                true
            }
            None => false,
        },
        HirKind::Repetition(repeated) => {
            let times = pick(repeated.min, repeated.max);
            (0..times).all(|_| write(&repeated.sub, pick, out))
        }
        HirKind::Capture(capture) => write(&capture.sub, pick, out),
        HirKind::Concat(parts) => parts.iter().all(|part| write(part, pick, out)),
        HirKind::Alternation(parts) => {
            let last = u32::try_from(parts.len())
                .unwrap_or(u32::MAX)
                .saturating_sub(1);
            let picked = pick(0, Some(last)) as usize;
            parts.get(picked).is_some_and(|part| write(part, pick, out))
        }
    }
}

/// A character of a class: a letter or digit if possible, otherwise a visible character.
fn character(class: &Class, pick: &mut dyn FnMut(u32, Option<u32>) -> u32) -> Option<char> {
    let ranges: Vec<(u32, u32)> = match class {
        Class::Unicode(class) => class
            .ranges()
            .iter()
            .map(|it| (it.start().into(), it.end().into()))
            .collect(),
        Class::Bytes(class) => class
            .ranges()
            .iter()
            .map(|it| (it.start().into(), it.end().into()))
            .collect(),
    };
    let preferred = [(0x61, 0x7a), (0x30, 0x39), (0x41, 0x5a), (0x21, 0x7e)];
    let within = |(low, high): (u32, u32)| {
        let parts = ranges
            .iter()
            .map(move |(start, end)| ((*start).max(low), (*end).min(high)));
        parts
            .filter(|(start, end)| start <= end)
            .collect::<Vec<_>>()
    };
    let found = preferred
        .into_iter()
        .map(within)
        .find(|parts| !parts.is_empty());
    let parts = found.unwrap_or(ranges);
    let last = u32::try_from(parts.len()).ok()?.checked_sub(1)?;
    let (start, end) = *parts.get(pick(0, Some(last)) as usize)?;
    (0..=end - start).find_map(|_| char::from_u32(pick(start, Some(end))))
}
