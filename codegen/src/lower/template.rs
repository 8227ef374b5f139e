//! Path templates: `/zones/{zone_id}/dns`.

/// One piece of a path template.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Piece<'t> {
    /// A fixed segment, or the fixed part of one.
    Fixed(&'t str),
    /// The name between two braces.
    Parameter(&'t str),
    /// What stands behind a `#`: it is never sent, but tells operations with one path apart.
    Note(&'t str),
}

impl<'t> Piece<'t> {
    /// What stands there, without braces.
    pub(super) fn text(self) -> &'t str {
        match self {
            Self::Fixed(text) | Self::Parameter(text) | Self::Note(text) => text,
        }
    }
}

/// Longer paths are refused: no server takes such a URL.
const MAX_BYTES: usize = 4096;

/// A path template, read.
pub(super) struct Template<'t> {
    /// What is sent of it as a path, from its first slash on.
    pub(super) path: String,
    /// The pieces of the path, and its note; slashes are left out.
    pub(super) pieces: Vec<Piece<'t>>,
    /// Names and values of the query that every request has.
    pub(super) query: Vec<(&'t str, &'t str)>,
}

/// Reads a path template. The error says why no request can be made from it.
pub(super) fn parse(key: &str) -> Result<Template<'_>, String> {
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
    let mut pieces = pieces(path)?;
    pieces.extend(
        note.contains(char::is_alphanumeric)
            .then_some(Piece::Note(note)),
    );
    let slash = if path.starts_with('/') { "" } else { "/" };
    Ok(Template {
        path: format!("{slash}{path}"),
        pieces,
        query: fixed.collect(),
    })
}

fn pieces(path: &str) -> Result<Vec<Piece<'_>>, String> {
    if path.contains("://") {
        return Err("its path is a URL".to_owned());
    }
    if let Some(segment) = path.split('/').find(|s| matches!(*s, "." | "..")) {
        return Err(format!("its path has the segment `{segment}`"));
    }
    let mut pieces = Vec::new();
    let mut rest = path;
    while let Some(open) = rest.find('{') {
        fixed(&rest[..open], &mut pieces)?;
        let inside = &rest[open + 1..];
        let Some(close) = inside.find('}') else {
            return Err("its path has an unclosed `{`".to_owned());
        };
        let name = &inside[..close];
        if name.is_empty() || name.contains(['{', '/']) {
            return Err("its path has braces without a name between them".to_owned());
        }
        pieces.push(Piece::Parameter(name));
        rest = &inside[close + 1..];
    }
    fixed(rest, &mut pieces)?;
    Ok(pieces)
}

/// Names of the parameters, in order.
pub(super) fn parameters<'t: 'p, 'p>(
    pieces: impl IntoIterator<Item = &'p Piece<'t>>,
) -> impl Iterator<Item = &'t str> {
    pieces.into_iter().filter_map(|piece| match piece {
        Piece::Parameter(name) => Some(*name),
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
