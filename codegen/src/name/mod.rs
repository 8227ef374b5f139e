//! Converts names on the wire into Rust names.
//!
//! Every rule here depends on the wire name alone, so that a name never changes because something
//! unrelated was added to a document. Two items that would get the same name in one scope are
//! distinguished by [`settle`].

use heck::{ToSnakeCase as _, ToUpperCamelCase as _};

mod clash;
mod numbers;
mod plural;
mod reserved;
mod words;

pub use clash::{Claim, Rank, Settled, displaced, fingerprint, settle};
pub use numbers::{
    begins_with_version, has_own_number, is_scale, split_number_type, without_copy_number,
    without_hash, without_version,
};
pub use plural::singular;
pub use words::{spelled, words};

/// Maximum length of a type name, in bytes; a longer name is cut and ends in a fingerprint of the
/// whole.
const LONGEST: usize = 80;

/// Maximum number of keywords that crates.io accepts for a package.
pub(crate) const MAX_KEYWORDS: usize = 5;

/// True for a keyword that crates.io accepts: at most 20 characters.
pub(crate) fn is_package_keyword(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_alphanumeric())
        && text.len() <= 20
        && text
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || "-_+".contains(c))
}

/// The kind of item that is named. It decides the spelling and the reserved names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Case {
    /// A struct, an enum or a union: `UpperCamel`, none of the names that emitted files import.
    Type,
    /// A variant of an enum or a union: `UpperCamel`, never `Unknown`.
    Variant,
    /// A field, an argument or a setter: `snake_case`, never a keyword or a method of ours.
    Field,
    /// A module or an accessor: `snake_case`, never a keyword.
    Module,
}

impl Case {
    /// Spells a wire name.
    pub fn name(self, wire: &str) -> String {
        self.join(&words(wire))
    }

    /// Spells words that [`words`] has split.
    pub fn join(self, words: &[String]) -> String {
        self.allowed(self.spell(words))
    }

    fn spell(self, words: &[String]) -> String {
        let name = match self {
            Self::Type => led("Type", camel(words)),
            Self::Variant => led("Value", camel(words)),
            Self::Field | Self::Module => led("value_", snake(words)),
        };
        shortened(name, self)
    }

    /// True if emitted code itself uses the plain spelling of these words.
    pub fn reserves(self, words: &[String]) -> bool {
        let name = self.spell(words);
        self.allowed(name.clone()) != name
    }

    /// `name`, or its replacement if it is reserved.
    fn allowed(self, name: String) -> String {
        match self {
            Self::Type if reserved::is_type(&name) => name + "Model",
            Self::Variant if reserved::is_variant(&name) => name + "Value",
            Self::Field if reserved::is_field(&name) => name + "_",
            Self::Module if reserved::is_keyword(&name) => name + "_",
            _ => name,
        }
    }

    /// `name` followed by `word`.
    fn followed(self, name: &str, word: &str) -> String {
        match self {
            Self::Type | Self::Variant => name.to_owned() + &camel(&[word.to_owned()]),
            Self::Field | Self::Module => format!("{}_{word}", name.trim_end_matches('_')),
        }
    }

    /// `name` with a suffix that distinguishes it from equal names.
    pub fn suffixed(self, name: &str, suffix: &str) -> String {
        match self {
            Self::Type | Self::Variant => format!("{name}X{suffix}"),
            Self::Field | Self::Module => format!("{}_x{suffix}", name.trim_end_matches('_')),
        }
    }
}

/// The module of the step types of staged builders.
pub const STAGED: &str = "staged";

/// Returns the module name of a resource with this accessor.
///
/// The two are equal, unless a module with that name would hide something that emitted files use.
pub fn module(accessor: &str, first_level: bool) -> String {
    const SUFFIX: &str = "_api";
    let plain = accessor.trim_end_matches(SUFFIX);
    match reserved::is_module(plain, first_level) {
        // Resources `models` and `models_api` get different modules.
        true => format!("{accessor}{SUFFIX}"),
        false => accessor.to_owned(),
    }
}

/// Prepends `lead` to a name that starts with a digit.
fn led(lead: &str, name: String) -> String {
    if name.starts_with(|first: char| first.is_ascii_digit()) {
        format!("{lead}{name}")
    } else {
        name
    }
}

fn snake(words: &[String]) -> String {
    words.join(" ").to_snake_case()
}

fn camel(words: &[String]) -> String {
    let mut name = String::new();
    for word in words {
        let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
        // `1.2` and `12` are different names.
        if digit(name.chars().last()) && digit(word.chars().next()) {
            name.push('_');
        }
        name.push_str(&word.to_upper_camel_case());
    }
    name
}

fn shortened(name: String, case: Case) -> String {
    if name.len() <= LONGEST {
        return name;
    }
    let kept = name[..LONGEST - 12].trim_end_matches('_');
    case.suffixed(kept, &fingerprint(&name, 8))
}
