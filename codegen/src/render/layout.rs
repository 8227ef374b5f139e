use super::fill::fill;
use super::table::Piece;

/// Maximum length of a line.
pub(super) const WIDTH: usize = 100;

/// Maximum length of a method in one line.
pub(super) const METHOD_WIDTH: usize = 120;

/// Indentation of the methods of an `impl`.
pub(super) const INDENT: &str = "    ";

/// Puts as many variants of an enum per line as fit. Variants with documentation or attributes have
/// lines of their own.
pub(super) fn packed(text: &str) -> String {
    let mut out: Vec<String> = Vec::new();
    let mut is_open = false;
    let mut is_free = true;
    for line in text.lines() {
        let is_variant = line.starts_with(INDENT) && line.ends_with(',') && is_free;
        match out.last_mut() {
            Some(last) if is_variant && is_open && fits(last, line) => {
                last.push(' ');
                last.push_str(line.trim_start());
            }
            _ => out.push(line.to_owned()),
        }
        is_open = is_variant;
        is_free = !line.trim_start().starts_with(['/', '#']);
    }
    out.iter().map(|line| format!("{line}\n")).collect()
}

fn fits(line: &str, more: &str) -> bool {
    let length = line.chars().count() + 1 + more.trim_start().chars().count();
    length + INDENT.len() <= WIDTH
}

/// Wraps long `#[cfg(any(…))]`.
pub(super) fn attributes(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut lines = text.lines();
    while let Some(line) = lines.next() {
        let Some(indent) = line.strip_suffix("#[cfg(") else {
            push(&mut out, line);
            continue;
        };
        let inside: Vec<_> = lines
            .by_ref()
            .map(str::trim)
            .take_while(|part| *part != ")]")
            .collect();
        let inside = inside.join(" ");
        let features = inside.trim_start_matches("any(").trim_end_matches(')');
        let depth = indent.len() / INDENT.len() + 1;
        let features = features.split_inclusive(", ").map(|text| Piece {
            text: text.trim().to_owned(),
            depth,
        });
        let features: Vec<_> = features.collect();
        out.push_str(&format!(
            "{indent}#[cfg(any(\n{}{indent}))]\n",
            fill(&features)
        ));
    }
    out
}

/// Formats the methods of an `impl`: short ones in one line, and an empty line between those whose
/// documentation has sections.
pub(super) fn methods(text: &str) -> String {
    let is_spaced = text.contains("    /// # ");
    let mut out = String::with_capacity(text.len());
    let mut lines = text.lines().peekable();
    while let Some(line) = lines.next() {
        if !is_method(line) {
            push(&mut out, line);
            continue;
        }
        let mut method = vec![line];
        while method.last().is_some_and(|line| !is_end(line)) {
            let Some(next) = lines.next() else { break };
            method.push(next);
        }
        match in_one_line(&method) {
            Some(line) => push(&mut out, &line),
            None => {
                statements(&method)
                    .iter()
                    .for_each(|line| push(&mut out, line));
                if is_spaced && lines.peek().is_some_and(|next| *next != "}") {
                    out.push('\n');
                }
            }
        }
    }
    out
}

fn push(out: &mut String, line: &str) {
    out.push_str(line);
    out.push('\n');
}

fn is_method(line: &str) -> bool {
    line.strip_prefix(INDENT)
        .is_some_and(|line| line.starts_with("pub fn ") || line.starts_with("fn "))
}

fn is_end(line: &str) -> bool {
    line == "    }"
}

/// A method without string literals and branches, joined if it is short enough.
fn in_one_line(method: &[&str]) -> Option<String> {
    joined(method, METHOD_WIDTH).filter(|line| !line.contains(" if "))
}

/// The lines of a method. Its signature and statements are joined if they are short enough.
fn statements(method: &[&str]) -> Vec<String> {
    let signature = method.iter().position(|line| line.ends_with('{'));
    let (signature, body) = method.split_at(signature.map_or(0, |at| at + 1));
    let mut groups = vec![signature.to_vec()];
    for line in body {
        match groups.last_mut() {
            Some(group) if !is_start(line) => group.push(line),
            _ => groups.push(vec![line]),
        }
    }
    let lines = groups
        .into_iter()
        .flat_map(|group| match joined(&group, METHOD_WIDTH) {
            Some(line) => vec![line],
            None => block(&group).unwrap_or_else(|| packed_fields(&group)),
        });
    lines.collect()
}

/// The lines of a block with one statement, which is joined if it is short enough.
fn block(lines: &[&str]) -> Option<Vec<String>> {
    let (head, [statement @ .., end]) = lines.split_first()? else {
        return None;
    };
    let is_if = head.trim_start().starts_with("if ") && head.ends_with('{') && end.trim() == "}";
    let ends = statement.iter().filter(|line| line.ends_with(';'));
    if !is_if || ends.count() != 1 {
        return None;
    }
    let statement = joined(statement, METHOD_WIDTH)?;
    Some(vec![(*head).to_owned(), statement, (*end).to_owned()])
}

/// The lines of a statement, with as many fields of a struct per line as fit.
fn packed_fields(lines: &[&str]) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    for line in lines {
        let is_field = |line: &str| line.starts_with("            ") && line.ends_with(',');
        match out.last_mut() {
            Some(last) if is_field(line) && is_field(last) && fits(last, line) => {
                last.push(' ');
                last.push_str(line.trim_start());
            }
            _ => out.push((*line).to_owned()),
        }
    }
    out
}

/// True for the first line of a statement, and for the end of a method.
fn is_start(line: &str) -> bool {
    let statement = line
        .strip_prefix(INDENT)
        .and_then(|line| line.strip_prefix(INDENT));
    let starts = |line: &str| !line.starts_with([' ', '}', ')', ']']);
    is_end(line) || statement.is_some_and(starts)
}

/// Joins lines without string literals, if the result has at most `width` characters.
pub(super) fn joined(lines: &[&str], width: usize) -> Option<String> {
    let first = lines.first()?;
    let mut line = first[..first.len() - first.trim_start().len()].to_owned();
    for (index, part) in lines.iter().map(|part| part.trim_start()).enumerate() {
        if part.starts_with([')', ']', '}', '>']) && line.ends_with(',') {
            line.pop();
        }
        if index > 0
            && !line.ends_with(['(', '[', '.', '<'])
            && !part.starts_with([')', ']', '.', '>'])
        {
            line.push(' ');
        }
        line.push_str(part);
        // A character takes at most four bytes in UTF-8.
        if line.len() > 4 * width {
            return None;
        }
    }
    (line.chars().count() <= width).then_some(line)
}

/// An `impl` with one associated type in one line, if it fits.
pub(super) fn impl_in_one_line(text: &str) -> Option<String> {
    let lines: Vec<&str> = text.lines().collect();
    let is_type = |line: &str| line.trim_start().starts_with("type ");
    let (2..=4) = lines.len() else { return None };
    if !lines.get(1).is_some_and(|line| is_type(line)) {
        return None;
    }
    let line = joined(&lines, WIDTH)?;
    Some(format!("{line}\n"))
}
