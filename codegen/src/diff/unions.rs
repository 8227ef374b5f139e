//! Unions (`oneOf`, `anyOf`).

use std::collections::{HashMap, HashSet};

use super::compare::{ChangeContext, Claim, Comparison, Direction, Version};
use super::models::path;
use super::rule::*;
use super::values;
use crate::ir::{Member, Type, TypeDef, Union};

/// Compares two unions.
pub(super) fn compare(
    it: &mut Comparison<'_>,
    direction: Direction,
    at: &ChangeContext,
    (a, old): (&TypeDef, &Union),
    (b, new): (&TypeDef, &Union),
) {
    if old.discriminator != new.discriminator {
        let shown = |it: &Union| {
            it.discriminator
                .clone()
                .unwrap_or_else(|| "none".to_owned())
        };
        let detail = format!("discriminator {} → {}", shown(old), shown(new));
        it.report_directed(&DISCRIMINATOR_CHANGED, direction, at, &detail);
    }
    let mut by_key: HashMap<String, usize> = HashMap::new();
    for (index, member) in new.members.iter().enumerate() {
        for key in keys(it, Version::New, member) {
            by_key.entry(key).or_insert(index);
        }
    }
    let mut met = HashSet::new();
    for member in &old.members {
        let name = format!("member `{}`", member.rust_name);
        let keys = keys(it, Version::Old, member);
        let mut same = keys.iter().filter_map(|key| by_key.get(key));
        let same = same.find(|index| !met.contains(*index)).copied();
        let claim = Claim::member(&path(&a.name), &member.rust_name);
        match same {
            Some(index) => {
                met.insert(index);
                let after = &new.members[index];
                let claims = vec![claim, Claim::member(&path(&b.name), &after.rust_name)];
                let at = at.named(name).claims(claims);
                values::types(it, direction, &at, &member.ty, &after.ty);
            }
            None => {
                let at = at.named(name).claims(vec![claim]);
                it.report_directed(&UNION_MEMBER_REMOVED, direction, &at, "it is gone");
            }
        }
    }
    for (index, member) in new.members.iter().enumerate() {
        if !met.contains(&index) {
            let claims = vec![Claim::member(&path(&b.name), &member.rust_name)];
            let name = format!("member `{}`", member.rust_name);
            it.report_directed(
                &UNION_MEMBER_ADDED,
                direction,
                &at.named(name).claims(claims),
                "it is new",
            );
        }
    }
}

/// The keys by which a member is matched, the most reliable first.
fn keys(it: &Comparison<'_>, version: Version, member: &Member) -> Vec<String> {
    let tags = (!member.tags.is_empty()).then(|| format!("tags {}", member.tags.join("\n")));
    let named = match it.resolve(version, &member.ty) {
        Type::Named(id) => Some(format!("type {}", it.api(version).types[id.0].name)),
        _ => None,
    };
    let name = format!("variant {}", member.rust_name);
    tags.into_iter().chain(named).chain([name]).collect()
}
