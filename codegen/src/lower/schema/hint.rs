use std::collections::BTreeMap;
use std::ops::Range;

use crate::name::{Case, fingerprint, singular, words};

/// Maximum number of words in a hint; a deeper position ends in a fingerprint.
const MAX_WORDS: usize = 24;

/// Maximum length of a name, in bytes; a longer one loses words from its middle.
const MAX_CHARS: usize = 48;

/// Maximum length of a name if others request the same one, and of a name in the document.
pub(super) const LONGER: usize = 60;

/// Maximum length of any name; words beyond it are lost even if names then collide.
pub(super) const MOST: usize = 76;

/// How many words at the beginning of a name are never removed.
const FIRST_WORDS: usize = 2;

/// The name of a type without a name of its own, from its position in the document, word by word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Hint {
    words: Vec<String>,
    /// The position of the first word, used only if names collide.
    scope: Vec<String>,
    /// The first words as the resource is written, in the plural, used only if names still collide.
    written: Vec<String>,
    /// The last step. Equal types of one family are merged, wherever they occur.
    family: Vec<String>,
    /// For the item of a list: the name of the list, of which the last word is the singular.
    list: Option<String>,
    /// The words that the name begins with, the last first, unless names collide.
    front: Vec<Range<usize>>,
}

impl Hint {
    /// Starts a hint, such as `["UserGroup", "Update", "Request"]`.
    pub fn new<'a>(names: impl IntoIterator<Item = &'a str>) -> Self {
        let words: Vec<String> = names.into_iter().flat_map(words).collect();
        let scope = Vec::new();
        let family = words.clone();
        Self {
            words,
            scope,
            written: Vec::new(),
            family,
            list: None,
            front: Vec::new(),
        }
        .capped()
    }

    /// Sets the words that precede the others if names collide.
    #[must_use]
    pub fn within<'a>(mut self, names: impl IntoIterator<Item = &'a str>) -> Self {
        self.scope = names.into_iter().flat_map(words).collect();
        self
    }

    /// Sets the first words as the resource is written.
    #[must_use]
    pub fn written(mut self, words: &[String]) -> Self {
        self.written = words.to_vec();
        self
    }

    /// The hint for the item `name` of this type.
    pub fn then(&self, name: &str) -> Self {
        let family = words(name);
        let mut below = self.clone();
        below.words.extend(family.iter().cloned());
        below.family = family;
        below.list = None;
        below.capped()
    }

    /// The hint for an alternative of this union, whose name goes in front: `I8` of `Datum` is
    /// `I8Datum`.
    pub fn kind(&self, name: &str) -> Self {
        let name = words(name);
        let repeated = name.iter().take_while(|word| self.words.contains(word));
        let own = &name[repeated.count()..];
        if own.is_empty() {
            return self.then(&name.join(" "));
        }
        let mut kind = self.then(&own.join(" "));
        if kind.words.starts_with(&self.words) {
            kind.front.push(self.words.len()..kind.words.len());
        }
        kind
    }

    /// The hint for a part without a meaning of its own, such as the `value` of a map.
    pub fn part(&self, name: &str) -> Self {
        let mut part = self.clone();
        part.words.extend(words(name));
        part.family.extend(words(name));
        part.list = None;
        part.capped()
    }

    /// The same hint with another family.
    #[must_use]
    pub fn of_family<'a>(mut self, family: impl IntoIterator<Item = &'a str>) -> Self {
        self.family = family.into_iter().flat_map(words).collect();
        self
    }

    /// The hint for an item of a list: `policies` → `policy`.
    pub fn item(&self) -> Self {
        let single = self.words.last().and_then(|last| singular(last));
        let Some(single) = single else {
            return self.part("item");
        };
        let mut item = self.clone();
        item.list = self.words.last().cloned();
        for last in [item.words.last_mut(), item.family.last_mut()] {
            last.into_iter().for_each(|last| last.clone_from(&single));
        }
        item
    }

    /// Replaces the words that the hint begins with, if they are those of a renamed key.
    pub fn rename(&mut self, keys: &BTreeMap<&[String], Vec<String>>) {
        let mut starts = (1..=self.words.len()).rev();
        let start = starts.find_map(|end| Some((end, keys.get(&self.words[..end])?)));
        if let Some((end, name)) = start {
            self.words.splice(..end, name.iter().cloned());
            self.written.clear();
            self.front.retain(|range| range.start >= end);
            for range in &mut self.front {
                *range = range.start - end + name.len()..range.end - end + name.len();
            }
        }
    }

    /// Equal types are merged only if their families are equal too.
    pub fn family(&self) -> &[String] {
        &self.family
    }

    /// The name of the type.
    pub fn name(&self) -> String {
        spelled(unnumbered(self.arranged()), MAX_CHARS)
    }

    /// The words in the order of the name.
    fn arranged(&self) -> Vec<String> {
        let front = self.front.iter().rev().cloned();
        let is_behind = |at: &usize| !self.front.iter().any(|range| range.contains(at));
        let behind = (0..self.words.len()).filter(is_behind);
        let order = front.flatten().chain(behind);
        order.map(|at| self.words[at].clone()).collect()
    }

    /// The name of the type if others have the same one: with all words, or as many as fit.
    pub fn full_name(&self, longest: usize) -> String {
        let scoped = |words: &[String]| [self.scope.as_slice(), words].concat();
        match longest < MOST {
            true => fitting(unnumbered(scoped(&self.arranged())), longest),
            false => fitting(scoped(&self.words), longest),
        }
    }

    /// The name of the type if others have the same full name: the resources `people` and `persons`
    /// are both `Person` in the singular.
    pub fn written_name(&self) -> Option<String> {
        let (_, rest) = self.words.split_at_checked(self.written.len())?;
        let words = [&self.scope, &self.written, rest].concat();
        (!self.written.is_empty()).then(|| fitting(words, MOST))
    }

    /// The name of a type whose last step is a number, such as a member `0`, if others have the same name without it.
    pub fn unnumbered_item(&self) -> Option<String> {
        let words = unnumbered(self.words.clone());
        let item = [words.as_slice(), &["item".to_owned()]].concat();
        (words.len() < self.words.len()).then(|| fitting(item, LONGER))
    }

    /// The name of an item that says that it is one, such as `RolesItem` beside the `Role` of another member.
    pub fn item_name(&self) -> Option<String> {
        let (_, above) = self.words.split_last()?;
        let list = [self.list.clone()?, "item".to_owned()];
        Some(fitting([above, &list].concat(), LONGER))
    }

    /// The name of one type that occurs at all of `places`: the words that their hints share.
    pub fn common_name<'h>(places: impl IntoIterator<Item = &'h Self>) -> Option<String> {
        let mut places = places.into_iter();
        let mut common = places.next()?.arranged();
        for place in places {
            let words = place.arranged();
            if words != common {
                common = in_common(&common, &words);
            }
        }
        (!common.is_empty()).then(|| spelled(unnumbered(common), MAX_CHARS))
    }

    fn capped(mut self) -> Self {
        if self.words.len() > MAX_WORDS {
            let whole = self.words.join(" ");
            self.words.truncate(MAX_WORDS / 2);
            self.words.push(format!("x{}", fingerprint(&whole, 8)));
            self.front.clear();
        }
        self
    }
}

