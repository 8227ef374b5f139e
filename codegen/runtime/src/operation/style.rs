use super::parameter::{Location, Parameter, Style};
use super::value::{FlatValue, ParamValue};
use crate::text::{component, is_dots, makes_dots, reserved, segment, segments};

/// Makes text fit for the place it goes to.
type Escape = fn(&str) -> String;

impl Parameter {
    /// Encodes a value for the path. A value without text is refused, unless the description has it: the
    /// path would be another.
    pub(crate) fn encode_path(&self, json: &[u8]) -> Result<String, String> {
        let escape: Escape = match self.allow_reserved {
            true => |text| segments(text).to_string(),
            false => |text| segment(text).to_string(),
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
                // As RFC 6570 has it; a table in OpenAPI 3.0.3 said otherwise, until 3.0.4.
                let separator = if self.explode { "." } else { "," };
                format!(".{}", join(&value, self.explode, separator, escape))
            }
            Style::Matrix => self.spell_matrix(&value, escape),
            _ => join(&value, self.explode, self.separator(), escape),
        };
        // Whatever stands around it: a server may take the value out of the path first.
        if self.allow_reserved && encoded_as.split('/').any(is_dots) {
            return Err(makes_dots(self.name));
        }
        Ok(encoded_as)
    }

    /// Encodes a value for a header; `None` when there is nothing to send.
    pub(crate) fn encode_header(&self, json: &[u8]) -> Result<Option<String>, String> {
        let value = self.flat(json)?;
        let separator = match self.style {
            Style::SpaceDelimited => " ",
            Style::PipeDelimited => "|",
            Style::TabDelimited => "\t",
            _ => ",",
        };
        Ok(value.map(|value| join(&value, self.explode, separator, str::to_owned)))
    }

    /// Encodes a value as the escaped names and values of a query or of cookies.
    pub(crate) fn encode_pairs(&self, json: &[u8]) -> Result<Vec<(String, String)>, String> {
        if self.json {
            return self.styled_pairs(ParamValue::Text(self.json_text(json)?));
        }
        self.pairs(ParamValue::parse(json).map_err(|reason| self.named(&reason))?)
    }

    /// Does the same for a value that was read already.
    pub(crate) fn pairs(&self, value: ParamValue) -> Result<Vec<(String, String)>, String> {
        if self.json {
            return self.styled_pairs(ParamValue::Text(value.to_json()));
        }
        self.styled_pairs(value)
    }

    fn styled_pairs(&self, value: ParamValue) -> Result<Vec<(String, String)>, String> {
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
        Ok(self.flat_pairs(name, value, escape, |key| component(key).to_string()))
    }

    /// Cookies with names and values as they are. What would end one of them is refused, for nothing
    /// can stand for it.
    fn cookies(&self, value: ParamValue) -> Result<Vec<(String, String)>, String> {
        let flat = value.flatten().map_err(|reason| self.named(&reason))?;
        let Some(value) = flat else {
            return Ok(Vec::new());
        };
        let pairs = self.flat_pairs(self.name.to_owned(), value, str::to_owned, str::to_owned);
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
        value: FlatValue,
        escape: Escape,
        escape_key: Escape,
    ) -> Vec<(String, String)> {
        match value {
            FlatValue::Text(text) => vec![(name, escape(&text))],
            FlatValue::List(items) if self.explode => items
                .iter()
                .map(|item| (name.clone(), escape(item)))
                .collect(),
            FlatValue::Object(members) if self.explode => members
                .iter()
                .map(|(key, value)| (escape_key(key), escape(value)))
                .collect(),
            FlatValue::List(items) if items.is_empty() && !self.allow_empty => Vec::new(),
            FlatValue::Object(members) if members.is_empty() => Vec::new(),
            value => vec![(name, join(&value, false, self.separator(), escape))],
        }
    }

    /// The members of an object as the fields of a form, or a text as it is, without a name.
    fn whole_query(&self, value: ParamValue) -> Result<Vec<(String, String)>, String> {
        let escape = self.escape();
        let ParamValue::Object(members) = value else {
            let flat = value.flatten().map_err(|reason| self.named(&reason))?;
            let text = flat.map(|value| join(&value, false, ",", escape));
            return Ok(text.map(|text| (String::new(), text)).into_iter().collect());
        };
        let mut pairs = Vec::new();
        for (key, value) in members {
            let name = component(&key).to_string();
            let flat = match value {
                ParamValue::Object(_) => Some(FlatValue::Text(value.to_json())),
                value => value.flatten().map_err(|reason| self.named(&reason))?,
            };
            match flat {
                Some(FlatValue::List(items)) => {
                    pairs.extend(items.iter().map(|item| (name.clone(), escape(item))));
                }
                flat => pairs.extend(flat.map(|value| (name, join(&value, false, ",", escape)))),
            }
        }
        Ok(pairs)
    }

    fn flat(&self, json: &[u8]) -> Result<Option<FlatValue>, String> {
        if self.json {
            return Ok(Some(FlatValue::Text(self.json_text(json)?)));
        }
        ParamValue::parse(json)
            .and_then(ParamValue::flatten)
            .map_err(|reason| self.named(&reason))
    }

    fn json_text(&self, json: &[u8]) -> Result<String, String> {
        let text = String::from_utf8(json.to_vec());
        text.map_err(|error| self.named(&error.to_string()))
    }

    fn named(&self, reason: &str) -> String {
        format!("{} {reason}", self.name)
    }

    fn spell_matrix(&self, value: &FlatValue, escape: Escape) -> String {
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
            |text| reserved(text).to_string()
        } else {
            |text| component(text).to_string()
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

/// Encodes a value as one text. An object is `key=value` where it explodes, else keys and values
/// in turn.
fn join(value: &FlatValue, explode: bool, separator: &str, escape: Escape) -> String {
    match value {
        FlatValue::Text(text) => escape(text),
        FlatValue::List(items) => {
            let texts: Vec<_> = items.iter().map(|item| escape(item)).collect();
            texts.join(separator)
        }
        FlatValue::Object(members) => {
            let between = if explode { "=" } else { separator };
            let texts: Vec<_> = members
                .iter()
                .map(|(key, value)| format!("{}{between}{}", escape(key), escape(value)))
                .collect();
            texts.join(separator)
        }
    }
}

/// Encodes `name[key]=value`, to any depth. The items of a list have their positions for keys.
fn deepen(name: String, value: ParamValue, escape: Escape, pairs: &mut Vec<(String, String)>) {
    match value {
        ParamValue::Null => {}
        ParamValue::Literal(text) | ParamValue::Text(text) => pairs.push((name, escape(&text))),
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
