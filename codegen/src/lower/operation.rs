//! One operation.

use indexmap::{IndexMap, IndexSet};

use super::inventory::OperationSource;
use super::naming::AssignedName;
use super::response::Responses;
use super::schema::Hint;
use super::setters::Setters;
use super::{Context, body, extensions, paging, parameter, response, servers};
use crate::diagnostic::Problem;
use crate::load::Node;
use crate::name::singular;
use crate::{doc, ir};

/// Values of `x-fern-availability` and `x-stability` for operations that may change.
const BETA: [&str; 7] = [
    "alpha",
    "beta",
    "experimental",
    "in-development",
    "pre-release",
    "preview",
    "unstable",
];

/// The context for naming types that have no name in the description.
pub(super) struct Scope {
    hint: Hint,
    /// Names of the resource, the outermost first.
    resource: Vec<String>,
}

impl Scope {
    fn new(source: &OperationSource<'_>, named: &AssignedName) -> Self {
        let mut words = source.proposed.resource.last().cloned().unwrap_or_default();
        if let Some(last) = words.last_mut() {
            *last = singular(last).unwrap_or_else(|| last.clone());
        }
        words.extend(named.words.iter().cloned());
        let above = source
            .proposed
            .resource
            .split_last()
            .map_or(&[][..], |(_, above)| above);
        let hint = Hint::new(words.iter().map(String::as_str));
        Self {
            hint: hint
                .within(above.iter().flatten().map(String::as_str))
                .written(source.proposed.resource.last().map_or(&[], Vec::as_slice)),
            resource: source.proposed.resource.iter().flatten().cloned().collect(),
        }
    }

    /// The name of a type of this operation, such as its `Request`. Equal types of operations in
    /// the same resource are one type.
    pub(super) fn hint(&self, name: &str) -> Hint {
        let resource = self.resource.iter().map(String::as_str);
        self.hint.then(name).of_family(resource.chain([name]))
    }

    /// The name of an error type; `status` may be empty. Equal error types of all resources are one
    /// type.
    pub(super) fn error_hint(&self, status: &str) -> Hint {
        let hint = self.hint.then("Error");
        if status.is_empty() {
            return hint;
        }
        // `NotFoundError` is clearer than `Error404`.
        let hint = match reason(status) {
            Some(reason) => self.hint.then(reason).then("Error"),
            None => hint.then(status),
        };
        hint.of_family(["Error"])
    }

    /// The name of the type of a parameter.
    pub(super) fn parameter_hint(&self, name: &str) -> Hint {
        self.hint.then(name)
    }
}

/// The reason phrase of an error status (RFC 9110, section 15).
pub(super) fn reason(status: &str) -> Option<&'static str> {
    let reason = match status {
        "400" => "BadRequest",
        "401" => "Unauthorized",
        "402" => "PaymentRequired",
        "403" => "Forbidden",
        "404" => "NotFound",
        "405" => "MethodNotAllowed",
        "406" => "NotAcceptable",
        "408" => "RequestTimeout",
        "409" => "Conflict",
        "410" => "Gone",
        "412" => "PreconditionFailed",
        "413" => "ContentTooLarge",
        "415" => "UnsupportedMediaType",
        "422" => "UnprocessableContent",
        "423" => "Locked",
        "424" => "FailedDependency",
        "428" => "PreconditionRequired",
        "429" => "TooManyRequests",
        "500" => "InternalServer",
        "501" => "NotImplemented",
        "502" => "BadGateway",
        "503" => "ServiceUnavailable",
        "504" => "GatewayTimeout",
        _ => return None,
    };
    Some(reason)
}

