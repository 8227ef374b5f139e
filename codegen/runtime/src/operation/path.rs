use std::borrow::Cow;

use crate::text::{is_dots, makes_dots, push_template, unreserved_length};

/// The escaped value of a placeholder in a path template.
pub(crate) enum PathValue<'j> {
    /// The text of the placeholder, which may be a part of its segment.
    Part(Cow<'j, str>),
    /// An empty text, which is allowed here.
    Empty,
    /// A whole segment, which may be left out.
    Optional(Option<Cow<'j, str>>),
}

/// Fills a path template and appends it to `path`. `value` returns the escaped value of each name
/// in braces.
///
/// If a value makes a segment empty, `.` or `..`, the error names the parameter, because the
/// request would go to another path.
pub(crate) fn fill<'j>(
    path: &mut String,
    template: &str,
    mut value: impl FnMut(&str) -> Result<PathValue<'j>, String>,
) -> Result<(), String> {
    let mut rest = template.strip_prefix('/').unwrap_or(template);
    loop {
        path.push('/');
        let mut start = path.len();
        let mut last = None;
        loop {
            rest = push_plain(path, rest);
            let Some((name, after)) = placeholder(rest) else {
                match rest.chars().next().filter(|c| *c != '/') {
                    Some(c) => rest = push_fixed(path, rest, c),
                    None => break,
                }
                continue;
            };
            rest = after;
            match value(name)? {
                PathValue::Part(text) => path.push_str(&text),
                PathValue::Empty => continue,
                PathValue::Optional(None) => {
                    if path.len() == start {
                        path.pop();
                        start = path.len();
                        continue;
                    }
                }
                PathValue::Optional(Some(text)) => {
                    if path.len() > start {
                        path.push('/');
                        start = path.len();
                    }
                    path.push_str(&text);
                }
            }
            last = Some(name);
        }
        match last {
            Some(name) => refuse_dots(name, &path[start..])?,
            None if is_dots(&path[start..]) => return Err(makes_dots("the path of the operation")),
            None => {}
        }
        match rest.strip_prefix('/') {
            Some(next) => rest = next,
            None => return Ok(()),
        }
    }
}

/// Appends the beginning of a template that needs no escapes, and returns what is behind it.
fn push_plain<'t>(path: &mut String, template: &'t str) -> &'t str {
    let (plain, rest) = template.split_at(unreserved_length(template.as_bytes()));
    path.push_str(plain);
    rest
}

/// Appends the first character of a template, escaped, and returns what is behind it.
fn push_fixed<'t>(path: &mut String, template: &'t str, first: char) -> &'t str {
    let (first, rest) = template.split_at(first.len_utf8());
    push_template(path, first);
    rest
}

/// Splits a template that starts with `{name}`: the name, and the text after.
fn placeholder(template: &str) -> Option<(&str, &str)> {
    let rest = template.strip_prefix('{')?;
    // Names are short: looking at each byte is faster than `split_once`.
    let end = rest.bytes().position(|byte| matches!(byte, b'}' | b'/'))?;
    let after = rest.get(end..)?.strip_prefix('}')?;
    Some((rest.get(..end)?, after))
}

/// Refuses the segments `.` and `..`. A value whose slashes are not escaped may end with a slash.
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
