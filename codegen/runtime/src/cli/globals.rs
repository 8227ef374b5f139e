//! What a program takes with every command: how results are printed, and how calls are made.

use std::collections::BTreeMap;
use std::time::Duration;

use clap::{Arg, ArgAction, ArgMatches, ColorChoice, Command, value_parser};

use super::Program;
use super::flags::{
    ALLOW_HTTP, BASE_URL, COLOR, DRY_RUN, HEADER, OUTPUT, TIMEOUT, VERBOSE, own, with_variable,
};
use super::output::{Format, Look};
use crate::ClientBuilder;

/// Those that may be followed by a value.
const VALUED: [&str; 7] = ["-o", OUTPUT, COLOR, BASE_URL, TIMEOUT, "-H", HEADER];

impl Program {
    /// Adds the flags that stand anywhere on the command line.
    pub(super) fn globals(&self, command: Command) -> Command {
        let base_url = with_variable("Where calls go", self.api.base_url_env);
        command
            .arg(
                shared(OUTPUT, "FORMAT")
                    .short('o')
                    .default_value("json")
                    .value_parser(value_parser!(Format))
                    .help("How the result is printed"),
            )
            .arg(
                shared(COLOR, "WHEN")
                    .default_value("auto")
                    .value_parser(value_parser!(ColorChoice))
                    .help("When JSON is printed in colours [env: NO_COLOR]"),
            )
            .arg(shared(BASE_URL, "URL").help(base_url))
            .arg(switch(ALLOW_HTTP).help("Lets calls go where nothing is encrypted"))
            .arg(
                shared(HEADER, "NAME:VALUE")
                    .short('H')
                    .action(ArgAction::Append)
                    .help("Sends one more header, or one with another value"),
            )
            .arg(
                shared(TIMEOUT, "SECONDS")
                    .value_parser(seconds)
                    .help("How long a call may take, with all that is tried again"),
            )
            .arg(
                switch(VERBOSE)
                    .short('v')
                    .help("Shows each exchange on standard error, without secrets and bodies"),
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

/// Tells the client how calls are made.
pub(super) fn tell(mut client: ClientBuilder, matches: &ArgMatches) -> ClientBuilder {
    if let Some(url) = matches.get_one::<String>(BASE_URL) {
        client = client.base_url(url);
    }
    if let Some(timeout) = matches.get_one::<Duration>(TIMEOUT) {
        client = client.timeout(*timeout);
    }
    if matches.get_flag(ALLOW_HTTP) {
        client = client.allow_http(true);
    }
    client
}

/// The headers that are sent beside those of the description. Of several values for one name, the
/// last counts.
///
/// # Errors
/// Says what is wrong with one, without repeating it: it may hold a secret.
pub(super) fn headers(matches: &ArgMatches) -> Result<BTreeMap<String, String>, String> {
    let headers = matches.get_many::<String>(HEADER).into_iter().flatten();
    let headers = headers.map(|header| {
        let pair = header.split_once(':');
        let (name, value) = pair.ok_or_else(|| format!("{HEADER}: expected NAME:VALUE"))?;
        Ok((name.trim().to_ascii_lowercase(), value.trim().to_owned()))
    });
    headers.collect()
}

/// How results are printed.
pub(super) fn look(matches: &ArgMatches) -> Look {
    let format = matches.get_one::<Format>(OUTPUT).copied();
    let color = matches.get_one::<ColorChoice>(COLOR).copied();
    Look::new(format.unwrap_or_default(), color.unwrap_or_default())
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
