//! The text of a new `sdk.toml`: all settings with their documentation, and the values of those
//! that are known.

use serde_json::{Value, json};

use super::guess::{Guess, Guesses};
use super::toml_text::{literal, literal_key, prose};
use crate::config::{
    EnvelopeConfig, PaginationConfig, PaginationKind, Setting, Table, TableKind, tables,
};
use crate::diagnostic::visible;
use crate::ir::{Api, SecuritySchemeKind};

/// A table with values.
#[derive(Debug, Default)]
struct FilledTable {
    /// Its key, for a named table.
    name: String,
    /// Additional comment lines.
    note: Vec<String>,
    values: Vec<(&'static str, Value)>,
    /// Values that are commented out.
    shown: Vec<(&'static str, Value)>,
    /// True if the whole table is commented out.
    is_shown: bool,
}

/// The values in a new file.
pub(super) struct NewSettings<'g> {
    pub(super) guesses: &'g Guesses,
    /// Path parameters with a client-wide default.
    pub(super) defaults: &'g [String],
    pub(super) envelope: bool,
    pub(super) pagination: bool,
}

/// The text of the file.
pub(super) fn text(chosen: &NewSettings<'_>) -> String {
    let title = visible(&chosen.guesses.api_model.api.title).into_owned();
    let mut text = prose(&format!("Settings of the SDK for {title}."));
    text.push_str(&prose(
        "Lines that start with `#` and a setting are examples: remove the `#` to use them. `sdk-codegen config \
         --schema` prints the JSON Schema of this file.",
    ));
    for table in tables() {
        let filled = filled(chosen, &table.path);
        text.push('\n');
        if !table.text.is_empty() {
            text.push_str(&prose(&table.text));
        }
        match filled.is_empty() {
            true => {
                let name = "NAME".to_owned();
                let example = FilledTable {
                    name,
                    is_shown: true,
                    ..FilledTable::default()
                };
                write_table(&mut text, &table, &example, true);
            }
            false => {
                for (index, filled) in filled.iter().enumerate() {
                    if index > 0 {
                        text.push('\n');
                    }
                    write_table(&mut text, &table, filled, index == 0);
                }
            }
        }
    }
    text
}

/// Writes a table. The first one of a kind documents all settings.
fn write_table(text: &mut String, table: &Table, filled: &FilledTable, explains: bool) {
    for line in &filled.note {
        text.push_str(&prose(line));
    }
    let header = table.header(&filled.name);
    if !header.is_empty() {
        let mark = if filled.is_shown { "#" } else { "" };
        text.push_str(&format!("{mark}{header}\n"));
    }
    for setting in &table.settings {
        let of = |values: &[(&'static str, Value)]| {
            let found = values.iter().find(|(key, _)| *key == setting.key);
            found.map(|(_, value)| value.clone())
        };
        let value = of(&filled.values);
        match (explains, table.kind) {
            (_, TableKind::Pairs) => {}
            (true, _) => text.push_str(&prose(&explanation(setting))),
            (false, _) if value.is_none() => continue,
            (false, _) => {}
        }
        let mark = if value.is_some() && !filled.is_shown {
            ""
        } else {
            "#"
        };
        let value = value.or_else(|| of(&filled.shown));
        let value = value.unwrap_or_else(|| setting.example.clone());
        text.push_str(&format!(
            "{mark}{} = {}\n",
            literal_key(&setting.key),
            literal(&value)
        ));
    }
}

fn explanation(setting: &Setting) -> String {
    match setting.value.contains('(') {
        // Its values have their own documentation.
        true => format!("{} One of {}.", setting.text, setting.value),
        false => setting.text.clone(),
    }
}

fn filled(chosen: &NewSettings<'_>, path: &str) -> Vec<FilledTable> {
    let api = &chosen.guesses.api_model.api;
    match path {
        "package" => vec![package(api)],
        "client" => vec![FilledTable {
            values: pairs([("base_url_env", api.client.base_url_env.clone())]),
            ..FilledTable::default()
        }],
        "client.defaults" => defaults(api, chosen.defaults),
        "security" => security(api),
        "envelope" => {
            let guess = chosen.guesses.envelope.iter();
            guess
                .map(|guess| envelope(guess, chosen.envelope))
                .collect()
        }
        "pagination" => {
            let guesses = chosen.guesses.pagination.iter();
            guesses
                .map(|guess| pagination(guess, chosen.pagination))
                .collect()
        }
        _ => Vec::new(),
    }
}

fn pairs<const N: usize>(pairs: [(&'static str, Option<String>); N]) -> Vec<(&'static str, Value)> {
    let there = pairs
        .into_iter()
        .filter_map(|(key, value)| Some((key, value?.into())));
    there.collect()
}

fn package(api: &Api) -> FilledTable {
    let package = &api.package;
    let mut shown = pairs([
        ("description", Some(package.description.clone())),
        ("license", package.license.clone()),
        ("homepage", package.homepage.clone()),
    ]);
    shown.push(("keywords", json!(package.keywords)));
    if !package.authors.is_empty() {
        shown.push(("authors", json!(package.authors)));
    }
    FilledTable {
        values: pairs([
            ("name", Some(package.name.clone())),
            ("version", Some(package.version.clone())),
        ]),
        shown,
        ..FilledTable::default()
    }
}

fn defaults(api: &Api, names: &[String]) -> Vec<FilledTable> {
    let base = api.client.base_url_env.as_deref().unwrap_or_default();
    let prefix = base.strip_suffix("BASE_URL").unwrap_or_default();
    let tables = names.iter().map(|name| {
        let is_word = |c: char| c.is_ascii_alphanumeric();
        let word: String = name
            .chars()
            .map(|c| if is_word(c) { c } else { '_' })
            .collect();
        let env = format!("{prefix}{}", word.to_ascii_uppercase());
        FilledTable {
            values: pairs([("parameter", Some(name.clone())), ("env", Some(env))]),
            ..FilledTable::default()
        }
    });
    tables.collect()
}

fn security(api: &Api) -> Vec<FilledTable> {
    let tables = api.security_schemes.iter().map(|scheme| FilledTable {
        name: scheme.wire_name.clone(),
        values: pairs([
            ("env", scheme.env.clone()),
            ("title", Some(scheme.title.clone())),
        ]),
        shown: match &scheme.kind {
            SecuritySchemeKind::OAuth(token) if !token.scopes.is_empty() => {
                vec![("scopes", json!(token.scopes))]
            }
            _ => pairs([("name", Some(scheme.rust_name.clone()))]),
        },
        ..FilledTable::default()
    });
    tables.collect()
}

fn envelope(guess: &Guess<EnvelopeConfig>, wanted: bool) -> FilledTable {
    let EnvelopeConfig {
        value,
        success,
        errors,
        messages,
    } = guess.table.clone();
    let note = match guess.is_same {
        true => "Most responses have this envelope, which is also used without this table.",
        false => {
            "Most responses have this envelope, which is used for them without this table. With \
             it, it is also used for responses with more members, which are then ignored."
        }
    };
    FilledTable {
        note: vec![note.to_owned()],
        values: pairs([
            ("value", Some(value)),
            ("success", success),
            ("errors", errors),
            ("messages", messages),
        ]),
        is_shown: !(guess.is_same && wanted),
        ..FilledTable::default()
    }
}

fn pagination(guess: &Guess<(PaginationConfig, usize)>, wanted: bool) -> FilledTable {
    let (rule, count) = guess.table.clone();
    let kind = match rule.kind {
        PaginationKind::Page => "page",
        PaginationKind::Offset => "offset",
        PaginationKind::Cursor => "cursor",
        PaginationKind::Header => "header",
        PaginationKind::Last => "last",
        PaginationKind::Url => "url",
        PaginationKind::Link => "link",
        PaginationKind::None => "none",
    };
    let mut values = pairs([
        ("kind", Some(kind.to_owned())),
        ("parameter", rule.parameter),
        ("size", rule.size),
        ("items", Some(rule.items)),
        ("next", rule.next),
        ("page", rule.page),
        ("pages", rule.pages),
        ("total", rule.total),
        ("per_page", rule.per_page),
        ("more", rule.more),
    ]);
    values.extend(rule.first.map(|first| ("first", first.into())));
    FilledTable {
        note: vec![format!(
            "{count} lists have this pagination, which is also recognised without this table."
        )],
        values,
        is_shown: !(guess.is_same && wanted),
        ..FilledTable::default()
    }
}
