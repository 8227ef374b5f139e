//! Compares the names of an SDK with a list.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::fmt::Write as _;

use sdk_codegen::name::words;

use super::Method;
use super::compared::{Compared, one};
use super::lists::Listed;

/// The result of one or more comparisons.
#[derive(Default)]
pub struct Agreement {
    joined: usize,
    chain: usize,
    method: usize,
    /// Like `method`, but neither method repeats its own resources.
    unrepeated: usize,
    /// Like `method`, but ignoring the words of the resources of both sides.
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
    /// resources and words such as `for` are ignored, and `get_tasks` counts as `list`. For every list, a second figure
    /// is without the words of a method that repeat its own resources, on both sides, and a third without those of
    /// either side's resources.
    pub fn of(methods: &[Method], list: &[Listed]) -> Self {
        let mut listed: HashMap<String, Vec<&Listed>> = HashMap::new();
        for it in list {
            listed.entry(key(&it.verb, &it.path)).or_default().push(it);
        }
        let all: HashSet<String> = methods.iter().map(|it| key(&it.verb, &it.path)).collect();
        let mut agreement = Self {
            in_full: in_full(list),
            ..Self::default()
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
                agreement.count(ours, theirs, &compared);
            }
        }
        agreement
    }

    /// Adds the counts of another comparison, as if all methods were in one list.
    pub fn add(&mut self, other: &Self) {
        self.joined += other.joined;
        self.chain += other.chain;
        self.method += other.method;
        self.unrepeated += other.unrepeated;
        self.alike += other.alike;
        self.both += other.both;
        for (kind, count) in &other.kinds {
            *self.kinds.entry(kind).or_default() += count;
        }
    }

    fn count(&mut self, ours: &Method, theirs: &Listed, compared: &Compared) {
        self.joined += 1;
        self.chain += usize::from(compared.chain);
        self.method += usize::from(compared.method);
        self.unrepeated += usize::from(compared.unrepeated);
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
        let titles = [
            "document",
            "compared",
            "chain",
            "method",
            "method, without what repeats its own chain",
            "method, without words of either chain",
            "both",
            "differences",
        ];
        let rule = "|---".repeat(titles.len());
        format!("| {} |\n{rule}|\n", titles.join(" | "))
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
            "| {name}{named} | {} | {} | {} | {} | {} | {} | {} |\n",
            self.joined,
            share(self.chain),
            share(self.method),
            share(self.unrepeated),
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
