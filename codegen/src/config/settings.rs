//! The settings of `sdk.toml` as listed in its schema, for the guide and for new files.

use serde_json::{Map, Value};

use super::schema;

/// A table of `sdk.toml`; the one of the file itself comes first.
#[derive(Clone, Debug, PartialEq)]
pub struct Table {
    /// Its dotted key, such as `client.defaults`; empty for the file itself.
    pub path: String,
    /// Its syntax.
    pub kind: TableKind,
    /// Its purpose.
    pub text: String,
    /// Its settings.
    pub settings: Vec<Setting>,
}

/// The syntax of a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TableKind {
    /// The file itself.
    File,
    /// A single table: `[package]`.
    One,
    /// An array of tables: `[[pagination]]`.
    List,
    /// A table of tables with arbitrary keys: `[security.api_token]`.
    Named,
    /// A table of values with arbitrary keys: `[names]`.
    Pairs,
}

/// One setting.
#[derive(Clone, Debug, PartialEq)]
pub struct Setting {
    /// Its key.
    pub key: String,
    /// Its purpose.
    pub text: String,
    /// The type of its value, such as `string` or `list of strings`.
    pub value: String,
    /// An example value.
    pub example: Value,
    /// True if it is required in its table.
    pub required: bool,
}

/// All tables and their settings, in the order of the schema.
pub fn tables() -> Vec<Table> {
    let root = schema();
    let mut tables = Vec::new();
    let reader = Reader { root: &root };
    reader.read(String::new(), TableKind::File, "", &root, &mut tables);
    tables
}

impl Table {
    /// The header line; empty for the file itself. `name` is the key of a [`TableKind::Named`].
    pub fn header(&self, name: &str) -> String {
        let path = &self.path;
        match self.kind {
            TableKind::File => String::new(),
            TableKind::One | TableKind::Pairs => format!("[{path}]"),
            TableKind::List => format!("[[{path}]]"),
            TableKind::Named => format!("[{path}.{}]", toml_edit::Key::new(name).display_repr()),
        }
    }
}

struct Reader<'s> {
    root: &'s Value,
}

impl Reader<'_> {
    /// Adds the table of a schema, followed by the tables in it.
    fn read(
        &self,
        path: String,
        kind: TableKind,
        text: &str,
        schema: &Value,
        tables: &mut Vec<Table>,
    ) {
        let place = tables.len();
        tables.push(Table {
            path: path.clone(),
            kind,
            text: text.to_owned(),
            settings: Vec::new(),
        });
        let none = Map::new();
        let properties = schema["properties"].as_object().unwrap_or(&none);
        for (key, property) in properties {
            let below = match path.as_str() {
                "" => key.clone(),
                path => format!("{path}.{key}"),
            };
            let text = words(property);
            if let Some((kind, inner)) = self.table(property) {
                self.read(below, kind, text, inner, tables);
            } else if property["type"] == "object" {
                let pair = self.setting("", property, false);
                tables.push(Table {
                    path: below,
                    kind: TableKind::Pairs,
                    text: text.to_owned(),
                    settings: pairs(&pair),
                });
            } else {
                let required = schema["required"].as_array();
                let required = required.is_some_and(|all| all.iter().any(|it| it == key));
                let setting = self.setting(key, property, required);
                tables[place].settings.push(setting);
            }
        }
    }

    /// The schema behind a reference.
    fn follow<'v>(&'v self, schema: &'v Value) -> &'v Value {
        let target = schema["$ref"].as_str();
        let target = target.and_then(|it| self.root.pointer(it.trim_start_matches('#')));
        target.unwrap_or(schema)
    }

    /// The kind and the schema of a property, if it is a table.
    fn table<'v>(&'v self, property: &'v Value) -> Option<(TableKind, &'v Value)> {
        let forms = [
            (TableKind::One, property),
            (TableKind::List, &property["items"]),
            (TableKind::Named, &property["additionalProperties"]),
        ];
        let mut forms = forms.into_iter().map(|(kind, it)| (kind, self.follow(it)));
        forms.find(|(_, it)| it["properties"].is_object())
    }

    fn setting(&self, key: &str, property: &Value, required: bool) -> Setting {
        Setting {
            key: key.to_owned(),
            text: words(property).to_owned(),
            value: self.value(property),
            example: match &property["examples"][0] {
                Value::Null => property["default"].clone(),
                example => example.clone(),
            },
            required,
        }
    }

    /// The type of a value, in a few words.
    fn value(&self, property: &Value) -> String {
        let schema = self.follow(property);
        if let Some(choices) = schema["oneOf"].as_array() {
            let choices: Vec<String> = choices.iter().flat_map(choice).collect();
            return choices.join(", ");
        }
        match schema["type"].as_str() {
            Some("boolean") => "`true` or `false`".to_owned(),
            Some("integer") => "number".to_owned(),
            Some("array") => "list of strings".to_owned(),
            _ => "string".to_owned(),
        }
    }
}

/// The values of an alternative, with their documentation if it is separate.
fn choice(alternative: &Value) -> Vec<String> {
    let means = |value: String| match words(alternative) {
        "" => value,
        text => format!("{value} ({})", text.trim_end_matches('.')),
    };
    if let Some(value) = alternative["const"].as_str() {
        return vec![means(format!("`\"{value}\"`"))];
    }
    if let Some(values) = alternative["enum"].as_array() {
        return values.iter().map(|value| format!("`{value}`")).collect();
    }
    let members = alternative["properties"].as_object();
    let keys = members.into_iter().flat_map(Map::keys);
    keys.map(|key| means(format!("`{{ {key} = \"…\" }}`")))
        .collect()
}

/// The entries of an example, each as a setting.
fn pairs(table: &Setting) -> Vec<Setting> {
    let members = table.example.as_object();
    let pairs = members.into_iter().flatten();
    pairs
        .map(|(key, value)| Setting {
            key: key.clone(),
            example: value.clone(),
            value: "string".to_owned(),
            ..table.clone()
        })
        .collect()
}

fn words(schema: &Value) -> &str {
    schema["description"].as_str().unwrap_or_default()
}
