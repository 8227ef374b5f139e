//! Selects parts of a result with a JSONPath (RFC 9535).

use serde_json::Value;
use serde_json_path::JsonPath;

/// A JSONPath, and whether it selects at most one value.
#[derive(Debug)]
pub(super) struct Query {
    path: JsonPath,
    single: bool,
}

impl Query {
    /// Parses a JSONPath; the leading `$` may be left out.
    ///
    /// # Errors
    /// The text is not a JSONPath; says why.
    pub(super) fn new(text: &str) -> Result<Self, String> {
        let whole = match text.chars().next() {
            Some('$') => text.to_owned(),
            Some('[') => format!("${text}"),
            _ => format!("$.{text}"),
        };
        let path = JsonPath::parse(&whole).map_err(|error| format!("no JSONPath: {error}"))?;
        let single = is_single(&whole);
        Ok(Self { path, single })
    }

    /// The selected part of a JSON text: a list if the path may select several values.
    ///
    /// # Errors
    /// `json` is not valid JSON.
    pub(super) fn select(&self, json: &[u8]) -> Result<Vec<u8>, serde_json::Error> {
        let value: Value = serde_json::from_slice(json)?;
        let found = self.path.query(&value).all();
        match (self.single, found.first()) {
            (true, None) => Ok(b"null".to_vec()),
            (true, Some(only)) => serde_json::to_vec(only),
            (false, _) => serde_json::to_vec(&found),
        }
    }
}

/// True for a path that consists of names and indices only.
fn is_single(path: &str) -> bool {
    let mut quote = None;
    let mut escaped = false;
    let mut before = ' ';
    for c in path.chars() {
        match quote {
            Some(_) if escaped => escaped = false,
            Some(_) if c == '\\' => escaped = true,
            Some(open) if c == open => quote = None,
            Some(_) => {}
            None if c == '"' || c == '\'' => quote = Some(c),
            None if "*?:,".contains(c) || (c == '.' && before == '.') => return false,
            None => {}
        }
        before = c;
    }
    true
}