/// Lowers an operation; the error says why it is skipped.
pub(super) fn operation<'d>(
    context: &mut Context<'d>,
    source: &OperationSource<'d>,
    named: AssignedName,
    id: String,
) -> Result<ir::Operation, Problem> {
    let node = &source.operation;
    let scope = Scope::new(source, &named);
    let mut setters = Setters::default();
    // First, because nothing of a skipped operation must be added to the context.
    let content = body::content(context, node, source.verb)?;
    let parameters = parameter::all(context, source, &scope, &mut setters);
    let body = content.map(|content| body::body(context, content, &scope, &mut setters));
    let responses = response::responses(context, source, &scope);
    let asked = paging::PageInputs::of(&parameters, body.as_ref());
    let pagination = paging::find(context, source, &asked, &responses.success);
    let pagination = pagination.filter(|_| !setters.has("items") && !setters.has("pages"));
    let Responses {
        success,
        errors,
        described,
    } = responses;
    let security = context.schemes.of(node, &mut context.diagnostics);
    let server = servers::own(
        node,
        &source.item,
        &context.base_url,
        &mut context.diagnostics,
    );
    Ok(ir::Operation {
        id,
        operation_id: node.text("operationId").map(str::to_owned),
        fn_name: named.fn_name,
        struct_name: named.struct_name,
        aliases: Vec::new(),
        old_names: Vec::new(),
        method: source.verb.to_owned(),
        path: source.path.clone(),
        server,
        parameters,
        body,
        inputs: Vec::new(),
        accept: success.accept,
        output: success.output,
        stream: success.stream,
        other_types: other_types(success.others, &mut setters),
        headers: (!success.headers.is_empty()).then(|| ir::HeaderSet {
            name: String::new(),
            fields: success.headers,
        }),
        pagination,
        errors,
        responses: described,
        security,
        permissions: permissions(node),
        beta: extensions::AVAILABILITY
            .keys
            .iter()
            .any(|key| node.text(key).is_some_and(|text| BETA.contains(&text))),
        deprecated: deprecated(node),
        doc: description(node),
        link: link(node),
    })
}

/// The methods that request other media types.
fn other_types(others: IndexMap<&str, String>, setters: &mut Setters) -> Vec<ir::OtherType> {
    let others = others.into_iter().map(|(media_type, short_name)| {
        let asked = format!("send_as_{short_name}");
        ir::OtherType {
            fn_name: setters.name(&asked, media_type, "response").name,
            media_type: media_type.to_owned(),
        }
    });
    others.collect()
}

/// The summary, then the description unless it repeats the summary.
fn description(node: &Node<'_>) -> ir::Doc {
    let text = |key| node.text(key).unwrap_or_default().trim();
    let (summary, description) = (text("summary"), text("description"));
    let mut doc = doc::markdown(summary);
    if description.trim_end_matches('.') != summary.trim_end_matches('.') {
        doc::append(&mut doc, doc::markdown(description));
    }
    doc
}

fn permissions(node: &Node<'_>) -> Vec<String> {
    let list = extensions::PERMISSIONS.get(node);
    let texts = list.iter().flat_map(|list| list.items());
    let lines = texts.filter_map(|item| item.value().as_str().map(doc::line));
    let unique: IndexSet<String> = lines.filter(|line| !line.is_empty()).collect();
    unique.into_iter().collect()
}

fn deprecated(node: &Node<'_>) -> Option<String> {
    let reason = extensions::DEPRECATION.text(node);
    let flagged = node.flag("deprecated")
        || extensions::DEPRECATION.flag(node)
        || extensions::AVAILABILITY.text(node) == Some("deprecated");
    (flagged || reason.is_some()).then(|| doc::line(reason.unwrap_or_default()))
}

fn link(node: &Node<'_>) -> Option<String> {
    let docs = node.get("externalDocs")?;
    let url = docs.text("url")?.trim();
    let web = url.starts_with("https://") || url.starts_with("http://");
    let plain = |c: char| c.is_ascii_graphic() && !"\"<>\\^`{|}()[]".contains(c);
    (web && url.chars().all(plain)).then(|| url.to_owned())
}
