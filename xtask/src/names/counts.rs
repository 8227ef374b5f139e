//! Counts poor names.

use std::collections::HashSet;

use sdk_codegen::name::{singular, words};

use super::{Method, Sdk};

/// A method name with this many words is too long.
const LONG_METHOD: usize = 6;

/// The length of the longest acceptable type name, in characters.
const LONG_TYPE: usize = 60;

/// The number of names of each kind.
#[derive(Default)]
pub struct Counts([usize; KINDS.len()]);

const KINDS: [&str; 16] = [
    "methods",
    "repeat the resource",
    "repeat a word",
    "six words or more",
    "end in a number",
    "end in a hash",
    "types",
    "over 60 characters",
    "end in a number",
    "of which versions",
    "sizes",
    "protocols, products and statuses",
    "copies",
    "the generator's",
    "end in a hash",
    "documented as a schema's place",
];

impl Counts {
    /// Counts the names of an SDK.
    pub fn of(sdk: &Sdk) -> Self {
        let methods = |fits: &dyn Fn(&Method) -> bool| {
            sdk.methods.iter().filter(|method| fits(method)).count()
        };
        let types =
            |fits: &dyn Fn(&str) -> bool| sdk.types.iter().filter(|name| fits(name)).count();
        Self([
            sdk.methods.len(),
            methods(&repeats_resource),
            methods(&|it| repeats_word(&it.name)),
            methods(&|it| words(&it.name).len() >= LONG_METHOD),
            methods(&|it| ends_in_number(&it.name)),
            methods(&|it| {
                it.name
                    .rsplit_once("_x")
                    .is_some_and(|(_, end)| is_hash(end))
            }),
            sdk.types.len(),
            types(&|name| name.len() > LONG_TYPE),
            types(&ends_in_number),
            sdk.numbers.versions,
            sdk.numbers.sizes,
            sdk.numbers.words,
            sdk.numbers.copies,
            sdk.numbers.own,
            types(&|name| name.rsplit_once('X').is_some_and(|(_, end)| is_hash(end))),
            sdk.undescribed,
        ])
    }

    /// Adds those of another SDK.
    pub fn add(&mut self, other: &Self) {
        for (sum, count) in self.0.iter_mut().zip(other.0) {
            *sum += count;
        }
    }

    /// The head of the table.
    pub fn heading() -> String {
        let rule = "|---".repeat(KINDS.len() + 1);
        format!("| document | {} |\n{rule}|\n", KINDS.join(" | "))
    }

    /// A row of the table.
    pub fn row(&self, name: &str) -> String {
        let counts: Vec<_> = self.0.iter().map(ToString::to_string).collect();
        format!("| {name} | {} |\n", counts.join(" | "))
    }
}

/// True if the method contains all words of the innermost resource in sequence.
fn repeats_resource(method: &Method) -> bool {
    let resource = method
        .chain
        .last()
        .map_or_else(Vec::new, |last| singulars(last));
    let name = singulars(&method.name);
    if name.len() == resource.len() {
        // `lists().list()` is acceptable.
        return method.chain.last() == Some(&method.name);
    }
    let mut runs = name.windows(resource.len().max(1));
    runs.any(|run| run == resource)
}

fn repeats_word(name: &str) -> bool {
    let mut seen = HashSet::new();
    singulars(name).into_iter().any(|word| !seen.insert(word))
}

fn ends_in_number(name: &str) -> bool {
    name.ends_with(|c: char| c.is_ascii_digit())
}

fn is_hash(end: &str) -> bool {
    let is_hex = |c: char| c.is_ascii_digit() || matches!(c, 'a'..='f');
    end.len() >= 4 && end.chars().all(is_hex)
}

fn singulars(name: &str) -> Vec<String> {
    let words = words(name).into_iter();
    words.map(|word| singular(&word).unwrap_or(word)).collect()
}
