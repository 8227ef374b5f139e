//! Joins the lines of paragraphs that were wrapped for a narrower page.

use super::inline::escape_line_start;

/// Maximum length of a joined line in characters. With `///` and the indentation of a method, it is
/// 100.
const WIDTH: usize = 92;

/// The lines of a paragraph, in which line breaks have no meaning. A paragraph that would not
/// become shorter is not changed: long lines are not broken.
pub(super) fn fill(paragraph: &str) -> Vec<String> {
    let lines = paragraph.lines().map(str::trim);
    let lines: Vec<&str> = lines.filter(|line| !line.is_empty()).collect();
    let filled = filled(&lines.join(" "));
    let lines: Vec<String> = match filled.len() < lines.len() {
        true => filled,
        false => lines.into_iter().map(str::to_owned).collect(),
    };
    lines.iter().map(|line| escape_line_start(line)).collect()
}

fn filled(text: &str) -> Vec<String> {
    let (mut lines, mut line, mut width) = (Vec::new(), String::new(), 0);
    for word in words(text) {
        let length = word.chars().count();
        if width > 0 && width + 1 + length > WIDTH {
            lines.push(std::mem::take(&mut line));
            width = 0;
        }
        if width > 0 {
            line.push(' ');
            width += 1;
        }
        line.push_str(word);
        width += length;
    }
    lines.push(line);
    lines
}

/// Parts that a line break must not split: words, and code spans with the characters next to them.
fn words(text: &str) -> Vec<&str> {
    let (mut words, mut start, mut at) = (Vec::new(), 0, 0);
    let bytes = text.as_bytes();
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'\\' => at += 2,
            b'`' => at = span_end(text, at),
            b' ' => {
                words.extend((start < at).then(|| &text[start..at]));
                at += 1;
                start = at;
            }
            _ => at += 1,
        }
    }
    words.extend((start < text.len()).then(|| &text[start..]));
    words
}

/// End of the code span that starts at `start`, or of the backticks if they start none.
fn span_end(text: &str, start: usize) -> usize {
    let run = |at: usize| text[at..].bytes().take_while(|byte| *byte == b'`').count();
    let fence = run(start);
    let mut at = start + fence;
    while let Some(found) = text[at..].find('`') {
        at += found;
        let length = run(at);
        at += length;
        if length == fence {
            return at;
        }
    }
    start + fence
}