/// Words without a number at the end, such as that of `series_0`: it is needed only if names
/// collide.
fn unnumbered(mut words: Vec<String>) -> Vec<String> {
    let is_number = |word: &String| word.bytes().all(|byte| byte.is_ascii_digit());
    while words.len() > 1 && words.last().is_some_and(is_number) {
        words.pop();
    }
    words
}

/// The type name for a name in the document, with as many of its words as fit.
pub(super) fn key_name(key: &str, longest: usize) -> String {
    fitting(without_media_type(words(key)), longest)
}

/// The words of a key without those of the way to a JSON schema. Some tools make keys of the places
/// of inline schemas: `TasksGetResponsesContentApplicationJsonSchemaPageInfo`.
fn without_media_type(mut words: Vec<String>) -> Vec<String> {
    let place = ["content", "application", "json", "schema"];
    let at = words
        .windows(place.len())
        .position(|run| run.iter().eq(place));
    let follows = |at: &usize| {
        let before = at.checked_sub(1).map(|before| words[before].as_str());
        before.is_some_and(|word| ["body", "response", "responses"].contains(&word))
    };
    if let Some(at) = at.filter(follows) {
        words.drain(at..at + place.len());
    }
    words
}

/// The type name of these words, shortened if it is too long.
fn fitting(words: Vec<String>, longest: usize) -> String {
    let length: usize = words.iter().map(String::len).sum();
    match length > longest {
        true => spelled(words, longest),
        false => Case::Type.join(&words),
    }
}

/// The type name of these words. Repeated runs are removed, then words from the middle: the
/// beginning shows the position of a type, the end its meaning.
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

/// The longest common subsequence of two lists of words.
fn in_common(one: &[String], other: &[String]) -> Vec<String> {
    // lengths[i][j]: the length of the longest common subsequence of `one[i..]` and `other[j..]`.
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
