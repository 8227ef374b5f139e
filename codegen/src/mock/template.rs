//! Path templates as the segments that a router compares: `/zones/{zone_id}/dns`.

use percent_encoding::percent_decode_str;

/// One segment of a path template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Segment {
    /// A fixed text, unescaped.
    Literal(String),
    /// A parameter and nothing else.
    Parameter,
    /// Parameters with fixed texts around them, such as `{name}.json`.
    Mixed(Vec<Piece>),
    /// `{+name}`: a parameter whose value may have slashes in it, and with it the rest of the path.
    Rest,
}

/// A part of a segment.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) enum Piece {
    /// A fixed text.
    Literal(String),
    /// A parameter.
    Parameter,
}

/// A path template, read.
#[derive(Clone, Debug, Default)]
pub(super) struct Template {
    /// What stands between its slashes.
    pub(super) segments: Vec<Segment>,
    /// Names of the parameters, in their order.
    pub(super) names: Vec<String>,
    /// Names and values that the query of each request has.
    pub(super) query: Vec<(String, String)>,
}

impl Template {
    /// Reads a key of `paths`, or the path of a server. What no request can mean is read as text.
    pub(super) fn parse(text: &str) -> Self {
        let text = text.split('#').next().unwrap_or_default();
        // `{?page,size}` lists parameters that are described, too.
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
            // `{/name}` is a segment of its own.
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

    /// This template behind another one.
    pub(super) fn behind(&self, base: &Self) -> Self {
        let mut joined = base.clone();
        joined.segments.extend(self.segments.iter().cloned());
        joined.names.extend(self.names.iter().cloned());
        joined.query.extend(self.query.iter().cloned());
        joined
    }
}

/// Undoes the escapes of a URL; what is no UTF-8 behind them is shown as such.
pub(super) fn decoded(text: &str) -> String {
    percent_decode_str(text).decode_utf8_lossy().into_owned()
}

/// How many characters of a segment are fixed: the more, the sooner it is tried.
pub(super) fn fixed_length(pieces: &[Piece]) -> usize {
    let lengths = pieces.iter().map(|piece| match piece {
        Piece::Literal(text) => text.len(),
        Piece::Parameter => 0,
    });
    lengths.sum()
}

/// The values of the parameters in a segment, where it fits. Each takes as little as it can, the last
/// one the rest.
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
                // Of two without anything between them, the first takes one character.
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
