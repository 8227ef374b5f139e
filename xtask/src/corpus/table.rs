use std::fmt::Write as _;
use std::time::Duration;

use crate::measure::Cost;

/// What came of one description.
#[derive(Debug, Default)]
pub struct Row {
    pub document: String,
    pub package: String,
    /// Version of OpenAPI.
    pub openapi: String,
    pub operations: usize,
    pub emitted: usize,
    /// Left out as the description asks.
    pub ignored: usize,
    /// Operations that the description contradicts itself about, and why.
    pub skipped: Vec<String>,
    /// Lines of Rust, without the runtime's.
    pub lines: usize,
    /// Lines of the longest file.
    pub longest: usize,
    pub generate: Cost,
    /// Of rustc, for the SDK alone.
    pub check: Cost,
    /// Resources that were compiled by themselves.
    pub features: usize,
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

    /// How much memory it is expected to take to compile, in bytes: 250 MiB, and 18 KiB a line.
    pub fn expected_memory(&self) -> u64 {
        (250 << 20) + ((self.lines as u64) * (18 << 10))
    }

    /// A line for the progress.
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

/// The table in Markdown, with what was skipped and what failed below it.
pub fn print(rows: &[Row]) -> String {
    let mut text = String::from(
        "| document | OpenAPI | operations | emitted | left out as asked | skipped | lines | an \
         operation | longest file | generate s | generate MiB | check CPU s | check MiB | features \
         | result |\n|---|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|---|\n",
    );
    for row in rows {
        let result = if row.problems.is_empty() {
            "ok"
        } else {
            "failed"
        };
        add(&mut text, row, result);
    }
    let total = total(rows);
    let clean = rows.iter().filter(|row| row.problems.is_empty()).count();
    add(&mut text, &total, &format!("{clean} of {} ok", rows.len()));
    for row in rows {
        for skipped in &row.skipped {
            // Writing to a string cannot fail.
            let _ = write!(text, "\n- {} skipped: {skipped}", row.document);
        }
    }
    for row in rows {
        for problem in &row.problems {
            let problem = problem.replace('\n', "\n    ");
            let _ = write!(text, "\n- {} failed: {problem}", row.document);
        }
    }
    text
}

fn add(text: &mut String, row: &Row, result: &str) {
    let by_operation = row.lines.checked_div(row.emitted).unwrap_or_default();
    let _ = writeln!(
        text,
        "| {} | {} | {} | {} | {} | {} | {} | {by_operation} | {} | {} | {} | {} | {} | {} | {result} |",
        row.document,
        row.openapi,
        row.operations,
        row.emitted,
        row.ignored,
        row.skipped.len(),
        row.lines,
        row.longest,
        seconds(row.generate.wall),
        mebibytes(row.generate.memory),
        seconds(row.check.cpu),
        mebibytes(row.check.memory),
        row.features,
    );
}

/// Sums; of memory, and of the longest file, the most.
fn total(rows: &[Row]) -> Row {
    let mut total = Row::new("all", "");
    for row in rows {
        total.operations += row.operations;
        total.emitted += row.emitted;
        total.ignored += row.ignored;
        total.skipped.extend(row.skipped.iter().cloned());
        total.lines += row.lines;
        total.longest = total.longest.max(row.longest);
        total.features += row.features;
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
