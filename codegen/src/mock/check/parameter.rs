//! Validates the parameters of a request.

use serde_json::{Map, Value};

use super::Violation;
use super::coerce::{Kinds, items, property, scalar, scalars};
use crate::mock::operation::{Location, Operation, Parameter, Style};
use crate::mock::request::Request;
use crate::mock::schema::Schema;
use crate::mock::template::decoded;

/// Maximum depth of objects in a query.
const MAX_DEPTH: usize = 16;

/// The text of a parameter, split according to its style.
#[derive(Debug, Default)]
struct RawValue {
    /// The whole text.
    text: Option<String>,
    list: Vec<String>,
    members: Vec<(String, String)>,
}

/// Validates the parameters of a request. `path` has the values of path parameters.
pub(super) fn faults(
    operation: &Operation,
    request: &Request,
    path: &[(&str, &str)],
) -> Vec<Violation> {
    let parameters = operation.parameters.iter();
    parameters
        .filter_map(|parameter| fault(parameter, request, path))
        .collect()
}

fn fault(parameter: &Parameter, request: &Request, path: &[(&str, &str)]) -> Option<Violation> {
    let word = match parameter.location {
        Location::Path => "path parameter",
        Location::Query => "query parameter",
        Location::Header => "header",
        Location::Cookie => "cookie",
    };
    let place = format!("{word} `{}`", parameter.name);
    let Some(raw) = raw_value(parameter, request, path) else {
        let missing = || Violation::new(&place, "", "it is required and is not there");
        return parameter.required.then(missing);
    };
    let candidates = match candidates(parameter, raw) {
        Ok(candidates) => candidates,
        Err(message) => return Some(Violation::new(&place, "", &message)),
    };
    if candidates.iter().any(|value| parameter.schema.fits(value)) {
        return None;
    }
    let faults = candidates
        .first()
        .map(|value| parameter.schema.faults(value));
    let fault = faults.into_iter().flatten().next()?;
    Some(Violation::new(&place, &fault.at, &fault.message))
}

/// The values that the text of a parameter can represent.
fn candidates(parameter: &Parameter, raw: RawValue) -> Result<Vec<Value>, String> {
    let schema = &parameter.schema;
    if parameter.is_json {
        let text = raw.text.unwrap_or_default();
        let value = serde_json::from_str(&text);
        return value
            .map(|value| vec![value])
            .map_err(|why| format!("it is no JSON: {why}"));
    }
    let kinds = Kinds::of(schema, schema.root());
    let mut candidates = Vec::new();
    if kinds.object && !raw.members.is_empty() {
        candidates.push(object(schema, schema.root(), &raw.members));
    }
    if kinds.array {
        let item = items(schema, schema.root());
        let values = raw.list.iter().map(|text| scalar(schema, item, text));
        candidates.push(values.collect());
    }
    if let Some(text) = &raw.text {
        candidates.extend(scalars(kinds, text));
        // Forms encode a space as `+`.
        if parameter.location == Location::Query && text.contains('+') {
            candidates.push(text.replace('+', " ").into());
        }
    }
    Ok(candidates)
}

/// An object from names such as `a`, or `a[b]` for nested ones.
fn object(schema: &Schema, node: &Value, members: &[(String, String)]) -> Value {
    let mut out = Map::new();
    for (name, text) in members {
        let keys = name
            .splitn(MAX_DEPTH, '[')
            .map(|key| key.trim_end_matches(']'));
        let keys: Vec<&str> = keys.collect();
        put(&mut out, schema, Some(node), &keys, text);
    }
    Value::Object(out)
}

fn put(
    out: &mut Map<String, Value>,
    schema: &Schema,
    node: Option<&Value>,
    keys: &[&str],
    text: &str,
) {
    let Some((key, rest)) = keys.split_first() else {
        return;
    };
    let node = node.and_then(|node| property(schema, node, key));
    let kinds = node.map(|node| Kinds::of(schema, node)).unwrap_or_default();
    let is_list = kinds.array || rest == [""];
    if is_list {
        let item = node.map_or(&Value::Bool(true), |node| items(schema, node));
        let value = scalar(schema, item, text);
        match out
            .entry((*key).to_owned())
            .or_insert_with(|| Value::Array(Vec::new()))
        {
            Value::Array(values) => values.push(value),
            other => *other = value,
        }
    } else if rest.is_empty() {
        let value = scalar(schema, node.unwrap_or(&Value::Bool(true)), text);
        out.insert((*key).to_owned(), value);
    } else if let Value::Object(inner) = out
        .entry((*key).to_owned())
        .or_insert_with(|| Value::Object(Map::new()))
    {
        put(inner, schema, node, rest, text);
    }
}

