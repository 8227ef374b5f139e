//! Form parameters, which become properties of the request body.

use indexmap::IndexSet;
use serde_json::{Value, json};

use super::body::place_of;
use super::operation::Places;
use super::parameter::{set_style, take_schema};
use super::{GlobalItem, Object, is_file};
use crate::load::normalize::Walk;

const FORM: &str = "application/x-www-form-urlencoded";
const MULTIPART: &str = "multipart/form-data";

/// The request body that parameters with `in: formData` describe.
pub(super) fn request_body(
    walk: &mut Walk<'_>,
    fields: Vec<GlobalItem>,
    consumes: &IndexSet<String>,
) -> (Places, Value) {
    let mut form = Form::default();
    for field in fields {
        form.add(walk, field);
    }
    let media_types = form.media_types(consumes);
    let mut places = Places::new();
    let mut content = Object::new();
    for (index, media_type) in media_types.iter().enumerate() {
        for (name, at) in &form.places {
            let place = place_of(media_type, &["properties", name]);
            places.push((place, at.clone()));
        }
        let media = form.media_type();
        let media = if index == 0 {
            Some(media)
        } else {
            walk.copy(&media)
        };
        content.extend(media.map(|media| ((*media_type).to_owned(), media)));
    }
    if let Some((_, first)) = form.places.first() {
        // Parts of the body that belong to no single field have the origin of the first field.
        places.insert(0, (String::new(), first.clone()));
    }
    let body = json!({ "required": !form.required.is_empty(), "content": content });
    (places, body)
}

/// The fields of a form.
#[derive(Default)]
struct Form {
    properties: Object,
    required: Vec<Value>,
    encoding: Object,
    has_file: bool,
    /// The origin of each field.
    places: Places,
}

impl Form {
    fn add(&mut self, walk: &mut Walk<'_>, field: GlobalItem) {
        let GlobalItem { value, at } = field;
        let Value::Object(mut field) = value else {
            return;
        };
        let Some(name) = field.get("name").and_then(Value::as_str).map(str::to_owned) else {
            return;
        };
        let place = walk.below(&["parameters", &format!("field {name}")]);
        walk.shared
            .origins
            .put(walk.file, place.clone(), at.clone());
        set_style(walk, &place, &mut field, true);
        let of_file = |schema: &Value| schema.as_object().is_some_and(is_file);
        let is_file = is_file(&field) || field.get("items").is_some_and(of_file);
        self.has_file |= is_file;
        let mut encoding = Object::new();
        for key in ["style", "explode"] {
            let said = field.shift_remove(key).filter(|_| !is_file);
            encoding.extend(said.map(|value| (key.to_owned(), value)));
        }
        if !encoding.is_empty() {
            self.encoding.insert(name.clone(), Value::Object(encoding));
        }
        if field.shift_remove("required") == Some(Value::Bool(true)) {
            self.required.push(name.as_str().into());
        }
        let mut schema = take_schema(&mut field);
        let notes = field.into_iter();
        schema.extend(notes.filter(|(key, _)| key == "description" || key.starts_with("x-")));
        self.properties.insert(name.clone(), Value::Object(schema));
        self.places.push((name, at));
    }

    /// The media types of the form. A file requires `multipart/form-data`.
    fn media_types(&self, consumes: &IndexSet<String>) -> Vec<&'static str> {
        let says = |name: &str| {
            consumes
                .iter()
                .any(|it| it.to_ascii_lowercase().starts_with(name))
        };
        match (says(MULTIPART), says(FORM)) {
            _ if self.has_file => vec![MULTIPART],
            (true, true) => vec![FORM, MULTIPART],
            (true, false) => vec![MULTIPART],
            (false, _) => vec![FORM],
        }
    }

    fn media_type(&self) -> Value {
        let mut schema = Object::from_iter([
            ("type".to_owned(), "object".into()),
            (
                "properties".to_owned(),
                Value::Object(self.properties.clone()),
            ),
        ]);
        if !self.required.is_empty() {
            schema.insert("required".to_owned(), self.required.clone().into());
        }
        let mut media = Object::from_iter([("schema".to_owned(), Value::Object(schema))]);
        if !self.encoding.is_empty() {
            media.insert("encoding".to_owned(), Value::Object(self.encoding.clone()));
        }
        Value::Object(media)
    }
}
