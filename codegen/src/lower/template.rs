//! Path templates: `/zones/{zone_id}/dns`.

use crate::diagnostic::Problem;
use crate::diagnostic::wording::operation as wording;

/// One piece of a path template.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Piece<'t> {
    /// A fixed segment, or the fixed part of one.
    Fixed(&'t str),
    /// The name between two braces, and how its value gets there.
    Parameter(&'t str, Expansion),
    /// What stands behind a `#`: it is never sent, but tells operations with one path apart.
    Note(&'t str),
}

/// How a value gets into its place: what the signs beside a name say (RFC 6570).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Expansion {
    /// `{name}`: as its parameter says.
    Plain,
    /// `{+name}`, or `{name+}`: reserved characters, such as slashes, stay as they are.
    Reserved,
    /// `{name*}`: the members of an object are `key=value`.
    Exploded,
}

/// Longer paths are refused: no server takes such a URL.
const MAX_BYTES: usize = 4096;

/// A path template, read.
pub(super) struct Template<'t> {
    /// What is sent of it as a path, from its first slash on, with nothing but names between braces.
    pub(super) path: String,
    /// The pieces of the path, and its note; slashes are left out.
    pub(super) pieces: Vec<Piece<'t>>,
    /// Names and values of the query that every request has.
    pub(super) query: Vec<(&'t str, &'t str)>,
    /// What is not sent as it is written.
    pub(super) notes: Vec<Problem>,
}

/// Reads a path template. `is_declared` knows the names of path parameters: signs that are part of
/// one say nothing. The error says why no request can be made from it.
pub(super) fn parse<'t>(
    key: &'t str,
    is_declared: &dyn Fn(&str) -> bool,
) -> Result<Template<'t>, String> {
    if key.len() > MAX_BYTES {
        return Err(format!("its path is longer than {MAX_BYTES} bytes"));
    }
    let (sent, note) = key.split_once('#').unwrap_or((key, ""));
    let (path, query) = sent.split_once('?').unwrap_or((sent, ""));
    // `{?page,size}` lists parameters that are described, too.
    let path = path.strip_suffix('{').unwrap_or(path);
    let pairs = query.split('&').filter(|pair| !pair.is_empty());
    let pairs = pairs.map(|pair| pair.split_once('=').unwrap_or((pair, "")));
    // So are those that have a place for their value.
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

/// True for `.` and `..`, which lead elsewhere, also where their dots are escaped as `%2e`.
fn is_dots(segment: &str) -> bool {
    let plain = segment.to_ascii_lowercase().replace("%2e", ".");
    matches!(plain.as_str(), "." | "..")
}

/// What stands between two braces: the slash that comes before the value, and the name without its
/// signs.
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

/// How the value of a parameter gets into the path.
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
    // What a URL cannot hold is escaped when it is sent.
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
