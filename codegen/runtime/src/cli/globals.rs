//! The flags of every command: how results are printed, and how calls are made.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use clap::{Arg, ArgAction, ArgMatches, ColorChoice, Command, ValueEnum, value_parser};

use super::Program;
use super::flags::{
    ALLOW_HTTP, ALLOW_UNKNOWN, BASE_URL, COLOR, DRY_RUN, HEADER, MAX_RETRIES, NO_PAGER, OUTPUT,
    OUTPUT_QUERY, PROFILE, RETRY, TIMEOUT, VERBOSE, own, with_variable,
};
use super::output::{Format, OutputStyle};
use super::profile::Profile;
use super::query::Query;
use crate::ClientBuilder;

/// The flags that take a value.
const VALUED: [&str; 10] = [
    "-o",
    OUTPUT,
    COLOR,
    BASE_URL,
    MAX_RETRIES,
    RETRY,
    PROFILE,
    TIMEOUT,
    "-H",
    HEADER,
];

impl Program {
    /// Adds the flags that may stand anywhere on the command line.
    pub(super) fn globals(&self, command: Command) -> Command {
        let base_url = with_variable("Where calls go", self.api.base_url_env);
        command
            .arg(
                shared(OUTPUT, "FORMAT")
                    .short('o')
                    .value_parser(value_parser!(Format))
                    .help("Output format, json unless set"),
            )
            .arg(
                shared(COLOR, "WHEN")
                    .default_value("auto")
                    .value_parser(value_parser!(ColorChoice))
                    .help("When JSON and messages are printed in colours [env: NO_COLOR]"),
            )
            .arg(shared(BASE_URL, "URL").help(base_url))
            .arg(switch(ALLOW_HTTP).help("Allows an unencrypted base URL (http://)"))
            .arg(
                shared(HEADER, "NAME:VALUE")
                    .short('H')
                    .action(ArgAction::Append)
                    .help("Sets an additional header"),
            )
            .arg(
                shared(TIMEOUT, "SECONDS")
                    .value_parser(seconds)
                    .help("Timeout of a call, including retries"),
            )
            .arg(
                shared(MAX_RETRIES, "NUMBER")
                    .visible_alias("retry")
                    .value_parser(value_parser!(u32))
                    .help("Maximum number of retries"),
            )
            .arg(shared(PROFILE, "NAME").help(with_variable(
                "The profile of the configuration file, `default` unless set",
                Some(&super::profile::variable(self.name)),
            )))
            .arg(
                switch(NO_PAGER)
                    .help("Prints long results on terminals without a pager [env: PAGER]"),
            )
            .arg(switch(ALLOW_UNKNOWN).help("Allows values that the description does not list"))
            .arg(
                switch(VERBOSE)
                    .short('v')
                    .help("Prints requests and responses to standard error, without secrets"),
            )
            .arg(
                switch(DRY_RUN).help(
                    "Prints the request as a curl command, without secrets, and sends nothing",
                ),
            )
    }

    /// True where the next word belongs to this flag.
    pub(super) fn takes_value(&self, word: &str) -> bool {
        let schemes = self.api.schemes.iter();
        let mut schemes = schemes.map(|scheme| self.scheme_flag(scheme.name));
        VALUED.contains(&word)
            || word
                .strip_prefix("--")
                .is_some_and(|flag| schemes.any(|own| own == flag))
    }
}

/// Sets time limits, retries and the base URL on the client.
pub(super) fn configure(mut client: ClientBuilder, matches: &ArgMatches) -> ClientBuilder {
    if let Some(url) = matches.get_one::<String>(BASE_URL) {
        client = client.base_url(url);
    }
    if let Some(timeout) = matches.get_one::<Duration>(TIMEOUT) {
        client = client.timeout(*timeout);
    }
    if let Some(retries) = matches.get_one::<u32>(MAX_RETRIES) {
        client = client.max_retries(*retries);
    }
    if matches.get_flag(ALLOW_HTTP) {
        client = client.allow_http(true);
    }
    client
}

/// The additional headers from the command line. If a name is repeated, the last value is sent.
///
/// # Errors
/// A header is malformed; the text does not repeat its value, which may be a secret.
pub(super) fn headers(matches: &ArgMatches) -> Result<BTreeMap<String, String>, String> {
    let headers = matches.get_many::<String>(HEADER).into_iter().flatten();
    let headers = headers.map(|header| {
        let pair = header.split_once(':');
        let (name, value) = pair.ok_or_else(|| format!("{HEADER}: expected NAME:VALUE"))?;
        Ok((name.trim().to_ascii_lowercase(), value.trim().to_owned()))
    });
    headers.collect()
}

/// How results are printed: according to the flag, or else to the profile.
///
/// # Errors
/// The profile names an unknown format.
pub(super) fn output_style(matches: &ArgMatches, profile: &Profile) -> Result<OutputStyle, String> {
    let format = match (matches.get_one::<Format>(OUTPUT), profile.get("output")) {
        (Some(format), _) => *format,
        (None, Some(name)) => Format::from_str(name, false).map_err(|_| {
            let names = Format::value_variants()
                .iter()
                .filter_map(ValueEnum::to_possible_value);
            let names: Vec<_> = names.map(|name| name.get_name().to_owned()).collect();
            format!("the output of a profile is one of {}", names.join(", "))
        })?,
        (None, None) => Format::default(),
    };
    let color = matches.get_one::<ColorChoice>(COLOR).copied();
    let mut style = OutputStyle::new(format, color.unwrap_or_default());
    style.pager = style.terminal && !matches.get_flag(NO_PAGER);
    let query = matches
        .try_get_one::<Arc<Query>>(OUTPUT_QUERY)
        .ok()
        .flatten();
    style.query = query.cloned();
    Ok(style)
}

fn seconds(text: &str) -> Result<Duration, String> {
    let seconds: f64 = text.parse().map_err(|_| "expected a number".to_owned())?;
    let duration = Duration::try_from_secs_f64(seconds);
    duration.map_err(|_| "expected a number of seconds that is not below 0".to_owned())
}

fn shared(id: &'static str, value: &'static str) -> Arg {
    own(id, value).global(true).help_heading("General")
}

fn switch(id: &'static str) -> Arg {
    shared(id, "").action(ArgAction::SetTrue)
}
