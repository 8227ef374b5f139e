//! Numbers at the end of names that a description has itself, such as `AddressV2` or `OAuth2`.

use std::collections::HashSet;
use std::fs;
use std::path::Path;

use anyhow::Context as _;

/// A longer text is no name.
const MOST_CHARACTERS: usize = 80;

/// Names in a description that end in a number: of keys and of values, in lower case, without signs.
pub struct Texts(HashSet<String>);

impl Texts {
    /// Reads a description.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn read(path: &Path) -> anyhow::Result<Self> {
        let text =
            fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
        Ok(Self::of(&text))
    }

    /// The names in a text, whatever is between them.
    fn of(text: &str) -> Self {
        let is_name = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.');
        let names = text.split(|c| !is_name(c));
        let names = names.map(|name| name.trim_end_matches('.')).filter(|name| {
            name.len() <= MOST_CHARACTERS && name.ends_with(|c: char| c.is_ascii_digit())
        });
        Self(names.map(plain).collect())
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

fn plain(text: &str) -> String {
    let letters = text.chars().filter(char::is_ascii_alphanumeric);
    letters.map(|c| c.to_ascii_lowercase()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_the_descriptions_own_where_a_text_ends_in_it() {
        let texts = Texts::of("{components: {schemas: {Address_V2: {enum: [ipv4, 404]}}}}");
        for own in ["AddressV2", "OldAddressV2", "PoolIpv4", "Error404"] {
            assert!(texts.has(own), "{own}");
        }
        for made in ["Address2", "Pool4", "Address"] {
            assert!(!texts.has(made), "{made}");
        }
    }
}
