use super::part::{self, Part};
use super::view::View;
use super::{Direction, Draft, Hint, Label, Types, constant, scalar};
use crate::diagnostic::Diagnostics;
use crate::ir::{Struct, Type, TypeId, TypeKind};
use crate::load::{Node, Version};

/// How many files a schema of bytes describes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Bytes {
    One,
    Many,
}

impl<'d> Types<'d> {
    /// The struct of a request body whose properties can be separate arguments.
    ///
    /// `None` unless the schema is an object with named properties, and any other members are
    /// free-form.
    pub fn body_struct(
        &mut self,
        schema: &Node<'d>,
        hint: &Hint,
        direction: Direction,
        diagnostics: &mut Diagnostics,
    ) -> Option<TypeId> {
        let id = self.any_struct(schema, hint, direction, diagnostics)?;
        let rest = self.fields_of(id)?.additional.as_ref();
        matches!(rest.map(|rest| &rest.ty), None | Some(Type::Json)).then_some(id)
    }

    /// The struct of an object with named properties, whatever other members it allows.
    pub fn any_struct(
        &mut self,
        schema: &Node<'d>,
        hint: &Hint,
        direction: Direction,
        diagnostics: &mut Diagnostics,
    ) -> Option<TypeId> {
        let mut ty = self.lower(schema, hint, direction, diagnostics);
        if let Type::Nullable(inner) = ty {
            ty = *inner;
        }
        let Type::Named(id) = ty else { return None };
        let has_fields = self.fields_of(id).is_some_and(|it| !it.fields.is_empty());
        has_fields.then_some(id)
    }

    /// True for a struct with a field that is not a constant.
    pub fn takes_values(&self, id: TypeId) -> bool {
        let fields = self.fields_of(id).map(|it| it.fields.as_slice());
        fields.is_some_and(|fields| fields.iter().any(|field| field.constant.is_none()))
    }

    fn fields_of(&self, id: TypeId) -> Option<&Struct> {
        match &self.definition(id).kind {
            TypeKind::Struct(it) => Some(it),
            _ => None,
        }
    }

    /// A copy of the struct of a request body, modified by `change`. Its fields keep their types.
    pub fn changed_body(
        &mut self,
        id: TypeId,
        hint: &Hint,
        change: impl FnOnce(&mut Struct),
    ) -> TypeId {
        let Draft { def, at, place, .. } = &self.drafts[id.0];
        let (mut def, at) = (def.clone(), at.clone());
        let place = format!("{place} as {}", hint.name());
        if let TypeKind::Struct(it) = &mut def.kind {
            change(it);
        }
        let changed = TypeId(self.drafts.len());
        self.drafts.push(Draft {
            def,
            at,
            place,
            label: Label::Place(hint.clone()),
            title: None,
            direction: Direction::Request,
            twin: None,
        });
        changed
    }

    /// How many files `schemas` describe if all of them apply; `None` if they do not describe
    /// files. An example such as `@photo.png` is curl's syntax for a file, so the string is read as
    /// one, unless the schema restricts it.
    pub fn bytes(&self, schemas: &[Node<'d>]) -> Option<Bytes> {
        let parts: Vec<_> = schemas.iter().cloned().map(Part::whole).collect();
        let view = View::quiet(&parts);
        let is_file = |view: &View<'_>| {
            let is_limited = ["enum", "format", "maxLength", "minLength", "pattern"]
                .iter()
                .any(|key| view.has(key));
            view.text("format") == Some("binary")
                || view.kind() == Some("file")
                || (view.kind() == Some("string")
                    && !is_limited
                    && view.text("example").is_some_and(names_a_file))
        };
        if view.kind() == Some("array") {
            let items = View::at(&view.get("items")?);
            return is_file(&items).then_some(Bytes::Many);
        }
        is_file(&view).then_some(Bytes::One)
    }

    /// How many values of any type `schemas` describe if all of them apply; `None` if they have a
    /// type.
    pub fn untyped(&self, schemas: &[Node<'d>]) -> Option<Bytes> {
        let parts: Vec<_> = schemas.iter().cloned().map(Part::whole).collect();
        let view = View::quiet(&parts);
        let is_any = |view: &View<'_>| view.parts.iter().all(|it| part::says_nothing(&it.node));
        if view.kind() == Some("array") {
            let items = View::at(&view.get("items")?);
            return is_any(&items).then_some(Bytes::Many);
        }
        is_any(&view).then_some(Bytes::One)
    }

    /// The OpenAPI version of the description.
    pub fn version(&self) -> Version {
        self.document.version()
    }

    /// The schema of the additional properties of `schema`.
    pub fn unnamed(&self, schema: &Node<'d>) -> Option<Node<'d>> {
        let rest = View::at(schema).get("additionalProperties")?;
        rest.value().is_object().then_some(rest)
    }

    /// The schema of the items if `schema` allows only arrays.
    pub fn items(&self, schema: &Node<'d>) -> Option<Node<'d>> {
        let view = View::at(schema);
        (view.kind() == Some("array")).then(|| view.get("items"))?
    }

    /// True for a schema of strings.
    pub fn is_text(&self, schema: &Node<'d>) -> bool {
        View::at(schema).kind() == Some("string")
    }

    /// True for an `enum` that contains the empty string.
    pub fn lists_empty(&self, schema: &Node<'d>) -> bool {
        let values = constant::values(&View::at(schema)).unwrap_or_default();
        values.into_iter().any(|value| value == "")
    }

    /// The type of a number or a boolean; `None` for everything else.
    pub fn plain(&self, schema: &Node<'d>) -> Option<Type> {
        let view = View::at(schema);
        match view.kind()? {
            "boolean" => Some(Type::Bool),
            "integer" => Some(scalar::integer(&view)),
            "number" => Some(scalar::number(&view)),
            _ => None,
        }
    }
}

/// True for `@` and a path with an extension and without spaces.
fn names_a_file(example: &str) -> bool {
    let path = example.strip_prefix('@').unwrap_or_default();
    let extension = path.rsplit_once('.').map_or("", |(_, extension)| extension);
    let lettered = |c: char| c.is_ascii_alphanumeric();
    (2..=5).contains(&extension.len())
        && extension.starts_with(|c: char| c.is_ascii_lowercase())
        && extension.chars().all(lettered)
        && !path.contains([' ', '@', ':'])
}
