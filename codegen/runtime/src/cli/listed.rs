//! Values that a description lists, as a flag takes them: help and completions name them, and another
//! one is refused with the nearest.

use std::ffi::OsStr;

use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use clap::{Arg, Command, Error};

use crate::visible_lines;

/// Takes the values that are listed.
#[derive(Clone)]
pub(super) struct Listed {
    pub(super) values: Vec<&'static str>,
    /// A list of them may be given as one JSON array.
    pub(super) many: bool,
    /// Other values are taken, too.
    pub(super) open: bool,
}

impl Listed {
    fn possible_values(&self) -> Vec<PossibleValue> {
        let values = self.values.iter();
        let values = values.map(|name| PossibleValue::new(*name).hide(!is_word(name)));
        values.collect()
    }

    /// What the help has to add: values that it does not list by itself.
    pub(super) fn note(&self) -> String {
        let hidden = self.values.iter().filter(|name| !is_word(name));
        let hidden: Vec<_> = hidden.map(|name| format!("{name:?}")).collect();
        match &hidden[..] {
            [] => String::new(),
            names => format!(" [also: {}]", visible_lines(&names.join(", "))),
        }
    }
}

impl TypedValueParser for Listed {
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

/// True for what every shell takes for one word. Scripts for completions hold nothing else: some
/// shells look for commands in it.
pub(super) fn is_word(name: &str) -> bool {
    let mut chars = name.chars();
    !name.is_empty() && chars.all(|c| c.is_ascii_alphanumeric() || "/.+-_".contains(c))
}
