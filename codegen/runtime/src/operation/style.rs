use std::borrow::Cow;

use super::parameter::{Location, Parameter, Style};
use super::value::{FlatValue, ParamValue};
use crate::text::{component, is_dots, is_unreserved, makes_dots, reserved, segment, segments};

/// A function that escapes text for its place.
type Escape = fn(&str) -> Cow<'_, str>;

impl Parameter {
    /// Encodes a value for the path. An empty value is refused unless it is allowed, because the
    /// path would be another one.
    pub(crate) fn encode_path<'j>(&self, json: &'j [u8]) -> Result<Cow<'j, str>, String> {
        if self.style == Style::Simple
            && !self.json
            && !self.allow_reserved
            && let Some(text) = plain_text(json)
        {
            return Ok(Cow::Borrowed(text));
        }
        let escape: Escape = match self.allow_reserved {
            true => |text| segments(text).into(),
            false => |text| segment(text).into(),
        };
        let value = match self.flat(json)? {
            Some(FlatValue::Text(text)) if text.is_empty() && !self.allow_empty => None,
            Some(FlatValue::List(items)) if items.is_empty() => None,
            Some(FlatValue::Object(members)) if members.is_empty() => None,
            value => value,
        };
        let value = value.ok_or_else(|| format!("{} is empty", self.name))?;
        let encoded_as = match self.style {
            Style::Label => {
                // According to RFC 6570; a table in OpenAPI 3.0.3 differed and was corrected in 3.0.4.
                let separator = if self.explode { "." } else { "," };
                format!(".{}", join(value, self.explode, separator, escape)).into()
            }
            Style::Matrix => self.spell_matrix(value, escape).into(),
            _ => join(value, self.explode, self.separator(), escape),
        };
        // Regardless of the surrounding text: a server may extract the value first.
        if self.allow_reserved && encoded_as.split('/').any(is_dots) {
            return Err(makes_dots(self.name));
        }
        Ok(encoded_as)
    }

    /// Encodes a value for a header; `None` if there is nothing to send.
    pub(crate) fn encode_header<'j>(&self, json: &'j [u8]) -> Result<Option<Cow<'j, str>>, String> {
        let value = self.flat(json)?;
        let separator = match self.style {
            Style::SpaceDelimited => " ",
            Style::PipeDelimited => "|",
            Style::TabDelimited => "\t",
            _ => ",",
        };
        Ok(value.map(|value| join(value, self.explode, separator, as_it_is)))
    }

    /// Encodes a value as escaped names and values for the query or for cookies.
    pub(crate) fn encode_pairs(&self, json: &[u8]) -> Result<Vec<(String, String)>, String> {
        if self.json {
            return self.styled_pairs(ParamValue::Text(self.json_text(json)?.into()));
        }
        self.pairs(ParamValue::parse(json).map_err(|reason| self.named(&reason))?)
    }

    /// The same for a parsed value.
    pub(crate) fn pairs(&self, value: ParamValue<'_>) -> Result<Vec<(String, String)>, String> {
        if self.json {
            return self.styled_pairs(ParamValue::Text(value.to_json().into()));
        }
        self.styled_pairs(value)
    }

    fn styled_pairs(&self, value: ParamValue<'_>) -> Result<Vec<(String, String)>, String> {
        let escape = self.escape();
        if self.style == Style::Cookie {
            return self.cookies(value);
        }
        let name = component(self.name).to_string();
        if self.style == Style::DeepObject {
            let mut pairs = Vec::new();
            deepen(name, value, escape, &mut pairs);
            return Ok(pairs);
        }
        if self.style == Style::QueryString {
            return self.whole_query(value);
        }
        let flat = value.flatten().map_err(|reason| self.named(&reason))?;
        let Some(value) = flat else {
            return Ok(Vec::new());
        };
        Ok(self.flat_pairs(name, value, escape, |key| component(key).into()))
    }

    /// Cookies with unescaped names and values. Characters that would end a cookie are refused,
    /// since they cannot be escaped.
    fn cookies(&self, value: ParamValue<'_>) -> Result<Vec<(String, String)>, String> {
        let flat = value.flatten().map_err(|reason| self.named(&reason))?;
        let Some(value) = flat else {
            return Ok(Vec::new());
        };
        let pairs = self.flat_pairs(self.name.to_owned(), value, as_it_is, as_it_is);
        let ends = |text: &str| text.contains(|c: char| c == ';' || c.is_control());
        match pairs
            .iter()
            .any(|(key, text)| key.contains('=') || ends(key) || ends(text))
        {
            true => Err(self.named("has a character that ends a cookie")),
            false => Ok(pairs),
        }
    }

    fn flat_pairs(
        &self,
        name: String,
        value: FlatValue<'_>,
        escape: Escape,
        escape_key: Escape,
    ) -> Vec<(String, String)> {
        match value {
            FlatValue::Text(text) => vec![(name, escape(&text).into_owned())],
            FlatValue::List(items) if self.explode => items
                .iter()
                .map(|item| (name.clone(), escape(item).into_owned()))
                .collect(),
            FlatValue::Object(members) if self.explode => members
                .iter()
                .map(|(key, value)| (escape_key(key).into_owned(), escape(value).into_owned()))
                .collect(),
            FlatValue::List(items) if items.is_empty() && !self.allow_empty => Vec::new(),
            FlatValue::Object(members) if members.is_empty() => Vec::new(),
            value => {
                let text = join(value, false, self.separator(), escape);
                vec![(name, text.into_owned())]
            }
        }
    }

    /// The whole query string: the members of an object as a form, or a text without a name.
    fn whole_query(&self, value: ParamValue<'_>) -> Result<Vec<(String, String)>, String> {
        let escape = self.escape();
        let ParamValue::Object(members) = value else {
            let flat = value.flatten().map_err(|reason| self.named(&reason))?;
            let text = flat.map(|value| join(value, false, ",", escape).into_owned());
            return Ok(text.map(|text| (String::new(), text)).into_iter().collect());
        };
        let mut pairs = Vec::new();
        for (key, value) in members {
            let name = component(&key).to_string();
            let flat = match value {
                ParamValue::Object(_) => Some(FlatValue::Text(value.to_json().into())),
                value => value.flatten().map_err(|reason| self.named(&reason))?,
            };
            match flat {
                Some(FlatValue::List(items)) => {
                    let escaped = items.iter().map(|item| escape(item).into_owned());
                    pairs.extend(escaped.map(|text| (name.clone(), text)));
                }
                flat => {
                    let text = flat.map(|value| join(value, false, ",", escape).into_owned());
                    pairs.extend(text.map(|text| (name, text)));
                }
            }
        }
        Ok(pairs)
    }

    fn flat<'j>(&self, json: &'j [u8]) -> Result<Option<FlatValue<'j>>, String> {
        if self.json {
            return Ok(Some(FlatValue::Text(self.json_text(json)?.into())));
        }
        ParamValue::parse(json)
            .and_then(ParamValue::flatten)
            .map_err(|reason| self.named(&reason))
    }

    fn json_text<'j>(&self, json: &'j [u8]) -> Result<&'j str, String> {
        std::str::from_utf8(json).map_err(|error| self.named(&error.to_string()))
    }

    fn named(&self, reason: &str) -> String {
        format!("{} {reason}", self.name)
    }

    fn spell_matrix(&self, value: FlatValue<'_>, escape: Escape) -> String {
        let name = segment(self.name).to_string();
        match value {
            FlatValue::List(items) if self.explode => items
                .iter()
                .map(|item| format!(";{name}={}", escape(item)))
                .collect(),
            FlatValue::Object(_) if self.explode => {
                format!(";{}", join(value, true, ";", escape))
            }
            _ => format!(";{name}={}", join(value, false, ",", escape)),
        }
    }

    fn escape(&self) -> Escape {
        if self.allow_reserved && self.location == Location::Query {
            |text| reserved(text).into()
        } else {
            |text| component(text).into()
        }
    }

    fn separator(&self) -> &'static str {
        match self.style {
            Style::SpaceDelimited => "%20",
            Style::PipeDelimited => "%7C",
            Style::TabDelimited => "%09",
            _ => ",",
        }
    }
}

