//! Words of a path that a name may take.

use std::collections::HashSet;

use super::{FILLERS, alike, is_prefix, name_words, one};
use crate::lower::template::Piece;
use crate::name::words;

/// Words of the fixed segments of a path that are not in the resource.
pub(in crate::lower) fn fixed_words(pieces: &[Piece<'_>], resource: &[Vec<String>]) -> Vec<String> {
    let segments = pieces.iter().filter_map(|piece| match piece {
        Piece::Fixed(text) | Piece::Note(text) => name_words(text),
        Piece::Parameter(..) => None,
    });
    let words = segments.filter(|words| !is_prefix(words)).flatten();
    let said: HashSet<String> = resource.iter().flatten().map(|word| one(word)).collect();
    let mut words: Vec<String> = words.filter(|word| !said.contains(&one(word))).collect();
    trim(&mut words);
    words
}

/// Words of the fixed segments after the last one that names the resource.
pub(in crate::lower) fn words_below(pieces: &[Piece<'_>], resource: &[Vec<String>]) -> Vec<String> {
    let said: HashSet<String> = resource.iter().flatten().map(|word| one(word)).collect();
    let names = |piece: &Piece<'_>| match piece {
        Piece::Fixed(segment) => words(segment).iter().any(|word| said.contains(&one(word))),
        Piece::Parameter(..) | Piece::Note(_) => false,
    };
    let start = pieces.iter().rposition(names).map_or(0, |last| last + 1);
    fixed_words(&pieces[start..], resource)
}

/// True for a path that ends in the name of the innermost resource.
pub(in crate::lower) fn ends_in(pieces: &[Piece<'_>], resource: &[Vec<String>]) -> bool {
    let last = match pieces.last() {
        Some(Piece::Fixed(text)) => words(text),
        _ => return false,
    };
    resource
        .last()
        .is_some_and(|resource| alike(resource, &last))
}

/// Removes fillers from both ends.
fn trim(words: &mut Vec<String>) {
    let filler = |word: &String| FILLERS.contains(&word.as_str());
    let end = words.iter().rposition(|word| !filler(word));
    words.truncate(end.map_or(0, |last| last + 1));
    let start = words.iter().position(|word| !filler(word)).unwrap_or(0);
    words.drain(..start);
}
