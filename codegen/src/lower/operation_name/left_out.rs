//! What of a path stands in no name.

use super::convention::Conventions;
use super::{id, is_prefix, name_words, one};
use crate::lower::inventory::OperationSource;
use crate::lower::template::Piece;

/// What of a path stands in no name: a rank, which is less for what is more usual, and the words.
/// Older versions, and what stands below the more usual scope, come first.
pub(super) fn left_out(
    source: &OperationSource<'_>,
    conventions: &Conventions,
) -> (usize, Vec<String>) {
    let mut rank = 0;
    let mut left_out = Vec::new();
    for piece in &source.pieces {
        let Piece::Fixed(text) = piece else { continue };
        let words = name_words(text).unwrap_or_default();
        if let Some(scope) = conventions.scope(text) {
            rank += 1 + scope;
            if scope > 0 {
                left_out.push("for".to_owned());
                left_out.extend(words.iter().map(|word| one(word)));
            }
        } else if is_prefix(&words) {
            let digits = text
                .bytes()
                .filter(u8::is_ascii_digit)
                .map(|digit| usize::from(digit - b'0'));
            rank += 100 * digits.fold(0, |number, digit| (number * 10 + digit).min(1 << 20));
            // What has no other version needs no number.
            let later = text.contains(|c: char| c.is_ascii_digit());
            let is_told = later || !matches!(*text, "api" | "rest");
            rank += usize::from(is_told);
            // The first version is told by its number alone where it gave its name away.
            let is_first = matches!(*text, "v1" | "1") && !source.operation.flag("deprecated");
            left_out.extend(words.into_iter().filter(|_| is_told && !is_first));
        }
    }
    // What the id says of how a thing is found tells more than a version.
    if let Some(by) = id::by(source) {
        left_out = by;
    }
    for (name, value) in &source.query {
        rank += 10;
        left_out.extend(name_words(name).unwrap_or_default());
        // Of `beta=true` the name says it.
        left_out.extend(
            name_words(value)
                .filter(|words| *words != ["true"])
                .unwrap_or_default(),
        );
    }
    (rank, left_out)
}
