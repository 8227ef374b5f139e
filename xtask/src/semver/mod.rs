//! `cargo xtask semver`: what `diff` says of single changes, held against the compiler.

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

/// What the rows change.
const BASE: &str = include_str!("base.yaml");

/// The configuration of all of them.
const CONFIG: &str = "package.name = \"pets\"\n";

/// What `cargo xtask semver` takes.
#[derive(Debug, clap::Args)]
pub struct Semver {
    /// Only rows whose name contains this; the table is not written then.
    #[arg(long)]
    filter: Option<String>,
    /// The table, in Markdown.
    #[arg(long, default_value = "docs/semver.md")]
    table: PathBuf,
    /// Where crates are generated and compiled.
    #[arg(long, default_value = "target/semver")]
    work: PathBuf,
}

impl Semver {
    /// Runs over all rows.
    ///
    /// # Errors
    /// A row cannot be made, `cargo-semver-checks` cannot be run, or a file cannot be written.
    pub fn run(self) -> anyhow::Result<ExitCode> {
        let mut rows = rows()?;
        if let Some(part) = &self.filter {
            rows.retain(|row| row.name.contains(part.as_str()));
        }
        let compiler = Compiler::new(&self.work, BASE, CONFIG)?;
        let mut table = head(compiler.version());
        let mut wrong = 0;
        for (index, row) in rows.iter().enumerate() {
            let changes = row.changes()?;
            let found = compiler.prove(row, &row.text()?)?;
            let is_right = row.is(&changes) && found.is_breaking == (row.rust == "breaking");
            wrong += usize::from(!is_right);
            let line = line(index + 1, row, &changes, &found.says, is_right);
            println!("{}", line.trim_end());
            table.push_str(&line);
        }
        println!("{wrong} rows are wrong");
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

    /// What `diff` says of it.
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

    fn is(&self, changes: &Changes) -> bool {
        let levels = changes.wire().name() == self.wire && changes.rust().name() == self.rust;
        // Texts and order are no change at all.
        let is_silent = !self.name.starts_with("only ") || changes.list.is_empty();
        levels && is_silent
    }
}

fn side(model: &ApiModel) -> Side<'_> {
    let ApiModel { document, api, .. } = model;
    Side { document, api }
}

fn head(version: &str) -> String {
    format!(
        "# Levels of changes, and what the compiler says of them\n\n\
        Each row is one change to a small description, between two generated crates that are both named anew. The levels are those of `sdk-codegen diff`. \
        The proof is {version}, or a caller that compiled before and does not after, where the tool sees nothing. \
        `cargo xtask semver` writes this table.\n\n\
        | | change | wire | Rust | rules | proof |\n|---|---|---|---|---|---|\n"
    )
}

fn line(number: usize, row: &Row, changes: &Changes, says: &str, is_right: bool) -> String {
    let mut rules: Vec<&str> = changes.list.iter().map(|change| change.rule.id).collect();
    rules.dedup();
    let mut line = String::new();
    // Writing to a `String` cannot fail.
    let _ = writeln!(
        line,
        "| {number} | {} | {} | {} | {} | {says}{} |",
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
    fn every_change_has_the_level_that_the_table_says() {
        let mut wrong = Vec::new();
        for row in rows().unwrap() {
            let changes = row.changes().unwrap();
            if !row.is(&changes) {
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
    fn a_caller_stands_only_where_the_tool_is_blind() {
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
