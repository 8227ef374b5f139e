//! How far the names of an SDK agree with a list.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::fmt::Write as _;

use sdk_codegen::name::{singular, words};

use super::Method;
use super::lists::Listed;

/// What the comparison came to.
pub struct Agreement {
    joined: usize,
    chain: usize,
    method: usize,
    /// Like `method`, where words of the resources may stand in one of the two.
    alike: usize,
    both: usize,
    kinds: BTreeMap<&'static str, usize>,
    differences: String,
}

impl Agreement {
    /// Compares methods with those of a list that have the same verb and path. A list may have one
    /// method twice; the better one counts.
    pub fn of(methods: &[Method], list: &[Listed]) -> Self {
        let mut listed: HashMap<String, Vec<&Listed>> = HashMap::new();
        for it in list {
            listed.entry(key(&it.verb, &it.path)).or_default().push(it);
        }
        let mut agreement = Self {
            joined: 0,
            chain: 0,
            method: 0,
            alike: 0,
            both: 0,
            kinds: BTreeMap::new(),
            differences: String::new(),
        };
        for ours in methods {
            let theirs = listed
                .get(&key(&ours.verb, &ours.path))
                .into_iter()
                .flatten();
            let compared = theirs.map(|theirs| (Compared::of(ours, theirs), *theirs));
            if let Some((compared, theirs)) = compared.max_by_key(|(it, _)| it.score()) {
                agreement.add(ours, theirs, &compared);
            }
        }
        agreement
    }

    fn add(&mut self, ours: &Method, theirs: &Listed, compared: &Compared) {
        self.joined += 1;
        self.chain += usize::from(compared.chain);
        self.method += usize::from(compared.method);
        self.alike += usize::from(compared.alike);
        self.both += usize::from(compared.chain && compared.method);
        for kind in compared.kinds.iter().copied() {
            *self.kinds.entry(kind).or_default() += 1;
            // Writing to a `String` cannot fail.
            let _ = writeln!(
                self.differences,
                "{kind}\t{} {}\t{}.{}\t{}.{}",
                ours.verb,
                ours.path,
                ours.chain.join("."),
                ours.name,
                theirs.chain.join("."),
                theirs.name
            );
        }
    }

    /// The head of the table.
    pub fn heading() -> String {
        let titles = "| document | compared | chain | method | method, but for words of the resource | both | differences |";
        format!("{titles}\n|---|---|---|---|---|---|---|\n")
    }

    /// A row of it.
    pub fn row(&self, name: &str) -> String {
        let share =
            |count: usize| format!("{:.1} %", 100.0 * count as f64 / self.joined.max(1) as f64);
        let kinds = self
            .kinds
            .iter()
            .map(|(kind, count)| format!("{kind} {count}"));
        let kinds: Vec<_> = kinds.collect();
        format!(
            "| {name} | {} | {} | {} | {} | {} | {} |\n",
            self.joined,
            share(self.chain),
            share(self.method),
            share(self.alike),
            share(self.both),
            kinds.join(", ")
        )
    }

    /// Every disagreement with its kind, sorted by it.
    pub fn differences(&self) -> String {
        let mut lines: Vec<&str> = self.differences.lines().collect();
        lines.sort_unstable();
        lines.join("\n") + "\n"
    }
}

/// Verb and path, without the names of parameters and the version that a server's URL may have.
fn key(verb: &str, path: &str) -> String {
    let (path, _) = path.split_once(['?', '#']).unwrap_or((path, ""));
    let mut key = verb.to_owned();
    let is_version = |segment: &str| {
        let number = segment.strip_prefix('v').unwrap_or_default();
        !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit())
    };
    let segments = path.split('/').filter(|segment| !segment.is_empty());
    let mut segments = segments.peekable();
    segments.next_if(|segment| is_version(segment));
    for segment in segments {
        key.push('/');
        match segment.split_once('{') {
            Some((before, _)) => key.extend([before, "{}"]),
            None => key.push_str(segment),
        }
    }
    key
}

/// What is the same of two methods.
struct Compared {
    chain: bool,
    method: bool,
    alike: bool,
    kinds: Vec<&'static str>,
}

impl Compared {
    fn of(ours: &Method, theirs: &Listed) -> Self {
        let (our_chain, their_chain) = (levels(&ours.chain), levels(&theirs.chain));
        let (our_name, their_name) = (words(&ours.name), words(&theirs.name));
        let chain = our_chain == their_chain;
        let method = our_name.concat() == their_name.concat();
        let alike = method || {
            let of_resource = our_chain.iter().chain(&their_chain).flatten();
            let of_resource: HashSet<String> = of_resource.map(|word| one(word)).collect();
            let own = |name: &[String]| -> Vec<String> {
                let own = name.iter().filter(|word| !of_resource.contains(&one(word)));
                own.map(|word| one(word)).collect()
            };
            own(&our_name) == own(&their_name)
        };
        let chain_kind = (!chain).then(|| chain_kind(&our_chain, &their_chain));
        let method_kind = (!method).then(|| method_kind(&our_name, &their_name));
        Self {
            chain,
            method,
            alike,
            kinds: chain_kind.into_iter().chain(method_kind).collect(),
        }
    }

    fn score(&self) -> usize {
        usize::from(self.chain) + 2 * usize::from(self.method)
    }
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

fn one(word: &str) -> String {
    singular(word).unwrap_or_else(|| word.to_owned())
}
