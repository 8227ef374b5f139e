//! Numbers of things in messages.

/// A number with its noun: `1 operation`, `2 operations`.
pub(crate) fn count(number: usize, noun: &str) -> String {
    let plural = if number == 1 { "" } else { "s" };
    format!("{number} {noun}{plural}")
}
