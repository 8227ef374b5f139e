//! The flags and positional arguments of a program.

use clap::{Arg, ArgAction, Command, value_parser};

use super::Program;
use super::body::Form;
use super::known_values::{KnownValueParser, is_word};
use super::query::Query;
use crate::{
    ClientDefault, Entry, Input, InputLocation, Kind, Location, ResponseMode, visible_lines,
};

// Identifiers of arguments, encoded as they are written; no operation's input can be called so.
pub(super) const ACCEPT: &str = "--accept";
pub(super) const ALL_PAGES: &str = "--all-pages";
pub(super) const ALLOW_HTTP: &str = "--allow-http";
pub(super) const ALLOW_UNKNOWN: &str = "--allow-unknown";
pub(super) const BASE_URL: &str = "--base-url";
pub(super) const BODY: &str = "--body";
pub(super) const COLOR: &str = "--color";
pub(super) const DRY_RUN: &str = "--dry-run";
pub(super) const HEADER: &str = "--header";
pub(super) const MAX_ITEMS: &str = "--max-items";
pub(super) const MAX_RETRIES: &str = "--max-retries";
pub(super) const MEDIA_TYPE: &str = "--media-type";
pub(super) const NO_PAGER: &str = "--no-pager";
pub(super) const OUTPUT: &str = "--output";
pub(super) const OUTPUT_QUERY: &str = "--output-query";
pub(super) const PROFILE: &str = "--profile";
/// Another name for [`MAX_RETRIES`].
pub(super) const RETRY: &str = "--retry";
pub(super) const TIMEOUT: &str = "--timeout";
pub(super) const VERBOSE: &str = "--verbose";

/// Flags that no input of an operation can have.
const RESERVED: [&str; 21] = [
    ACCEPT,
    ALL_PAGES,
    ALLOW_HTTP,
    ALLOW_UNKNOWN,
    BASE_URL,
    BODY,
    COLOR,
    DRY_RUN,
    HEADER,
    "--help",
    MAX_ITEMS,
    MAX_RETRIES,
    MEDIA_TYPE,
    NO_PAGER,
    OUTPUT,
    OUTPUT_QUERY,
    PROFILE,
    RETRY,
    TIMEOUT,
    VERBOSE,
    "--version",
];

impl Program {
    /// The flag for the secret of a security scheme.
    pub(super) fn scheme_flag(&self, name: &str) -> String {
        free(kebab(name), &is_reserved)
    }

    /// The arguments of an operation.
    pub(super) fn operation(&self, mut command: Command, entry: &'static Entry) -> Command {
        let has_body = !entry.media_types.is_empty();
        let is_taken = |flag: &str| {
            let mut inputs = entry.inputs.iter();
            inputs.any(|input| self.flag(entry, input) == flag) || self.is_shared(flag)
        };
        for input in entry.inputs {
            if !input.is_whole_body() {
                command = command.arg(self.argument(entry, input));
            }
        }
        if has_body {
            let whole = entry.inputs.iter().find(|input| input.is_whole_body());
            let help = whole.map_or("Body members without a flag; flags take precedence", |it| {
                it.help
            });
            let value = match Form::of_default(entry) {
                Form::Json => "JSON|@FILE|-",
                Form::Text | Form::Bytes => "TEXT|@FILE|-",
            };
            let required = whole.is_some_and(|input| input.required);
            command = command.arg(
                own(BODY, value)
                    .required(required)
                    .help(visible_lines(help)),
            );
        }
        if let [default, _, ..] = entry.media_types {
            let help = format!("Media type of the body, {default} unless set");
            command = command.arg(media_type(MEDIA_TYPE, help, entry.media_types.to_vec()));
        }
        if let [default, ..] = entry.accepts {
            let mut help = "Media type of the response".to_owned();
            if let (default, None) = default {
                help.push_str(&format!(", {default} unless set"));
            }
            let all = entry.accepts.iter().map(|(name, _)| *name).collect();
            command = command.arg(media_type(ACCEPT, help, all));
        }
        if entry.has_mode(ResponseMode::Pages) {
            let all = own(ALL_PAGES, "").action(ArgAction::SetTrue);
            let all = all.help("Gives the items of all pages");
            let most = own(MAX_ITEMS, "NUMBER").value_parser(value_parser!(usize));
            let most = most.help("Maximum number of items of all pages");
            command = command.arg(alias(all, "page-all", &is_taken));
            command = command.arg(alias(most, "limit", &is_taken));
        }
        selecting(command, &is_taken)
    }

