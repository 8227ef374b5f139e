use super::part::{self, Part};
use super::view::View;
use super::{Direction, Draft, Hint, Label, Types, constant, scalar};
use crate::diagnostic::Diagnostics;
use crate::ir::{Struct, Type, TypeId, TypeKind};
use crate::load::{Node, Version};

/// How many files a schema of bytes stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Bytes {
    One,
    Many,
}

impl<'d> Types<'d> {
    /// The struct of a request body whose properties can be given one by one.
    ///
    /// `None` for everything but an object with named properties; what it has beside them may
    /// only be free-form.
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

    /// The struct of an object with named properties, whatever it has beside them.
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

    /// True for a struct with a field that can have more than one value.
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

    /// A struct like that of a request body, but for what `change` does to it. Its fields keep
    /// their types.
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
            direction: Direction::Request,
            twin: None,
        });
        changed
    }

    /// How many files are meant where each of `schemas` has a say; `None` where something else
    /// is. An example such as `@photo.png` is how curl is asked to send a file, unless the schema
    /// says something about the text.
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

    /// How many values without any type each of `schemas` stands for; `None` where something has
    /// one.
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

    /// The OpenAPI that the description is written in.
    pub fn version(&self) -> Version {
        self.document.version()
    }

    /// What `schema` says of the properties that it does not name.
    pub fn unnamed(&self, schema: &Node<'d>) -> Option<Node<'d>> {
        let rest = View::at(schema).get("additionalProperties")?;
        rest.value().is_object().then_some(rest)
    }

    /// What the items of the lists are that `schema` allows; `None` where it allows others.
    pub fn items(&self, schema: &Node<'d>) -> Option<Node<'d>> {
        let view = View::at(schema);
        (view.kind() == Some("array")).then(|| view.get("items"))?
    }

    /// True for a schema of texts.
    pub fn is_text(&self, schema: &Node<'d>) -> bool {
        View::at(schema).kind() == Some("string")
    }

    /// True for a schema that lists the empty text among its values.
    pub fn lists_empty(&self, schema: &Node<'d>) -> bool {
        let values = constant::values(&View::at(schema)).unwrap_or_default();
        values.into_iter().any(|value| value == "")
    }

    /// The type of a number or a truth value; `None` for everything else.
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

/// True for `@` and the path of a file: it has an extension, and no words.
fn names_a_file(example: &str) -> bool {
    let path = example.strip_prefix('@').unwrap_or_default();
    let extension = path.rsplit_once('.').map_or("", |(_, extension)| extension);
    let lettered = |c: char| c.is_ascii_alphanumeric();
    (2..=5).contains(&extension.len())
        && extension.starts_with(|c: char| c.is_ascii_lowercase())
        && extension.chars().all(lettered)
        && !path.contains([' ', '@', ':'])
}
