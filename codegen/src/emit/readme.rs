//! `README.md` of the crate.

mod guide;

use super::api_md::heading;
use super::client::variables;
use super::docs::code;
use super::lib_rs::{FEATURES, quick_start, title};
use super::programs::programs;
use crate::files::File;
use crate::ir::{Api, Division, RuntimeSource};
use crate::runtime::Manifest;

/// Emits the page.
pub(super) fn emit_readme(api: &Api) -> File {
    let package = &api.package;
    let name = &package.name;
    let mut parts = vec![format!("# {}", heading(name)), title(api)];
    let install = "cargo add";
    parts.push(format!(
        "## Install\n\n```sh\n{install} {name}\n{install} tokio --features macros,rt-multi-thread\n```"
    ));
    if let Some(lines) = quick_start(api) {
        let visible = lines.into_iter().filter(|line| !line.starts_with("# "));
        let code = visible.collect::<Vec<_>>().join("\n");
        parts.push(format!("## A first call\n\n```rust,ignore\n{code}\n```"));
    }
    parts.extend(authentication(api));
    parts.extend(guide::sections(api));
    parts.extend(examples(api));
    parts.push(format!("## Features\n\n{}", FEATURES.join("\n")));
    parts.extend(crates(api));
    parts.push(command_line(api));
    parts.push(versions(api));
    parts.extend(license(api));
    parts.push("Every resource, method and type is listed in [api.md](api.md).".to_owned());
    File::text("README.md", parts.join("\n\n") + "\n")
}

/// The credentials and their environment variables.
fn authentication(api: &Api) -> Option<String> {
    let variables = variables(api);
    if variables.is_empty() && api.security_schemes.is_empty() {
        return None;
    }
    let setters = api.security_schemes.iter().map(|scheme| {
        let setter = code(&format!(".{}(…)", scheme.rust_name));
        format!("- {setter}: {}", scheme.title)
    });
    let setters: Vec<String> = setters.collect();
    let mut parts = vec![
        "## Authentication".to_owned(),
        "Each call sends exactly one alternative of the credentials that its operation accepts, and \
         fails before anything is sent if there is none. Secrets are never printed."
            .to_owned(),
    ];
    if !setters.is_empty() {
        parts.push(format!(
            "Setters of `Client::builder()`:\n\n{}",
            setters.join("\n")
        ));
    }
    if !variables.is_empty() {
        parts.push(format!(
            "Environment variables that `Client::from_env()` reads:\n\n{}",
            variables.join("\n")
        ));
    }
    Some(parts.join("\n\n"))
}

/// The programs in `examples`, and how to run them.
fn examples(api: &Api) -> Option<String> {
    let programs = programs(api);
    let last = programs.last()?;
    let features = last.features.join(",");
    let run = format!("cargo run --example {} --features {features}", last.name);
    let lines = programs.iter().map(|program| {
        let file = format!("examples/{}.rs", program.name);
        format!("- [`{}`]({file}): {}", program.name, program.about)
    });
    let lines = lines.collect::<Vec<_>>().join("\n");
    Some(format!("## Examples\n\n{lines}\n\n```sh\n{run}\n```"))
}

/// The crates of a split SDK, in the order of publication.
fn crates(api: &Api) -> Option<String> {
    let division = api.division.as_ref()?;
    let runtime = (api.package.runtime == RuntimeSource::Member).then(|| {
        let (name, folder) = (&api.package.name, Division::RUNTIME);
        format!(
            "- {} in {}",
            code(&format!("{name}-{folder}")),
            code(folder)
        )
    });
    let members = division.members();
    let members = members.map(|it| format!("- {} in {}", code(&it.package), code(&it.folder)));
    let lines: Vec<String> = runtime.into_iter().chain(members).collect();
    Some(format!(
        "## Crates\n\nThis crate re-exports others, which are compiled in parallel. Depend on this one only. All have the same \
         version, and are published in this order, this one last:\n\n{}",
        lines.join("\n")
    ))
}

fn command_line(api: &Api) -> String {
    let package = &api.package;
    format!(
        "## Command line\n\nWith the feature `cli`, the program {} has a command for every operation; \
         {} installs it. Path parameters are positional arguments, all others are flags; `--help` \
         lists them. Secrets and the base URL are read from flags or the environment. `--dry-run` \
         prints the request as a curl command, and `--verbose` prints requests and responses; neither \
         prints a secret. Streams are printed as they arrive, one line of JSON for each item; the \
         items of all pages are printed as one list. `completions` prints a completion script for a \
         shell. Each kind of error has its own exit code: {} lists them.",
        code(&package.bin_name),
        code("cargo install --path . --features cli"),
        code(&format!("{} --help", package.bin_name))
    )
}

/// The versioning policy, and how to regenerate the SDK.
fn versions(api: &Api) -> String {
    let package = &api.package;
    let rust = Manifest::with(&api.parts).rust_version;
    format!(
        "## Versions\n\nThe crate requires Rust {rust} or newer; a minor version may raise this. It \
         follows semantic versioning: minor versions add operations, optional arguments, members of responses and values of enums, and \
         changes that could break a caller come with a major version (before 1.0, a minor one). Structs and enums are \
         `#[non_exhaustive]` for that reason.\n\nIt is generated from {} by {}. Do not edit its files: `--check` reports edits, and generating stops at them.",
        code(&package.source),
        code(&package.command)
    )
}

fn license(api: &Api) -> Option<String> {
    let package = &api.package;
    let license = package.license.as_deref()?;
    let files = package.license_texts.iter();
    let files: Vec<String> = files.map(|(name, _)| format!("[{name}]({name})")).collect();
    let texts = match files.is_empty() {
        true => String::new(),
        false => format!(" ({})", files.join(", ")),
    };
    Some(format!("## License\n\n{}{texts}", code(license)))
}
