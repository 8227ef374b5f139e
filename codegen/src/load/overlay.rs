//! Changes to a description that are kept in files of their own (OpenAPI Overlay Specification
//! 1.0): each action finds places with a JSONPath, and merges something into them or removes them.

use std::cmp::Ordering;

use serde_json::Value;

use super::limits::Room;
use super::origin::Origins;
use super::{Pointer, Source, parse, target};
use crate::diagnostic::wording::{overlay as wording, text};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::source::MAX_DEPTH;
use crate::source::{push_segment, unescape};

/// Applies overlays to a description, in order. They have the numbers that follow on 0.
///
/// # Errors
///
/// When one is no overlay, or asks for what cannot be.
pub(super) fn apply(
    root: &mut Value,
    overlays: &[Source],
    room: &mut Room,
    diagnostics: &mut Diagnostics,
) -> Result<Origins, Diagnostic> {
    let mut origins = Origins::default();
    for (number, source) in overlays.iter().enumerate() {
        let file = number + 1;
        let overlay = parse::parse(source, file, room, diagnostics)?;
        for (index, action) in actions(&overlay, file)?.iter().enumerate() {
            let at = Pointer::root(file).join("actions").join(&index.to_string());
            let action = Action { value: action, at };
            action.apply(root, &mut origins, room, diagnostics)?;
        }
    }
    Ok(origins)
}

/// The actions of an overlay. Which document it `extends` is not looked at: whoever names both
/// files has said so.
fn actions(overlay: &Value, file: usize) -> Result<&[Value], Diagnostic> {
    let root = Pointer::root(file);
    let version = match overlay.get("overlay") {
        Some(Value::String(text)) => text.trim().to_owned(),
        // `overlay: 1.0` without quotes is a number in YAML.
        Some(Value::Number(number)) => number.to_string(),
        _ => return Err(wording::not_an_overlay().error(&root)),
    };
    if version != "1.0" && !version.starts_with("1.0.") {
        return Err(wording::unknown_version(&version).error(&root.join("overlay")));
    }
    let actions = overlay.get("actions").and_then(Value::as_array);
    let actions = actions.ok_or_else(|| wording::without_actions().error(&root));
    actions.map(Vec::as_slice)
}

/// One action of an overlay.
struct Action<'o> {
    value: &'o Value,
    at: Pointer,
}

impl Action<'_> {
    fn apply(
        &self,
        root: &mut Value,
        origins: &mut Origins,
        room: &mut Room,
        diagnostics: &mut Diagnostics,
    ) -> Result<(), Diagnostic> {
        let target = self.at.join("target");
        let Some(text) = self.value.get("target").and_then(Value::as_str) else {
            return Err(wording::without_target().error(&self.at));
        };
        let path = target::compile(text, room.taken()).map_err(|why| why.error(&target))?;
        let found = path.query_located(root).dedup();
        let places: Vec<String> = found.locations().map(|it| it.to_json_pointer()).collect();
        if places.is_empty() {
            diagnostics.push(wording::target_not_found().warning(&target));
        }
        if self.value.get("remove") == Some(&Value::Bool(true)) {
            return self.remove(root, places, origins);
        }
        let Some(update) = self.value.get("update") else {
            diagnostics.push(wording::without_effect().warning(&self.at));
            return Ok(());
        };
        let (values, text) = measure(update);
        let found = places.len();
        room.add(values.saturating_mul(found), text.saturating_mul(found))
            .map_err(|refusal| refusal.error(&target))?;
        places
            .iter()
            .try_for_each(|place| self.update(root, place, update, origins))
    }

    fn update(
        &self,
        root: &mut Value,
        place: &str,
        update: &Value,
        origins: &mut Origins,
    ) -> Result<(), Diagnostic> {
        let at = self.at.join("update");
        if place.matches('/').count() + depth(update) > MAX_DEPTH {
            return Err(text::nested_too_deeply(MAX_DEPTH).error(&at));
        }
        match (root.pointer_mut(place), update) {
            (Some(Value::Array(items)), entry) => {
                let mut place = place.to_owned();
                push_segment(&mut place, &items.len().to_string());
                items.push(entry.clone());
                origins.note(place, at);
            }
            (Some(target @ Value::Object(_)), Value::Object(_)) => {
                merge(target, update, place, &at, origins);
            }
            (Some(Value::Object(_)), _) => {
                return Err(wording::not_an_object().error(&at));
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
        // From behind, so that what is still to be removed stays where it is.
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
                    // What follows is not where it was written.
                    origins.forget(parent);
                    origins.note_as_a_whole(parent.to_owned(), self.at.join("remove"));
                }
                // It went with what it was in.
                _ => {}
            }
        }
        Ok(())
    }
}

/// How many values a value holds, itself included, and the bytes of their texts and keys.
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

/// How deep values are inside each other.
fn depth(value: &Value) -> usize {
    let below = match value {
        Value::Array(items) => items.iter().map(depth).max(),
        Value::Object(members) => members.values().map(depth).max(),
        _ => return 0,
    };
    1 + below.unwrap_or_default()
}

/// Merges objects member by member, appends to lists, and replaces everything else.
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

/// Items of a list by their position, and what is around something before it.
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
