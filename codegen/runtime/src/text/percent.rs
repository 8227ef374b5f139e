use percent_encoding::{AsciiSet, CONTROLS, NON_ALPHANUMERIC, PercentEncode, utf8_percent_encode};

/// Characters to escape in one segment of a path: everything but the `pchar` of RFC 3986, and the
/// comma that stands between several values (RFC 6570).
const SEGMENT: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'%')
    .add(b',')
    .add(b'/')
    .add(b'<')
    .add(b'>')
    .add(b'?')
    .add(b'[')
    .add(b'\\')
    .add(b']')
    .add(b'^')
    .add(b'`')
    .add(b'{')
    .add(b'|')
    .add(b'}');

/// The same for a value whose reserved characters are not escaped.
const SEGMENTS: &AsciiSet = &SEGMENT.remove(b'/').remove(b',');

/// The same for the fixed text of a template, whose escapes are kept.
const TEMPLATE: &AsciiSet = &SEGMENTS.remove(b'%');

/// Characters to escape in a query or a cookie: everything but the unreserved characters of RFC
/// 3986.
const COMPONENT: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~');

/// The same where reserved characters are allowed, but for those that would end the value (`&`),
/// end the query (`#`), mean a space (`+`) or may not stand in a query at all (`[`, `]`).
const RESERVED: &AsciiSet = &COMPONENT
    .remove(b':')
    .remove(b'/')
    .remove(b'?')
    .remove(b'@')
    .remove(b'!')
    .remove(b'$')
    .remove(b'\'')
    .remove(b'(')
    .remove(b')')
    .remove(b'*')
    .remove(b',')
    .remove(b';')
    .remove(b'=');

/// Letters, digits, `-`, `.` and `_`, which are escaped nowhere. A table, since every byte of a path
/// is looked up.
#[expect(clippy::indexing_slicing, reason = "evaluated at compile time")]
const UNRESERVED: [bool; 256] = {
    let mut table = [false; 256];
    let mut byte = 0;
    while byte < 128 {
        let is_mark = matches!(byte as u8, b'-' | b'.' | b'_');
        table[byte] = is_mark || (byte as u8).is_ascii_alphanumeric();
        byte += 1;
    }
    table
};

/// True if all bytes are letters, digits, `-`, `.` or `_`.
pub(crate) fn is_unreserved(text: &[u8]) -> bool {
    unreserved_length(text) == text.len()
}

/// The length of the beginning of a text that has only these.
pub(crate) fn unreserved_length(text: &[u8]) -> usize {
    let mut bytes = text.iter();
    let first = bytes.position(|byte| UNRESERVED.get(usize::from(*byte)) != Some(&true));
    first.unwrap_or(text.len())
}

/// Escapes the fixed text of a path template, whose escapes are kept, and appends it.
pub(crate) fn push_template(path: &mut String, text: &str) {
    path.extend(utf8_percent_encode(text, TEMPLATE));
}

/// Escapes a value for one segment of a path.
pub(crate) fn segment(text: &str) -> PercentEncode<'_> {
    utf8_percent_encode(text, SEGMENT)
}

/// Escapes a value for several segments of a path.
pub(crate) fn segments(text: &str) -> PercentEncode<'_> {
    utf8_percent_encode(text, SEGMENTS)
}

/// Escapes a value for a query or a cookie.
pub(crate) fn component(text: &str) -> PercentEncode<'_> {
    utf8_percent_encode(text, COMPONENT)
}

/// Escapes a value for a query and leaves reserved characters.
pub(crate) fn reserved(text: &str) -> PercentEncode<'_> {
    utf8_percent_encode(text, RESERVED)
}

/// True for the segments `.` and `..`, also if dots are escaped as `%2e` (section 4.3 of the URL
/// standard).
pub(crate) fn is_dots(segment: &str) -> bool {
    let mut rest = segment;
    let mut dots = 0;
    while let Some(next) = rest.strip_prefix('.').or_else(|| escaped_dot(rest)) {
        rest = next;
        dots += 1;
    }
    rest.is_empty() && matches!(dots, 1 | 2)
}

/// The rest of a text that starts with a dot, plain or escaped.
fn escaped_dot(text: &str) -> Option<&str> {
    let (start, rest) = text.split_at_checked(3)?;
    start.eq_ignore_ascii_case("%2e").then_some(rest)
}

/// The error for a value with such a segment.
pub(crate) fn makes_dots(name: &str) -> String {
    format!("{name} makes a path segment of dots only, which would name another path")
}

/// Decodes a part of a URL; invalid UTF-8 is replaced.
#[cfg(all(feature = "testing", not(target_arch = "wasm32")))]
pub(crate) fn decoded(text: &str) -> String {
    percent_encoding::percent_decode_str(text)
        .decode_utf8_lossy()
        .into_owned()
}
