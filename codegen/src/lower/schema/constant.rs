use std::collections::HashSet;

use serde_json::Value;

use super::view::View;
use super::{enums, scalar};
use crate::ir::Type;

/// The values that a schema lists: its `const`, or the intersection of every `enum`.
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
        // If the lists have nothing in common, the inner one wins, because it is more specific.
        values = if both.is_empty() { list } else { both };
    }
    Some(values)
}

/// The only value that a schema allows, if it is a string, a number or a boolean.
pub(super) fn only<'d>(view: &View<'d>) -> Option<&'d Value> {
    match values(view)?.as_slice() {
        [only] if !only.is_null() && !only.is_object() && !only.is_array() => Some(*only),
        _ => None,
    }
}

/// The only value that a schema allows besides `null`, if it is a scalar. For a schema of strings,
/// the value is converted to a string.
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

/// True if a schema allows `null`.
pub(super) fn may_be_null(view: &View<'_>) -> bool {
    let listed = values(view).is_some_and(|all| all.iter().any(|value| value.is_null()));
    listed || view.flag("nullable")
}

/// The type of a constant.
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