    /// The positional argument or the flag for an input.
    fn argument(&self, entry: &Entry, input: &Input) -> Arg {
        let flag = self.flag(entry, input);
        let shape = match (input.location, input.kind) {
            (InputLocation::Files, _) => "NAME=FILE",
            (_, Kind::Text) => "TEXT",
            (_, Kind::Secret) => "SECRET",
            (_, Kind::Integer | Kind::Number) => "NUMBER",
            (_, Kind::Boolean) => "BOOLEAN",
            (_, Kind::Json) => "JSON|@FILE|-",
            (_, Kind::Bytes) => "FILE|-",
        };
        let listed = KnownValueParser {
            values: (input.listed)().to_vec(),
            many: input.many,
            open: self.allow_unknown,
        };
        let default = self.default_of(entry, input);
        let help = with_variable(input.help, default.and_then(|default| default.env));
        let help = (help + &listed.note()).trim_start().to_owned();
        let mut argument = Arg::new(input.name).help(help.clone());
        if !listed.values.is_empty() {
            argument = argument.value_parser(listed);
        }
        if matches!(input.kind, Kind::Integer | Kind::Number) {
            argument = argument.allow_negative_numbers(true);
        }
        if is_positional(input) {
            argument = argument.value_name(positional(input));
            return if input.many {
                argument.required(true).value_delimiter(',')
            } else {
                argument.required(true)
            };
        }
        argument = argument.long(flag).value_name(shape).action(if input.many {
            ArgAction::Append
        } else {
            ArgAction::Set
        });
        if input.kind == Kind::Boolean {
            argument = argument
                .num_args(0..=1)
                .require_equals(true)
                .default_missing_value("true")
                .value_parser(["true", "false"]);
        }
        match (input.required, input.location) {
            (false, _) => argument,
            (true, InputLocation::Parameter(..)) => argument.required(true),
            // It may be a member of the body.
            (true, _) => {
                let help = format!("{help} (required)");
                let argument = argument.help(help.trim_start().to_owned());
                argument.required_unless_present(BODY)
            }
        }
    }

    /// The client-wide default of an input, if it has one.
    pub(super) fn default_of(
        &self,
        entry: &Entry,
        input: &Input,
    ) -> Option<&'static ClientDefault> {
        let InputLocation::Parameter(location, name) = input.location else {
            return None;
        };
        let index = entry.operation.parameter(location, name)?.default?;
        self.api.defaults.get(index)
    }

    /// How an input is written on the command line: its flag or positional name.
    pub(super) fn shown(&self, entry: &Entry, input: &Input) -> String {
        if input.is_whole_body() {
            BODY.to_owned()
        } else if is_positional(input) {
            format!("<{}>", positional(input))
        } else {
            format!("--{}", self.flag(entry, input))
        }
    }

    /// True for a flag that every command has.
    fn is_shared(&self, flag: &str) -> bool {
        let mut schemes = self.api.schemes.iter();
        is_reserved(flag) || schemes.any(|scheme| self.scheme_flag(scheme.name) == flag)
    }

    /// The flag for an input: its name, with a prefix if that name is taken.
    fn flag(&self, entry: &Entry, input: &Input) -> String {
        let others = || {
            let others = entry.inputs.iter().filter(|other| other.name != input.name);
            others.map(|other| kebab(other.name))
        };
        let name = kebab(input.name);
        let short = name.trim_end_matches('-');
        let is_clear = others().all(|other| other.trim_end_matches('-') != short);
        let name = if is_clear {
            short.to_owned()
        } else {
            name.clone()
        };
        free(name, &|flag| {
            self.is_shared(flag) || others().any(|other| other == flag)
        })
    }
}

/// The flag for the media type of a body or a response. A value that a shell would not take as one
/// plain word is left out of completion scripts, in which some shells would run commands; the help
/// lists it.
fn media_type(flag: &'static str, mut help: String, all: Vec<&'static str>) -> Arg {
    for other in all.iter().skip(1).filter(|name| !is_word(name)) {
        help.push_str(&format!("; or {other}"));
    }
    let listed = KnownValueParser {
        values: all,
        many: false,
        open: false,
    };
    own(flag, "TYPE").value_parser(listed).help(help)
}

/// True for required path parameters.
fn is_positional(input: &Input) -> bool {
    input.required && matches!(input.location, InputLocation::Parameter(Location::Path, _))
}

/// The name of a positional argument in the help.
fn positional(input: &Input) -> String {
    let name = kebab(input.name).to_uppercase().replace('-', "_");
    name.trim_end_matches('_').to_owned()
}

/// Adds the flag that selects a part of the result.
pub(super) fn selecting(command: Command, is_taken: &dyn Fn(&str) -> bool) -> Command {
    let query = own(OUTPUT_QUERY, "JSONPATH")
        .value_parser(|text: &str| Query::new(text).map(std::sync::Arc::new))
        .help("Prints a part of the result, such as `items[*].id`");
    command.arg(alias(query, "query", is_taken))
}

/// Adds a short alias to a flag, unless an input of the operation has that name.
fn alias(flag: Arg, name: &'static str, is_taken: &dyn Fn(&str) -> bool) -> Arg {
    match is_taken(name) {
        true => flag,
        false => flag.visible_alias(name),
    }
}

/// True for a flag that every command has.
fn is_reserved(flag: &str) -> bool {
    let mut reserved = RESERVED.iter().filter_map(|own| own.strip_prefix("--"));
    reserved.any(|own| own == flag)
}

/// A flag whose identifier is its spelling.
pub(super) fn own(id: &'static str, value: &'static str) -> Arg {
    let long = id.trim_start_matches("--");
    Arg::new(id).long(long).value_name(value)
}

/// The name, prefixed until it is not taken.
fn free(mut name: String, is_taken: &dyn Fn(&str) -> bool) -> String {
    while is_taken(&name) {
        name.insert_str(0, "arg-");
    }
    name
}

/// A Rust name in kebab case, as it is written on a command line.
pub(super) fn kebab(name: &str) -> String {
    name.trim_start_matches("r#").replace('_', "-")
}

/// A help text followed by the environment variable with the same effect.
pub(super) fn with_variable(help: &str, variable: Option<&str>) -> String {
    let help = visible_lines(help);
    match variable {
        Some(variable) => format!("{help} [env: {variable}]"),
        None => help,
    }
}
