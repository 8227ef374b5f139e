use crate::name::{Case, fingerprint, singular, words};

/// Most words in the name of a place; what stands deeper is told apart by a fingerprint.
const MOST_WORDS: usize = 24;

/// What a type is called that has no name of its own: where it stands, word by word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Hint {
    words: Vec<String>,
}

impl Hint {
    /// Starts from names, such as `["UserGroup", "Update", "Request"]`.
    pub fn new<'a>(names: impl IntoIterator<Item = &'a str>) -> Self {
        let words = names.into_iter().flat_map(words).collect();
        Self { words }.capped()
    }

    /// The place called `name` below this one.
    pub fn then(&self, name: &str) -> Self {
        let mut words = self.words.clone();
        words.extend(crate::name::words(name));
        Self { words }.capped()
    }

    /// One item of the list here: `policies` → `policy`.
    pub fn item(&self) -> Self {
        let mut words = self.words.clone();
        let single = words.last().and_then(|last| singular(last));
        match (single, words.last_mut()) {
            (Some(single), Some(last)) => *last = single,
            _ => words.push(String::from("item")),
        }
        Self { words }.capped()
    }

    /// The name of a type here.
    pub fn name(&self) -> String {
        Case::Type.join(&self.words)
    }

    fn capped(mut self) -> Self {
        if self.words.len() > MOST_WORDS {
            let whole = self.words.join(" ");
            self.words.truncate(MOST_WORDS / 2);
            self.words.push(format!("x{}", fingerprint(&whole, 8)));
        }
        self
    }
}
