/// How long a method may be that stands in one line.
const WIDTH: usize = 110;

/// Indentation of the methods of an `impl`.
const INDENT: &str = "    ";

/// Moves every line in by one level.
pub(super) fn indented(text: &str) -> String {
    let lines = text.lines().map(|line| {
        if line.is_empty() {
            "\n".to_owned()
        } else {
            format!("{INDENT}{line}\n")
        }
    });
    lines.collect()
}

/// Lays out the methods of an `impl`: short ones in one line each, an empty line around others.
pub(super) fn methods(text: &str) -> String {
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
                method.iter().for_each(|line| push(&mut out, line));
                if lines.peek().is_some_and(|next| *next != "}") {
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

/// A method without texts and branches, joined where that is short enough.
fn in_one_line(method: &[&str]) -> Option<String> {
    let mut line = String::from(INDENT);
    for part in method.iter().map(|part| part.trim_start()) {
        let opens = line.ends_with(['(', '.']) || line == INDENT;
        if !opens && !part.starts_with([')', '.']) {
            line.push(' ');
        }
        if part.starts_with(')') && line.ends_with(',') {
            line.pop();
        }
        line.push_str(part);
    }
    let is_plain = !line.contains(['"', '\'']) && !line.contains(" if ");
    (is_plain && line.chars().count() <= WIDTH).then_some(line)
}
