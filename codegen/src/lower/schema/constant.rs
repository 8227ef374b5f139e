use std::collections::HashSet;

use serde_json::Value;

use super::view::View;
use super::{enums, scalar};
use crate::ir::Type;

/// The values that a place allows, where it lists them: `const`, or what every `enum` has.
pub(super) fn values<'d>(view: &View<'d>) -> Option<Vec<&'d Value>> {
    if let Some(only) = view.get("const") {
        return Some(vec![only.value()]);
    }
    let mut lists = view.parts.iter().filter_map(|part| {
        let list = part.node.get("enum")?.value().as_array()?;
        Some(list.iter().collect::<Vec<_>>())
    });
    let mut values = lists.next()?;
    for list in lists {
        let allowed: HashSet<&Value> = list.iter().copied().collect();
        let both = values
            .iter()
            .copied()
            .filter(|value| allowed.contains(value));
        let both: Vec<_> = both.collect();
        // Lists with nothing in common: the inner one is the more specific.
        values = if both.is_empty() { list } else { both };
    }
    Some(values)
}

/// The only value that a place allows, where it is a text, a number or a truth value.
pub(super) fn only<'d>(view: &View<'d>) -> Option<&'d Value> {
    match values(view)?.as_slice() {
        [only] if !only.is_null() && !only.is_object() && !only.is_array() => Some(*only),
        _ => None,
    }
}

/// The only value that a place allows beside `null`, where it is a scalar. In a place of texts it is
/// one, however it is written down.
pub(super) fn besides_null(view: &View<'_>) -> Option<Value> {
    let all = values(view)?;
    let mut non_null = all.into_iter().filter(|value| !value.is_null());
    let only = non_null.next()?;
    if only.is_object() || only.is_array() || non_null.any(|other| other != only) {
        return None;
    }
    Some(match view.kind() {
        Some("string") => enums::spelling(only).into(),
        _ => only.clone(),
    })
}

/// Whether a place allows `null`.
pub(super) fn may_be_null(view: &View<'_>) -> bool {
    let listed = values(view).is_some_and(|all| all.iter().any(|value| value.is_null()));
    listed || view.flag("nullable")
}

/// The type of a place that has one value only.
pub(super) fn ty(value: &Value, view: &View<'_>) -> Type {
    match value {
        Value::String(_) => Type::String,
        Value::Bool(_) => Type::Bool,
        _ => match view.kind() {
            Some("integer") => scalar::integer(view),
            None if value.is_i64() => scalar::integer(view),
            _ => scalar::number(view),
        },
    }
}
