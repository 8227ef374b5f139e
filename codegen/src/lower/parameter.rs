//! Parameters: their types, styles and defaults.

use indexmap::IndexSet;
use percent_encoding::percent_decode_str;
use serde_json::Value;

use super::declared::{self, declared};
use super::inventory::OperationSource;
use super::media::{self, Media};
use super::operation::Scope;
use super::schema::Direction;
use super::setters::Setters;
use super::template::Expansion;
use super::{Context, extensions, template};
use crate::diagnostic::Diagnostics;
use crate::diagnostic::wording::{name as naming, parameter as wording};
use crate::ir::{self, ParameterLocation as Location, ParameterStyle as Style};
use crate::json_text::json_text;
use crate::load::{Node, Version};
use crate::{doc, ir::Role};

/// Lowers the parameters of an operation: path parameters in the order of the template, then the
/// others in document order.
pub(super) fn all<'d>(
    context: &mut Context<'d>,
    source: &OperationSource<'d>,
    scope: &Scope,
    setters: &mut Setters,
) -> Vec<ir::Parameter> {
    let count = &mut context.coverage.parameters;
    let declared = declared(source, &mut context.diagnostics, count);
    let in_path: IndexSet<&str> = template::parameters(&source.pieces).collect();
    let mut parameters = Vec::new();
    for name in &in_path {
        let node = declared.get(&(Location::Path, *name)).cloned();
        if node.is_none() {
            let problem = wording::undeclared_in_path(name);
            context
                .diagnostics
                .push(problem.warning(source.operation.at()));
        }
        let mut parameter = lower(context, Location::Path, name, node, scope, setters);
        match template::expansion(&source.pieces, name) {
            Expansion::Plain => {}
            Expansion::Reserved => parameter.allow_reserved = true,
            Expansion::Exploded => parameter.explode = true,
        }
        parameters.push(parameter);
    }
    for (name, value) in &source.query {
        if !declared.contains_key(&(Location::Query, *name)) {
            parameters.push(fixed(name, value, setters));
        }
    }
    for ((location, name), node) in declared {
        let is_emitted = location != Location::Path || in_path.contains(name);
        context.coverage.parameters.add(is_emitted);
        if location != Location::Path {
            parameters.push(lower(context, location, name, Some(node), scope, setters));
        } else if !in_path.contains(name) {
            let problem = wording::unused_in_path(name);
            context.diagnostics.push(problem.warning(node.at()));
        }
    }
    parameters
}

/// A constant query parameter.
fn fixed(name: &str, value: &str, setters: &mut Setters) -> ir::Parameter {
    let decoded = |text: &str| percent_decode_str(text).decode_utf8_lossy().into_owned();
    let name = decoded(name);
    ir::Parameter {
        rust_name: setters.name(&name, &name, "query").name,
        wire_name: name,
        location: Location::Query,
        style: Style::Form,
        explode: true,
        allow_reserved: false,
        json: false,
        allow_empty: false,
        ty: ir::Type::String,
        role: Role::Constant,
        doc: ir::Doc::default(),
        constraints: ir::Constraints::default(),
        deprecated: false,
        constant: Some(Value::from(decoded(value)).to_string()),
    }
}

fn lower<'d>(
    context: &mut Context<'d>,
    location: Location,
    name: &str,
    node: Option<Node<'d>>,
    scope: &Scope,
    setters: &mut Setters,
) -> ir::Parameter {
    let (schema, json) = schema(node.as_ref());
    let flag = |key: &str| node.as_ref().is_some_and(|node| node.flag(key));
    // A path parameter is always required, unless its description explicitly says otherwise. Then
    // the path is also valid without it.
    let is_optional_part = location == Location::Path
        && node
            .as_ref()
            .and_then(|node| node.get("required"))
            .is_some_and(|it| *it.value() == false);
    let required = (location == Location::Path && !is_optional_part) || flag("required");
    let only = schema.as_ref().and_then(|it| context.types.only(it));
    let (only, only_ty) = only.unzip();
    let is_constant = only.is_some() && required && !json;
    let (constant, only) = if is_constant {
        (only, None)
    } else {
        (None, only)
    };
    let constraints = ir::Constraints {
        only,
        ..limits(context, node.as_ref(), schema.as_ref())
    };
    let (style, explode) = spelling(node.as_ref(), location, &mut context.diagnostics);
    let default = context
        .client
        .defaults
        .iter()
        .position(|d| d.wire_name == name);
    let description = node.as_ref().and_then(|node| node.text("description"));
    ir::Parameter {
        wire_name: name.to_owned(),
        rust_name: setter(context, location, name, node.as_ref(), setters),
        location,
        style,
        explode,
        allow_reserved: flag("allowReserved")
            && matches!(location, Location::Path | Location::Query),
        json,
        allow_empty: match location {
            Location::Path => schema
                .as_ref()
                .is_some_and(|it| context.types.lists_empty(it)),
            _ => !explode && (required || flag("allowEmptyValue")),
        },
        ty: only_ty.unwrap_or_else(|| ty(context, name, schema.as_ref(), scope)),
        role: match (location, default) {
            _ if is_constant => Role::Constant,
            (Location::Path, Some(index)) => Role::ClientDefault(index),
            (Location::Path, None) if !is_optional_part => Role::Positional,
            _ if required => Role::Staged,
            _ => Role::Optional,
        },
        doc: doc::markdown(description.unwrap_or_default()),
        constraints,
        deprecated: flag("deprecated"),
        constant,
    }
}

