//! The value parser of flags whose values the description lists: help and completions show them,
//! and another value is refused with a suggestion.

use std::ffi::OsStr;

use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use clap::{Arg, Command, Error};

use crate::visible_lines;

/// Parses one of the listed values.
#[derive(Clone)]
pub(super) struct KnownValueParser {
    pub(super) values: Vec<&'static str>,
    /// Also accepts a JSON array of listed values.
    pub(super) many: bool,
    /// Also accepts values that are not listed.
    pub(super) open: bool,
}

impl KnownValueParser {
    fn possible_values(&self) -> Vec<PossibleValue> {
        let values = self.values.iter();
        let values = values.map(|name| PossibleValue::new(*name).hide(!is_word(name)));
        values.collect()
    }

    /// An addition to the help: values that clap does not list by itself.
    pub(super) fn note(&self) -> String {
        let hidden = self.values.iter().filter(|name| !is_word(name));
        let hidden: Vec<_> = hidden.map(|name| format!("{name:?}")).collect();
        match &hidden[..] {
            [] => String::new(),
            names => format!(" [also: {}]", visible_lines(&names.join(", "))),
        }
    }
}

impl TypedValueParser for KnownValueParser {
    type Value = String;

    fn parse_ref(
        &self,
        command: &Command,
        flag: Option<&Arg>,
        value: &OsStr,
    ) -> Result<String, Error> {
        let is_array = |text: &str| self.many && text.trim_start().starts_with('[');
        match value.to_str() {
            Some(text) if self.open || is_array(text) => Ok(text.to_owned()),
            _ => PossibleValuesParser::new(self.possible_values()).parse_ref(command, flag, value),
        }
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        Some(Box::new(self.possible_values().into_iter()))
    }
}

/// True for a text that every shell takes as one plain word. Completion scripts contain no other,
/// since some shells would run commands in them.
pub(super) fn is_word(name: &str) -> bool {
    let mut chars = name.chars();
    !name.is_empty() && chars.all(|c| c.is_ascii_alphanumeric() || "/.+-_".contains(c))
}