/// The content of a JSON string, if it is not empty and the same in a path: nearly always, for
/// what stands there are identifiers.
fn plain_text(json: &[u8]) -> Option<&str> {
    let text = json.strip_prefix(b"\"")?.strip_suffix(b"\"")?;
    let text = is_unreserved(text).then_some(text)?;
    std::str::from_utf8(text)
        .ok()
        .filter(|text| !text.is_empty())
}

/// Returns the text unescaped.
fn as_it_is(text: &str) -> Cow<'_, str> {
    text.into()
}

/// Encodes a value as one text. An object becomes `key=value` items if it explodes, or else
/// alternating keys and values.
fn join<'j>(value: FlatValue<'j>, explode: bool, separator: &str, escape: Escape) -> Cow<'j, str> {
    match value {
        FlatValue::Text(Cow::Borrowed(text)) => escape(text),
        FlatValue::Text(Cow::Owned(text)) => escape(&text).into_owned().into(),
        FlatValue::List(items) => {
            let texts: Vec<_> = items.iter().map(|item| escape(item)).collect();
            texts.join(separator).into()
        }
        FlatValue::Object(members) => {
            let between = if explode { "=" } else { separator };
            let texts: Vec<_> = members
                .iter()
                .map(|(key, value)| format!("{}{between}{}", escape(key), escape(value)))
                .collect();
            texts.join(separator).into()
        }
    }
}

/// Encodes `name[key]=value`, to any depth. The items of a list have their indices as keys.
fn deepen(name: String, value: ParamValue<'_>, escape: Escape, pairs: &mut Vec<(String, String)>) {
    match value {
        ParamValue::Null => {}
        ParamValue::Literal(text) => pairs.push((name, escape(&text).into_owned())),
        ParamValue::Text(text) => pairs.push((name, escape(&text).into_owned())),
        ParamValue::List(items) => {
            let items = items.into_iter().filter(|item| !item.is_null());
            for (index, item) in items.enumerate() {
                deepen(format!("{name}%5B{index}%5D"), item, escape, pairs);
            }
        }
        ParamValue::Object(members) => {
            for (key, value) in members {
                let name = format!("{name}%5B{}%5D", component(&key));
                deepen(name, value, escape, pairs);
            }
        }
    }
}
