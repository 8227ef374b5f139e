//! Body parameters.

use indexmap::IndexSet;
use serde_json::Value;

use super::operation::Places;
use super::{GlobalItem, JSON, Object, content};
use crate::load::normalize::Walk;
use crate::source::push_segment;

/// The request body that a parameter with `in: body` describes.
pub(super) fn request_body(
    walk: &mut Walk<'_>,
    given: GlobalItem,
    consumes: &IndexSet<String>,
) -> (Places, Value) {
    let GlobalItem { value, at } = given;
    let mut body = match value {
        Value::Object(body) => body,
        _ => Object::new(),
    };
    let schema = body.shift_remove("schema");
    let schema = schema.unwrap_or_else(|| Value::Object(Object::new()));
    body.retain(|key, _| key != "in" && key != "name");
    let names = consumes.iter().map(String::as_str);
    let names: Vec<&str> = match consumes.is_empty() {
        true => vec![JSON],
        false => names.collect(),
    };
    let mut places = vec![(String::new(), at.clone())];
    for name in &names {
        places.push((place_of(name, &[]), at.join("schema")));
    }
    let content = content(walk, schema, names.into_iter());
    body.insert("content".to_owned(), Value::Object(content));
    (places, Value::Object(body))
}

/// The relative path of the schema of a media type in a request body, or of a descendant of it.
pub(super) fn place_of(media_type: &str, inside: &[&str]) -> String {
    let mut place = String::new();
    let keys = ["content", media_type, "schema"].into_iter();
    keys.chain(inside.iter().copied())
        .for_each(|key| push_segment(&mut place, key));
    place
}
