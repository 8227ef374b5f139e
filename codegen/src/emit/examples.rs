//! Examples of calls with plausible values: as Rust, and as commands in
//! [`snippets`](super::snippets).

use super::input::{BodyField, Input, inputs, positional};
use super::sample::{Hints, Sample, sample};
use super::scope::Scope;
use crate::ir::{
    Body, BodyContent, Constraints, Operation, Output, Parameter, PartContent, Resource, Role, Type,
};

/// Maximum width of an example whose calls are in one line.
const WIDTH: usize = 88;

/// Number of optional inputs in an example without required ones.
const MAX_OPTIONAL: usize = 2;

/// The documentation section with the example of an operation; `None` if a required value has no
/// example. It uses an existing client.
pub(super) fn operation_example(
    scope: &Scope<'_>,
    resource: &Resource,
    operation: &Operation,
) -> Vec<String> {
    let library = &scope.api.package.lib_name;
    let client = format!("client: {library}::Client");
    let Some(code) = doc_test(scope, resource, operation, &client, None) else {
        return Vec::new();
    };
    let mut lines = vec!["# Examples".to_owned(), "```no_run".to_owned()];
    lines.extend(code);
    lines.push("```".to_owned());
    lines
}

/// The lines of a doc test that builds a client and calls an operation.
pub(super) fn operation_code(
    scope: &Scope<'_>,
    resource: &Resource,
    operation: &Operation,
) -> Option<Vec<String>> {
    let library = &scope.api.package.lib_name;
    let client = format!("let client = {library}::Client::from_env()?;");
    doc_test(scope, resource, operation, "", Some(client))
}

/// The lines of a doc test that calls an operation, with a client that is an argument or is built
/// first.
fn doc_test(
    scope: &Scope<'_>,
    resource: &Resource,
    operation: &Operation,
    argument: &str,
    client: Option<String>,
) -> Option<Vec<String>> {
    let library = &scope.api.package.lib_name;
    let calls = calls(resource, operation, &Call::of(scope, operation)?);
    let mut lines = vec![format!(
        "# async fn example({argument}) -> Result<(), {library}::Error> {{"
    )];
    if uses_models(&calls) {
        lines.push(format!("use {library}::models;"));
    }
    lines.extend(client);
    lines.extend(layout(operation, &calls));
    lines.push("# Ok(()) }".to_owned());
    Some(lines)
}

/// An example of a call: the arguments and their values.
pub(super) struct Call<'a> {
    /// The arguments of the method.
    pub(super) arguments: Vec<(&'a Parameter, Sample)>,
    /// The inputs, in the order of steps and setters.
    pub(super) inputs: Vec<(Input<'a>, Sample)>,
}

impl<'a> Call<'a> {
    /// All required inputs, or some optional ones; `None` if a required value has no example.
    pub(super) fn of(scope: &Scope<'a>, operation: &'a Operation) -> Option<Self> {
        let arguments = positional(operation).map(|parameter| {
            let hints = Hints::new(&parameter.constraints, &parameter.wire_name);
            Some((parameter, sample(scope, &parameter.ty, hints)?))
        });
        Some(Self {
            arguments: arguments.collect::<Option<_>>()?,
            inputs: shown_inputs(scope, operation)?,
        })
    }
}

/// The method calls: accessors, the operation with its arguments, and `send`.
pub(super) fn calls(resource: &Resource, operation: &Operation, call: &Call<'_>) -> Vec<String> {
    let accessors = resource.path.iter().map(|name| format!(".{name}()"));
    let arguments = call.arguments.iter();
    let arguments: Vec<_> = arguments.map(|(_, it)| it.argument.as_str()).collect();
    let mut calls = vec![accessors.collect()];
    calls.push(format!(".{}({})", operation.fn_name, arguments.join(", ")));
    for (input, sample) in &call.inputs {
        calls.push(format!(".{}({})", input.name(), sample.argument));
    }
    calls.push(".send().await?;".to_owned());
    calls
}

/// True if a call names a model.
pub(super) fn uses_models(calls: &[String]) -> bool {
    calls.iter().any(|call| call.contains("models::"))
}

/// All required inputs, or some optional ones.
fn shown_inputs<'a>(
    scope: &Scope<'a>,
    operation: &'a Operation,
) -> Option<Vec<(Input<'a>, Sample)>> {
    let inputs = inputs(scope, operation);
    let with_sample = |input: &Input<'a>| Some((*input, input_sample(scope, input)?));
    let staged: Option<Vec<_>> = inputs
        .iter()
        .filter(|(input, role)| *role == Role::Staged || input.is_needed())
        .map(|(input, _)| with_sample(input))
        .collect();
    let staged = staged?;
    if !staged.is_empty() {
        return Some(staged);
    }
    let optional = inputs.iter().filter(|(input, role)| {
        *role == Role::Optional && matches!(input, Input::Field(BodyField { field, .. }) if is_simple(scope, &field.ty) && !field.deprecated)
    });
    Some(
        optional
            .filter_map(|(input, _)| with_sample(input))
            .take(MAX_OPTIONAL)
            .collect(),
    )
}

