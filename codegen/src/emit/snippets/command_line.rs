//! The command line of a call. The runtime derives commands and flags at run time, in
//! `codegen/runtime/src/cli`; the same rules are applied here.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::shell::{command, plain};
use crate::emit::examples::Call;
use crate::emit::input::{BodyField, Input, inputs, positional};
use crate::emit::scope::Scope;
use crate::ir::{Api, BodyContent, Operation, PartContent, Type, TypeKind};
use crate::shell::word;

/// Flags that are reserved by the runtime.
const RESERVED: [&str; 21] = [
    "accept",
    "all-pages",
    "allow-http",
    "allow-unknown",
    "base-url",
    "body",
    "color",
    "dry-run",
    "header",
    "help",
    "max-items",
    "max-retries",
    "media-type",
    "no-pager",
    "output",
    "output-query",
    "profile",
    "retry",
    "timeout",
    "verbose",
    "version",
];

/// The names of all commands.
#[derive(Clone, Debug)]
pub struct Commands {
    program: String,
    /// Flags of every command: the reserved ones, and the secrets.
    shared: BTreeSet<String>,
    /// The command path of each resource.
    paths: Vec<Vec<String>>,
    /// The names directly below each resource.
    below: BTreeMap<Option<usize>, BTreeSet<String>>,
}

impl Commands {
    /// Derives the commands of an API.
    pub fn new(api: &Api) -> Self {
        let mut shared: BTreeSet<String> = RESERVED.map(str::to_owned).into();
        for scheme in &api.security_schemes {
            let own = unique(kebab(&scheme.rust_name), &|flag| RESERVED.contains(&flag));
            shared.insert(own);
        }
        let mut commands = Self {
            program: api.package.bin_name.clone(),
            shared,
            paths: Vec::with_capacity(api.resources.len()),
            below: BTreeMap::new(),
        };
        for (index, resource) in api.resources.iter().enumerate() {
            let own = resource.path.last().map(|name| kebab(name));
            let siblings = commands.below.entry(resource.parent).or_default();
            siblings.extend(own);
            let methods = resource.operations.iter();
            let methods = methods.map(|operation| kebab(&operation.fn_name));
            let below = commands.below.entry(Some(index)).or_default();
            below.extend(methods);
        }
        for resource in &api.resources {
            let above = resource
                .parent
                .and_then(|parent| commands.paths.get(parent));
            let mut path = above.cloned().unwrap_or_default();
            let own = resource.path.last();
            path.extend(own.map(|name| commands.short(resource.parent, name)));
            commands.paths.push(path);
        }
        commands
    }

    /// A name without the suffix that distinguishes it from Rust keywords, if it is unique without
    /// it.
    fn short(&self, parent: Option<usize>, name: &str) -> String {
        let name = kebab(name);
        let short = name.trim_end_matches('-');
        let siblings = self.below.get(&parent);
        let is_free = !short.is_empty() && !siblings.is_some_and(|all| all.contains(short));
        if is_free { short.to_owned() } else { name }
    }

    /// The command line of the call.
    pub(super) fn command(
        &self,
        scope: &Scope<'_>,
        resource: usize,
        operation: &Operation,
        call: &Call<'_>,
    ) -> String {
        let mut start = vec![self.program.clone()];
        start.extend(self.paths.get(resource).into_iter().flatten().cloned());
        start.push(self.short(Some(resource), &operation.fn_name));
        let mut groups = vec![start];
        for (_, sample) in &call.arguments {
            let text = match &sample.json {
                Value::Array(items) => items.iter().map(plain).collect::<Vec<_>>().join(","),
                value => plain(value).into_owned(),
            };
            groups.push(vec![word(&text)]);
        }
        let names = all_names(scope, operation);
        for (input, sample) in &call.inputs {
            let flag = format!("--{}", self.flag(&names, input));
            groups.extend(arguments(scope, input, &flag, &sample.json));
        }
        command(&groups)
    }

    /// The flag of an input: its name, with a prefix if that is taken.
    fn flag(&self, names: &[String], input: &Input<'_>) -> String {
        if let Input::Body(_) = input {
            return "body".to_owned();
        }
        let name = kebab(input.name());
        let others = || names.iter().filter(|other| **other != name);
        let short = name.trim_end_matches('-');
        let is_clear = others().all(|other| other.trim_end_matches('-') != short);
        let start = if is_clear { short } else { &name };
        unique(start.to_owned(), &|flag| {
            self.shared.contains(flag) || others().any(|other| other == flag)
        })
    }
}

/// The names of all inputs of a command.
fn all_names(scope: &Scope<'_>, operation: &Operation) -> Vec<String> {
    let arguments = positional(operation).map(|parameter| kebab(&parameter.rust_name));
    let inputs = inputs(scope, operation);
    let set = inputs.iter().map(|(input, _)| kebab(input.name()));
    arguments.chain(set).collect()
}

/// The flags that pass a value.
fn arguments(scope: &Scope<'_>, input: &Input<'_>, flag: &str, json: &Value) -> Vec<Vec<String>> {
    let pair = |text: &str| match text.starts_with('-') {
        // On its own, the text would be parsed as a flag.
        true => vec![format!("{flag}={}", word(text))],
        false => vec![flag.to_owned(), word(text)],
    };
    match input {
        Input::File(file) if file.wire_name.is_none() => vec![pair("name=file.txt")],
        Input::File(_) => vec![pair("file.txt")],
        Input::Body(body) => vec![match &body.content {
            BodyContent::Bytes => pair("@file.bin"),
            BodyContent::Parts(PartContent::Bytes, _) => pair("name=file.txt"),
            BodyContent::Json(_) | BodyContent::Lines(_) | BodyContent::Parts(..)
                if !is_text(scope, input.ty()) =>
            {
                pair(&json.to_string())
            }
            _ => pair(&plain(json)),
        }],
        Input::Parameter(_) | Input::Field(BodyField { .. }) => match json {
            Value::Bool(true) => vec![vec![flag.to_owned()]],
            Value::Bool(false) => vec![vec![format!("{flag}=false")]],
            Value::Array(items) if is_list(scope, input.ty()) => {
                items.iter().map(|item| pair(&plain(item))).collect()
            }
            value if is_text(scope, input.ty()) => vec![pair(&plain(value))],
            value => vec![pair(&value.to_string())],
        },
    }
}

/// True for an argument with several items on the command line.
fn is_list(scope: &Scope<'_>, ty: Option<&Type>) -> bool {
    match ty.map(|ty| scope.resolve(ty)) {
        Some(Type::List(_) | Type::OneOrMany(_)) => true,
        Some(Type::Nullable(inner) | Type::Boxed(inner)) => is_list(scope, Some(inner)),
        _ => false,
    }
}

/// True for an argument that is text, not JSON.
fn is_text(scope: &Scope<'_>, ty: Option<&Type>) -> bool {
    match ty.map(|ty| scope.resolve(ty)) {
        Some(Type::String | Type::Bytes(_) | Type::Date | Type::DateTime | Type::Secret) => true,
        Some(Type::Nullable(inner) | Type::Boxed(inner)) => is_text(scope, Some(inner)),
        Some(Type::Named(id)) => matches!(scope.def(*id).kind, TypeKind::Enum(_)),
        _ => false,
    }
}

/// The name, with as many prefixes as are needed to make it unique.
fn unique(mut name: String, is_taken: &dyn Fn(&str) -> bool) -> String {
    while is_taken(&name) {
        name.insert_str(0, "arg-");
    }
    name
}

/// A Rust name in kebab case.
fn kebab(name: &str) -> String {
    name.trim_start_matches("r#").replace('_', "-")
}
