//! Examples in docs: calls that compile, with plausible values.

use super::input::{BodyField, Input, inputs, positional};
use super::sample::{Hints, Sample, sample};
use super::scope::Scope;
use crate::ir::{Body, BodyContent, Constraints, Operation, Output, Resource, Role, Type};

/// How wide an example may be before its calls stand below each other.
const WIDTH: usize = 88;

/// How many optional inputs an example shows that has no required ones.
const SHOWN_OPTIONAL: usize = 2;

/// The section with an operation's example; nothing where some required value has no example. How
/// the client is made is shown once, at the root of the crate.
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

/// The lines of a doc-test that makes a client and one call.
pub(super) fn operation_code(
    scope: &Scope<'_>,
    resource: &Resource,
    operation: &Operation,
) -> Option<Vec<String>> {
    let library = &scope.api.package.lib_name;
    let client = format!("let client = {library}::Client::from_env()?;");
    doc_test(scope, resource, operation, "", Some(client))
}

/// The lines of a doc-test that makes one call, with the client that is an argument of the function
/// around it or is made first.
fn doc_test(
    scope: &Scope<'_>,
    resource: &Resource,
    operation: &Operation,
    argument: &str,
    client: Option<String>,
) -> Option<Vec<String>> {
    let library = &scope.api.package.lib_name;
    let calls = calls(scope, resource, operation)?;
    let uses_models = calls.iter().any(|call| call.contains("models::"));
    let mut lines = vec![format!(
        "# async fn example({argument}) -> Result<(), {library}::Error> {{"
    )];
    if uses_models {
        lines.push(format!("use {library}::models;"));
    }
    lines.extend(client);
    lines.extend(layout(operation, &calls));
    lines.push("# Ok(()) }".to_owned());
    Some(lines)
}

/// The calls of the chain: accessors, the method, what is given, `send`.
fn calls(scope: &Scope<'_>, resource: &Resource, operation: &Operation) -> Option<Vec<String>> {
    let accessors: Vec<_> = resource
        .path
        .iter()
        .map(|name| format!(".{name}()"))
        .collect();
    let mut arguments = Vec::new();
    for parameter in positional(operation) {
        let hints = Hints::new(&parameter.constraints, &parameter.wire_name);
        arguments.push(sample(scope, &parameter.ty, hints)?.argument);
    }
    let mut calls = vec![accessors.concat()];
    calls.push(format!(".{}({})", operation.fn_name, arguments.join(", ")));
    for input in shown_inputs(scope, operation)? {
        calls.push(input);
    }
    calls.push(".send().await?;".to_owned());
    Some(calls)
}

/// Everything required, or some of what is optional.
fn shown_inputs(scope: &Scope<'_>, operation: &Operation) -> Option<Vec<String>> {
    let inputs = inputs(scope, operation);
    let call = |input: &Input<'_>| {
        let sample = input_sample(scope, input)?;
        Some(format!(".{}({})", input.name(), sample.argument))
    };
    let staged: Option<Vec<_>> = inputs
        .iter()
        .filter(|(input, role)| *role == Role::Staged || input.is_needed())
        .map(|(input, _)| call(input))
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
            .filter_map(|(input, _)| call(input))
            .take(SHOWN_OPTIONAL)
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
            return Some(Sample::converted(text.to_owned()));
        }
    };
    match (input.ty(), input) {
        (Some(ty), _) => sample(scope, ty, Hints::new(constraints, name)),
        (
            None,
            Input::Body(Body {
                content: BodyContent::Lines(ty),
                ..
            }),
        ) => {
            let list = Type::List(Box::new(ty.clone()));
            sample(scope, &list, Hints::new(constraints, name))
        }
        (None, _) => Some(Sample::converted("\"content\"".to_owned())),
    }
}

/// One line where that is short enough, else as many calls in each as fit.
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
