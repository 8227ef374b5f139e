//! The credentials of a program's client, from flags or the environment.

use std::env;
use std::io::{self, IsTerminal as _};

use clap::{Arg, ArgMatches};

use super::Program;
use super::flags::{BASE_URL, with_variable};
use super::profile::Profile;
use crate::{ClientBuilder, Scheme, SchemeKind, visible_lines};

/// The flags for the secrets of all security schemes.
pub(super) fn flags(program: &Program) -> Vec<Arg> {
    let schemes = program.api.schemes.iter();
    let flags = schemes.map(|scheme| {
        Arg::new(identifier(scheme))
            .long(program.scheme_flag(scheme.name))
            .value_name("SECRET|-")
            .help(with_variable(scheme.title, scheme.env))
            .help_heading("Credentials")
            .global(true)
    });
    flags.collect()
}

fn identifier(scheme: &Scheme) -> String {
    format!("--{}", scheme.name)
}

/// Sets the credentials of the client from the command line, from the profile that it names, from
/// the environment and from the default profile, in this order. Once a source has enough for a
/// call, credentials of later sources are not added.
///
/// # Errors
/// A secret could not be read from the terminal.
pub(super) fn set_credentials(
    mut client: ClientBuilder,
    matches: &ArgMatches,
    profile: &Profile,
    dry_run: bool,
) -> Result<ClientBuilder, String> {
    let api = client.api();
    let is_enough = |supplied: &[usize]| {
        let mut sets = api.requirements.iter();
        sets.any(|set| !set.is_empty() && set.iter().all(|it| supplied.contains(it)))
    };
    let mut supplied = Vec::new();
    for (index, scheme) in api.schemes.iter().enumerate() {
        if let Some(secret) = matches.get_one::<String>(&identifier(scheme)) {
            client = match secret.as_str() {
                "-" => client.credential(index, prompt(scheme)?),
                secret => client.credential(index, secret),
            };
            supplied.push(index);
        }
    }
    let in_environment = |scheme: &Scheme| variable(scheme.env).is_some() || fetches(scheme);
    let schemes = || api.schemes.iter().enumerate();
    let environment: Vec<_> = schemes()
        .filter(|(_, scheme)| in_environment(scheme))
        .map(|(index, _)| index)
        .collect();
    let skips_profile = is_enough(&supplied) || (!profile.named && is_enough(&environment));
    for (index, scheme) in schemes().filter(|_| !skips_profile) {
        let taken = supplied.contains(&index) || (!profile.named && environment.contains(&index));
        if let Some(secret) = profile.get(scheme.name).filter(|_| !taken) {
            client = client.credential(index, secret);
            supplied.push(index);
        }
    }
    client = settings(client, matches, profile);
    let is_enough = is_enough(&supplied);
    if supplied.is_empty() && environment.is_empty() && !dry_run && is_at_terminal() {
        let set = api.requirements.iter().find(|set| !set.is_empty());
        for index in set.into_iter().flat_map(|set| set.iter()) {
            if let (Some(scheme), false) = (api.schemes.get(*index), api.anonymous) {
                client = client.credential(*index, prompt(scheme)?);
            }
        }
    }
    for (index, scheme) in schemes().filter(|(index, _)| !supplied.contains(index)) {
        if dry_run && fetches(scheme) {
            // Nothing is sent, and so no token is fetched; none is shown, either.
            client = client.credential(index, "token");
        }
    }
    Ok(client.env_from(|name| {
        let mut schemes = api.schemes.iter();
        let is_secret = schemes.any(|scheme| variables(scheme).contains(&Some(name)));
        (!is_enough || !is_secret)
            .then(|| env::var(name).ok())
            .flatten()
    }))
}

/// Sets on the client the settings of a profile other than secrets.
fn settings(mut client: ClientBuilder, matches: &ArgMatches, profile: &Profile) -> ClientBuilder {
    let api = client.api();
    for (index, default) in api.defaults.iter().enumerate() {
        let value = profile.get(default.name);
        if let Some(value) = value.filter(|_| profile.named || variable(default.env).is_none()) {
            client = client.default_value(index, value);
        }
    }
    let url = profile.get("base_url");
    let url = url.filter(|_| profile.named || variable(api.base_url_env).is_none());
    if let Some(url) = url.filter(|_| matches.get_one::<String>(BASE_URL).is_none()) {
        client = client.base_url(url);
    }
    client
}

/// True if a person at a terminal can be prompted.
fn is_at_terminal() -> bool {
    io::stdin().is_terminal() && io::stderr().is_terminal()
}

/// Reads a secret: from the terminal without echo, or else one line of standard input.
fn prompt(scheme: &Scheme) -> Result<String, String> {
    let read = if is_at_terminal() {
        rpassword::prompt_password(format!("{}: ", visible_lines(scheme.title)))
    } else {
        let mut line = String::new();
        io::stdin().read_line(&mut line).map(|_| line)
    };
    let secret = read.map_err(|error| format!("the {} cannot be read: {error}", scheme.title))?;
    Ok(secret.trim().to_owned())
}

/// The value of an environment variable that is set and not empty.
fn variable(name: Option<&str>) -> Option<String> {
    env::var(name?).ok().filter(|text| !text.trim().is_empty())
}

/// The environment variables of a scheme.
fn variables(scheme: &Scheme) -> [Option<&'static str>; 3] {
    match scheme.kind {
        SchemeKind::OAuth(endpoint) => [scheme.env, endpoint.id_env, endpoint.secret_env],
        _ => [scheme.env, None, None],
    }
}

/// True if the environment has the client identifier and secret to fetch tokens with.
fn fetches(scheme: &Scheme) -> bool {
    let is_set = |name: Option<&str>| name.is_some_and(|name| env::var_os(name).is_some());
    let [token, id, secret] = variables(scheme);
    !is_set(token) && is_set(id) && is_set(secret)
}
