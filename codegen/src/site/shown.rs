//! Texts for types, fields and constraints.

use maud::{Markup, html};

use super::context::{Site, has_page};
use super::text;
use crate::emit::limits;
use crate::ir::{
    Constraints, Enum, Field, Parameter, Role, Type, TypeDef, TypeId, TypeKind, Variant,
};

/// Maximum number of values of an enum that are listed where it is used.
const MAX_LISTED: usize = 16;

/// Maximum length of an example beside a field.
const MAX_EXAMPLE: usize = 80;

/// The name of a type in terms of JSON, with links to models.
pub(super) fn type_name(site: &Site<'_>, ty: &Type) -> Markup {
    let of = |what: &str, inner: &Type| html! { (what) " of " (type_name(site, inner)) };
    match ty {
        Type::Json => html! { "any" },
        Type::Bool => html! { "boolean" },
        Type::Int(_) => html! { "integer" },
        Type::F32 | Type::F64 => html! { "number" },
        Type::String => html! { "string" },
        Type::Secret => html! { "secret string" },
        Type::Bytes(_) => html! { "base64 string" },
        Type::Date => html! { "date" },
        Type::DateTime => html! { "date-time" },
        Type::List(item) => of("array", item),
        Type::OneOrMany(item) => html! { (of("array", item)) ", or a lone item" },
        Type::Map(value) => of("map", value),
        Type::Nullable(inner) => html! { (type_name(site, inner)) " or null" },
        Type::Boxed(inner) => type_name(site, inner),
        Type::Named(id) => model_link(site, *id),
    }
}

/// The name of a model, with a link to its page if it has one.
pub(super) fn model_link(site: &Site<'_>, id: TypeId) -> Markup {
    let def = site.def(id);
    if !has_page(def) {
        return html! { "object" };
    }
    html! { a href={ "../models/" (site.links.models[id.0]) ".html" } { (def.name) } }
}

/// The descriptions of the fields of a type.
pub(super) fn field_texts(site: &Site<'_>, def: &TypeDef) -> Vec<Markup> {
    let TypeKind::Struct(object) = &def.kind else {
        return Vec::new();
    };
    let texts = object.fields.iter().map(|field| field_text(site, field));
    texts.collect()
}

fn field_text(site: &Site<'_>, field: &Field) -> Markup {
    html! {
        @if !field.doc.is_empty() { div.text { (text::blocks(&field.doc)) } }
        (details(site, &field.ty, &field.constraints, field.constant.as_deref()))
    }
}

/// The description of a parameter.
pub(super) fn parameter_text(site: &Site<'_>, parameter: &Parameter) -> Markup {
    let default = match parameter.role {
        Role::ClientDefault(index) => site.api.client.defaults.get(index),
        _ => None,
    };
    html! {
        @if !parameter.doc.is_empty() { div.text { (text::blocks(&parameter.doc)) } }
        @if let Some(default) = default {
            p.limits {
                "Taken from the client if it is not set"
                @if let Some(env) = &default.env { " (" code { (env) } ")" }
                "."
            }
        }
        (details(site, &parameter.ty, &parameter.constraints, parameter.constant.as_deref()))
    }
}

/// Constraints, constant, known values and example.
pub(super) fn details(
    site: &Site<'_>,
    ty: &Type,
    constraints: &Constraints,
    constant: Option<&str>,
) -> Markup {
    let limits = limits(constraints);
    let example = constraints.example.as_deref();
    let example = example.filter(|example| example.len() <= MAX_EXAMPLE);
    html! {
        @if let Some(constant) = constant {
            p.limits { "Always " code { (visible(constant)) } "." }
        }
        @if !limits.is_empty() { p.limits { (text::line(&limits)) } }
        @if constant.is_none() && let Some(values) = known_values(site, ty) { (values) }
        @if let Some(example) = example {
            p.limits { "Example: " code { (visible(example)) } }
        }
    }
}

/// The values of an enum where it is used.
fn known_values(site: &Site<'_>, ty: &Type) -> Option<Markup> {
    let id = site.model_in(ty)?;
    let TypeKind::Enum(Enum { variants, .. }) = &site.def(id).kind else {
        return None;
    };
    if variants.is_empty() {
        return None;
    }
    let more = variants.len().saturating_sub(MAX_LISTED);
    Some(html! {
        p.values {
            "One of "
            @for Variant { value, .. } in variants.iter().take(MAX_LISTED) {
                code { (visible(value)) } " "
            }
            @if more > 0 { "and " (more) " more" }
        }
    })
}

/// A text of a description with invisible characters escaped.
pub(super) fn visible(text: &str) -> std::borrow::Cow<'_, str> {
    crate::doc::visible(text)
}
