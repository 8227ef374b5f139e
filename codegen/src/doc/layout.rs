//! Lines, the prefixes of lists and quotes, and the blank lines between blocks.

use std::iter;

/// Maximum depth of lists and quotes with a prefix. Real texts are not deeper, and the length of
/// the prefixes would be quadratic.
const MAX_DEPTH: usize = 12;

/// A block whose lines have a prefix.
pub(super) enum Container {
    Quote,
    /// A list item with its marker, which is the prefix of its first line only.
    Item(String),
}

#[derive(Default)]
pub(super) struct Layout {
    lines: Vec<String>,
    /// The open containers; `None` for one that is too deep.
    containers: Vec<Option<Container>>,
    /// Number of containers whose marker was printed.
    shown: usize,
    gap: bool,
}

impl Layout {
    pub(super) fn into_lines(self) -> Vec<String> {
        self.lines
    }

    /// Requests a blank line before the next block.
    pub(super) fn want_gap(&mut self) {
        self.gap = true;
    }

    /// Starts a block, with a blank line after the previous one in the same container.
    pub(super) fn begin_block(&mut self) {
        self.gap |= !self.containers.is_empty() && self.shown == self.containers.len();
        self.close_gap();
    }

    /// Prints the requested blank line.
    pub(super) fn close_gap(&mut self) {
        if std::mem::take(&mut self.gap) && !self.lines.is_empty() {
            let blank = self.prefix(self.containers.len());
            self.lines.push(blank.trim_end().to_owned());
        }
    }

    pub(super) fn open(&mut self, container: Container) {
        let fits = self.containers.len() < MAX_DEPTH;
        self.containers.push(fits.then_some(container));
    }

    /// Ends the innermost container. The marker of an empty item is printed.
    pub(super) fn close(&mut self) {
        let is_item = matches!(self.containers.last(), Some(Some(Container::Item(_))));
        if is_item && self.shown < self.containers.len() {
            self.push("");
        }
        self.containers.pop();
        self.shown = self.shown.min(self.containers.len());
    }

    pub(super) fn push(&mut self, line: &str) {
        let mut text = self.prefix(self.shown);
        text.push_str(line);
        self.lines.push(text.trim_end().to_owned());
        self.shown = self.containers.len();
    }

    /// The prefix of a line if the markers of the first `shown` containers were printed.
    fn prefix(&self, shown: usize) -> String {
        let mut prefix = String::new();
        for (index, container) in self.containers.iter().enumerate() {
            match container {
                Some(Container::Quote) => prefix.push_str("> "),
                Some(Container::Item(marker)) if index >= shown => prefix.push_str(marker),
                Some(Container::Item(marker)) => prefix.extend(iter::repeat_n(' ', marker.len())),
                None => {}
            }
        }
        prefix
    }
}
