//! Names of media types, and which of them a client accepts.

/// What separates the parts of a body.
pub(super) const BOUNDARY: &str = "a-part-follows";

/// A media type or a range of them, in small letters and without parameters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct MediaName {
    /// As it was written.
    pub(super) written: String,
    kind: String,
    subtype: String,
}

impl MediaName {
    /// Reads a name. What is none fits nothing but itself.
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

    /// True for JSON, and for what may be anything.
    pub(super) fn is_json(&self) -> bool {
        self.subtype == "json"
            || self.subtype.ends_with("+json")
            || (self.kind == "*" && self.subtype == "*")
    }

    /// True for one JSON value a line.
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

    /// True for events of a server.
    pub(super) fn is_events(&self) -> bool {
        self.kind == "text" && self.subtype == "event-stream"
    }

    /// True for XML.
    pub(super) fn is_xml(&self) -> bool {
        self.subtype == "xml" || self.subtype.ends_with("+xml")
    }

    /// True for text that is none of the others.
    pub(super) fn is_text(&self) -> bool {
        self.kind == "text"
    }

    /// True for a form in the syntax of a URL.
    pub(super) fn is_form(&self) -> bool {
        self.kind == "application" && self.subtype == "x-www-form-urlencoded"
    }

    /// True for a form of several parts.
    pub(super) fn is_multipart(&self) -> bool {
        self.kind == "multipart"
    }

    /// True for several parts that are no form.
    pub(super) fn is_sequence(&self) -> bool {
        self.is_multipart() && self.subtype != "form-data"
    }

    /// The media type as it is sent, with the line that separates parts.
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

    /// True where a name is in this range, or the same.
    pub(super) fn covers(&self, other: &Self) -> bool {
        let fits = |own: &str, other: &str| own == "*" || own == other;
        fits(&self.kind, &other.kind) && fits(&self.subtype, &other.subtype)
    }

    /// True for the same name with the same parameters.
    fn is_written_like(&self, other: &Self) -> bool {
        let plain = |name: &Self| name.written.replace(' ', "").to_ascii_lowercase();
        plain(self) == plain(other)
    }

    /// How narrow a range is.
    fn precision(&self) -> u8 {
        match (&*self.kind, &*self.subtype) {
            ("*", _) => 0,
            (_, "*") => 1,
            _ => 2,
        }
    }
}

/// What a client accepts: ranges and their weights in thousandths (RFC 9110, 12.5.1).
#[derive(Clone, Debug, Default)]
pub(super) struct Accept(Vec<(MediaName, u16)>);

impl Accept {
    /// Reads the values of `Accept`.
    pub(super) fn parse<'h>(values: impl Iterator<Item = &'h str>) -> Self {
        /// Nobody asks for more ranges than this.
        const MOST: usize = 64;
        let ranges = values.flat_map(|value| value.split(','));
        let ranges = ranges.filter(|range| !range.trim().is_empty()).take(MOST);
        let ranges = ranges.map(|range| {
            let mut parameters = range.split(';').skip(1);
            let weight = parameters.find_map(|it| {
                let weight: f32 = it.trim().strip_prefix("q=")?.trim().parse().ok()?;
                Some((weight.clamp(0.0, 1.0) * 1000.0) as u16)
            });
            // The weight is no part of the name.
            let name = range.split(';').filter(|it| !it.trim().starts_with("q="));
            let name = name.map(str::trim).collect::<Vec<_>>().join(";");
            (MediaName::parse(&name), weight.unwrap_or(1000))
        });
        Self(ranges.collect())
    }

    /// How much a media type is wanted; 0 is not at all. One that is named with its parameters is wanted
    /// a little more than another one without them.
    pub(super) fn weight(&self, name: &MediaName) -> u16 {
        if self.0.is_empty() {
            return 1000;
        }
        let fitting = self
            .0
            .iter()
            .filter(|(range, _)| range.covers(name) || name.covers(range));
        let narrowest = fitting.max_by_key(|(range, _)| range.precision());
        let is_named = |it: &&(MediaName, u16)| it.0.is_written_like(name);
        let named = self.0.iter().find(is_named).map(|(_, weight)| *weight);
        let named = named.filter(|weight| *weight > 0).map(|weight| weight + 1);
        named.or(narrowest.map(|(_, weight)| *weight)).unwrap_or(0)
    }

    /// The type to name for a range of the description: the first one that the client names and that
    /// is in it.
    pub(super) fn within(&self, range: &MediaName) -> Option<&MediaName> {
        let names = self.0.iter().map(|(name, _)| name);
        let mut exact = names.filter(|name| name.precision() == 2);
        exact.find(|name| range.covers(name))
    }
}
