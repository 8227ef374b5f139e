use crate::name::{Case, fingerprint, singular, words};

/// Most words in the name of a place; what stands deeper is told apart by a fingerprint.
const MOST_WORDS: usize = 24;

/// What a type is called that has no name of its own: where it stands, word by word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Hint {
    words: Vec<String>,
    /// Where the first word stands, for namesakes.
    scope: Vec<String>,
}

impl Hint {
    /// Starts from names, such as `["UserGroup", "Update", "Request"]`.
    pub fn new<'a>(names: impl IntoIterator<Item = &'a str>) -> Self {
        let words = names.into_iter().flat_map(words).collect();
        let scope = Vec::new();
        Self { words, scope }.capped()
    }

    /// Says where all this stands: words that only namesakes need, in front of the others.
    #[must_use]
    pub fn within<'a>(mut self, names: impl IntoIterator<Item = &'a str>) -> Self {
        self.scope = names.into_iter().flat_map(words).collect();
        self
    }

    /// The place called `name` below this one.
    pub fn then(&self, name: &str) -> Self {
        let mut below = self.clone();
        below.words.extend(words(name));
        below.capped()
    }

    /// One item of the list here: `policies` → `policy`.
    pub fn item(&self) -> Self {
        let mut item = self.clone();
        let single = item.words.last().and_then(|last| singular(last));
        match (single, item.words.last_mut()) {
            (Some(single), Some(last)) => *last = single,
            _ => item.words.push(String::from("item")),
        }
        item.capped()
    }

    /// The name of a type here.
    pub fn name(&self) -> String {
        Case::Type.join(&self.words)
    }

    /// The name of a type here that has namesakes elsewhere.
    pub fn full_name(&self) -> String {
        let words: Vec<String> = self.scope.iter().chain(&self.words).cloned().collect();
        Case::Type.join(&words)
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
