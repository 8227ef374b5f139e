//! `cargo xtask semver`: verifies how `diff` classifies single changes, with cargo-semver-checks and the compiler.

mod compiler;
mod row;

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context as _, bail};
use sdk_codegen::ApiModel;
use sdk_codegen::config::Config;
use sdk_codegen::diff::{Changes, Side, diff};
use sdk_codegen::load::Source;

use compiler::Compiler;
use row::{Row, rows};

/// The description that the rows change.
const BASE: &str = include_str!("base.yaml");

/// The configuration of the generator for all rows.
const CONFIG: &str = "package.name = \"pets\"\n";

/// Verify how `diff` classifies single changes. Needs cargo-semver-checks.
///
/// Generates an SDK before and after each change, compares them with cargo-semver-checks or compiles a caller with
/// both, and writes docs/semver.md. The exit code is 1 if a classification is wrong.
#[derive(Debug, clap::Args)]
pub struct Semver {
    /// Only rows whose name contains this text; the table is not written.
    #[arg(long, value_name = "TEXT")]
    filter: Option<String>,
    /// File for the table, in Markdown.
    #[arg(long, value_name = "FILE", default_value = "docs/semver.md")]
    table: PathBuf,
    /// Folder for generating and compiling crates.
    #[arg(long, value_name = "DIR", default_value = "target/semver")]
    work: PathBuf,
}

impl Semver {
    /// Verifies all rows, and writes the table.
    ///
    /// # Errors
    /// A row does not apply to the description, `cargo-semver-checks` cannot be run, or a file cannot be written.
    pub fn run(self) -> anyhow::Result<ExitCode> {
        let mut rows = rows()?;
        if let Some(part) = &self.filter {
            rows.retain(|row| row.name.contains(part.as_str()));
        }
        let compiler = Compiler::new(&self.work, BASE, CONFIG)?;
        let mut table = table_head(compiler.version());
        let mut wrong = 0;
        for (index, row) in rows.iter().enumerate() {
            let changes = row.changes()?;
            let proof = compiler.verify(row, &row.text()?)?;
            let is_right = row.matches(&changes) && proof.is_breaking == (row.rust == "breaking");
            wrong += usize::from(!is_right);
            let line = table_row(index + 1, row, &changes, &proof.summary, is_right);
            println!("{}", line.trim_end());
            table.push_str(&line);
        }
        println!("{wrong} wrong rows");
        if self.filter.is_none() {
            fs::write(&self.table, &table)
                .with_context(|| format!("cannot write {}", self.table.display()))?;
        }
        Ok(match wrong {
            0 => ExitCode::SUCCESS,
            _ => ExitCode::FAILURE,
        })
    }
}

impl Row {
    /// The changed description.
    fn text(&self) -> anyhow::Result<String> {
        let mut text = BASE.to_owned();
        for (from, to) in &self.edits {
            if !text.contains(from.as_str()) {
                bail!("{}: {from:?} is not in the description", self.name);
            }
            text = text.replace(from.as_str(), to.as_str());
        }
        Ok(text)
    }

    /// The changes that `diff` reports.
    fn changes(&self) -> anyhow::Result<Changes> {
        let config = Config::parse(Path::new("sdk.toml"), CONFIG)?;
        let model = |text: String| {
            let path = PathBuf::from("pets.yaml");
            let model = sdk_codegen::model(Source { path, text }, Vec::new(), &config);
            model.map_err(|output| anyhow::anyhow!("{}: {}", self.name, output.render()))
        };
        let (old, new) = (model(BASE.to_owned())?, model(self.text()?)?);
        Ok(diff(side(&old), side(&new)))
    }

    /// True if the changes have the expected levels.
    fn matches(&self, changes: &Changes) -> bool {
        let levels = changes.wire().name() == self.wire && changes.rust().name() == self.rust;
        // A change of texts or of order must not be reported at all.
        let is_silent = !self.name.starts_with("only ") || changes.list.is_empty();
        levels && is_silent
    }
}

fn side(model: &ApiModel) -> Side<'_> {
    let ApiModel { document, api, .. } = model;
    Side { document, api }
}

fn table_head(version: &str) -> String {
    format!(
        "# Verified levels of changes\n\n\
        Each row is one change to a small description. An SDK is generated before and after it, without `names.lock`. The levels are those of `sdk-codegen diff`. \
        The proof is the result of {version} or, for changes that this tool does not check, a caller that compiled before and no longer compiles. \
        `cargo xtask semver` writes this table.\n\n\
        | | change | wire | Rust | rules | proof |\n|---|---|---|---|---|---|\n"
    )
}

fn table_row(number: usize, row: &Row, changes: &Changes, proof: &str, is_right: bool) -> String {
    let mut rules: Vec<&str> = changes.list.iter().map(|change| change.rule.id).collect();
    rules.dedup();
    let mut line = String::new();
    // Writing to a `String` cannot fail.
    let _ = writeln!(
        line,
        "| {number} | {} | {} | {} | {} | {proof}{} |",
        row.name,
        changes.wire(),
        changes.rust(),
        rules.join(", "),
        match is_right {
            true => String::new(),
            false => format!(" **expected wire {}, Rust {}**", row.wire, row.rust),
        }
    );
    line
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_change_has_its_expected_levels() {
        let mut wrong = Vec::new();
        for row in rows().unwrap() {
            let changes = row.changes().unwrap();
            if !row.matches(&changes) {
                let (wire, rust) = (changes.wire(), changes.rust());
                wrong.push(format!(
                    "{}: wire {wire}, Rust {rust}: {:#?}",
                    row.name, changes.list
                ));
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
        assert!(rows().unwrap().len() >= 60);
    }

    #[test]
    fn a_row_with_a_caller_says_why_the_tool_does_not_suffice() {
        for row in rows().unwrap() {
            assert_eq!(row.caller.is_some(), row.why.is_some(), "{}", row.name);
            assert!(
                row.caller.is_none() || row.rust == "breaking",
                "{}",
                row.name
            );
        }
    }
}
