use std::collections::{BTreeMap, BTreeSet, HashSet};

use super::{Case, spelled};

/// The priority of a claim. Of several claims to one name, the first of these ranks keeps it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Rank {
    /// The name is set in the configuration.
    Configured,
    /// The name was used in the last run.
    Kept,
    /// The name is written in the document.
    Named,
    /// The name is derived from the position in the document.
    Derived,
}

/// An item that requests a name in a scope.
#[derive(Clone, Debug)]
pub struct Claim {
    /// The requested name.
    pub name: String,
    /// The name on the wire, unique in the scope. A suffix depends on nothing else.
    pub wire: String,
    /// The priority of the claim.
    pub rank: Rank,
}

/// The name assigned to a [`Claim`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settled {
    /// Unique in the scope.
    pub name: String,
    /// True if this is not the requested name, because others requested it too.
    pub changed: bool,
}

/// Assigns a unique name to every claim of one scope, in the order of the claims.
///
/// A name that is requested once is assigned. If several claims request the same name, the only
/// claim of the best rank keeps it; among claims of equal rank, the only one whose wire name is
/// exactly that name. For each of the others, symbols are spelled out or a suffix is derived from
/// its wire name.
pub fn settle(claims: &[Claim], case: Case) -> Vec<Settled> {
    let mut wanted: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (index, claim) in claims.iter().enumerate() {
        wanted.entry(&claim.name).or_default().push(index);
    }
    let mut names: Vec<Option<String>> = vec![None; claims.len()];
    let mut losers = Vec::new();
    for indices in wanted.values() {
        let keeper = keeper(indices, claims);
        for &index in indices {
            if keeper == Some(index) {
                names[index] = Some(claims[index].name.clone());
            } else {
                losers.push(index);
            }
        }
    }
    let mut taken: BTreeSet<String> = wanted.keys().map(|name| String::from(*name)).collect();
    let mut offers: BTreeMap<String, usize> = BTreeMap::new();
    for &index in &losers {
        *offers.entry(distinct(&claims[index], case)).or_default() += 1;
    }
    let is_free = |offer: &String| offers.get(offer) == Some(&1) && !taken.contains(offer);
    let mut left = Vec::new();
    for index in losers {
        match Some(distinct(&claims[index], case)).filter(is_free) {
            Some(offer) => names[index] = Some(offer),
            None => left.push(index),
        }
    }
    taken.extend(names.iter().flatten().cloned());
    // Sorted, so that the result does not depend on the order of the document if fingerprints
    // collide.
    left.sort_by_key(|index| &claims[*index].wire);
    for index in left {
        let name = marked(&claims[index], case, &taken);
        taken.insert(name.clone());
        names[index] = Some(name);
    }
    let settled = names.into_iter().zip(claims).map(|(name, claim)| {
        let name = name.unwrap_or_else(|| claim.name.clone());
        Settled {
            changed: name != claim.name,
            name,
        }
    });
    settled.collect()
}

/// Indices of the items that have another name than the wanted one because something else has or
/// wants that. A name kept from the last run may differ from the wanted one for no such reason.
pub fn displaced(wanted: &[Claim], claims: &[Claim], settled: &[Settled]) -> Vec<usize> {
    let mut taken: HashSet<&str> = settled.iter().map(|name| name.name.as_str()).collect();
    let mut once = HashSet::new();
    let names = wanted.iter().map(|claim| claim.name.as_str());
    taken.extend(names.filter(|name| !once.insert(*name)));
    let is_displaced = |index: &usize| {
        let name = wanted[*index].name.as_str();
        let is_only_kept = claims[*index].rank == Rank::Kept && !taken.contains(name);
        settled[*index].name != name && !is_only_kept
    };
    (0..wanted.len()).filter(is_displaced).collect()
}

/// The only claim of the best rank; if there are several, the only one of them with this wire name.
fn keeper(indices: &[usize], claims: &[Claim]) -> Option<usize> {
    let best = indices.iter().map(|&index| claims[index].rank).min()?;
    let best = indices
        .iter()
        .copied()
        .filter(|&index| claims[index].rank == best);
    let exact = best
        .clone()
        .filter(|&index| claims[index].wire == claims[index].name);
    only(best).or_else(|| only(exact))
}

fn only(mut indices: impl Iterator<Item = usize>) -> Option<usize> {
    let first = indices.next()?;
    indices.next().is_none().then_some(first)
}

/// The wire name with its symbols spelled out, or else the name followed by a word for its
/// capitals. If the name is not derived from the wire name, or neither makes a difference, the name
/// with a suffix: `model` for a type named after its position, a fingerprint for all others.
fn distinct(claim: &Claim, case: Case) -> String {
    if case.name(&claim.wire) == claim.name {
        let spelled = case.join(&spelled(&claim.wire));
        if spelled != claim.name {
            return spelled;
        }
        if let Some(letters) = letters(&claim.wire) {
            return case.followed(&claim.name, letters);
        }
    }
    match case {
        // A type named after its position; the document uses the same name for another one.
        Case::Type if claim.rank == Rank::Derived => case.followed(&claim.name, "model"),
        _ => case.suffixed(&claim.name, &fingerprint(&claim.wire, 4)),
    }
}

/// How a name uses capitals; `None` without letters.
fn letters(wire: &str) -> Option<&'static str> {
    let upper = wire.contains(|c: char| c.is_ascii_uppercase());
    let lower = wire.contains(|c: char| c.is_ascii_lowercase());
    match (upper, lower) {
        (true, false) => Some("upper"),
        (false, true) => Some("lower"),
        (true, true) if wire.starts_with(|c: char| c.is_ascii_lowercase()) => Some("camel"),
        (true, true) => Some("capital"),
        (false, false) => None,
    }
}

/// The name with as many digits of the fingerprint as it needs to be unique.
fn marked(claim: &Claim, case: Case, taken: &BTreeSet<String>) -> String {
    let mut name = case.suffixed(&claim.name, &fingerprint(&claim.wire, 4));
    let mut digits = 8;
    while taken.contains(&name) {
        name = case.suffixed(&claim.name, &fingerprint(&claim.wire, digits));
        digits += 1;
    }
    name
}

/// The last `digits` hexadecimal digits (padded beyond 16) of a hash of `text` that is the same on
/// every machine and in every version: FNV-1a, whose last digits depend on every byte.
pub fn fingerprint(text: &str, digits: usize) -> String {
    let mut hash: u64 = 0xcbf2_9ce4_8422_2325;
    for byte in text.bytes() {
        hash = (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
    }
    let hex = format!("{hash:0>digits$x}");
    String::from(&hex[hex.len() - digits..])
}
