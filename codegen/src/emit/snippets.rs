//! Examples of a call in three forms: Rust, the SDK's command line, and curl. All use the values of
//! the example in the documentation of the method.

mod command_line;
mod curl;
mod shell;
mod url;

use super::examples::{Call, calls, uses_models};
use super::scope::Scope;
use crate::ir::{Api, Operation, Output, Resource};

pub use command_line::Commands;

/// Maximum width of accessors that are in one line.
const WIDTH: usize = 56;

/// An example of a call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Snippets {
    /// Statements in an `async` function that returns a `Result`.
    pub rust: String,
    /// A command line of the SDK's binary.
    pub command_line: String,
    /// A curl command.
    pub curl: String,
}

impl Snippets {
    /// The example of an operation; `None` if a required value has no example. `index` is the index
    /// of its resource.
    pub fn of(api: &Api, commands: &Commands, index: usize, operation: &Operation) -> Option<Self> {
        let scope = Scope::outside_models(api);
        let resource = api.resources.get(index)?;
        let call = Call::of(&scope, operation)?;
        Some(Self {
            rust: rust(api, resource, operation, &call),
            command_line: commands.command(&scope, index, operation, &call),
            curl: curl::command(&scope, operation, &call),
        })
    }
}

/// The statements, with one call of the chain per line.
fn rust(api: &Api, resource: &Resource, operation: &Operation, call: &Call<'_>) -> String {
    let library = &api.package.lib_name;
    let calls = calls(resource, operation, call);
    let mut lines = Vec::new();
    if uses_models(&calls) {
        lines.push(format!("use {library}::models;\n"));
    }
    lines.push(format!("let client = {library}::Client::from_env()?;"));
    let start = match operation.output {
        Output::Empty { .. } => "client",
        _ => "let result = client",
    };
    let mut calls = calls.into_iter();
    let accessors = calls.next().unwrap_or_default();
    let line = format!("{start}{accessors}");
    if line.chars().count() <= WIDTH {
        lines.push(line);
    } else {
        lines.push(start.to_owned());
        let accessors = resource.path.iter();
        lines.extend(accessors.map(|name| format!("    .{name}()")));
    }
    lines.extend(calls.map(|call| format!("    {call}")));
    lines.join("\n")
}
