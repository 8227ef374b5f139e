//! `api.md`: every resource, method and type on one page.

use std::fmt::Write as _;

use super::docs::code;
use crate::files::File;
use crate::ir::{Api, Operation, PartContent, Resource, StreamContent, Type, TypeDef, TypeKind};

/// Emits the page.
pub(super) fn emit_api_md(api: &Api) -> File {
    let mut text = format!("# {}\n", heading(&api.title));
    for resource in &api.resources {
        add_resource(&mut text, api, resource);
    }
    add_incoming(&mut text, api);
    text.push_str("\n## Types\n\n");
    for def in api.types.iter().filter(|def| !def.is_body()) {
        add_type(&mut text, def);
    }
    File::text("api.md", text)
}

/// A title as one line of safe Markdown.
pub(super) fn heading(title: &str) -> String {
    crate::doc::markdown(&crate::doc::line(title)).0.join(" ")
}

fn add_resource(text: &mut String, api: &Api, resource: &Resource) {
    // Writing to a `String` cannot fail.
    let _ = write!(text, "\n## {}\n\n", code(&resource.path.join(".")));
    if let Some(line) = resource.doc.0.first() {
        let _ = write!(text, "{line}\n\n");
    }
    let _ = writeln!(text, "Feature {}.", code(&resource.feature));
    for (index, operation) in resource.operations.iter().enumerate() {
        if index == 0 {
            text.push('\n');
        }
        add_operation(text, api, resource, operation);
    }
}

fn add_incoming(text: &mut String, api: &Api) {
    if api.incoming.is_empty() {
        return;
    }
    let _ = write!(
        text,
        "\n## Webhooks and callbacks\n\nFeature `{}`.\n\n",
        Api::INCOMING
    );
    for incoming in &api.incoming {
        let _ = writeln!(
            text,
            "- `incoming::{}` = {}",
            incoming.rust_name,
            code(&type_name(api, &incoming.ty))
        );
    }
}

fn add_operation(text: &mut String, api: &Api, resource: &Resource, operation: &Operation) {
    let accessors: String = resource
        .path
        .iter()
        .map(|name| format!(".{name}()"))
        .collect();
    let arguments: Vec<_> = super::input::positional(operation)
        .map(|parameter| parameter.rust_name.as_str())
        .collect();
    let call = format!(
        "client{accessors}.{}({})",
        operation.fn_name,
        arguments.join(", ")
    );
    let endpoint = format!("{} {}", operation.method, operation.path);
    let output = match &operation.output {
        crate::ir::Output::Empty { .. } => "()".to_owned(),
        crate::ir::Output::Text => "String".to_owned(),
        crate::ir::Output::Bytes => "Bytes".to_owned(),
        crate::ir::Output::Json { ty, .. } | crate::ir::Output::Xml(ty) => type_name(api, ty),
        crate::ir::Output::ByStatus { name, .. } => name.clone(),
        crate::ir::Output::Stream => match operation.stream.as_ref().map(|it| &it.content) {
            Some(StreamContent::Lines(ty)) => format!("LineStream<{}>", type_name(api, ty)),
            Some(StreamContent::Events(ty)) => format!("EventStream<{}>", type_name(api, ty)),
            Some(StreamContent::Parts(content)) => {
                format!("PartStream<{}>", part_name(api, content))
            }
            Some(StreamContent::LeadingParts { first, next, .. }) => {
                let (first, next) = (part_name(api, first), part_name(api, next));
                format!("PartStream<LeadingPart<{first}, {next}>>")
            }
            _ => "EventStream<String>".to_owned(),
        },
    };
    let body = operation.body.as_ref();
    let marks = [
        operation.pagination.is_some().then_some(" · pages"),
        operation.stream.is_some().then_some(" · stream"),
        body.is_some_and(|body| !body.files.is_empty())
            .then_some(" · upload"),
        operation.beta.then_some(" · beta"),
        operation.deprecated.is_some().then_some(" · deprecated"),
    ];
    let marks: String = marks.into_iter().flatten().collect();
    let _ = writeln!(
        text,
        "- {} · {} → {}{marks}",
        code(&call),
        code(&endpoint),
        code(&output)
    );
}

fn add_type(text: &mut String, def: &TypeDef) {
    let kind = match def.kind {
        TypeKind::Struct(_) => "struct",
        TypeKind::Enum(_) => "enum",
        TypeKind::Union(_) => "union",
        TypeKind::Tuple(_) => "tuple",
        TypeKind::Alias(_) => "alias",
    };
    let usage = match (def.usage.in_requests, def.usage.in_responses) {
        (true, true) => "sent and received",
        (true, false) => "sent",
        (false, _) => "received",
    };
    let _ = writeln!(
        text,
        "- {} · {kind}, {usage}",
        code(&format!("models::{}", def.name))
    );
}

fn type_name(api: &Api, ty: &Type) -> String {
    let scope = super::scope::Scope::in_models(api);
    scope.ty(ty).to_string().replace(' ', "").replace(',', ", ")
}

fn part_name(api: &Api, content: &PartContent) -> String {
    match content {
        PartContent::Json(ty) => type_name(api, ty),
        PartContent::Text => "String".to_owned(),
        PartContent::Bytes => "Bytes".to_owned(),
    }
}
