//! Merges stored items into the values of responses.

use serde_json::{Map, Value};

use crate::mock::request::Request;
use crate::mock::respond::Envelope;
use crate::mock::sample::{hash, sample, uuid};
use crate::mock::schema::Schema;

/// Usual names of the list in an object.
const LISTS: [&str; 8] = [
    "items", "data", "results", "result", "list", "records", "entries", "values",
];

/// Maximum number of attempts to repair a value.
const ROUNDS: usize = 8;

/// Merges members into others: `null` removes a member (RFC 7396). If `known` is true, members that
/// the response does not have are ignored, so that secrets are not returned.
pub(super) fn overlay(target: &mut Map<String, Value>, source: &Map<String, Value>, known: bool) {
    for (name, value) in source {
        match (target.get_mut(name), value) {
            (None, _) if known => {}
            (None, Value::Null) => {}
            (None, value) => drop(target.insert(name.clone(), value.clone())),
            (Some(Value::Object(target)), Value::Object(source)) if !source.is_empty() => {
                overlay(target, source, false);
            }
            (Some(place), value) => *place = value.clone(),
        }
    }
}

/// Restores members of `base` if the merged ones violate the schema of the response.
pub(super) fn repair(
    schema: Option<&Schema>,
    envelope: &Envelope,
    whole: &mut Value,
    base: &Value,
) {
    let Some(schema) = schema else { return };
    let before = schema.faults(base);
    let inside = envelope.pointer(base);
    for _ in 0..ROUNDS {
        let faults = schema.faults(whole);
        let new = faults.iter().filter(|fault| !before.contains(fault));
        // The members with violations, by their pointers.
        let names: Vec<String> = new
            .filter_map(|fault| {
                let rest = fault.at.strip_prefix(&inside)?.strip_prefix('/')?;
                let name = rest.split('/').next()?;
                Some(format!("{inside}/{name}"))
            })
            .collect();
        if names.is_empty() {
            if faults.len() > before.len() {
                *whole = base.clone();
            }
            return;
        }
        for pointer in names {
            match (whole.pointer_mut(&pointer), base.pointer(&pointer)) {
                (Some(place), Some(old)) => *place = old.clone(),
                _ => {
                    let name = pointer.rsplit('/').next().unwrap_or_default();
                    let name = name.replace("~1", "/").replace("~0", "~");
                    if let Some(Value::Object(members)) = whole.pointer_mut(&inside) {
                        members.shift_remove(&name);
                    }
                }
            }
        }
    }
}

/// The member with the identifier of an item: `group_id`, `groupId` or `id` for the parameter
/// `group_id`, or another usual name.
pub(super) fn identifier(item: &Map<String, Value>, parameter: &str) -> Option<String> {
    let is_scalar = |name: &&str| {
        item.get(*name)
            .is_some_and(|it| it.is_string() || it.is_number())
    };
    let end = parameter.rsplit(['_', '-']).next().unwrap_or(parameter);
    let end = match parameter
        .strip_suffix("Id")
        .or_else(|| parameter.strip_suffix("ID"))
    {
        Some(_) => "id",
        None => end,
    };
    let usual = ["id", "uuid", "uid", "identifier", "key", "slug", "name"];
    let mut names = [parameter, end].into_iter().chain(usual);
    names.find(is_scalar).map(str::to_owned)
}

/// A different value of the same type that no other item has.
pub(super) fn fresh(old: Option<&Value>, number: u64, seed: u64) -> Option<Value> {
    let chance = &mut fastrand::Rng::with_seed(hash(seed ^ number, "id"));
    match old? {
        Value::Number(old) => Some(old.as_u64().unwrap_or_default().wrapping_add(number).into()),
        Value::String(old) => {
            let is_hex = !old.is_empty() && old.bytes().all(|it| it.is_ascii_hexdigit());
            let is_uuid = old.len() == 36 && old.split('-').count() == 5;
            Some(match (is_uuid, is_hex) {
                (true, _) => uuid(chance).into(),
                (_, true) => {
                    let digits = std::iter::repeat_with(|| fastrand::Rng::digit(chance, 16));
                    Value::String(digits.take(old.len()).collect())
                }
                _ => uuid(chance).into(),
            })
        }
        _ => None,
    }
}

