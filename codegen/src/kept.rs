//! The names of an SDK (`names.lock`), so that they stay the same when its description changes.
//!
//! The name of an operation or of an anonymous schema depends on the rest of the document: on
//! operations that compete for the same name, and on equal schemas elsewhere. Names of the last run
//! take precedence, so that only new items are named.

use std::collections::BTreeMap;

use serde::{Deserialize, Deserializer, Serialize, de};

/// Name of the file.
pub const FILE: &str = "names.lock";

/// The version of the format, which is written and required.
const FORMAT: u32 = 1;

/// The comment at the start of the file.
const ABOUT: &str = "# `generate` keeps these names, whatever is added to the description; with `--rename`, it gives all of \
     them anew.\n";

/// The names of operations and types.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct KeptNames {
    #[serde(deserialize_with = "format")]
    version: u32,
    /// By method and path (`GET /pets/{id}`): the words of the resources and of the method, such as
    /// `shops.pet_food.list_all`.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    operations: BTreeMap<String, OperationName>,
    /// By method and path: the type of the headers of responses.
    #[serde(
        default,
        deserialize_with = "types",
        skip_serializing_if = "BTreeMap::is_empty"
    )]
    headers: BTreeMap<String, String>,
    /// By the JSON pointer of the schema, and what else tells its type from others: the name of the
    /// type.
    #[serde(
        default,
        deserialize_with = "types",
        skip_serializing_if = "BTreeMap::is_empty"
    )]
    types: BTreeMap<String, String>,
    /// By the name of the type and the value: the name of the variant. Two values may differ in symbols only, so that
    /// the values alone do not tell which of them is new.
    #[serde(
        default,
        deserialize_with = "values",
        skip_serializing_if = "BTreeMap::is_empty"
    )]
    values: BTreeMap<String, BTreeMap<String, String>>,
    /// By the name of a union and the type of a member: the name of the variant.
    #[serde(
        default,
        deserialize_with = "values",
        skip_serializing_if = "BTreeMap::is_empty"
    )]
    variants: BTreeMap<String, BTreeMap<String, String>>,
}

/// The words of an operation's name, before they are joined into Rust names.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct OperationName {
    /// The words of its resources, outermost first.
    pub resource: Vec<Vec<String>>,
    /// The words of its method.
    pub method: Vec<String>,
}

impl KeptNames {
    /// Reads the file.
    ///
    /// # Errors
    ///
    /// The text is not TOML, for example after a merge conflict, was written by a later version of
    /// the generator, or contains an invalid name.
    pub fn parse(text: &str) -> Result<Self, toml::de::Error> {
        toml::from_str(text)
    }

    /// The text of the file.
    pub fn print(&self) -> String {
        let names = Self {
            version: FORMAT,
            ..self.clone()
        };
        let text = toml::to_string(&names).expect("texts by texts are TOML");
        format!("{ABOUT}{text}")
    }

    /// The name of an operation, if it has one.
    pub fn operation(&self, method: &str, path: &str) -> Option<&OperationName> {
        match self.operations.is_empty() {
            true => None,
            false => self.operations.get(&format!("{method} {path}")),
        }
    }

    /// The words of all resources that have operations.
    pub fn resources(&self) -> impl Iterator<Item = &[Vec<String>]> {
        self.operations
            .values()
            .map(|name| name.resource.as_slice())
    }

    /// Sets the name of an operation.
    pub fn add_operation(&mut self, method: &str, path: &str, name: OperationName) {
        self.operations.insert(format!("{method} {path}"), name);
    }

    /// The name of the header type of an operation, if it has one.
    pub fn headers(&self, method: &str, path: &str) -> Option<&str> {
        match self.headers.is_empty() {
            true => None,
            false => self
                .headers
                .get(&format!("{method} {path}"))
                .map(String::as_str),
        }
    }

