//! Text inside a line: escapes, code spans and links.

use super::clean::visible;

/// True for a link to the web; other links are removed.
pub(super) fn is_web(url: &str) -> bool {
    url.starts_with("https://") || url.starts_with("http://")
}

/// Adds text, escaped. Bare URLs become `<url>` if `links` is true.
pub(super) fn push_text(out: &mut String, text: &str, links: bool) {
    let text = visible(text);
    let mut rest: &str = &text;
    while let Some(at) = rest.find("http") {
        let url = &rest[at..at + url_len(&rest[at..])];
        // A scheme without a host is not a link.
        let has_host = url
            .split_once("://")
            .is_some_and(|(_, host)| !host.is_empty());
        let end = if has_host {
            at + url.len()
        } else {
            at + "http".len()
        };
        if links && has_host {
            push_escaped(out, &rest[..at]);
            push_autolink(out, url);
        } else {
            push_escaped(out, &rest[..end]);
        }
        rest = &rest[end..];
    }
    push_escaped(out, rest);
}

/// Length of the URL at the start of `text`, without trailing punctuation of the sentence.
fn url_len(text: &str) -> usize {
    if !is_web(text) {
        return 0;
    }
    let ends = |c: char| c.is_whitespace() || c.is_control() || "<>\"'`|\\{}[]^*".contains(c);
    let url = text.find(ends).map_or(text, |end| &text[..end]);
    let url = url.trim_end_matches(['.', ',', ';', ':', '!', '?', '_']);
    // In `(see https://example.com)`, the parenthesis belongs to the sentence unless it is balanced
    // in the URL.
    let unpaired = url.ends_with(')') && url.matches('(').count() < url.matches(')').count();
    url.len() - usize::from(unpaired)
}

/// Adds `<url>`.
pub(super) fn push_autolink(out: &mut String, url: &str) {
    out.push('<');
    out.push_str(&spell_url(url));
    out.push('>');
}

/// Adds the part of a link after its text.
pub(super) fn push_link_end(out: &mut String, url: &str) {
    out.push_str("](<");
    // `&` needs an escape only if a `;` could end an entity.
    let spelled = spell_url(url);
    if spelled.contains(';') {
        out.push_str(&spelled.replace('&', "&amp;"));
    } else {
        out.push_str(&spelled);
    }
    out.push_str(">)");
}

/// Percent-encodes characters that would end the link.
fn spell_url(url: &str) -> String {
    let mut out = String::with_capacity(url.len());
    for c in visible(url).chars() {
        match c {
            '<' => out.push_str("%3C"),
            '>' => out.push_str("%3E"),
            '\\' => out.push_str("%5C"),
            c if c.is_whitespace() => out.push_str("%20"),
            c => out.push(c),
        }
    }
    out
}

/// Adds a code span. Its fence is longer than any run of backticks in `code`.
pub(super) fn push_code(out: &mut String, code: &str, in_table: bool) {
    let code = visible(code).replace(['\n', '\t'], " ");
    let code = if in_table {
        code.replace('|', "\\|")
    } else {
        code
    };
    let fence = "`".repeat(longest_run(&code, '`') + 1);
    let pad = if code.starts_with('`') || code.ends_with('`') {
        " "
    } else {
        ""
    };
    out.push_str(&format!("{fence}{pad}{code}{pad}{fence}"));
}

/// Length of the longest run of `wanted` in `text`.
pub(super) fn longest_run(text: &str, wanted: char) -> usize {
    let (mut longest, mut run) = (0, 0);
    for c in text.chars() {
        run = if c == wanted { run + 1 } else { 0 };
        longest = longest.max(run);
    }
    longest
}

/// Adds text with a backslash before characters that have a meaning in Markdown. White space is
/// collapsed, so that no text is indented to a code block.
fn push_escaped(out: &mut String, text: &str) {
    let mut before = out.chars().next_back();
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        let c = if c == '\t' || c == '\n' { ' ' } else { c };
        if c == ' ' && before == Some(' ') {
            continue;
        }
        let word = |side: Option<char>| side.is_some_and(char::is_alphanumeric);
        let next = chars.peek().copied();
        let escape = match c {
            '\\' | '`' | '*' | '[' | ']' | '<' | '|' | '~' => true,
            // Inside a word, an underscore has no meaning.
            '_' => !(word(before) && word(next)),
            '&' => word(next) || next == Some('#'),
            _ => false,
        };
        if escape {
            out.push('\\');
        }
        out.push(c);
        before = Some(c);
    }
}

/// Escapes characters that have a meaning only at the start of a line.
pub(super) fn escape_line_start(line: &str) -> String {
    let line = line.trim();
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let at = match line[digits..].chars().next() {
        Some('.' | ')') if digits > 0 => digits,
        Some('#' | '+' | '-' | '=' | '>') if digits == 0 => 0,
        _ => return line.to_owned(),
    };
    format!("{}\\{}", &line[..at], &line[at..])
}
