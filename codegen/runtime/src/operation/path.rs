use std::borrow::Cow;

use crate::text::{is_dots, makes_dots, push_template};

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
    for part in template
        .split('/')
        .skip(usize::from(template.starts_with('/')))
    {
        path.push('/');
        let mut start = path.len();
        let mut rest = part;
        let mut last = None;
        while let Some((name, before, after)) = placeholder(rest) {
            push_template(path, before);
            match value(name)? {
                PathValue::Part(text) => path.push_str(&text),
                PathValue::Empty => {
                    rest = after;
                    continue;
                }
                PathValue::Optional(None) if path.len() == start => {
                    path.pop();
                    start = path.len();
                    rest = after;
                    continue;
                }
                PathValue::Optional(None) => {}
                PathValue::Optional(Some(text)) => {
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
        push_template(path, rest);
        match last {
            Some(name) => refuse_dots(name, &path[start..])?,
            None if is_dots(&path[start..]) => return Err(makes_dots("the path of the operation")),
            None => {}
        }
    }
    Ok(())
}

/// Splits a segment at its first `{name}`: the text before, the name, and the text after.
fn placeholder(segment: &str) -> Option<(&str, &str, &str)> {
    let (before, rest) = cut(segment, b'{')?;
    let (name, after) = cut(rest, b'}')?;
    Some((name, before, after))
}

/// Splits a text at the first of an ASCII character. Segments are short: looking at each byte is
/// faster than `split_once`.
fn cut(text: &str, mark: u8) -> Option<(&str, &str)> {
    let at = text.bytes().position(|byte| byte == mark)?;
    Some((text.get(..at)?, text.get(at + 1..)?))
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
