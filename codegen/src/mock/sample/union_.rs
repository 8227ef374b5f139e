//! Chooses members of unions.

use serde_json::Value;

use super::Sampler;
use super::shape::{Shape, Union};

/// Maximum number of combinations of members in a round.
const MAX_COMBINATIONS: usize = 36;

impl<'s> Sampler<'s> {
    /// A value for a merged schema with unions, from the first combination of members that has a
    /// value. The starting point depends on the seed.
    pub(super) fn union_value(&mut self, shape: Shape<'s>, depth: usize) -> Option<Value> {
        self.unions.push(self.path.clone());
        let counts = shape.unions.iter().map(|union| union.members.len().max(1));
        let all = counts.fold(1, usize::saturating_mul);
        // Each attempt starts at the next combination, alternating with and without optional
        // members. The alternation is reversed after a full round.
        let tries = self.tries();
        let shift = if all.is_multiple_of(2) {
            tries / all
        } else {
            0
        };
        let start = self.chance_of_unions(all).saturating_add(tries + shift);
        let mut steps = 0..all.min(MAX_COMBINATIONS);
        steps.find_map(|step| self.member(&shape, start.saturating_add(step), depth))
    }

    fn chance_of_unions(&self, all: usize) -> usize {
        let seed = super::hash(self.seed, &self.path);
        fastrand::Rng::with_seed(seed).usize(..all.max(1))
    }

    /// A value of a combination of members: its number has one digit per union.
    fn member(&mut self, shape: &Shape<'s>, mut number: usize, depth: usize) -> Option<Value> {
        let mut picked = shape.clone();
        let mut tags = Vec::new();
        for union in std::mem::take(&mut picked.unions) {
            let count = union.members.len().max(1);
            let at = number % count;
            number /= count;
            let member = union.members.get(at)?;
            // `null` is the last resort.
            let is_null = member.get("type").is_some_and(|it| it == "null");
            if is_null || !picked.add(self.schema, member) {
                return None;
            }
            tags.extend(tag(&union, at));
        }
        // References of the union are already open; those of the member are added.
        picked.references.drain(..shape.references.len());
        let mut value = self.shaped(picked, depth)?;
        if let Value::Object(members) = &mut value {
            for (property, name) in tags {
                // An enumeration in the member itself has precedence.
                let is_free = members.get(property).is_none_or(|it| it.is_string());
                let known = shape
                    .unions
                    .iter()
                    .flat_map(|union| union.members)
                    .any(|member| {
                        let member = self.schema.resolve(member);
                        let declared = member.get("properties").and_then(|all| all.get(property));
                        declared
                            .is_some_and(|it| it.get("enum").is_some() || it.get("const").is_some())
                    });
                if is_free && !known {
                    members.insert(property.to_owned(), name.into());
                }
            }
        }
        Some(value)
    }
}

/// The discriminator property, and its value for a member.
fn tag<'s>(union: &Union<'s>, at: usize) -> Option<(&'s str, &'s str)> {
    let discriminator = union.discriminator?;
    let property = discriminator.get("propertyName")?.as_str()?;
    let name = discriminator.get("values")?.get(at)?.as_str()?;
    Some((property, name))
}
