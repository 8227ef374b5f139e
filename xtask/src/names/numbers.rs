//! Numbers at the end of names that a description has itself, such as `AddressV2` or `OAuth2`.

use std::collections::HashSet;
use std::fs;
use std::path::Path;

use anyhow::Context as _;
use serde_yaml::Value;

/// A longer text is no name.
const MOST_CHARACTERS: usize = 80;

/// Texts of a description that end in a number: keys and values, in lower case, without signs.
pub struct Texts(HashSet<String>);

impl Texts {
    /// Reads a description.
    ///
    /// # Errors
    /// The file cannot be read, or is no YAML.
    pub fn read(path: &Path) -> anyhow::Result<Self> {
        let text =
            fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
        let value: Value = match text.trim_start().starts_with('{') {
            true => serde_json::from_str(&text)?,
            false => serde_yaml::from_str(&text)?,
        };
        let mut texts = HashSet::new();
        gather(&value, &mut texts);
        Ok(Self(texts))
    }

    /// True for a name that ends in such a text, with its whole number. A single digit is no text that tells
    /// where a number comes from.
    pub fn has(&self, name: &str) -> bool {
        let name = plain(name);
        let letters = name.trim_end_matches(|c: char| c.is_ascii_digit()).len();
        let starts = (0..=letters).filter(|start| name.len() - start > 1);
        letters < name.len()
            && starts
                .into_iter()
                .any(|start| self.0.contains(&name[start..]))
    }
}

fn gather(value: &Value, texts: &mut HashSet<String>) {
    match value {
        Value::String(text) => add(text, texts),
        Value::Number(number) => add(&number.to_string(), texts),
        Value::Sequence(items) => items.iter().for_each(|item| gather(item, texts)),
        Value::Mapping(members) => {
            for (key, member) in members {
                gather(key, texts);
                gather(member, texts);
            }
        }
        Value::Null | Value::Bool(_) | Value::Tagged(_) => {}
    }
}

fn add(text: &str, texts: &mut HashSet<String>) {
    if text.len() <= MOST_CHARACTERS && text.ends_with(|c: char| c.is_ascii_digit()) {
        texts.insert(plain(text));
    }
}

fn plain(text: &str) -> String {
    let letters = text.chars().filter(char::is_ascii_alphanumeric);
    letters.map(|c| c.to_ascii_lowercase()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_the_descriptions_own_where_a_text_ends_in_it() {
        let mut texts = HashSet::new();
        let text = "{components: {schemas: {Address_V2: {enum: [ipv4, 404]}}}}";
        gather(&serde_yaml::from_str(text).expect("it is YAML"), &mut texts);
        let texts = Texts(texts);
        for own in ["AddressV2", "OldAddressV2", "PoolIpv4", "Error404"] {
            assert!(texts.has(own), "{own}");
        }
        for made in ["Address2", "Pool4", "Address"] {
            assert!(!texts.has(made), "{made}");
        }
    }
}
