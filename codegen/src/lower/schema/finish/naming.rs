use std::collections::BTreeMap;

use super::super::{Direction, Draft, Hint, Label, hint};
use super::duplicates::Duplicates;
use super::{apart, keep};
use crate::config::Config;
use crate::diagnostic::{Diagnostics, wording};
use crate::ir::TypeId;
use crate::name::{Case, Claim, Rank, displaced, settle, words};

/// Last words of names that already mean a request.
const REQUEST_WORDS: [&str; 5] = ["input", "params", "payload", "request", "body"];

/// Names every used draft. Returns the drafts sorted by name.
pub(super) fn name(
    drafts: &[Draft],
    used: &[TypeId],
    duplicates: &Duplicates,
    config: &Config,
    diagnostics: &mut Diagnostics,
) -> Vec<(TypeId, String)> {
    let wanted: Vec<Claim> = used
        .iter()
        .map(|id| claim(*id, drafts, duplicates, &config.names))
        .collect();
    let mut claims = wanted.clone();
    keep::claim(&mut claims, drafts, used, duplicates, &config.kept);
    claims = qualified(&claims, &wanted, drafts, used, hint::LONGER);
    claims = items(claims, drafts, used);
    claims = qualified(&claims, &wanted, drafts, used, hint::MOST);
    claims = written(claims, drafts, used);
    let claims = apart::distinguish(claims, drafts, used);
    let claims = apart::name_by_owner(claims, drafts, used, duplicates);
    let settled = settle(&claims, Case::Type);
    for index in displaced(&wanted, &claims, &settled) {
        let problem = wording::name::schema(&wanted[index].name, &settled[index].name);
        diagnostics.push(problem.warning(&drafts[used[index].0].at));
    }
    let names = settled.into_iter().map(|settled| settled.name);
    let mut named: Vec<(TypeId, String)> = used.iter().copied().zip(names).collect();
    named.sort_by(|(_, one), (_, other)| one.cmp(other));
    named
}

/// Claims a longer name, of at most `longest` bytes, for each type that cannot have its current one: with
/// more words of its position, or with its file.
fn qualified(
    claims: &[Claim],
    wanted: &[Claim],
    drafts: &[Draft],
    used: &[TypeId],
    longest: usize,
) -> Vec<Claim> {
    let settled = settle(claims, Case::Type);
    let fuller = |index: usize| {
        let mut claim = claims[index].clone();
        if !settled[index].changed {
            return claim;
        }
        let suffix = |short: &str| wanted[index].name.strip_prefix(short).unwrap_or_default();
        match &drafts[used[index].0].label {
            Label::Place(hint) => claim.name = hint.full_name(longest) + suffix(&hint.name()),
            Label::Key(key, None) if claim.rank == Rank::Named => {
                let short = hint::key_name(key, hint::LONGER);
                claim.name = hint::key_name(key, longest) + suffix(&short);
            }
            Label::Key(_, Some(file)) if longest == hint::MOST => {
                claim.name = Case::Type.name(&format!("{file} {}", claim.name));
            }
            Label::Key(..) => {}
        }
        claim
    };
    (0..claims.len()).map(fuller).collect()
}

/// Claims the name of an item for each type that cannot have its current one and whose last step is a number.
fn items(mut claims: Vec<Claim>, drafts: &[Draft], used: &[TypeId]) -> Vec<Claim> {
    let settled = settle(&claims, Case::Type);
    for ((claim, settled), id) in claims.iter_mut().zip(settled).zip(used) {
        if let (true, Label::Place(hint)) = (settled.changed, &drafts[id.0].label)
            && let Some(item) = hint.unnumbered_item()
        {
            claim.name = item;
        }
    }
    claims
}

/// Claims a name with the resource as it is written for each type that cannot have its full name.
fn written(mut claims: Vec<Claim>, drafts: &[Draft], used: &[TypeId]) -> Vec<Claim> {
    let settled = settle(&claims, Case::Type);
    for ((claim, settled), id) in claims.iter_mut().zip(settled).zip(used) {
        if let (true, Label::Place(hint)) = (settled.changed, &drafts[id.0].label)
            && claim.name == hint.full_name(hint::MOST)
            && let Some(written) = hint.written_name()
        {
            claim.name = written;
        }
    }
    claims
}

/// The claim for a draft and those that it represents, regardless of others.
fn claim(
    id: TypeId,
    drafts: &[Draft],
    duplicates: &Duplicates,
    names: &BTreeMap<String, String>,
) -> Claim {
    let draft = &drafts[id.0];
    let members = || {
        duplicates
            .members(id)
            .iter()
            .map(|member| &drafts[member.0])
    };
    let given = members().filter_map(|draft| names.get(&draft.def.pointer));
    let given = given
        .into_iter()
        .find(|name| name.starts_with(|c: char| c.is_ascii_uppercase()));
    let (name, wire, rank) = match (&draft.label, given) {
        (Label::Key(key, None), None) => {
            let name = hint::key_name(key, hint::LONGER);
            (name, key.clone(), Rank::Named)
        }
        (Label::Key(key, Some(_)), None) => {
            (Case::Type.name(key), draft.def.pointer.clone(), Rank::Named)
        }
        (Label::Place(hint), None) => {
            let places = members().filter_map(|draft| match &draft.label {
                Label::Place(hint) => Some(hint),
                Label::Key(..) => None,
            });
            let name = Hint::common_name(places).unwrap_or_else(|| hint.name());
            (name, draft.def.pointer.clone(), Rank::Derived)
        }
        (_, Some(given)) => (given.clone(), draft.def.pointer.clone(), Rank::Configured),
    };
    let suffix = suffix(&name, id, drafts, duplicates);
    let wire = match suffix {
        "" => wire,
        suffix => format!("{wire} {suffix}"),
    };
    let name = name + suffix;
    Claim { name, wire, rank }
}

/// The suffix that distinguishes a draft from that of the same schema for another direction.
fn suffix(name: &str, id: TypeId, drafts: &[Draft], duplicates: &Duplicates) -> &'static str {
    let draft = &drafts[id.0];
    let last = words(name).pop().unwrap_or_default();
    // A draft whose twin is unused needs no suffix.
    let twin = draft.twin.map(|twin| duplicates.of(twin));
    let is_split = twin.is_some_and(|twin| twin != id && !drafts[twin.0].def.reached_by.is_empty());
    let of_request = REQUEST_WORDS.contains(&last.as_str());
    match draft.direction {
        Direction::Patch if last != "patch" => "Patch",
        Direction::Request if is_split && !of_request => "Request",
        Direction::Response if is_split && of_request => "Response",
        _ => "",
    }
}
