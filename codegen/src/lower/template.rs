//! Path templates: `/zones/{zone_id}/dns`.

use crate::diagnostic::Problem;
use crate::diagnostic::wording::operation as wording;

/// A piece of a path template.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Piece<'t> {
    /// A literal segment, or the literal part of one.
    Fixed(&'t str),
    /// The name of a parameter, and how its value is expanded.
    Parameter(&'t str, Expansion),
    /// The text after `#`. It is not sent, but distinguishes operations with the same path.
    Note(&'t str),
}

/// How a value is expanded, according to the operator of its expression (RFC 6570).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Expansion {
    /// `{name}`: as its parameter defines.
    Plain,
    /// `{+name}` or `{name+}`: reserved characters, such as slashes, are not escaped.
    Reserved,
    /// `{name*}`: the members of an object are `key=value`.
    Exploded,
}

/// Maximum length of a path, above which servers reject a URL.
const MAX_BYTES: usize = 4096;

/// A parsed path template.
pub(super) struct Template<'t> {
    /// The path, from its first slash on, with names only between braces.
    pub(super) path: String,
    /// The pieces of the path and its `#` text, without slashes.
    pub(super) pieces: Vec<Piece<'t>>,
    /// Constant names and values of the query.
    pub(super) query: Vec<(&'t str, &'t str)>,
    /// Warnings about parts that are not sent as written.
    pub(super) notes: Vec<Problem>,
}

/// Parses a path template. `is_declared` returns whether a path parameter has this name: operators
/// that are part of a declared name have no meaning. The error says why the path cannot be sent.
pub(super) fn parse<'t>(
    key: &'t str,
    is_declared: &dyn Fn(&str) -> bool,
) -> Result<Template<'t>, String> {
    if key.len() > MAX_BYTES {
        return Err(format!("its path is longer than {MAX_BYTES} bytes"));
    }
    let (sent, note) = key.split_once('#').unwrap_or((key, ""));
    let (path, query) = sent.split_once('?').unwrap_or((sent, ""));
    // The parameters in `{?page,size}` are declared as query parameters, too.
    let path = path.strip_suffix('{').unwrap_or(path);
    let pairs = query.split('&').filter(|pair| !pair.is_empty());
    let pairs = pairs.map(|pair| pair.split_once('=').unwrap_or((pair, "")));
    // Pairs with an expression are declared as parameters as well.
    let fixed = pairs.filter(|(name, value)| !name.contains(['{', '}']) && !value.contains('{'));
    let (path, mut pieces) = pieces(path, is_declared)?;
    pieces.extend(
        note.contains(char::is_alphanumeric)
            .then_some(Piece::Note(note)),
    );
    let mut notes = Vec::new();
    if key.contains('#') {
        notes.push(wording::path_fragment(sent));
    }
    if sent.contains('?') && !sent.contains("{?") {
        notes.push(wording::path_query(&path));
    }
    let slash = if path.starts_with('/') { "" } else { "/" };
    Ok(Template {
        path: format!("{slash}{path}"),
        pieces,
        query: fixed.collect(),
        notes,
    })
}

fn pieces<'t>(
    path: &'t str,
    is_declared: &dyn Fn(&str) -> bool,
) -> Result<(String, Vec<Piece<'t>>), String> {
    if path.contains("://") {
        return Err("its path is a URL".to_owned());
    }
    if let Some(segment) = path.split(['/', '\\']).find(|s| is_dots(s)) {
        return Err(format!("its path has the segment `{segment}`"));
    }
    let mut pieces = Vec::new();
    let mut sent = String::with_capacity(path.len());
    let mut rest = path;
    while let Some(open) = rest.find('{') {
        fixed(&rest[..open], &mut pieces)?;
        let inside = &rest[open + 1..];
        let Some(close) = inside.find('}') else {
            return Err("its path has an unclosed `{`".to_owned());
        };
        let (slash, name, expansion) = match &inside[..close] {
            name if is_declared(name) => ("", name, Expansion::Plain),
            other => variable(other),
        };
        if name.is_empty() || name.contains(['{', '/']) {
            return Err("its path has braces without a name between them".to_owned());
        }
        sent.extend([&rest[..open], slash, "{", name, "}"]);
        pieces.push(Piece::Parameter(name, expansion));
        rest = &inside[close + 1..];
    }
    fixed(rest, &mut pieces)?;
    sent.push_str(rest);
    Ok((sent, pieces))
}

/// True for `.` and `..`, also escaped as `%2e`, which would change the path (RFC 3986, section
/// 5.2.4).
fn is_dots(segment: &str) -> bool {
    let plain = segment.to_ascii_lowercase().replace("%2e", ".");
    matches!(plain.as_str(), "." | "..")
}

/// Parses the text between braces: the slash in front of the value, the name, and the expansion.
fn variable(text: &str) -> (&'static str, &str, Expansion) {
    let plus = text.strip_prefix('+').or_else(|| text.strip_suffix('+'));
    if let Some(name) = plus {
        return ("", name, Expansion::Reserved);
    }
    match (text.strip_prefix('/'), text.strip_suffix('*')) {
        (None, Some(name)) => ("", name, Expansion::Exploded),
        (Some(name), None) => ("/", name, Expansion::Plain),
        _ => ("", text, Expansion::Plain),
    }
}

/// The expansion of a parameter in the path.
pub(super) fn expansion(pieces: &[Piece<'_>], parameter: &str) -> Expansion {
    let given = pieces.iter().filter_map(|piece| match piece {
        Piece::Parameter(name, expansion) if *name == parameter => Some(*expansion),
        _ => None,
    });
    let mut signs = given.filter(|expansion| *expansion != Expansion::Plain);
    signs.next().unwrap_or(Expansion::Plain)
}

/// Names of the parameters, in order.
pub(super) fn parameters<'t: 'p, 'p>(
    pieces: impl IntoIterator<Item = &'p Piece<'t>>,
) -> impl Iterator<Item = &'t str> {
    pieces.into_iter().filter_map(|piece| match piece {
        Piece::Parameter(name, _) => Some(*name),
        Piece::Fixed(_) | Piece::Note(_) => None,
    })
}

fn fixed<'t>(text: &'t str, pieces: &mut Vec<Piece<'t>>) -> Result<(), String> {
    // Other characters that a URL cannot contain are escaped when the request is sent.
    let unfit = |c: char| c.is_control() || c == '}';
    if let Some(c) = text.chars().find(|c| unfit(*c)) {
        return Err(format!(
            "its path has `{}` outside of braces",
            c.escape_default()
        ));
    }
    let segments = text.split('/').filter(|segment| !segment.is_empty());
    pieces.extend(segments.map(Piece::Fixed));
    Ok(())
}
