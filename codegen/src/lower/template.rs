//! Path templates: `/zones/{zone_id}/dns`.

/// One piece of a path template.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Piece<'t> {
    /// A fixed segment, or the fixed part of one.
    Fixed(&'t str),
    /// The name between two braces.
    Parameter(&'t str),
}

impl<'t> Piece<'t> {
    /// What stands there, without braces.
    pub(super) fn text(self) -> &'t str {
        match self {
            Self::Fixed(text) | Self::Parameter(text) => text,
        }
    }
}

/// Longer paths are refused: no server takes such a URL.
const MAX_BYTES: usize = 4096;

/// Splits a path template into pieces; slashes are left out.
///
/// The error says why no request can be made from the template.
pub(super) fn parse(path: &str) -> Result<Vec<Piece<'_>>, String> {
    if path.len() > MAX_BYTES {
        return Err(format!("its path is longer than {MAX_BYTES} bytes"));
    }
    if !path.starts_with('/') {
        return Err("its path does not begin with `/`".to_owned());
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
        Piece::Fixed(_) => None,
    })
}

fn fixed<'t>(text: &'t str, pieces: &mut Vec<Piece<'t>>) -> Result<(), String> {
    let unfit = |c: char| !c.is_ascii_graphic() || "}?#\"<>\\^`|".contains(c);
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