fn is_simple(scope: &Scope<'_>, ty: &Type) -> bool {
    match scope.resolve(ty) {
        Type::Bool | Type::Int(_) | Type::String => true,
        Type::List(item) => matches!(**item, Type::String),
        _ => false,
    }
}

fn input_sample(scope: &Scope<'_>, input: &Input<'_>) -> Option<Sample> {
    let none = Constraints::default();
    let (constraints, name) = match input {
        Input::Parameter(parameter) => (&parameter.constraints, parameter.wire_name.as_str()),
        Input::Field(BodyField { field, .. }) => (&field.constraints, field.wire_name.as_str()),
        Input::Body(_) => (&none, "body"),
        Input::File(file) => {
            let text = match (&file.wire_name, file.many) {
                (None, _) => "[(\"name\", \"content\")]",
                (_, true) => "[\"content\"]",
                (_, false) => "\"content\"",
            };
            return Some(Sample::converted(text.to_owned(), "content"));
        }
    };
    match (input.ty(), input) {
        (Some(ty), _) => sample(scope, ty, Hints::new(constraints, name)),
        (
            None,
            Input::Body(Body {
                content: BodyContent::Lines(ty) | BodyContent::Parts(PartContent::Json(ty), _),
                ..
            }),
        ) => {
            let list = Type::List(Box::new(ty.clone()));
            sample(scope, &list, Hints::new(constraints, name))
        }
        (None, Input::Body(body)) if matches!(body.content, BodyContent::Parts(..)) => {
            let text = "[\"content\"]".to_owned();
            Some(Sample::converted(text, serde_json::json!(["content"])))
        }
        (None, _) => Some(Sample::converted("\"content\"".to_owned(), "content")),
    }
}

/// The lines of a call with one method per line. `start` precedes it, and `end` replaces the
/// methods that send it.
pub(super) fn statement(
    scope: &Scope<'_>,
    (resource, operation): (&Resource, &Operation),
    start: &str,
    end: &[&str],
) -> Option<Vec<String>> {
    let mut calls = calls(resource, operation, &Call::of(scope, operation)?);
    calls.pop();
    let accessors = resource.path.iter().map(|name| format!(".{name}()"));
    let calls = accessors.chain(calls.into_iter().skip(1));
    let calls = calls.chain(end.iter().map(|call| (*call).to_owned()));
    let calls = calls.map(|call| format!("    {call}"));
    Some(std::iter::once(start.to_owned()).chain(calls).collect())
}

/// One line if it is short enough; otherwise as many calls per line as fit.
fn layout(operation: &Operation, calls: &[String]) -> Vec<String> {
    let start = match operation.output {
        Output::Empty { .. } => "client",
        _ => "let result = client",
    };
    let mut lines = vec![start.to_owned()];
    for call in calls {
        match lines.last_mut() {
            Some(line) if line.chars().count() + call.chars().count() <= WIDTH => {
                line.push_str(call);
            }
            _ => lines.push(format!("    {call}")),
        }
    }
    lines
}
