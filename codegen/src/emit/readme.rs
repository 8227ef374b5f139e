//! `README.md` of the crate.

use super::api_md::heading;
use super::client::variables;
use super::docs::code;
use super::lib_rs::{FEATURES, quick_start, title};
use crate::files::File;
use crate::ir::Api;

/// Prints the page.
pub(super) fn emit_readme(api: &Api) -> File {
    let package = &api.package;
    let mut parts = vec![
        format!("# {}", heading(&package.name)),
        title(api),
        format!(
            "Generated from {} by {}.",
            code(&package.source),
            code(&package.command)
        ),
    ];
    if let Some(lines) = quick_start(api) {
        let visible = lines.into_iter().filter(|line| !line.starts_with("# "));
        let code = visible.collect::<Vec<_>>().join("\n");
        parts.push(format!("## Quick start\n\n```rust,ignore\n{code}\n```"));
    }
    let variables = variables(api);
    if !variables.is_empty() {
        parts.push(format!(
            "## Environment\n\n`Client::from_env()` reads these variables:\n\n{}",
            variables.join("\n")
        ));
    }
    parts.push(format!("## Features\n\n{}", FEATURES.join("\n")));
    let name = code(&package.bin_name);
    parts.push(format!(
        "## Command line\n\nWith the feature `cli`, the program {name} has a command for every operation; \
         {} installs it. Parts of the path are its arguments, everything else are flags, and `--help` \
         says which. Secrets and the base URL are read from flags or the environment. `--dry-run` \
         prints the request as a curl command, `--verbose` shows what is exchanged, and neither shows \
         a secret. What comes in piece by piece is printed so: streams as one line of JSON for each \
         item, all pages as one list. `completions` prints a script for a shell. The exit code tells the kinds of errors apart: {} lists them.",
        code("cargo install --path . --features cli"),
        code(&format!("{} --help", package.bin_name))
    ));
    parts.push("Every resource, method and type is listed in [api.md](api.md).".to_owned());
    File::text("README.md", parts.join("\n\n") + "\n")
}
