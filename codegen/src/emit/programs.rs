//! `examples/`: one program for each of the first resources, and programs about common tasks.

mod texts;

use super::docs::code;
use super::examples::statement;
use super::scope::Scope;
use crate::files::File;
use crate::ir::{Api, Operation, Output, Resource, RuntimeSource, Type, TypeKind};
use crate::name::Case;

/// Maximum number of resources with a program: `cargo test` links each program, and every operation
/// has an example in its documentation.
const MAX_RESOURCES: usize = 12;

/// An example program.
pub(super) struct Program {
    /// Name of the program and of its file.
    pub(super) name: String,
    /// The features that it requires.
    pub(super) features: Vec<String>,
    /// Its topic, in one line without a full stop.
    pub(super) about: String,
    /// Its source without the first line of documentation.
    pub(super) text: String,
}

impl Program {
    /// Its last function with its documentation.
    pub(super) fn last_function(&self) -> Option<&str> {
        let at = self.text.rfind("\n\n///")?;
        self.text.get(at..).map(str::trim_start)
    }
}

/// Emits the files.
pub(super) fn emit_programs(api: &Api) -> Vec<File> {
    let files = programs(api).into_iter().map(|program| {
        let path = format!("examples/{}.rs", program.name);
        File::rust_text(path, format!("//! {}.\n\n{}", program.about, program.text))
    });
    files.collect()
}

/// The programs; none if no operation has an example.
pub(super) fn programs(api: &Api) -> Vec<Program> {
    let scope = Scope::outside_models(api);
    let subjects = api.resources.iter().filter_map(|resource| {
        let mut operations = resource.operations.iter();
        let operation = operations.find(|it| is_shown(&scope, resource, it))?;
        Some(Subject {
            scope: &scope,
            resource,
            operation,
        })
    });
    let subjects: Vec<Subject<'_>> = subjects.take(MAX_RESOURCES).collect();
    let own = subjects.iter().filter_map(Subject::program);
    let guides = subjects.first().map(Subject::guides).unwrap_or_default();
    let testing = subjects.iter().find_map(Subject::testing);
    own.chain(guides).chain(testing).collect()
}

/// True if an operation has an example, and its result can be printed.
fn is_shown(scope: &Scope<'_>, resource: &Resource, operation: &Operation) -> bool {
    let is_plain = !matches!(operation.output, Output::Stream);
    let call = || statement(scope, (resource, operation), "", &[]);
    is_plain && operation.deprecated.is_none() && call().is_some()
}

/// The operation that a program calls.
struct Subject<'a> {
    scope: &'a Scope<'a>,
    resource: &'a Resource,
    operation: &'a Operation,
}

impl Subject<'_> {
    fn api(&self) -> &Api {
        self.scope.api
    }

    /// The call as lines of a function: `start` precedes it, and `end` sends it.
    fn call(&self, start: &str, end: &[&str]) -> Option<String> {
        let lines = statement(self.scope, (self.resource, self.operation), start, end)?;
        let lines = lines.iter().map(|line| format!("    {line}"));
        Some(lines.collect::<Vec<_>>().join("\n"))
    }

    /// A program with this call, which requires this feature in addition to that of the resource.
    fn with(
        &self,
        name: &str,
        feature: Option<&str>,
        about: &str,
        text: &str,
        call: &str,
    ) -> Program {
        let names_models = [text, call].iter().any(|it| it.contains("models::"));
        let imported = if names_models { "models" } else { "" };
        let text = text.replace("IMPORTED", imported).replace(", };", "};");
        let text = text.replace("{Client};", "Client;");
        let text = text.replace("LIBRARY", &self.api().package.lib_name);
        let features = [self.resource.feature.as_str()];
        let features = features.into_iter().chain(feature).map(str::to_owned);
        Program {
            name: name.to_owned(),
            features: features.collect(),
            about: about.to_owned(),
            // Last, because it contains text of the description.
            text: text.replace("CALL", call),
        }
    }

    /// The program of the resource.
    fn program(&self) -> Option<Program> {
        let Operation { method, path, .. } = self.operation;
        let about = format!("A call of {}", code(&format!("{method} {path}")));
        let prints = !matches!(self.operation.output, Output::Empty { .. });
        let (start, end) = match prints {
            true => ("let result = client", texts::PRINT),
            false => ("client", ""),
        };
        let call = self.call(start, &[".send()", ".await?;"])? + end;
        let mut name = Case::Module.name(&self.resource.feature);
        if texts::NAMES.contains(&name.as_str()) {
            name.push_str("_api");
        }
        Some(self.with(&name, None, &about, texts::CALL, &call))
    }

    /// The programs about tasks that all operations have in common.
    fn guides(&self) -> Vec<Program> {
        let sent = |end: &[&str]| self.call("client", end).unwrap_or_default();
        let limited = [
            ".timeout(Duration::from_secs(20))",
            ".max_retries(1)",
            ".send()",
            ".await?;",
        ];
        let call = sent(&[".send()", ".await?;"]);
        let mut programs = vec![
            self.with(
                "errors",
                None,
                "How to handle each kind of error",
                texts::ERRORS,
                &call,
            ),
            self.with(
                "retries",
                None,
                "Retries, timeouts and a rate limit, for a client and for a single call",
                texts::RETRIES,
                &sent(&limited),
            ),
            self.with(
                "blocking",
                Some("blocking"),
                "A synchronous program",
                texts::BLOCKING,
                &sent(&[".send_blocking()?;"]),
            ),
            self.with(
                "own_http_client",
                Some("reqwest-client"),
                "A custom HTTP client, which must not follow redirects",
                texts::OWN_HTTP_CLIENT,
                &call,
            ),
        ];
        // If the runtime is a crate, the SDK does not depend on `tracing`.
        if self.api().package.runtime == RuntimeSource::Embedded {
            programs.push(self.with(
                "tracing",
                Some("tracing"),
                "Spans and events, here through a subscriber that prints retries",
                texts::TRACING,
                &call,
            ));
        }
        programs
    }

    /// The program about tests; `None` if the response is no object.
    fn testing(&self) -> Option<Program> {
        let Output::Json { ty, .. } = &self.operation.output else {
            return None;
        };
        let Type::Named(id) = ty else { return None };
        let def = self.scope.def(*id);
        let TypeKind::Struct(_) = def.kind else {
            return None;
        };
        let modules: Vec<String> = self.resource.module_path().collect();
        let path = modules.join("::");
        let text = texts::TESTING
            .replace("MODULE", &path)
            .replace("ENDPOINT", &self.operation.struct_name)
            .replace("MODEL", &def.name);
        let about = "How a program is tested without a server";
        let call = self.call("client", &[".send()", ".await"])?;
        Some(self.with("testing", Some("testing"), about, &text, &call))
    }
}
