//! Overlays: modifications of a description in separate files (OpenAPI Overlay Specification 1.0
//! and 1.1). Each action selects values with a JSONPath and updates, copies or removes them.

use std::cmp::Ordering;

use serde_json::Value;

use super::limits::TreeBudget;
use super::origin::Origins;
use super::{Pointer, Source, parse, target};
use crate::diagnostic::wording::{overlay as wording, text};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::source::MAX_DEPTH;
use crate::source::{push_segment, unescape};

/// Applies overlays to a description, in order. Their files have the indices from 1.
///
/// # Errors
///
/// If an overlay is invalid or an action cannot be applied.
pub(super) fn apply(
    root: &mut Value,
    overlays: &[Source],
    budget: &mut TreeBudget,
    diagnostics: &mut Diagnostics,
) -> Result<Origins, Diagnostic> {
    let mut origins = Origins::default();
    for (number, source) in overlays.iter().enumerate() {
        let file = number + 1;
        let overlay = parse::parse(source, file, budget, diagnostics)?;
        let (version, actions) = actions(&overlay, file)?;
        for (index, action) in actions.iter().enumerate() {
            let at = Pointer::root(file).join("actions").join(&index.to_string());
            let action = Action {
                value: action,
                at,
                version,
            };
            action.apply(root, &mut origins, budget, diagnostics)?;
        }
    }
    Ok(origins)
}

/// The actions of an overlay. Its `extends` is not compared with the description: the caller has
/// named both files.
fn actions(overlay: &Value, file: usize) -> Result<(Version, &[Value]), Diagnostic> {
    let root = Pointer::root(file);
    let version = match overlay.get("overlay") {
        Some(Value::String(text)) => text.trim().to_owned(),
        // An unquoted `overlay: 1.0` is a number in YAML.
        Some(Value::Number(number)) => number.to_string(),
        _ => return Err(wording::not_an_overlay().error(&root)),
    };
    let mut parts = version.split('.');
    let version = match (parts.next(), parts.next()) {
        (Some("1"), Some("0")) => Version::V1_0,
        (Some("1"), Some("1")) => Version::V1_1,
        _ => return Err(wording::unknown_version(&version).error(&root.join("overlay"))),
    };
    let actions = overlay.get("actions").and_then(Value::as_array);
    let actions = actions.ok_or_else(|| wording::without_actions().error(&root))?;
    Ok((version, actions))
}

/// A version of the Overlay Specification.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Version {
    V1_0,
    /// Adds `copy` and updates of scalars.
    V1_1,
}

/// An action of an overlay.
struct Action<'o> {
    value: &'o Value,
    at: Pointer,
    version: Version,
}

