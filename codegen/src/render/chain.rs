use super::layout::{INDENT, WIDTH, joined};

/// Formats the constants of an `impl` whose values are chains of calls.
pub(super) fn constants(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut lines = text.split_inclusive('\n');
    while let Some(line) = lines.next() {
        if !line.starts_with("    const ") || line.ends_with(";\n") {
            out.push_str(line);
            continue;
        }
        let mut constant = line.strip_prefix(INDENT).unwrap_or(line).to_owned();
        for line in lines.by_ref() {
            constant.push_str(line.strip_prefix(INDENT).unwrap_or(line));
            if line.ends_with(";\n") {
                break;
            }
        }
        for line in chain(&constant, WIDTH - INDENT.len()).lines() {
            out.extend([INDENT, line, "\n"]);
        }
    }
    out
}

/// Formats a static or constant whose value is a chain of calls as rustfmt does: the calls are on
/// lines of their own, and a list that is the only argument starts after the parenthesis.
pub(super) fn chain(text: &str, width: usize) -> String {
    let is_chain = text
        .lines()
        .nth(1)
        .is_some_and(|line| line.starts_with("        "));
    let dedent = |line: &str| match is_chain {
        true => line.strip_prefix(INDENT).unwrap_or(line).to_owned(),
        false => line.to_owned(),
    };
    let mut lines: Vec<String> = text.lines().map(dedent).collect();
    join_head(&mut lines, width);
    let mut hugged = Vec::with_capacity(lines.len());
    hug(&lines, &mut hugged);
    let lines = calls(&hugged, width);
    lines.iter().map(|line| format!("{line}\n")).collect()
}

/// Joins the first call with the line before if it fits, and indents the others.
fn join_head(lines: &mut Vec<String>, width: usize) {
    let Some(end) = lines.iter().position(|line| line == ")") else {
        return;
    };
    let head: Vec<&str> = lines[..=end].iter().map(String::as_str).collect();
    let Some(head) = joined(&head, width) else {
        return;
    };
    lines.splice(..=end, [head]);
    for line in &mut lines[1..] {
        line.insert_str(0, INDENT);
    }
}

/// Joins the contents of brackets if they fit in one line, the innermost first.
fn calls(lines: &[String], width: usize) -> Vec<String> {
    let mut out: Vec<String> = Vec::with_capacity(lines.len());
    for line in lines {
        out.push(line.clone());
        let closed = line.trim_start();
        if !closed.starts_with([')', ']', '}']) {
            continue;
        }
        let indent = line.len() - closed.len();
        let is_open = |line: &String| {
            let is_outer = line.len() - line.trim_start().len() == indent;
            is_outer && line.ends_with(['(', '[', '{'])
        };
        let Some(start) = out.iter().rposition(is_open) else {
            continue;
        };
        let group: Vec<&str> = out[start..].iter().map(String::as_str).collect();
        if let Some(line) = joined(&group, width) {
            out.truncate(start);
            out.push(line);
        } else if let Some(lines) = filled(&group, indent + INDENT.len(), width) {
            out.truncate(start);
            out.extend(lines);
        }
    }
    out
}

/// A list with as many items per line as fit, if each has a line of its own at this indentation.
fn filled(group: &[&str], indent: usize, width: usize) -> Option<Vec<String>> {
    let [open, items @ .., close] = group else {
        return None;
    };
    let is_item = |line: &&str| {
        let start = line.len() - line.trim_start().len();
        start == indent && line.ends_with(',')
    };
    if !open.ends_with('[') || !items.iter().all(is_item) {
        return None;
    }
    let mut lines = vec![(*open).to_owned()];
    for (index, item) in items.iter().enumerate() {
        match lines.last_mut() {
            Some(last) if index > 0 && last.len() + 1 + item.trim_start().len() <= width => {
                last.push(' ');
                last.push_str(item.trim_start());
            }
            _ => lines.push((*item).to_owned()),
        }
    }
    lines.push((*close).to_owned());
    Some(lines)
}

/// Moves lists that are the only argument of a call to the line of the parenthesis.
fn hug(lines: &[String], out: &mut Vec<String>) {
    let mut at = 0;
    while let Some(line) = lines.get(at) {
        let indent = line.len() - line.trim_start().len();
        let inner = " ".repeat(indent + INDENT.len());
        let opens = line.ends_with('(') && lines.get(at + 1) == Some(&format!("{inner}&["));
        let rest = lines.get(at + 2..).filter(|_| opens).unwrap_or_default();
        let close = format!("{inner}],");
        let Some(length) = rest.iter().position(|line| *line == close) else {
            out.push(line.clone());
            at += 1;
            continue;
        };
        out.push(format!("{line}&["));
        let items = rest.iter().take(length);
        let items = items.map(|line| line.strip_prefix(INDENT).unwrap_or(line).to_owned());
        hug(&items.collect::<Vec<_>>(), out);
        let close = lines
            .get(at + 3 + length)
            .map_or("", |line| line.trim_start());
        out.push(format!("{}]{close}", " ".repeat(indent)));
        at += 4 + length;
    }
}
