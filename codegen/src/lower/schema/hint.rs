use crate::name::{Case, fingerprint, singular, words};

/// Most words in the name of a place; what stands deeper is distinguished by a fingerprint.
const MAX_WORDS: usize = 24;

/// A name with more characters loses words from its middle.
const MAX_CHARS: usize = 48;

/// So does that of one with namesakes, but at more characters; so does a long name in the document.
pub(super) const LONGER: usize = 60;

/// No name has more characters: what would, loses words from its middle for good.
pub(super) const MOST: usize = 76;

/// How many of the first words of a name always stay.
const FIRST_WORDS: usize = 2;

/// What a type is called that has no name of its own: where it stands, word by word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Hint {
    words: Vec<String>,
    /// Where the first word stands, for namesakes.
    scope: Vec<String>,
    /// The last step alone: equal types of one family are one type, wherever they stand.
    family: Vec<String>,
}

impl Hint {
    /// Starts from names, such as `["UserGroup", "Update", "Request"]`.
    pub fn new<'a>(names: impl IntoIterator<Item = &'a str>) -> Self {
        let words: Vec<String> = names.into_iter().flat_map(words).collect();
        let scope = Vec::new();
        let family = words.clone();
        Self {
            words,
            scope,
            family,
        }
        .capped()
    }

    /// Says where all this stands: words that only namesakes need, in front of the others.
    #[must_use]
    pub fn within<'a>(mut self, names: impl IntoIterator<Item = &'a str>) -> Self {
        self.scope = names.into_iter().flat_map(words).collect();
        self
    }

    /// The place called `name` below this one.
    pub fn then(&self, name: &str) -> Self {
        let family = words(name);
        let mut below = self.clone();
        below.words.extend(family.iter().cloned());
        below.family = family;
        below.capped()
    }

    /// A part of what stands here that is nothing without it, such as the `value` of a map.
    pub fn part(&self, name: &str) -> Self {
        let mut part = self.clone();
        part.words.extend(words(name));
        part.family.extend(words(name));
        part.capped()
    }

    /// The same place, whose type is one only with equal types of `family`.
    #[must_use]
    pub fn of_family<'a>(mut self, family: impl IntoIterator<Item = &'a str>) -> Self {
        self.family = family.into_iter().flat_map(words).collect();
        self
    }

    /// One item of the list here: `policies` → `policy`.
    pub fn item(&self) -> Self {
        let single = self.words.last().and_then(|last| singular(last));
        let Some(single) = single else {
            return self.part("item");
        };
        let mut item = self.clone();
        for last in [item.words.last_mut(), item.family.last_mut()] {
            last.into_iter().for_each(|last| last.clone_from(&single));
        }
        item
    }

    /// What equal types must have in common to be one type.
    pub fn family(&self) -> &[String] {
        &self.family
    }

    /// The name of a type here.
    pub fn name(&self) -> String {
        spelled(unnumbered(self.words.clone()), MAX_CHARS)
    }

    /// The name of a type here that has namesakes elsewhere: with all its words, or as many as there
    /// is room for.
    pub fn full_name(&self, longest: usize) -> String {
        let words: Vec<String> = self.scope.iter().chain(&self.words).cloned().collect();
        match longest < MOST {
            true => fitting(unnumbered(words), longest),
            false => fitting(words, longest),
        }
    }

    /// The name of one type at all of `places`: by the words that all of them have in common.
    pub fn common_name<'h>(places: impl IntoIterator<Item = &'h Self>) -> Option<String> {
        let mut places = places.into_iter();
        let mut common = places.next()?.words.clone();
        for place in places {
            if place.words != common {
                common = in_common(&common, &place.words);
            }
        }
        (!common.is_empty()).then(|| spelled(unnumbered(common), MAX_CHARS))
    }

    fn capped(mut self) -> Self {
        if self.words.len() > MAX_WORDS {
            let whole = self.words.join(" ");
            self.words.truncate(MAX_WORDS / 2);
            self.words.push(format!("x{}", fingerprint(&whole, 8)));
        }
        self
    }
}

/// Words without a number at the end, such as that of `series_0`: only namesakes need it.
fn unnumbered(mut words: Vec<String>) -> Vec<String> {
    let is_number = |word: &String| word.bytes().all(|byte| byte.is_ascii_digit());
    while words.len() > 1 && words.last().is_some_and(is_number) {
        words.pop();
    }
    words
}

/// A name of the words of a name in the document, with as many of them as there is room for.
pub(super) fn key_name(key: &str, longest: usize) -> String {
    fitting(words(key), longest)
}

/// A name of these words, or a shorter one where that is too long.
fn fitting(words: Vec<String>, longest: usize) -> String {
    let length: usize = words.iter().map(String::len).sum();
    match length > longest {
        true => spelled(words, longest),
        false => Case::Type.join(&words),
    }
}

/// A name of these words: what is said twice in a row is said once, and of a long name the
/// beginning and the end stay, which say where something stands and what it is.
fn spelled(mut words: Vec<String>, longest: usize) -> String {
    for length in (1..=words.len() / 2).rev() {
        let mut at = 0;
        while at + 2 * length <= words.len() {
            if words[at..at + length] == words[at + length..at + 2 * length] {
                words.drain(at..at + length);
            } else {
                at += 1;
            }
        }
    }
    let mut length: usize = words.iter().map(String::len).sum();
    while length > longest && words.len() > FIRST_WORDS + 2 {
        length -= words.remove(FIRST_WORDS).len();
    }
    Case::Type.join(&words)
}

/// The longest run of words that both have, in this order, with others between them or not.
fn in_common(one: &[String], other: &[String]) -> Vec<String> {
    // lengths[i][j]: how many words `one[i..]` and `other[j..]` have in common.
    let mut lengths = vec![vec![0; other.len() + 1]; one.len() + 1];
    for (i, word) in one.iter().enumerate().rev() {
        for (j, theirs) in other.iter().enumerate().rev() {
            lengths[i][j] = if word == theirs {
                lengths[i + 1][j + 1] + 1
            } else {
                lengths[i + 1][j].max(lengths[i][j + 1])
            };
        }
    }
    let (mut i, mut j) = (0, 0);
    let mut common = Vec::new();
    while i < one.len() && j < other.len() {
        if one[i] == other[j] {
            common.push(one[i].clone());
            (i, j) = (i + 1, j + 1);
        } else if lengths[i + 1][j] >= lengths[i][j + 1] {
            i += 1;
        } else {
            j += 1;
        }
    }
    common
}
