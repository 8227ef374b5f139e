use indexmap::{IndexMap, IndexSet};

use super::part::Part;
use super::resolve::{SchemaSite, description, length};
use super::view::View;
use super::{Direction, Hint, Types, constant, constraints, nullable, scalar, xml};
use crate::diagnostic::Diagnostics;
use crate::diagnostic::wording::{name as naming, schema as wording};
use crate::ir::{Additional, Constraints, Doc, Field, Struct, Type, TypeId, TypeKind};
use crate::json_text::json_text;
use crate::load::Node;
use crate::name::{Case, Claim, Rank, settle};

/// A struct whose fields are not drafted yet.
///
/// Structs are drafted one after the other instead of recursively, because a chain of references
/// may be longer than the stack allows.
pub(super) struct Job<'d> {
    id: TypeId,
    view: View<'d>,
    hint: Hint,
    direction: Direction,
}

impl<'d> Types<'d> {
    /// The type of an object: a struct if it has named properties, else a map or free-form JSON.
    pub(super) fn object(&mut self, site: &SchemaSite<'d>, diagnostics: &mut Diagnostics) -> Type {
        let hint = site.label.hint();
        if site.view.properties().is_empty() {
            let values = self.rest(&site.view, &hint, site.direction, diagnostics);
            return values.map_or(Type::Json, |ty| Type::Map(Box::new(ty)));
        }
        let empty = Struct {
            fields: Vec::new(),
            additional: None,
            builder: None,
        };
        let id = self.draft(site, TypeKind::Struct(empty));
        self.jobs.push_back(Job {
            id,
            view: View {
                parts: site.view.parts.clone(),
                repeated: 0,
            },
            hint,
            direction: site.direction,
        });
        Type::Named(id)
    }

    /// Drafts the fields of a struct.
    pub(super) fn fill(&mut self, job: Job<'d>, diagnostics: &mut Diagnostics) {
        if let Some(diagnostic) = job.view.first().and_then(|node| self.limit_reached(node)) {
            self.report(diagnostic, diagnostics);
            self.drafts[job.id.0].def.kind = TypeKind::Alias(Type::Json);
            return;
        }
        let mut fields = Vec::new();
        let mut claims = Vec::new();
        let required = job.view.required();
        let properties = job.view.properties();
        self.check_required(&job.view, &required, &properties, diagnostics);
        self.budget.items(properties.len());
        for (name, schemas) in &properties {
            // Emitted tables use NUL as the separator of names.
            if let (true, Some(at)) = (name.contains('\0'), schemas.first()) {
                self.report(wording::property_with_nul().warning(at.at()), diagnostics);
                continue;
            }
            let wanted = required.contains(name);
            if let Some((field, claim)) = self.field(&job, name, schemas, wanted, diagnostics) {
                fields.push(field);
                claims.push(claim);
            }
        }
        self.place_in_xml(&mut fields, &properties);
        let values = self.rest(&job.view, &job.hint, job.direction, diagnostics);
        if values.is_some() {
            claims.push(Claim {
                name: String::from("additional_properties"),
                wire: String::from("properties without a name"),
                rank: Rank::Derived,
            });
        }
        let names = settle(&claims, Case::Field);
        for ((name, claim), field) in names.iter().zip(&claims).zip(&mut fields) {
            field.rust_name.clone_from(&name.name);
            if name.changed
                && let Some(at) = properties[field.wire_name.as_str()].first()
            {
                let problem = naming::property(&claim.name, &field.wire_name, &name.name);
                self.report(problem.warning(at.at()), diagnostics);
            }
        }
        let additional = values.zip(names.into_iter().nth(fields.len()));
        fields.sort_by_key(|field| !field.required);
        self.drafts[job.id.0].def.kind = TypeKind::Struct(Struct {
            fields,
            additional: additional.map(|(ty, name)| Additional {
                rust_name: name.name,
                ty,
            }),
            builder: None,
        });
    }

