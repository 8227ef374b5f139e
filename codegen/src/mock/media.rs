//! Names of media types, and which of them a client accepts.

/// The boundary of `multipart` bodies.
pub(super) const BOUNDARY: &str = "a-part-follows";

/// A media type or a range, in lower case and without parameters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct MediaName {
    /// As it was written.
    pub(super) written: String,
    kind: String,
    subtype: String,
}

impl MediaName {
    /// Parses a name. An invalid one matches only itself.
    pub(super) fn parse(written: &str) -> Self {
        let essence = written.split(';').next().unwrap_or_default().trim();
        let essence = essence.to_ascii_lowercase();
        let (kind, subtype) = essence.split_once('/').unwrap_or((&essence, ""));
        Self {
            written: written.trim().to_owned(),
            kind: kind.to_owned(),
            subtype: subtype.to_owned(),
        }
    }

    /// True for JSON, and for ranges that include it.
    pub(super) fn is_json(&self) -> bool {
        self.subtype == "json"
            || self.subtype.ends_with("+json")
            || (self.kind == "*" && self.subtype == "*")
    }

    /// True for JSON values, one per line.
    pub(super) fn is_lines(&self) -> bool {
        let names = [
            "x-ndjson",
            "ndjson",
            "jsonl",
            "x-jsonl",
            "x-jsonlines",
            "json-seq",
        ];
        names.contains(&self.subtype.as_str())
    }

    /// True for server-sent events.
    pub(super) fn is_events(&self) -> bool {
        self.kind == "text" && self.subtype == "event-stream"
    }

    /// True for XML.
    pub(super) fn is_xml(&self) -> bool {
        self.subtype == "xml" || self.subtype.ends_with("+xml")
    }

    /// True for other text.
    pub(super) fn is_text(&self) -> bool {
        self.kind == "text"
    }

    /// True for `application/x-www-form-urlencoded`.
    pub(super) fn is_form(&self) -> bool {
        self.kind == "application" && self.subtype == "x-www-form-urlencoded"
    }

    /// True for `multipart/form-data`.
    pub(super) fn is_multipart(&self) -> bool {
        self.kind == "multipart"
    }

    /// True for other `multipart` types.
    pub(super) fn is_sequence(&self) -> bool {
        self.is_multipart() && self.subtype != "form-data"
    }

    /// The value of `Content-Type`, with the boundary of `multipart` types.
    pub(super) fn sent(&self) -> String {
        match self.is_multipart() {
            true => format!("{}; boundary={BOUNDARY}", self.written),
            false => self.written.clone(),
        }
    }

    /// True for a range such as `image/*`.
    pub(super) fn is_range(&self) -> bool {
        self.subtype == "*"
    }

    /// True if a media type is in this range, or equal.
    pub(super) fn covers(&self, other: &Self) -> bool {
        let fits = |own: &str, other: &str| own == "*" || own == other;
        fits(&self.kind, &other.kind) && fits(&self.subtype, &other.subtype)
    }

    /// True for the same name with the same parameters.
    fn is_written_like(&self, other: &Self) -> bool {
        let plain = |name: &Self| name.written.replace(' ', "").to_ascii_lowercase();
        plain(self) == plain(other)
    }

    /// The specificity of a range (RFC 9110, section 12.5.1).
    fn precision(&self) -> u8 {
        match (&*self.kind, &*self.subtype) {
            ("*", _) => 0,
            (_, "*") => 1,
            _ => 2,
        }
    }
}

/// The accepted ranges and their weights in thousandths (RFC 9110, section 12.5.1).
#[derive(Clone, Debug, Default)]
pub(super) struct Accept(Vec<(MediaName, u16)>);

impl Accept {
    /// Parses the values of `Accept`.
    pub(super) fn parse<'h>(values: impl Iterator<Item = &'h str>) -> Self {
        /// Maximum number of ranges.
        const MAX_RANGES: usize = 64;
        let ranges = values.flat_map(|value| value.split(','));
        let ranges = ranges
            .filter(|range| !range.trim().is_empty())
            .take(MAX_RANGES);
        let ranges = ranges.map(|range| {
            let mut parameters = range.split(';').skip(1);
            let weight = parameters.find_map(|it| {
                let weight: f32 = it.trim().strip_prefix("q=")?.trim().parse().ok()?;
                Some((weight.clamp(0.0, 1.0) * 1000.0) as u16)
            });
            // The weight is not a parameter of the media type.
            let name = range.split(';').filter(|it| !it.trim().starts_with("q="));
            let name = name.map(str::trim).collect::<Vec<_>>().join(";");
            (MediaName::parse(&name), weight.unwrap_or(1000))
        });
        Self(ranges.collect())
    }

    /// The weight of a media type; 0 if it is not accepted. One that is listed with its parameters
    /// has precedence.
    pub(super) fn weight(&self, name: &MediaName) -> u16 {
        if self.0.is_empty() {
            return 1000;
        }
        let matching = self
            .0
            .iter()
            .filter(|(range, _)| range.covers(name) || name.covers(range));
        let narrowest = matching.max_by_key(|(range, _)| range.precision());
        let is_named = |it: &&(MediaName, u16)| it.0.is_written_like(name);
        let named = self.0.iter().find(is_named).map(|(_, weight)| *weight);
        let named = named.filter(|weight| *weight > 0).map(|weight| weight + 1);
        named.or(narrowest.map(|(_, weight)| *weight)).unwrap_or(0)
    }

    /// The concrete media type for a range in the description: the first accepted one in the range.
    pub(super) fn within(&self, range: &MediaName) -> Option<&MediaName> {
        let names = self.0.iter().map(|(name, _)| name);
        let mut exact = names.filter(|name| name.precision() == 2);
        exact.find(|name| range.covers(name))
    }
}