/// Sets a unique identifier of an item, if its schema has one.
pub(super) fn distinct(
    schema: Option<&Schema>,
    envelope: &Envelope,
    whole: &mut Value,
    name: &str,
    is_taken: &dyn Fn(&str) -> bool,
    seed: u64,
) {
    let own = envelope.value(whole).get(name).and_then(in_path);
    let Some(schema) = schema.filter(|_| own.as_deref().is_some_and(is_taken)) else {
        return;
    };
    for number in 0..ROUNDS as u64 {
        let mut other = sample(schema, hash(seed.wrapping_add(number), "identifier"));
        let id = envelope.value(&mut other).get(name).cloned();
        let Some(id) = id.filter(|id| in_path(id).is_some_and(|id| !is_taken(&id))) else {
            continue;
        };
        if let Some(place) = envelope.value(whole).get_mut(name) {
            *place = id;
        }
        return;
    }
}

/// An identifier as a path segment.
pub(super) fn in_path(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()).filter(|it| !it.is_empty()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

/// The list in the value of a response.
pub(super) fn list(value: &mut Value) -> Option<&mut Vec<Value>> {
    let name = match &*value {
        Value::Array(_) => return value.as_array_mut(),
        Value::Object(members) => {
            let is_list = |name: &&str| members.get(*name).is_some_and(Value::is_array);
            let usual = LISTS.into_iter().find(is_list).map(str::to_owned);
            usual.or_else(|| {
                let mut lists = members.iter().filter(|(_, value)| value.is_array());
                let first = lists.next()?.0.clone();
                lists.next().is_none().then_some(first)
            })
        }
        _ => None,
    }?;
    value.get_mut(&name)?.as_array_mut()
}

/// A page of a list.
#[derive(Clone, Copy, Debug)]
pub(super) struct Page {
    number: usize,
    pub(super) start: usize,
    pub(super) size: usize,
}

impl Page {
    /// The requested page of a list with `count` items.
    pub(super) fn of(request: &Request, count: usize) -> Self {
        let number = |names: &[&str]| {
            let mut pairs = request.query.iter();
            let found = pairs.find(|(name, _)| names.contains(&name.as_str()));
            found.and_then(|(_, value)| value.parse::<usize>().ok())
        };
        let size = number(&[
            "per_page",
            "page_size",
            "pageSize",
            "limit",
            "size",
            "perPage",
        ]);
        let size = size.filter(|it| *it > 0).unwrap_or(count.max(1));
        let page = number(&["page", "page_number", "pageNumber"])
            .unwrap_or(1)
            .max(1);
        let offset = number(&["offset", "skip", "start"]);
        Self {
            number: page,
            start: offset.unwrap_or_else(|| (page - 1).saturating_mul(size)),
            size,
        }
    }
}

/// Sets the counts beside a list.
pub(super) fn count(whole: &mut Value, page: &Page, shown: usize, count: usize) {
    let Value::Object(members) = whole else {
        return;
    };
    for (name, value) in members.iter_mut() {
        let number = match name.as_str() {
            "count" => shown,
            "total_count" | "total" | "totalCount" | "total_results" => count,
            "total_pages" | "totalPages" | "pages" => count.div_ceil(page.size),
            "page" => page.number,
            "per_page" | "page_size" | "pageSize" | "limit" => page.size,
            _ if matches!(value, Value::Object(_)) => {
                if let "result_info" | "pagination" | "paging" | "meta" | "page_info" =
                    name.as_str()
                {
                    self::count(value, page, shown, count);
                }
                continue;
            }
            _ => continue,
        };
        if value.is_number() {
            *value = number.into();
        }
    }
}