/// The constraints and the example of a parameter.
fn limits(
    context: &Context<'_>,
    node: Option<&Node<'_>>,
    schema: Option<&Node<'_>>,
) -> ir::Constraints {
    let limits = schema.map(|schema| context.types.constraints(schema));
    let mut limits = limits.unwrap_or_default();
    let example = node.and_then(|node| {
        let first = || node.get("examples")?.entries().next()?.1.get("dataValue");
        node.get("example").or_else(first)
    });
    if let Some(example) = example {
        limits.example = Some(json_text(example.value()));
    }
    limits
}

/// The schema of a parameter, and whether its value is JSON text.
fn schema<'d>(node: Option<&Node<'d>>) -> (Option<Node<'d>>, bool) {
    let Some(node) = node else {
        return (None, false);
    };
    match media::choose(node) {
        Some(content) if content.media.is_json() => (content.schema(), true),
        Some(content) if matches!(content.media, Media::Text | Media::Form) => {
            (content.schema(), false)
        }
        Some(_) => (None, false),
        None => (node.get("schema"), false),
    }
}

fn ty<'d>(
    context: &mut Context<'d>,
    name: &str,
    schema: Option<&Node<'d>>,
    scope: &Scope,
) -> ir::Type {
    let Some(schema) = schema else {
        return ir::Type::String;
    };
    let hint = scope.parameter_hint(name);
    let diagnostics = &mut context.diagnostics;
    not_null(
        context
            .types
            .lower(schema, &hint, Direction::Request, diagnostics),
    )
}

/// A parameter cannot be `null`: it is omitted instead.
fn not_null(ty: ir::Type) -> ir::Type {
    match ty {
        ir::Type::Nullable(inner) => not_null(*inner),
        ty => ty,
    }
}

fn setter(
    context: &mut Context<'_>,
    location: Location,
    name: &str,
    node: Option<&Node<'_>>,
    setters: &mut Setters,
) -> String {
    let given = node.and_then(|node| {
        let configured = context.config.names.get(&node.at().to_string());
        configured
            .map(String::as_str)
            .or_else(|| extensions::PARAMETER_NAME.text(node))
    });
    let place = match location {
        Location::Path => "path",
        Location::Query => "query",
        Location::Header => "header",
        Location::Cookie => "cookie",
    };
    let setter = setters.name(given.unwrap_or(name), name, place);
    if let Some(node) = node.filter(|_| setter.clashed) {
        let problem = naming::parameter(&setter.name);
        context.diagnostics.push(problem.warning(node.at()));
    }
    setter.name
}

/// `style` and `explode`, with the defaults of the location.
fn spelling(
    node: Option<&Node<'_>>,
    location: Location,
    diagnostics: &mut Diagnostics,
) -> (Style, bool) {
    let (default, exploded) = location.default_style();
    let Some(node) = node else {
        return (default, exploded);
    };
    if declared::is_whole_query(node) {
        return (Style::QueryString, true);
    }
    let version = node.version();
    let style = match (location, node.text("style")) {
        // In Swagger 2.0, the formats of lists are the same in all locations.
        (_, Some(other)) if version == Version::V2_0 => query_style(other, version),
        (_, None) => Some(default),
        (Location::Path | Location::Header, Some("simple")) => Some(Style::Simple),
        (Location::Path, Some("label")) => Some(Style::Label),
        (Location::Path, Some("matrix")) => Some(Style::Matrix),
        (Location::Cookie, Some("form")) => Some(Style::Form),
        (Location::Cookie, Some("cookie")) if version >= Version::V3_2 => Some(Style::Cookie),
        (Location::Query, Some(other)) if query_style(other, version).is_some() => {
            query_style(other, version)
        }
        (_, Some(other)) => {
            let used = match default {
                Style::Simple => "simple",
                _ => "form",
            };
            diagnostics.push(wording::unknown_style(other, used).warning(node.at()));
            None
        }
    };
    let style = style.unwrap_or(default);
    let explode = node
        .get("explode")
        .and_then(|explode| explode.value().as_bool());
    (
        style,
        explode.unwrap_or(matches!(style, Style::Form | Style::Cookie)),
    )
}

/// A style of query parameters and form fields.
pub(super) fn query_style(name: &str, version: Version) -> Option<Style> {
    Some(match name {
        "tabDelimited" if version == Version::V2_0 => Style::TabDelimited,
        "form" => Style::Form,
        "spaceDelimited" => Style::SpaceDelimited,
        "pipeDelimited" => Style::PipeDelimited,
        "deepObject" => Style::DeepObject,
        _ => return None,
    })
}