impl Action<'_> {
    fn apply(
        &self,
        root: &mut Value,
        origins: &mut Origins,
        budget: &mut TreeBudget,
        diagnostics: &mut Diagnostics,
    ) -> Result<(), Diagnostic> {
        let target = self.at.join("target");
        let Some(text) = self.value.get("target").and_then(Value::as_str) else {
            return Err(wording::without_target().error(&self.at));
        };
        let path = target::compile(text, budget.taken()).map_err(|why| why.error(&target))?;
        let found = path.query_located(root).dedup();
        let places: Vec<String> = found.locations().map(|it| it.to_json_pointer()).collect();
        if places.is_empty() {
            diagnostics.push(wording::target_not_found().warning(&target));
        }
        if self.value.get("remove") == Some(&Value::Bool(true)) {
            return self.remove(root, places, origins);
        }
        let copied;
        let (update, from) = match self.value.get("update") {
            Some(update) => (update, self.at.join("update")),
            None => match self.copied(root, origins, budget, diagnostics)? {
                Some((value, from)) => {
                    copied = value;
                    (&copied, from)
                }
                None => return Ok(()),
            },
        };
        let (values, text) = measure(update);
        let found = places.len();
        budget
            .add(values.saturating_mul(found), text.saturating_mul(found))
            .map_err(|refusal| refusal.error(&target))?;
        places
            .iter()
            .try_for_each(|place| self.update(root, place, (update, &from), origins))
    }

    /// The value that the action copies and its location; `None` if it copies nothing.
    fn copied(
        &self,
        root: &Value,
        origins: &Origins,
        budget: &mut TreeBudget,
        diagnostics: &mut Diagnostics,
    ) -> Result<Option<(Value, Pointer)>, Diagnostic> {
        let copy = self
            .value
            .get("copy")
            .filter(|_| self.version >= Version::V1_1);
        let Some(text) = copy.and_then(Value::as_str) else {
            diagnostics.push(wording::without_effect().warning(&self.at));
            return Ok(None);
        };
        let at = self.at.join("copy");
        let path = target::compile(text, budget.taken()).map_err(|why| why.error(&at))?;
        let found = path.query_located(root).dedup();
        let mut found = found.iter();
        let (Some(source), None) = (found.next(), found.next()) else {
            return Err(wording::copy_not_one().error(&at));
        };
        let (values, text) = measure(source.node());
        budget
            .add(values, text)
            .map_err(|refusal| refusal.error(&at))?;
        let place = source.location().to_json_pointer();
        let from = origins.written_at(&Pointer::new(0, &place));
        Ok(Some((source.node().clone(), from)))
    }

    fn update(
        &self,
        root: &mut Value,
        place: &str,
        (update, from): (&Value, &Pointer),
        origins: &mut Origins,
    ) -> Result<(), Diagnostic> {
        let is_update = self.value.get("update").is_some();
        let at = self.at.join(if is_update { "update" } else { "copy" });
        if place.matches('/').count() + depth(update) > MAX_DEPTH {
            return Err(text::nested_too_deeply(MAX_DEPTH).error(&at));
        }
        match (root.pointer_mut(place), update) {
            (Some(Value::Array(items)), entry) => {
                let mut place = place.to_owned();
                push_segment(&mut place, &items.len().to_string());
                items.push(entry.clone());
                origins.note(place, from.clone());
            }
            (Some(target @ Value::Object(_)), Value::Object(_)) => {
                merge(target, update, place, from, origins);
            }
            (Some(Value::Object(_)), _) => {
                return Err(wording::not_an_object().error(&at));
            }
            (Some(target), update)
                if self.version >= Version::V1_1 && !update.is_object() && !update.is_array() =>
            {
                merge(target, update, place, from, origins);
            }
            _ => {
                return Err(wording::target_is_scalar().error(&self.at.join("target")));
            }
        }
        Ok(())
    }

    fn remove(
        &self,
        root: &mut Value,
        mut places: Vec<String>,
        origins: &mut Origins,
    ) -> Result<(), Diagnostic> {
        // In reverse order, so that removing an item does not shift those that are removed later.
        places.sort_by(|one, other| in_order(other, one));
        for place in &places {
            let Some((parent, last)) = place.rsplit_once('/') else {
                return Err(wording::root_removed().error(&self.at.join("target")));
            };
            origins.forget(place);
            match root.pointer_mut(parent) {
                Some(Value::Object(members)) => {
                    members.shift_remove(&unescape(last));
                }
                Some(Value::Array(items)) => {
                    let index = last.parse().ok().filter(|index| *index < items.len());
                    index.map(|index: usize| items.remove(index));
                    // The following items have other indices now.
                    origins.forget(parent);
                    origins.set_for_all(parent.to_owned(), self.at.join("remove"));
                }
                // It was removed with its parent.
                _ => {}
            }
        }
        Ok(())
    }
}

/// Number of values in a value, including itself, and the bytes of their strings and keys.
pub(super) fn measure(value: &Value) -> (usize, usize) {
    let sum = |(values, text), (more, longer)| (values + more, text + longer);
    match value {
        Value::String(own) => (1, own.len()),
        Value::Array(items) => items.iter().map(measure).fold((1, 0), sum),
        Value::Object(members) => {
            let keyed = members.iter().map(|(key, value)| {
                let (values, text) = measure(value);
                (values, text + key.len())
            });
            keyed.fold((1, 0), sum)
        }
        _ => (1, 0),
    }
}

/// Maximum depth of nesting.
fn depth(value: &Value) -> usize {
    let below = match value {
        Value::Array(items) => items.iter().map(depth).max(),
        Value::Object(members) => members.values().map(depth).max(),
        _ => return 0,
    };
    1 + below.unwrap_or_default()
}

/// Merges objects member by member, appends to lists, and replaces other values.
fn merge(target: &mut Value, update: &Value, place: &str, from: &Pointer, origins: &mut Origins) {
    let below = |key: &str| {
        let mut below = place.to_owned();
        push_segment(&mut below, key);
        below
    };
    match (target, update) {
        (Value::Object(target), Value::Object(update)) => {
            for (key, value) in update {
                let (place, from) = (below(key), from.join(key));
                match target.get_mut(key) {
                    Some(own) => merge(own, value, &place, &from, origins),
                    None => {
                        target.insert(key.clone(), value.clone());
                        origins.note(place, from);
                    }
                }
            }
        }
        (Value::Array(target), Value::Array(update)) => {
            for (index, value) in update.iter().enumerate() {
                let place = below(&target.len().to_string());
                target.push(value.clone());
                origins.note(place, from.join(&index.to_string()));
            }
        }
        (target, update) => {
            update.clone_into(target);
            origins.forget(place);
            origins.note(place.to_owned(), from.clone());
        }
    }
}

/// Orders locations: items by index, and parents before their children.
fn in_order(one: &str, other: &str) -> Ordering {
    let number = |text: &str| text.parse::<usize>().ok();
    let steps = one.split('/').zip(other.split('/'));
    let mut orders = steps.map(|(one, other)| match (number(one), number(other)) {
        (Some(one), Some(other)) => one.cmp(&other),
        _ => one.cmp(other),
    });
    let first = orders.find(|order| order.is_ne());
    first.unwrap_or_else(|| one.len().cmp(&other.len()))
}
