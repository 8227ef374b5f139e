//! Examples of a call in three forms: Rust, the SDK's command line, and curl. All send the values
//! of the example in the documentation of the method.

mod command_line;
mod curl;
mod shell;
mod url;

use super::examples::{Call, calls, uses_models};
use super::scope::Scope;
use crate::ir::{Api, Operation, Output, Resource};

pub use command_line::Commands;

/// How wide the accessors of a call may be before they stand below each other.
const WIDTH: usize = 56;

/// An example of a call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Snippets {
    /// Statements of an asynchronous function that returns a `Result`.
    pub rust: String,
    /// A command of the SDK's program.
    pub command_line: String,
    /// A curl command.
    pub curl: String,
}

impl Snippets {
    /// The example of an operation; `None` where some required value has no example. `index` is
    /// that of its resource.
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

/// The statements, with a line for each call of the chain.
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
