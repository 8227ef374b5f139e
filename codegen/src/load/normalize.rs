//! Normalizes all schemas of a document to the dialect of [`load`](super), in one traversal.

use serde_json::{Map, Value};

use super::kind::{Kind, MemberKind};
use super::limits::TreeBudget;
use super::origin::Origins;
use super::swagger::{self, Globals};
use super::{Pointer, Version, misplaced, overlay, schema, stream};
use crate::diagnostic::wording::keyword;
use crate::diagnostic::{Diagnostic, Diagnostics, Problem};
use crate::source::push_segment;

/// The traversal. It visits only objects that can contain schemas, never examples, defaults or
/// extensions.
pub(super) struct Walk<'w> {
    pub(super) version: Version,
    /// Index of the file.
    pub(super) file: usize,
    /// Escaped JSON pointer of the current value.
    pub(super) path: String,
    pub(super) shared: Shared<'w>,
    /// References in document order, and the kinds of their targets.
    pub(super) references: Vec<(String, Kind)>,
    /// The error that makes the whole description unusable.
    pub(super) refusal: Option<Diagnostic>,
    /// True if a schema has an identifier or an anchor.
    pub(super) is_identified: bool,
    pub(super) is_dynamic: bool,
}

/// State that is shared by the traversals of all files.
pub(super) struct Shared<'w> {
    pub(super) diagnostics: &'w mut Diagnostics,
    pub(super) origins: &'w mut Origins,
    pub(super) budget: &'w mut TreeBudget,
    /// Sections of Swagger 2.0 that apply to all operations.
    pub(super) globals: &'w mut Globals,
}

impl<'w> Walk<'w> {
    /// A traversal that starts at `path`, an escaped JSON pointer.
    pub(super) fn new(version: Version, file: usize, path: String, shared: Shared<'w>) -> Self {
        Self {
            version,
            file,
            path,
            shared,
            references: Vec::new(),
            refusal: None,
            is_identified: false,
            is_dynamic: false,
        }
    }

    /// Normalizes a value of this kind and everything inside of it.
    pub(super) fn value(&mut self, kind: Kind, value: &mut Value) {
        if kind == Kind::Schema {
            self.as_schema(value);
        }
        let Value::Object(object) = value else { return };
        swagger::upgrade(self, kind, object);
        match kind {
            Kind::Schema => {
                self.is_identified |= object.contains_key("$id");
                self.is_dynamic |= object.contains_key("$dynamicRef");
                schema::normalize(self, object);
            }
            Kind::MediaType => {
                misplaced::repair(self, kind, object);
                stream::normalize(self, object);
            }
            kind => misplaced::repair(self, kind, object),
        }
        if let Some(reference) = object.get("$ref").and_then(Value::as_str) {
            self.references.push((reference.to_owned(), kind));
        }
        if kind == Kind::Document {
            self.is_identified |= object.contains_key("$self");
            self.info(object);
        }
        for (key, member) in object.iter_mut() {
            let Some(holds) = kind.member(key) else {
                continue;
            };
            // Booleans are allowed here.
            if key == "additionalProperties" && member.is_boolean() {
                continue;
            }
            self.inside(key, |walk| walk.member(holds, member));
        }
    }

    /// Reports a warning about a member of the current object.
    pub(super) fn warn(&mut self, key: &str, problem: Problem) {
        let at = Pointer::new(self.file, &self.path).join(key);
        self.shared.diagnostics.push(problem.warning(&at));
    }

    /// Reports a warning about a location of the file.
    pub(super) fn warn_at(&mut self, place: &str, problem: Problem) {
        let at = Pointer::new(self.file, place);
        self.shared.diagnostics.push(problem.warning(&at));
    }

    /// The escaped JSON pointer of a descendant, by its keys.
    pub(super) fn below(&self, keys: &[&str]) -> String {
        let mut path = self.path.clone();
        keys.iter().for_each(|key| push_segment(&mut path, key));
        path
    }

    /// A copy of a value, if the budget allows it.
    pub(super) fn copy(&mut self, value: &Value) -> Option<Value> {
        let (values, text) = overlay::measure(value);
        match self.shared.budget.take(values, text) {
            Ok(()) => Some(value.clone()),
            Err(problem) => {
                let at = Pointer::new(self.file, &self.path);
                self.refusal.get_or_insert_with(|| problem.error(&at));
                None
            }
        }
    }

    /// Runs `step` with `key` appended to the path.
    pub(super) fn inside(&mut self, key: &str, step: impl FnOnce(&mut Self)) {
        let length = self.path.len();
        push_segment(&mut self.path, key);
        step(self);
        self.path.truncate(length);
    }

    fn member(&mut self, holds: MemberKind, value: &mut Value) {
        match (holds, value) {
            (MemberKind::One(kind), value) => self.value(kind, value),
            (MemberKind::List(kind), Value::Array(items)) => {
                for (index, item) in items.iter_mut().enumerate() {
                    self.inside(&index.to_string(), |walk| walk.value(kind, item));
                }
            }
            (MemberKind::Map(kind), Value::Object(members)) => {
                for (key, member) in members.iter_mut() {
                    // Extensions can occur among paths; a property can have a name such as `x-…`.
                    if kind == Kind::Schema || !key.starts_with("x-") {
                        self.inside(key, |walk| walk.value(kind, member));
                    }
                }
            }
            _ => {}
        }
    }

    /// Converts a boolean or an invalid value in place of a schema to an object.
    fn as_schema(&mut self, value: &mut Value) {
        let object = match value {
            Value::Object(_) => return,
            Value::Bool(true) => Map::new(),
            Value::Bool(false) => Map::from_iter([("not".to_owned(), Value::Object(Map::new()))]),
            _ => {
                let at = Pointer::new(self.file, &self.path);
                self.shared
                    .diagnostics
                    .push(keyword::schema_expected().warning(&at));
                Map::new()
            }
        };
        *value = Value::Object(object);
    }

    /// An unquoted `version: 1.0` is a number in YAML.
    fn info(&mut self, document: &mut Map<String, Value>) {
        if let Some(version) = document.get_mut("info").and_then(|i| i.get_mut("version"))
            && let Value::Number(number) = version
        {
            let text = number.to_string();
            self.inside("info", |walk| {
                walk.warn("version", keyword::version_is_number(&text));
            });
            *version = Value::String(text);
        }
    }
}
