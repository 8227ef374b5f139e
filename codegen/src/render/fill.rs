//! Breaks tables into lines.

use std::ops::Range;

use super::layout::{INDENT, WIDTH};
use super::table::Piece;

/// Puts as many pieces per line as fit.
pub(super) fn fill(pieces: &[Piece]) -> String {
    let mut lines = Lines::default();
    lines.fill(pieces, 1, false);
    lines.finish()
}

/// Puts all pieces in one line if they fit. If not, those of the block are on lines of their own,
/// and each part of the block starts a line if `are_lines` is true.
pub(super) fn fill_block(pieces: &[Piece], block: Range<usize>, are_lines: bool) -> String {
    if length(pieces) <= WIDTH {
        return fill(pieces);
    }
    let mut lines = Lines::default();
    lines.fill(&pieces[..block.start], 1, false);
    lines.outdent = 1;
    lines.end();
    lines.fill(&pieces[block.clone()], pieces[block.start].depth, are_lines);
    lines.end();
    lines.fill(&pieces[block.end..], 1, false);
    lines.finish()
}

/// The length of pieces in one line.
fn length(pieces: &[Piece]) -> usize {
    let lengths = pieces.iter().map(|piece| piece.text.chars().count() + 1);
    lengths.sum::<usize>().saturating_sub(1)
}

#[derive(Default)]
struct Lines {
    text: String,
    /// Length of the last line.
    width: usize,
    /// The depth of pieces that are not indented.
    outdent: usize,
}

impl Lines {
    /// Puts as many parts per line as fit. A part is a piece of at most this depth with the deeper
    /// ones after it. It is broken only if it is longer than a line.
    fn fill(&mut self, pieces: &[Piece], depth: usize, are_lines: bool) {
        let mut rest = pieces;
        while let [first, after @ ..] = rest {
            let deeper = after.iter().take_while(|piece| piece.depth > depth);
            let (part, others) = rest.split_at(1 + deeper.count());
            rest = others;
            if are_lines {
                self.end();
            }
            let indent = INDENT.len() * first.depth.saturating_sub(self.outdent);
            let is_whole = self.fits(length(part)) || indent + length(part) <= WIDTH;
            let whole = if is_whole { part } else { &part[..1] };
            if !self.fits(length(whole)) {
                self.end();
            }
            whole.iter().for_each(|piece| self.push(piece));
            self.fill(&part[whole.len()..], depth + 1, false);
        }
    }

    /// True if that many more characters fit into the line.
    fn fits(&self, length: usize) -> bool {
        self.width > 0 && self.width + 1 + length <= WIDTH
    }

    fn push(&mut self, piece: &Piece) {
        let space = match self.width {
            0 => INDENT.repeat(piece.depth.saturating_sub(self.outdent)),
            _ => " ".to_owned(),
        };
        self.width += space.len() + piece.text.chars().count();
        self.text.push_str(&space);
        self.text.push_str(&piece.text);
    }

    /// Ends the line, if there is one.
    fn end(&mut self) {
        if self.width > 0 {
            self.text.push('\n');
        }
        self.width = 0;
    }

    fn finish(mut self) -> String {
        self.end();
        self.text
    }
}
