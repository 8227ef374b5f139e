//! Numbers at the end of names that a description has itself, such as `AddressV2` or `OAuth2`.

use std::collections::HashSet;
use std::fs;
use std::path::Path;

use anyhow::Context as _;
use sdk_codegen::name::{without_copy_number, words};

/// A longer text is no name.
const MOST_CHARACTERS: usize = 80;

/// Words before a size in bits.
const SIZED: [&str; 6] = ["f", "float", "i", "int", "u", "uint"];

/// Sizes in bits.
const SIZES: [&str; 5] = ["8", "16", "32", "64", "128"];

/// How many names end in a number of each kind.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Numbers {
    /// Versions, such as `BlockV2`.
    pub versions: usize,
    /// Sizes in bits, such as `BinInt16`.
    pub sizes: usize,
    /// Other numbers that the description has at the end of a text, such as `PoolIpv4`, `StoreS3` and `Error404`:
    /// protocols, products and statuses.
    pub words: usize,
    /// Keys whose number only tells them from others, such as `Order2`.
    pub copies: usize,
    /// Numbers that the description does not have.
    pub own: usize,
}

/// Names in a description, in lower case, without signs.
pub struct Texts {
    /// Those of keys and of values that end in a number.
    numbered: HashSet<String>,
    /// Those of all keys.
    keys: HashSet<String>,
}

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
        let mut numbered = HashSet::new();
        let mut keys = HashSet::new();
        let mut rest = text;
        while let Some(start) = rest.find(is_name) {
            let name = &rest[start..];
            let (name, behind) = name.split_at(name.find(|c| !is_name(c)).unwrap_or(name.len()));
            rest = behind;
            let name = name.trim_end_matches('.');
            if name.len() > MOST_CHARACTERS {
                continue;
            }
            if name.ends_with(|c: char| c.is_ascii_digit()) {
                numbered.insert(plain(name));
            }
            if behind.trim_start_matches(['"', '\'']).starts_with(':') {
                keys.insert(plain(name));
            }
        }
        Self { numbered, keys }
    }

    /// Counts the names that end in a number.
    pub fn count(&self, names: &[String]) -> Numbers {
        let mut numbers = Numbers::default();
        for name in names {
            let last = words(name).pop().unwrap_or_default();
            let word = last.trim_end_matches(|c: char| c.is_ascii_digit());
            let digits = &last[word.len()..];
            let count = match word {
                _ if digits.is_empty() => continue,
                "v" => &mut numbers.versions,
                _ if SIZED.contains(&word) && SIZES.contains(&digits) => &mut numbers.sizes,
                _ if self.is_copy(name) => &mut numbers.copies,
                _ if self.has(name) => &mut numbers.words,
                _ => &mut numbers.own,
            };
            *count += 1;
        }
        numbers
    }

    /// True for a name that ends in such a text, with its whole number. A single digit is no text that tells
    /// where a number comes from.
    fn has(&self, name: &str) -> bool {
        let name = plain(name);
        let letters = name.trim_end_matches(|c: char| c.is_ascii_digit()).len();
        let starts = (0..=letters).filter(|start| name.len() - start > 1);
        letters < name.len()
            && starts
                .into_iter()
                .any(|start| self.numbered.contains(&name[start..]))
    }

    /// True for a key whose number only tells it from other keys, such as `Order2` beside `Order` or `Item0` beside
    /// `Item1`. A version (`OrderV2`) and a size (`Int64`) are part of a name.
    fn is_copy(&self, name: &str) -> bool {
        let stem = name.trim_end_matches(|c: char| c.is_ascii_digit());
        let digits = &name[stem.len()..];
        let Ok(number) = digits.parse::<u32>() else {
            return false;
        };
        let is_open = without_copy_number(&words(name)).is_some();
        let stem = plain(stem);
        let neighbors = [number.checked_sub(1), Some(number + 1)]
            .into_iter()
            .flatten();
        let is_key = |key: String| self.keys.contains(&key);
        is_open
            && is_key(format!("{stem}{digits}"))
            && (is_key(stem.clone())
                || neighbors
                    .into_iter()
                    .any(|other| is_key(format!("{stem}{other}"))))
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

    #[test]
    fn numbers_are_counted_by_what_they_are() {
        let texts = Texts::of("{Order: {}, Order2: {}, ipv4: {}, 404: {}}");
        let names = [
            "Order", "Order2", "BlockV2", "BinInt16", "PoolIpv4", "Pool7",
        ];
        let expected = Numbers {
            versions: 1,
            sizes: 1,
            words: 1,
            copies: 1,
            own: 1,
        };
        assert_eq!(texts.count(&names.map(str::to_owned)), expected);
    }

    #[test]
    fn a_copy_has_the_name_of_another_key_and_a_number() {
        let texts = Texts::of(
            r#"{"order": {}, "order-2": {}, item_0: {}, item_1: {}, int8: {}, int16: {}, BlockV0: {}, BlockV1: {}, status: {}, status404: {}}"#,
        );
        for copy in ["Order2", "Item0", "Item1"] {
            assert!(texts.is_copy(copy), "{copy}");
        }
        for name in [
            "Int8",
            "Int16",
            "BlockV0",
            "BlockV1",
            "Status404",
            "Order3",
            "Order",
        ] {
            assert!(!texts.is_copy(name), "{name}");
        }
    }
}
