//! Path templates as the segments that a router compares: `/zones/{zone_id}/dns`.

use percent_encoding::percent_decode_str;

/// A segment of a path template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Segment {
    /// A literal, unescaped.
    Literal(String),
    /// A single parameter.
    Parameter,
    /// Parameters and literals, such as `{name}.json`.
    Mixed(Vec<Piece>),
    /// `{+name}`: a parameter whose value may contain slashes; it matches the rest of the path.
    Rest,
}

/// A part of a segment.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) enum Piece {
    /// A literal.
    Literal(String),
    /// A parameter.
    Parameter,
}

/// A parsed path template.
#[derive(Clone, Debug, Default)]
pub(super) struct Template {
    /// The segments.
    pub(super) segments: Vec<Segment>,
    /// Names of the parameters, in order.
    pub(super) names: Vec<String>,
    /// Names and values of the query that each request has.
    pub(super) query: Vec<(String, String)>,
}

impl Template {
    /// Parses a key of `paths`, or the path of a server. Invalid expressions are literals.
    pub(super) fn parse(text: &str) -> Self {
        let text = text.split('#').next().unwrap_or_default();
        // The parameters in `{?page,size}` are declared as query parameters, too.
        let (path, query) = match text.split_once("{?") {
            Some((path, _)) => (path, ""),
            None => text.split_once('?').unwrap_or((text, "")),
        };
        let mut template = Self::default();
        for segment in path.strip_prefix('/').unwrap_or(path).split('/') {
            template.push(segment);
        }
        let pairs = query.split('&').filter(|pair| !pair.is_empty());
        let pairs = pairs.map(|pair| pair.split_once('=').unwrap_or((pair, "")));
        template.query = pairs
            .filter(|(name, value)| !name.contains('{') && !value.contains('{'))
            .map(|(name, value)| (decoded(name), decoded(value)))
            .collect();
        template
    }

    fn push(&mut self, segment: &str) {
        let mut pieces = Vec::new();
        let mut rest = segment;
        while let Some((before, inside)) = rest.split_once('{') {
            let Some((name, after)) = inside.split_once('}') else {
                break;
            };
            if !before.is_empty() {
                pieces.push(Piece::Literal(decoded(before)));
            }
            // `{/name}` starts a segment.
            if name.starts_with('/') && !pieces.is_empty() {
                self.finish(std::mem::take(&mut pieces));
            }
            let is_rest = name.starts_with('+') || name.ends_with('+');
            let name = name.trim_start_matches(['+', '/', ';', '.']);
            self.names
                .push(name.trim_end_matches(['*', '+']).to_owned());
            if is_rest && pieces.is_empty() && after.is_empty() {
                return self.segments.push(Segment::Rest);
            }
            pieces.push(Piece::Parameter);
            rest = after;
        }
        if !rest.is_empty() || pieces.is_empty() {
            pieces.push(Piece::Literal(decoded(rest)));
        }
        self.finish(pieces);
    }

    fn finish(&mut self, mut pieces: Vec<Piece>) {
        let segment = match (pieces.pop(), pieces.is_empty()) {
            (Some(Piece::Literal(text)), true) => Segment::Literal(text),
            (Some(Piece::Parameter), true) => Segment::Parameter,
            (last, _) => {
                pieces.extend(last);
                Segment::Mixed(pieces)
            }
        };
        self.segments.push(segment);
    }

    /// This template, prefixed with another one.
    pub(super) fn behind(&self, base: &Self) -> Self {
        let mut joined = base.clone();
        joined.segments.extend(self.segments.iter().cloned());
        joined.names.extend(self.names.iter().cloned());
        joined.query.extend(self.query.iter().cloned());
        joined
    }
}

/// Decodes percent-encoding; invalid UTF-8 is replaced.
pub(super) fn decoded(text: &str) -> String {
    percent_decode_str(text).decode_utf8_lossy().into_owned()
}

/// Number of literal characters of a segment, which decides the precedence.
pub(super) fn fixed_length(pieces: &[Piece]) -> usize {
    let lengths = pieces.iter().map(|piece| match piece {
        Piece::Literal(text) => text.len(),
        Piece::Parameter => 0,
    });
    lengths.sum()
}

/// The values of the parameters in a segment, if it matches. Each value is as short as possible,
/// except for the last one.
pub(super) fn captures(pieces: &[Piece], text: &str) -> Option<Vec<String>> {
    let mut found = Vec::new();
    let mut rest = text;
    let mut open = false;
    for (index, piece) in pieces.iter().enumerate() {
        let is_last = index + 1 == pieces.len();
        match piece {
            Piece::Literal(fixed) if !open => rest = rest.strip_prefix(fixed.as_str())?,
            Piece::Literal(fixed) => {
                let first = rest.chars().next()?.len_utf8();
                let at = match is_last {
                    true => rest.strip_suffix(fixed.as_str())?.len(),
                    false => first + rest.get(first..)?.find(fixed.as_str())?,
                };
                found.push(rest.get(..at).filter(|value| !value.is_empty())?.to_owned());
                rest = &rest[at + fixed.len()..];
                open = false;
            }
            Piece::Parameter => {
                // Of two adjacent parameters, the first one matches a single character.
                if open {
                    let first = rest.chars().next()?.len_utf8();
                    found.push(rest[..first].to_owned());
                    rest = &rest[first..];
                }
                open = true;
            }
        }
    }
    match open {
        true if rest.is_empty() => return None,
        true => found.push(rest.to_owned()),
        false if !rest.is_empty() => return None,
        false => {}
    }
    Some(found)
}