fn raw_value(parameter: &Parameter, request: &Request, path: &[(&str, &str)]) -> Option<RawValue> {
    let name = parameter.name.as_str();
    match parameter.location {
        Location::Path => {
            let (_, value) = path.iter().find(|(key, _)| *key == name)?;
            Some(in_path(parameter, value))
        }
        Location::Header => {
            let values: Vec<_> = request.all(name).collect();
            (!values.is_empty()).then(|| joined(&values.join(","), ',', parameter.explode))
        }
        Location::Cookie => {
            let value = request.cookie(name)?;
            Some(joined(&decoded(value), ',', false))
        }
        Location::Query => in_query(parameter, request),
    }
}

fn in_path(parameter: &Parameter, value: &str) -> RawValue {
    match parameter.style {
        Style::Label => {
            let value = value.strip_prefix('.').unwrap_or(value);
            joined(
                value,
                if parameter.explode { '.' } else { ',' },
                parameter.explode,
            )
        }
        Style::Matrix => {
            let start = format!("{}=", parameter.name);
            let pairs = value.trim_start_matches(';').split(';');
            let values: Vec<_> = pairs
                .clone()
                .filter_map(|it| it.strip_prefix(&start))
                .collect();
            match values[..] {
                // The members of an exploded object are parameters of their own.
                [] => joined(&pairs.collect::<Vec<_>>().join(","), ',', true),
                _ => joined(&values.join(","), ',', false),
            }
        }
        _ => joined(value, ',', parameter.explode),
    }
}

/// Parses a list or an object: `a,1,b,2`, or `a=1,b=2` if it is exploded.
fn joined(value: &str, separator: char, explode: bool) -> RawValue {
    let list: Vec<String> = match value.is_empty() {
        true => Vec::new(),
        false => value
            .split(separator)
            .map(|item| item.trim().to_owned())
            .collect(),
    };
    let members = match explode {
        true => list
            .iter()
            .filter_map(|it| it.split_once('='))
            .map(owned)
            .collect(),
        false => list.chunks(2).filter_map(pair).collect(),
    };
    RawValue {
        text: Some(value.to_owned()),
        list,
        members,
    }
}

fn owned((name, value): (&str, &str)) -> (String, String) {
    (name.to_owned(), value.to_owned())
}

fn pair(items: &[String]) -> Option<(String, String)> {
    match items {
        [name, value] => Some((name.clone(), value.clone())),
        _ => None,
    }
}

fn in_query(parameter: &Parameter, request: &Request) -> Option<RawValue> {
    let name = parameter.name.as_str();
    let pairs = request.query.iter().zip(&request.raw_values);
    let own: Vec<_> = pairs.filter(|((key, _), _)| key == name).collect();
    if parameter.style == Style::DeepObject {
        let members = request.query.iter().filter_map(|(key, value)| {
            let inside = key.strip_prefix(name)?.strip_prefix('[')?;
            Some((inside.replacen(']', "", 1), value.clone()))
        });
        let members: Vec<_> = members.collect();
        if !members.is_empty() {
            return Some(RawValue {
                members,
                ..RawValue::default()
            });
        }
    }
    let Some(((_, first), raw)) = own.first() else {
        return exploded(parameter, request);
    };
    let separators: &[&str] = match parameter.style {
        Style::SpaceDelimited => &["%20", "+", " "],
        Style::PipeDelimited => &["%7C", "%7c", "|"],
        _ => &[","],
    };
    let list: Vec<String> = match own.len() {
        1 if !(parameter.explode && parameter.style == Style::Form) => {
            let plain = separators
                .iter()
                .fold((*raw).clone(), |raw, it| raw.replace(it, "\0"));
            plain
                .split('\0')
                .filter(|it| !it.is_empty())
                .map(decoded)
                .collect()
        }
        _ => own.iter().map(|((_, value), _)| value.clone()).collect(),
    };
    Some(RawValue {
        text: (own.len() == 1).then(|| first.clone()),
        members: list.chunks(2).filter_map(pair).collect(),
        list,
    })
}

/// An object whose members are query parameters of their own.
fn exploded(parameter: &Parameter, request: &Request) -> Option<RawValue> {
    let schema = &parameter.schema;
    let is_exploded = parameter.explode && parameter.style == Style::Form;
    if !is_exploded || !Kinds::of(schema, schema.root()).object {
        return None;
    }
    let is_member = |name: &str| property(schema, schema.root(), name).is_some();
    let members = request.query.iter().filter(|(name, _)| is_member(name));
    let members: Vec<_> = members.cloned().collect();
    (!members.is_empty()).then(|| RawValue {
        members,
        ..RawValue::default()
    })
}
