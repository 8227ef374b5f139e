//! Compares one method with that of a list.

use std::collections::HashSet;

use sdk_codegen::name::{singular, words};

use super::Method;
use super::lists::Listed;

/// Names that methods of our SDKs cannot have.
const RESERVED: [&str; 3] = ["clone", "from", "into"];

/// Prepositions between a method and its object.
const JOINS: [&str; 7] = ["for", "of", "on", "in", "from", "to", "with"];

/// The parts of two methods that are equal.
pub struct Compared {
    /// The resources are equal.
    pub chain: bool,
    /// The methods are equal; for a list in full, but for the words of the resources.
    pub method: bool,
    /// The methods are equal if neither repeats its own resources.
    pub unrepeated: bool,
    /// The methods are equal without the words of the resources of both sides.
    pub alike: bool,
    /// The kinds of their differences.
    pub kinds: Vec<&'static str>,
}

impl Compared {
    /// Compares two methods; `in_full` if most methods of the list repeat their resource.
    pub fn of(ours: &Method, theirs: &Listed, in_full: bool) -> Self {
        let (our_chain, their_chain) = (levels(&ours.chain), levels(&theirs.chain));
        let (our_name, their_name) = (words(&ours.name), words(&theirs.name));
        // `netflows` and `netFlows` are the same name.
        let joined = |chain: &[Vec<String>]| -> Vec<String> {
            chain.iter().map(|level| level.concat()).collect()
        };
        let chain = joined(&our_chain) == joined(&their_chain);
        let of_resource = our_chain.iter().chain(&their_chain).flatten();
        let of_resource: HashSet<String> = of_resource.map(|word| one(word)).collect();
        let own = |name: &[String]| -> Vec<String> {
            let own = name.iter().filter(|word| !of_resource.contains(&one(word)));
            own.map(|word| one(word)).collect()
        };
        // Our method cannot be called `clone`, and has a suffix.
        let needs_suffix = RESERVED.contains(&their_name.concat().as_str())
            && our_name.starts_with(&their_name)
            && own(&our_name) == their_name;
        let same = needs_suffix || our_name.concat() == their_name.concat();
        let alike = same || own(&our_name) == own(&their_name);
        let ours_alone = unrepeated(&our_name, &our_chain);
        let theirs_alone = unrepeated(&their_name, &their_chain);
        let is_unrepeated = same || ours_alone.concat() == theirs_alone.concat();
        let method = match in_full {
            true => said(&own(&our_name)) == said(&own(&short(&their_name))),
            false => same,
        };
        let chain_kind = (!chain).then(|| chain_kind(&our_chain, &their_chain));
        let method_kind = (!method).then(|| method_kind(&our_name, &their_name));
        Self {
            chain,
            method,
            unrepeated: is_unrepeated || method,
            alike: alike || is_unrepeated || method,
            kinds: chain_kind.into_iter().chain(method_kind).collect(),
        }
    }

    /// How well two methods fit, to choose one of several.
    pub fn score(&self) -> usize {
        let [chain, unrepeated, method] =
            [self.chain, self.unrepeated, self.method].map(usize::from);
        chain + 2 * unrepeated + 2 * method
    }
}

/// A method without the words of its own resources, and the prepositions in front of these: `list_voices` and
/// `list_for_voice` of voices are `list`. The first word is kept.
fn unrepeated(name: &[String], chain: &[Vec<String>]) -> Vec<String> {
    let resource: HashSet<String> = chain.iter().flatten().map(|word| one(word)).collect();
    let mut own: Vec<String> = Vec::new();
    for (at, word) in name.iter().enumerate() {
        if at == 0 || !resource.contains(&one(word)) {
            own.push(word.clone());
        } else {
            let joins = own.iter().skip(1).rev();
            let joins = joins.take_while(|word| JOINS.contains(&word.as_str()));
            own.truncate(own.len() - joins.count());
        }
    }
    own
}

/// A name without prepositions.
fn said(name: &[String]) -> Vec<&str> {
    let words = name.iter().map(String::as_str);
    words.filter(|word| !JOINS.contains(word)).collect()
}

/// The name without its resource: `get_things` is `list_things`.
fn short(name: &[String]) -> Vec<String> {
    let mut name = name.to_vec();
    let things = name.iter().take_while(|word| *word != "for").last();
    if name[0] == "get" && things.is_some_and(|word| one(word) != *word) {
        name[0] = "list".to_owned();
    }
    name
}

fn levels(chain: &[String]) -> Vec<Vec<String>> {
    chain.iter().map(|level| words(level)).collect()
}

fn chain_kind(ours: &[Vec<String>], theirs: &[Vec<String>]) -> &'static str {
    let singular = |chain: &[Vec<String>]| -> Vec<String> {
        chain.iter().flatten().map(|word| one(word)).collect()
    };
    let (one, other) = (singular(ours), singular(theirs));
    if one == other {
        "chain: number or nesting"
    } else if one.len() > other.len() && other.iter().all(|word| one.contains(word)) {
        "chain: more"
    } else if one.len() < other.len() && one.iter().all(|word| other.contains(word)) {
        "chain: less"
    } else {
        "chain: other"
    }
}

fn method_kind(ours: &[String], theirs: &[String]) -> &'static str {
    if ours.get(1..) == theirs.get(1..) {
        "method: verb"
    } else if ours.len() > theirs.len() && theirs.iter().all(|word| ours.contains(word)) {
        "method: more"
    } else if ours.len() < theirs.len() && ours.iter().all(|word| theirs.contains(word)) {
        "method: less"
    } else {
        "method: other"
    }
}

/// The singular of a word, or the word itself.
pub fn one(word: &str) -> String {
    singular(word).unwrap_or_else(|| word.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn compared(ours: (&str, &str), theirs: (&str, &str)) -> Compared {
        let chain = |dotted: &str| dotted.split('.').map(str::to_owned).collect();
        let ours = Method {
            verb: "GET".to_owned(),
            path: "/".to_owned(),
            chain: chain(ours.0),
            name: ours.1.to_owned(),
        };
        let theirs = Listed {
            verb: "GET".to_owned(),
            path: "/".to_owned(),
            chain: chain(theirs.0),
            name: theirs.1.to_owned(),
        };
        Compared::of(&ours, &theirs, false)
    }

    #[test]
    fn a_method_may_repeat_its_own_resources_but_not_those_of_the_other_side() {
        for (ours, theirs) in [
            (("runs.steps", "get"), ("runs.steps", "get_run_step")),
            (("voices", "list"), ("voices", "listVoices")),
            (("voices", "get_sample"), ("voices", "get_sample_for_voice")),
            (("spans", "search_spans"), ("spans", "search")),
        ] {
            let it = compared(ours, theirs);
            assert!(it.unrepeated && it.alike && !it.method, "{theirs:?}");
        }
        let it = compared(("jobs.steps", "list"), ("jobs", "list_steps"));
        assert!(it.alike && !it.unrepeated);
        // The first word is what is done.
        let it = compared(("search", "get"), ("search", "search_get"));
        assert!(!it.unrepeated);
        let it = compared(("voices", "get"), ("voices", "find_voice"));
        assert!(!it.unrepeated && !it.alike);
    }
}
