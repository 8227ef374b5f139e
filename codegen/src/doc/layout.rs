//! Lines, the prefixes that lists and quotes put before them, and the blank lines between blocks.

use std::iter;

/// Lists and quotes that stand deeper than this lose their prefix: nobody writes them, and their
/// prefixes would grow with the square of the text.
const MAX_DEPTH: usize = 12;

/// A block that puts a prefix before every line in it.
pub(super) enum Container {
    Quote,
    /// An item of a list with its marker, which only its first line shows.
    Item(String),
}

#[derive(Default)]
pub(super) struct Layout {
    lines: Vec<String>,
    /// The open containers; `None` for one that stands too deep to be shown.
    containers: Vec<Option<Container>>,
    /// How many of the containers have shown their marker.
    shown: usize,
    gap: bool,
}

impl Layout {
    pub(super) fn into_lines(self) -> Vec<String> {
        self.lines
    }

    /// Asks for a blank line before whatever comes next.
    pub(super) fn want_gap(&mut self) {
        self.gap = true;
    }

    /// Begins a block that a blank line parts from a line before it in the same container.
    pub(super) fn begin_block(&mut self) {
        self.gap |= !self.containers.is_empty() && self.shown == self.containers.len();
        self.close_gap();
    }

    /// Prints the blank line that was asked for.
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

    /// Ends the innermost container; an item without anything in it shows its marker at last.
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

    /// What stands before a line when the first `shown` containers have shown their markers.
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
