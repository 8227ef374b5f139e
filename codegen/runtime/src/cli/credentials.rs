//! The secrets that the client of a program is told, from flags or the environment.

use std::env;

use clap::{Arg, ArgMatches};

use super::Program;
use super::flags::with_variable;
use crate::{ClientBuilder, Scheme, SchemeKind};

/// The flags for the secrets of all security schemes.
pub(super) fn flags(program: &Program) -> Vec<Arg> {
    let schemes = program.api.schemes.iter();
    let flags = schemes.map(|scheme| {
        Arg::new(identifier(scheme))
            .long(program.scheme_flag(scheme.name))
            .value_name("SECRET")
            .help(with_variable(scheme.title, scheme.env))
            .help_heading("Credentials")
            .global(true)
    });
    flags.collect()
}

fn identifier(scheme: &Scheme) -> String {
    format!("--{}", scheme.name)
}

/// Gives the client what the command line says, and what it leaves open from the environment.
/// Secrets on the command line that are enough for a call are not mixed with those of the
/// environment.
pub(super) fn give(
    mut client: ClientBuilder,
    matches: &ArgMatches,
    dry_run: bool,
) -> ClientBuilder {
    let api = client.api();
    let mut given = Vec::new();
    for (index, scheme) in api.schemes.iter().enumerate() {
        if let Some(secret) = matches.get_one::<String>(&identifier(scheme)) {
            client = client.credential(index, secret.as_str());
            given.push(index);
        } else if dry_run && fetches(scheme) {
            // Nothing is sent, and so no token is fetched; none is shown, either.
            client = client.credential(index, "token");
        }
    }
    let mut sets = api.requirements.iter();
    let is_enough = sets.any(|set| !set.is_empty() && set.iter().all(|it| given.contains(it)));
    client.env_from(|name| {
        let mut schemes = api.schemes.iter();
        let is_secret = schemes.any(|scheme| variables(scheme).contains(&Some(name)));
        (!is_enough || !is_secret)
            .then(|| env::var(name).ok())
            .flatten()
    })
}

/// The environment variables of a scheme.
fn variables(scheme: &Scheme) -> [Option<&'static str>; 3] {
    match scheme.kind {
        SchemeKind::OAuth(endpoint) => [scheme.env, endpoint.id_env, endpoint.secret_env],
        _ => [scheme.env, None, None],
    }
}

/// True where the environment holds what tokens are fetched with.
fn fetches(scheme: &Scheme) -> bool {
    let is_set = |name: Option<&str>| name.is_some_and(|name| env::var_os(name).is_some());
    let [token, id, secret] = variables(scheme);
    !is_set(token) && is_set(id) && is_set(secret)
}