    /// Sets the XML elements of fields, which are in the order of the document.
    fn place_in_xml(&self, fields: &mut [Field], properties: &IndexMap<&'d str, Vec<Node<'d>>>) {
        if !self.has_xml {
            return;
        }
        let places: Vec<(&[Node<'d>], &str)> = fields
            .iter()
            .map(|field| {
                (
                    properties[field.wire_name.as_str()].as_slice(),
                    &*field.wire_name,
                )
            })
            .collect();
        let elements = xml::elements(&places);
        for (index, (field, element)) in fields.iter_mut().zip(elements).enumerate() {
            field.xml = Some((index, element));
        }
    }

    /// Reports required names that are not properties.
    fn check_required(
        &mut self,
        view: &View<'d>,
        required: &IndexSet<&'d str>,
        properties: &IndexMap<&'d str, Vec<Node<'d>>>,
        diagnostics: &mut Diagnostics,
    ) {
        let missing = required
            .iter()
            .filter(|name| !properties.contains_key(*name));
        let Some(at) = view.first() else { return };
        for name in missing {
            self.report(
                wording::unknown_required(name).warning(at.at()),
                diagnostics,
            );
        }
    }

    /// The field of a property; `None` if it is not sent in this direction.
    fn field(
        &mut self,
        job: &Job<'d>,
        name: &str,
        schemas: &[Node<'d>],
        required: bool,
        diagnostics: &mut Diagnostics,
    ) -> Option<(Field, Claim)> {
        // Without a budget, the schema is skipped and the field allows any JSON.
        let schemas = if self.budget.is_spent() { &[] } else { schemas };
        let parts: Vec<_> = schemas.iter().cloned().map(Part::whole).collect();
        let view = View::quiet(&parts);
        self.budget.view(&view);
        let hidden = match job.direction {
            Direction::Request | Direction::Patch => view.flag("readOnly"),
            Direction::Response => view.flag("writeOnly"),
        };
        if hidden || schemas.iter().any(is_never) {
            return None;
        }
        let may_be_null = constant::may_be_null(&view);
        let only = constant::besides_null(&view);
        let is_constant = only.is_some() && required && !may_be_null;
        let mut ty = match &only {
            // An enum with a single value would have no use.
            Some(only) if may_be_null => nullable(constant::ty(only, &view)),
            Some(only) => constant::ty(only, &view),
            None => self.resolve(&parts, &job.hint.then(name), job.direction, diagnostics),
        };
        if view.flag("writeOnly") && scalar::is_credential(name) {
            ty = secret(ty);
        }
        if job.direction == Direction::Patch && !required {
            ty = nullable(ty);
        }
        let given = schemas.iter().find_map(|schema| self.given(schema.at()));
        let given = given.filter(|name| name.starts_with(|c: char| !c.is_uppercase()));
        let only = only.as_ref().map(json_text);
        let (constant, only) = if is_constant {
            (only, None)
        } else {
            (None, only)
        };
        let constraints = limits(&view, &ty, only);
        let doc = words(schemas, &ty, &view);
        self.budget.text(length(&doc));
        let field = Field {
            wire_name: String::from(name),
            rust_name: String::new(),
            ty,
            required,
            doc,
            constraints,
            deprecated: schemas.iter().any(|schema| schema.flag("deprecated")),
            constant,
            xml: None,
        };
        let claim = Claim {
            rank: given.as_ref().map_or(Rank::Named, |_| Rank::Configured),
            name: given.unwrap_or_else(|| Case::Field.name(name)),
            wire: String::from(name),
        };
        Some((field, claim))
    }

    /// The type of the other members; `None` if there are none.
    fn rest(
        &mut self,
        view: &View<'d>,
        hint: &Hint,
        direction: Direction,
        diagnostics: &mut Diagnostics,
    ) -> Option<Type> {
        let mut schemas: Vec<Node<'d>> = Vec::new();
        for part in &view.parts {
            let patterns = part.node.get("patternProperties");
            schemas.extend(
                patterns
                    .iter()
                    .flat_map(Node::entries)
                    .map(|(_, schema)| schema),
            );
            schemas.extend(part.node.get("additionalProperties"));
        }
        schemas.retain(|schema| schema.value() != false && !is_never(schema));
        let hint = hint.part("value");
        let mut types = Vec::new();
        for schema in schemas {
            let ty = self.resolve(&[Part::whole(schema)], &hint, direction, diagnostics);
            if !types.contains(&ty) {
                types.push(ty);
            }
        }
        let ty = match types.len() {
            0 => None,
            1 => types.pop(),
            _ => Some(Type::Json),
        };
        ty.map(|ty| {
            if direction == Direction::Patch {
                nullable(ty)
            } else {
                ty
            }
        })
    }
}

/// True for a schema that no value matches.
pub(super) fn is_never(schema: &Node<'_>) -> bool {
    let anything = |not: &Node<'_>| not.entries().next().is_none() && not.value().is_object();
    schema.get("not").is_some_and(|not| anything(&not)) && schema.entries().count() == 1
}

fn secret(ty: Type) -> Type {
    match ty {
        Type::String => Type::Secret,
        Type::Nullable(inner) => Type::Nullable(Box::new(secret(*inner))),
        other => other,
    }
}

fn holds_secret(ty: &Type) -> bool {
    match ty {
        Type::Secret => true,
        Type::Nullable(inner) | Type::List(inner) | Type::Map(inner) => holds_secret(inner),
        _ => false,
    }
}

/// The constraints of a property, including its only value; without values if it is secret.
fn limits(view: &View<'_>, ty: &Type, only: Option<String>) -> Constraints {
    let mut limits = constraints::of(view);
    if holds_secret(ty) {
        (limits.default, limits.example) = (None, None);
    } else {
        limits.only = only;
    }
    limits
}

/// The documentation of a property. The text of a named type is on that type.
fn words(schemas: &[Node<'_>], ty: &Type, view: &View<'_>) -> Doc {
    match schemas.iter().find_map(|it| it.text("description")) {
        Some(own) => crate::doc::markdown(own),
        None if matches!(ty, Type::Named(_)) => Doc::default(),
        None => description(view),
    }
}
