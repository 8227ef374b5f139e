//! The table of results.

use std::collections::BTreeMap;
use std::fmt::{self, Write as _};
use std::ops::AddAssign;
use std::time::Duration;

use serde::Deserialize;

use super::results::CheckResult;
use crate::measure::Cost;

/// The number of elements of a kind in a description, and of those that the SDK has.
#[derive(Clone, Copy, Debug, Default, Deserialize)]
pub struct Count {
    described: usize,
    emitted: usize,
}

impl fmt::Display for Count {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} of {}", self.emitted, self.described)
    }
}

impl AddAssign for Count {
    fn add_assign(&mut self, other: Self) {
        self.described += other.described;
        self.emitted += other.emitted;
    }
}

/// The results of one description.
#[derive(Debug, Default)]
pub struct Row {
    pub document: String,
    pub package: String,
    /// Version of OpenAPI.
    pub openapi: String,
    pub operations: usize,
    pub emitted: usize,
    /// Operations that an extension of the description excludes.
    pub ignored: usize,
    /// Operations that cannot be generated, each with the reason.
    pub skipped: Vec<String>,
    /// The method and the path of each list with a parameter for a page, an offset or a cursor that is not paginated.
    pub unpaged: Vec<String>,
    pub parameters: Count,
    pub media_types: Count,
    pub statuses: Count,
    /// Operations with parameters for a page, an offset or a cursor, and those that are paginated in the SDK.
    pub pages: Count,
    /// Lines of Rust, without the runtime.
    pub lines: usize,
    /// Lines of the longest file.
    pub longest: usize,
    pub generate: Cost,
    /// The cost of rustc for the crate of the SDK alone.
    pub check: Cost,
    /// Results of resources that were compiled alone.
    pub features: BTreeMap<String, CheckResult>,
    pub problems: Vec<String>,
}

impl Row {
    pub fn new(document: &str, package: &str) -> Self {
        Self {
            document: document.to_owned(),
            package: package.to_owned(),
            ..Self::default()
        }
    }

    /// The expected memory for compiling the SDK, in bytes: 250 MiB plus 18 KiB per line.
    pub fn expected_memory(&self) -> u64 {
        (250 << 20) + ((self.lines as u64) * (18 << 10))
    }

    /// True if there is no problem.
    pub fn is_clean(&self) -> bool {
        self.problems.is_empty() && self.failed().next().is_none()
    }

    /// Resources that do not compile alone, each with the problem.
    fn failed(&self) -> impl Iterator<Item = (&str, &str)> {
        let features = self.features.iter();
        features.filter_map(|(name, checked)| Some((name.as_str(), checked.problem.as_deref()?)))
    }

    /// A line about the resources that were compiled alone.
    fn each_feature(&self) -> Option<String> {
        let mut costs: Vec<_> = self.features.iter().collect();
        costs.sort_by_key(|(_, checked)| checked.cpu);
        let (_, median) = costs.get(costs.len() / 2)?;
        let (slowest, maximum) = costs.last()?;
        let memory = self.features.values().map(|checked| checked.memory).max();
        Some(format!(
            "{}: {} resources compiled alone, {} failed; check CPU s: median {}, maximum {} \
             ({slowest}); at most {} MiB",
            self.document,
            costs.len(),
            self.failed().count(),
            seconds(median.cpu),
            seconds(maximum.cpu),
            mebibytes(memory.unwrap_or_default()),
        ))
    }

    /// A line of progress.
    pub fn line(&self) -> String {
        let (seconds, memory) = (seconds(self.check.cpu), mebibytes(self.check.memory));
        let state = match self.problems.first() {
            None => "ok",
            Some(problem) => problem,
        };
        format!(
            "{}: check {seconds} s, {memory} MiB: {state}",
            self.document
        )
    }
}

/// The table in Markdown, followed by the skipped operations, the lists without pages and the failures.
pub fn render(rows: &[Row]) -> String {
    let mut text = String::from(
        "| document | OpenAPI | operations | emitted | ignored | skipped | parameters | media types | statuses | pages | lines | per \
         operation | longest file | generate s | generate MiB | check CPU s | check MiB | features \
         | result |\n|---|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|---|\n",
    );
    for row in rows {
        let result = if row.is_clean() { "ok" } else { "failed" };
        add_row(&mut text, row, row.features.len(), result);
    }
    let total = total(rows);
    let features = rows.iter().map(|row| row.features.len()).sum();
    let clean = rows.iter().filter(|row| row.is_clean()).count();
    let result = format!("{clean} of {} ok", rows.len());
    add_row(&mut text, &total, features, &result);
    for line in rows.iter().filter_map(Row::each_feature) {
        // Writing to a string cannot fail.
        let _ = write!(text, "\n- {line}");
    }
    for row in rows {
        for skipped in &row.skipped {
            let _ = write!(text, "\n- {} skipped: {skipped}", row.document);
        }
        for list in &row.unpaged {
            let _ = write!(text, "\n- {} list without pages: {list}", row.document);
        }
    }
    for row in rows {
        let failed = row.failed().map(|(_, problem)| problem);
        for problem in row.problems.iter().map(String::as_str).chain(failed) {
            let problem = problem.replace('\n', "\n    ");
            let _ = write!(text, "\n- {} failed: {problem}", row.document);
        }
    }
    text
}

fn add_row(text: &mut String, row: &Row, features: usize, result: &str) {
    let by_operation = row.lines.checked_div(row.emitted).unwrap_or_default();
    let _ = writeln!(
        text,
        "| {} | {} | {} | {} | {} | {} | {} | {} | {} | {} | {} | {by_operation} | {} | {} | {} | {} | {} | {features} | {result} |",
        row.document,
        row.openapi,
        row.operations,
        row.emitted,
        row.ignored,
        row.skipped.len(),
        row.parameters,
        row.media_types,
        row.statuses,
        row.pages,
        row.lines,
        row.longest,
        seconds(row.generate.wall),
        mebibytes(row.generate.memory),
        seconds(row.check.cpu),
        mebibytes(row.check.memory),
    );
}

/// The row of totals: maxima for memory and the longest file, sums for all other figures.
fn total(rows: &[Row]) -> Row {
    let mut total = Row::new("all", "");
    for row in rows {
        total.operations += row.operations;
        total.emitted += row.emitted;
        total.ignored += row.ignored;
        total.parameters += row.parameters;
        total.media_types += row.media_types;
        total.statuses += row.statuses;
        total.pages += row.pages;
        total.skipped.extend(row.skipped.iter().cloned());
        total.lines += row.lines;
        total.longest = total.longest.max(row.longest);
        sum(&mut total.generate, row.generate);
        sum(&mut total.check, row.check);
    }
    total
}

fn sum(total: &mut Cost, cost: Cost) {
    total.wall += cost.wall;
    total.cpu += cost.cpu;
    total.memory = total.memory.max(cost.memory);
}

fn seconds(duration: Duration) -> String {
    format!("{:.2}", duration.as_secs_f64())
}

fn mebibytes(bytes: u64) -> u64 {
    bytes >> 20
}
