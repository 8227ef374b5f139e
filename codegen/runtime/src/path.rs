use percent_encoding::{AsciiSet, CONTROLS, NON_ALPHANUMERIC, PercentEncode, utf8_percent_encode};

/// What must be escaped in one segment of a path: everything but the `pchar` of RFC 3986, and the comma
/// that stands between several values (RFC 6570).
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

/// The same for a value whose reserved characters are meant.
const SEGMENTS: &AsciiSet = &SEGMENT.remove(b'/').remove(b',');

/// The same for the fixed text of a template, whose escapes are meant, too.
const TEMPLATE: &AsciiSet = &SEGMENTS.remove(b'%');

/// What must be escaped in a query or a cookie: everything but the unreserved characters of
/// RFC 3986.
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

/// Escapes a value for one segment of a path.
pub(super) fn segment(text: &str) -> PercentEncode<'_> {
    utf8_percent_encode(text, SEGMENT)
}

/// Escapes a value for several segments of a path.
pub(super) fn segments(text: &str) -> PercentEncode<'_> {
    utf8_percent_encode(text, SEGMENTS)
}

/// Escapes a value for a query or a cookie.
pub(super) fn component(text: &str) -> PercentEncode<'_> {
    utf8_percent_encode(text, COMPONENT)
}

/// Escapes a value for a query and leaves reserved characters.
pub(super) fn reserved(text: &str) -> PercentEncode<'_> {
    utf8_percent_encode(text, RESERVED)
}

/// The escaped value of a name in a template.
pub(super) enum Filling {
    /// A part of its segment.
    Part(String),
    /// A segment of its own, which may be left out.
    Optional(Option<String>),
}

/// Fills a path template. `value` gives the escaped value of each name in braces.
///
/// A segment, of several that a value may have, that it turns into nothing, `.` or `..` is an error that names the parameter:
/// the request would go to another path than the one that was meant.
pub(super) fn fill(
    template: &str,
    mut value: impl FnMut(&str) -> Result<Filling, String>,
) -> Result<String, String> {
    let mut path = String::with_capacity(template.len() + 32);
    for part in template
        .split('/')
        .skip(usize::from(template.starts_with('/')))
    {
        path.push('/');
        let mut start = path.len();
        let mut rest = part;
        let mut last = None;
        while let Some((name, before, after)) = placeholder(rest) {
            path.extend(utf8_percent_encode(before, TEMPLATE));
            match value(name)? {
                Filling::Part(text) => path.push_str(&text),
                Filling::Optional(None) if path.len() == start => {
                    path.pop();
                    start = path.len();
                    rest = after;
                    continue;
                }
                Filling::Optional(None) => {}
                Filling::Optional(Some(text)) => {
                    if path.len() > start {
                        path.push('/');
                        start = path.len();
                    }
                    path.push_str(&text);
                }
            }
            last = Some(name);
            rest = after;
        }
        path.extend(utf8_percent_encode(rest, TEMPLATE));
        match last {
            Some(name) => refuse_dots(name, &path[start..])?,
            None if is_dots(part) => return Err(makes_dots("the path of the operation")),
            None => {}
        }
    }
    Ok(path)
}

/// The first `{name}` of a segment, with what stands before and after it.
fn placeholder(segment: &str) -> Option<(&str, &str, &str)> {
    let (before, rest) = segment.split_once('{')?;
    let (name, after) = rest.split_once('}')?;
    Some((name, before, after))
}

/// Refuses segments that name another path. A value whose slashes are meant may end with one.
fn refuse_dots(name: &str, part: &str) -> Result<(), String> {
    let part = match part.strip_suffix('/') {
        Some(part) if !part.is_empty() => part,
        _ => part,
    };
    part.split('/').try_for_each(|segment| match segment {
        "" => Err(format!("{name} is empty, or has an empty path segment")),
        segment if is_dots(segment) => Err(makes_dots(name)),
        _ => Ok(()),
    })
}

/// True for a segment that leads elsewhere: `.` and `..`, also where dots are escaped as `%2e`
/// (section 4.3 of the URL standard).
pub(super) fn is_dots(segment: &str) -> bool {
    let mut rest = segment;
    let mut dots = 0;
    while let Some(next) = rest.strip_prefix('.').or_else(|| escaped_dot(rest)) {
        rest = next;
        dots += 1;
    }
    rest.is_empty() && matches!(dots, 1 | 2)
}

/// What follows an escaped dot at the start of a text.
fn escaped_dot(text: &str) -> Option<&str> {
    let (start, rest) = text.split_at_checked(3)?;
    start.eq_ignore_ascii_case("%2e").then_some(rest)
}

/// Says that a value has such a segment.
pub(super) fn makes_dots(name: &str) -> String {
    format!("{name} makes a path segment of dots only, which would name another path")
}