    /// Sets the name of the header type of an operation.
    pub fn add_headers(&mut self, method: &str, path: &str, name: &str) {
        let key = format!("{method} {path}");
        self.headers.insert(key, name.to_owned());
    }

    /// The name of the type of a schema, if it has one.
    pub fn of_type(&self, place: &str) -> Option<&str> {
        self.types.get(place).map(String::as_str)
    }

    /// The names of all types.
    pub fn all_types(&self) -> impl Iterator<Item = &str> {
        self.types.values().map(String::as_str)
    }

    /// Sets the name of the type of a schema.
    pub fn add_type(&mut self, place: &str, name: &str) {
        self.types.insert(place.to_owned(), name.to_owned());
    }
}

impl KeptNames {
    /// The name of a value of an enum, by the name of its type.
    pub fn of_value(&self, name: &str, value: &str) -> Option<&str> {
        self.values.get(name)?.get(value).map(String::as_str)
    }

    /// Sets the names of the values of an enum.
    pub fn add_values(&mut self, name: &str, values: BTreeMap<String, String>) {
        self.values.insert(name.to_owned(), values);
    }

    /// The name of the variant of a union for a type, by the name of the union.
    pub fn of_variant(&self, name: &str, ty: &str) -> Option<&str> {
        self.variants.get(name)?.get(ty).map(String::as_str)
    }

    /// Sets the names of the variants of a union, by their types.
    pub fn add_variants(&mut self, name: &str, variants: BTreeMap<String, String>) {
        self.variants.insert(name.to_owned(), variants);
    }
}

impl From<OperationName> for String {
    fn from(name: OperationName) -> Self {
        let levels = name.resource.iter().chain([&name.method]);
        levels
            .map(|words| words.join("_"))
            .collect::<Vec<_>>()
            .join(".")
    }
}

impl TryFrom<String> for OperationName {
    type Error = String;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        let level = |level: &str| -> Vec<String> { level.split('_').map(str::to_owned).collect() };
        let mut resource: Vec<Vec<String>> = text.split('.').map(level).collect();
        let mut words = resource.iter().flatten();
        let is_word = |word: &String| !word.is_empty() && word.chars().all(char::is_alphanumeric);
        let method = match words.all(is_word) {
            true => resource.pop(),
            false => None,
        };
        match method {
            Some(method) if !resource.is_empty() => Ok(Self { resource, method }),
            _ => Err(format!(
                "{text:?} is no name of an operation, such as `pets.list_all`"
            )),
        }
    }
}

fn format<'de, D: Deserializer<'de>>(deserializer: D) -> Result<u32, D::Error> {
    match u32::deserialize(deserializer)? {
        FORMAT => Ok(FORMAT),
        other => Err(de::Error::custom(format!(
            "this generator reads version {FORMAT} of the file, not {other}"
        ))),
    }
}

fn types<'de, D: Deserializer<'de>>(deserializer: D) -> Result<BTreeMap<String, String>, D::Error> {
    let types = BTreeMap::<String, String>::deserialize(deserializer)?;
    match types.values().find(|name| !is_upper_camel(name)) {
        Some(name) => Err(de::Error::custom(format!("{name:?} is no name of a type"))),
        None => Ok(types),
    }
}

fn values<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<BTreeMap<String, BTreeMap<String, String>>, D::Error> {
    let values = BTreeMap::<String, BTreeMap<String, String>>::deserialize(deserializer)?;
    let mut names = values.values().flat_map(BTreeMap::values);
    match names.find(|name| !is_upper_camel(name) || *name == "Unknown") {
        Some(name) => Err(de::Error::custom(format!(
            "{name:?} is no name of a variant"
        ))),
        None => Ok(values),
    }
}

/// True for an identifier that starts with a capital.
fn is_upper_camel(name: &str) -> bool {
    name.is_ascii()
        && name.starts_with(|c: char| c.is_ascii_uppercase())
        && syn::parse_str::<syn::Ident>(name).is_ok()
}
