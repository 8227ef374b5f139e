use crate::json::from_slice;

/// Splits a JSON text that arrives in chunks into the items of a list and the rest. It only finds
/// where items begin and end; errors in them are found when they are decoded.
pub(super) struct Splitter {
    /// The members that lead to the list, outermost first; none if the text is the list.
    path: Vec<&'static str>,
    /// The number of members of `path` whose values the next byte is inside of, without the last.
    level: usize,
    state: ListState,
    /// The lexer state of the surrounding text, or of the item.
    lexer: Lexer,
    key: Key,
    /// The text without the items.
    frame: Vec<u8>,
    /// The item, as far as it has arrived.
    item: Vec<u8>,
}

/// The result of feeding bytes.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Progress {
    /// All bytes were consumed, and more are needed.
    Nothing,
    /// They complete an item.
    Item,
    /// A comma without an item before or after it.
    Hole,
}

/// The position of the next byte in the structure of the text.
#[derive(Clone, Copy, PartialEq)]
enum ListState {
    Before,
    /// In the list: before its first item, or after a comma.
    First,
    Later,
    /// After the list, or in a text that has none.
    Behind,
}

/// The progress of finding the next member that leads to the list.
#[derive(Clone, Copy)]
enum Key {
    /// The next string is a key.
    Next,
    /// A key began at this byte of the frame.
    At(usize),
    /// The next value is that of the member.
    Found,
    Other,
}

#[derive(Default)]
struct Lexer {
    depth: usize,
    in_text: bool,
    escaped: bool,
}

impl Splitter {
    pub(super) fn new(path: Vec<&'static str>) -> Self {
        Self {
            path,
            level: 0,
            state: ListState::Before,
            lexer: Lexer::default(),
            key: Key::Other,
            frame: Vec::new(),
            item: Vec::new(),
        }
    }

    /// Consumes bytes up to the end of an item. Returns how many, and the result.
    pub(super) fn feed(&mut self, bytes: &[u8]) -> (usize, Progress) {
        let mut taken = 0;
        while let Some(rest) = bytes.get(taken..).filter(|rest| !rest.is_empty()) {
            match self.state {
                ListState::Before => taken += self.scan(rest),
                ListState::First | ListState::Later => {
                    let length = self.lexer.item(rest);
                    self.item.extend(rest.iter().take(length));
                    taken += length;
                    if let Some(end) = rest.get(length) {
                        taken += 1;
                        match self.end_item(*end) {
                            Progress::Nothing => {}
                            found => return (taken, found),
                        }
                    }
                }
                ListState::Behind => {
                    self.frame.extend(rest);
                    taken += rest.len();
                }
            }
        }
        (taken, Progress::Nothing)
    }

    /// The item that is complete; the next one replaces it.
    pub(super) fn item(&self) -> &[u8] {
        &self.item
    }

    /// Discards the item.
    pub(super) fn clear(&mut self) {
        self.item.clear();
    }

    /// The number of buffered bytes.
    pub(super) fn held(&self) -> usize {
        self.frame.len().max(self.item.len())
    }

    /// Takes the text with an empty list.
    pub(super) fn take_frame(&mut self) -> Vec<u8> {
        std::mem::take(&mut self.frame)
    }

    /// The members that lead to the list, outermost first.
    pub(super) fn path(&self) -> &[&'static str] {
        &self.path
    }

    /// Searches bytes for the start of the list. Returns how many were consumed.
    fn scan(&mut self, bytes: &[u8]) -> usize {
        for (index, byte) in bytes.iter().enumerate() {
            self.frame.push(*byte);
            self.see(*byte);
            if self.state != ListState::Before {
                return index + 1;
            }
        }
        bytes.len()
    }

    fn see(&mut self, byte: u8) {
        let was_in_text = self.lexer.in_text;
        let depth = self.lexer.depth;
        self.lexer.see(byte);
        if was_in_text {
            if let (Key::At(start), false) = (self.key, self.lexer.in_text) {
                let key = self.frame.get(start..).unwrap_or_default();
                let is_member =
                    from_slice::<String>(key).ok().as_deref() == self.path.get(self.level).copied();
                self.key = if is_member { Key::Found } else { Key::Other };
            }
            return;
        }
        let has_members = !self.path.is_empty();
        let is_last = self.level + 1 >= self.path.len();
        self.key = match (byte, self.key) {
            (b' ' | b'\t' | b'\n' | b'\r', key) | (b':', key) => key,
            (b'[', Key::Found) if is_last => return self.enter(),
            (b'[', _) if depth == 0 && !has_members => return self.enter(),
            (b'"', Key::Next) => Key::At(self.frame.len() - 1),
            (b'{', _) if depth == 0 && has_members => Key::Next,
            (b'{', Key::Found) if !is_last => {
                self.level += 1;
                Key::Next
            }
            (b',', _) if depth == self.level + 1 && has_members => Key::Next,
            _ => Key::Other,
        };
        let is_value = !matches!(byte, b' ' | b'\t' | b'\n' | b'\r');
        if is_value && (self.lexer.depth <= self.level || !has_members) {
            // The value is no list, or the object has ended without one.
            self.state = ListState::Behind;
        }
    }

    fn enter(&mut self) {
        self.lexer = Lexer::default();
        self.state = ListState::First;
    }

    /// Continues after an item, at a comma or at the end of the list.
    fn end_item(&mut self, end: u8) -> Progress {
        let is_item = !self.item.trim_ascii().is_empty();
        let is_last = end == b']';
        let is_empty_list = is_last && self.state == ListState::First;
        self.state = if is_last {
            self.frame.push(end);
            ListState::Behind
        } else {
            ListState::Later
        };
        match is_item {
            true => Progress::Item,
            false if is_empty_list => Progress::Nothing,
            false => Progress::Hole,
        }
    }
}

impl Lexer {
    fn see(&mut self, byte: u8) {
        match (byte, self.in_text) {
            (_, true) if self.escaped => self.escaped = false,
            (b'\\', true) => self.escaped = true,
            (b'"', is_end) => self.in_text = !is_end,
            (_, true) => {}
            (b'[' | b'{', false) => self.depth += 1,
            (b']' | b'}', false) => self.depth = self.depth.saturating_sub(1),
            _ => {}
        }
    }

    /// The number of bytes that belong to the item: all, or those before its end.
    fn item(&mut self, bytes: &[u8]) -> usize {
        for (index, byte) in bytes.iter().enumerate() {
            if matches!(byte, b',' | b']') && !self.in_text && self.depth == 0 {
                return index;
            }
            self.see(*byte);
        }
        bytes.len()
    }
}
