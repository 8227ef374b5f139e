//! Compares the names of an SDK with a list.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::fmt::Write as _;

use sdk_codegen::name::{singular, words};

use super::Method;
use super::lists::Listed;

/// Names that methods of our SDKs cannot have.
const RESERVED: [&str; 3] = ["clone", "from", "into"];

/// The result of a comparison.
pub struct Agreement {
    joined: usize,
    chain: usize,
    method: usize,
    /// Like `method`, but ignoring the words of the resources.
    alike: usize,
    both: usize,
    in_full: bool,
    kinds: BTreeMap<&'static str, usize>,
    differences: String,
}

impl Agreement {
    /// Compares methods with those of a list that have the same verb, path and query. If a list has a method twice, the
    /// better match counts. A list may omit the query if there is no other method with that path.
    ///
    /// Methods of some lists repeat their resource (`tasks.get_task`). If most methods of a list do, the words of the
    /// resources and words such as `for` are ignored, and `get_tasks` counts as `list`.
    pub fn of(methods: &[Method], list: &[Listed]) -> Self {
        let mut listed: HashMap<String, Vec<&Listed>> = HashMap::new();
        for it in list {
            listed.entry(key(&it.verb, &it.path)).or_default().push(it);
        }
        let all: HashSet<String> = methods.iter().map(|it| key(&it.verb, &it.path)).collect();
        let mut agreement = Self {
            joined: 0,
            chain: 0,
            method: 0,
            alike: 0,
            both: 0,
            in_full: in_full(list),
            kinds: BTreeMap::new(),
            differences: String::new(),
        };
        for ours in methods {
            let mut key = key(&ours.verb, &ours.path);
            if !listed.contains_key(&key)
                && let Some((plain, _)) = key.split_once('?')
                && !all.contains(plain)
            {
                key = plain.to_owned();
            }
            let theirs = listed.get(&key).into_iter().flatten();
            let in_full = agreement.in_full;
            let compared = theirs.map(|theirs| (Compared::of(ours, theirs, in_full), *theirs));
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

    /// A row of the table.
    pub fn row(&self, name: &str) -> String {
        let share =
            |count: usize| format!("{:.1} %", 100.0 * count as f64 / self.joined.max(1) as f64);
        let kinds = self
            .kinds
            .iter()
            .map(|(kind, count)| format!("{kind} {count}"));
        let kinds: Vec<_> = kinds.collect();
        let named = if self.in_full { " (in full)" } else { "" };
        format!(
            "| {name}{named} | {} | {} | {} | {} | {} | {} |\n",
            self.joined,
            share(self.chain),
            share(self.method),
            share(self.alike),
            share(self.both),
            kinds.join(", ")
        )
    }

    /// Every difference with its kind, sorted by kind.
    pub fn differences(&self) -> String {
        let mut lines: Vec<&str> = self.differences.lines().collect();
        lines.sort_unstable();
        lines.join("\n") + "\n"
    }
}

/// Verb, path and query, without the names of parameters, and without a version that may be part of the server's URL.
fn key(verb: &str, path: &str) -> String {
    let (path, _) = path.split_once('#').unwrap_or((path, ""));
    let (path, query) = path.split_once('?').unwrap_or((path, ""));
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
    if !query.is_empty() && !query.contains('{') {
        key.extend(["?", query]);
    }
    key
}

/// True if most methods of a list repeat the name of their resource.
fn in_full(list: &[Listed]) -> bool {
    let names_it = |it: &&Listed| {
        let ones = |name: &str| -> Vec<String> { words(name).iter().map(|it| one(it)).collect() };
        let resource = it.chain.last().map(|last| ones(last)).unwrap_or_default();
        let name = ones(&it.name);
        !resource.is_empty() && resource.iter().all(|word| name.contains(word))
    };
    list.iter().filter(names_it).count() * 2 > list.len()
}

/// The parts of two methods that are equal.
struct Compared {
    chain: bool,
    method: bool,
    alike: bool,
    kinds: Vec<&'static str>,
}

impl Compared {
    fn of(ours: &Method, theirs: &Listed, in_full: bool) -> Self {
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
        let method = match in_full {
            true => said(&own(&our_name)) == said(&own(&short(&their_name))),
            false => same,
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

/// A name without prepositions.
fn said(name: &[String]) -> Vec<&str> {
    let joins = ["for", "of", "on", "in", "from", "to", "with"];
    let words = name.iter().map(String::as_str);
    words.filter(|word| !joins.contains(word)).collect()
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

fn one(word: &str) -> String {
    singular(word).unwrap_or_else(|| word.to_owned())
}
