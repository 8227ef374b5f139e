//! Makes the call of a command and prints its result.

use std::io::{self, Write as _};
use std::sync::Arc;

use clap::ArgMatches;

use super::arguments::arguments;
use super::exchange::Exchange;
use super::flags::{ALL_PAGES, DRY_RUN, MAX_ITEMS, VERBOSE};
use super::output::{OutputStyle, print};
use super::pieces::Pieces;
use super::profile::Profile;
use super::{Failure, Program, credentials, globals, request, usage, written};
use crate::{
    CallResult, Client, ClientBuilder, Entry, Error, ErrorKind, Output, ResponseMode, Sink,
};

/// The client that a call is made with, and how its result is printed.
struct Setting {
    client: Client,
    exchange: Exchange,
    style: OutputStyle,
}

impl Program {
    /// Builds the client from the command line, the profile and the environment.
    fn set_up(&self, client: ClientBuilder, matches: &ArgMatches) -> Result<Setting, Failure> {
        let refused = |reason: String| usage(&reason);
        let profile = Profile::read(self, matches).map_err(refused)?;
        let style = globals::output_style(matches, &profile).map_err(refused)?;
        let dry_run = matches.get_flag(DRY_RUN);
        let exchange = Exchange::new(matches.get_flag(VERBOSE), dry_run);
        let client = globals::configure(client, matches);
        let client =
            credentials::set_credentials(client, matches, &profile, dry_run).map_err(refused)?;
        let client = client.middleware(exchange.clone()).build();
        Ok(Setting {
            client: client.map_err(|error| Failure::Call(error, None))?,
            exchange,
            style,
        })
    }

    /// Makes the call of an operation and prints its result.
    pub(super) fn call(
        &self,
        client: ClientBuilder,
        entry: &'static Entry,
        matches: &ArgMatches,
    ) -> Result<(), Failure> {
        let refused = |reason: String| usage(&reason);
        let mut arguments = arguments(self, entry, matches).map_err(refused)?;
        arguments.headers = globals::headers(matches).map_err(refused)?;
        let setting = self.set_up(client, matches)?;
        let most = matches.try_get_one::<usize>(MAX_ITEMS).ok().flatten();
        let pages = matches.try_get_one::<bool>(ALL_PAGES).ok().flatten();
        arguments.mode = match entry.modes.first() {
            // Other media types than the default are streamed.
            _ if arguments.is_other_accepted(entry) => ResponseMode::Stream,
            _ if pages == Some(&true) || most.is_some() => ResponseMode::Pages,
            // The first mode is the default.
            Some((mode, _)) => *mode,
            None => ResponseMode::Whole,
        };
        let transfer = setting.exchange.transfer().clone();
        let style = setting.style.clone();
        let pieces = Pieces::new(style, arguments.mode, most.copied(), &transfer).map(Arc::new);
        arguments.sink = pieces.clone().map(|pieces| pieces as Arc<dyn Sink>);
        let failed = |error| Failure::Call(error, Some(entry));
        let running = entry.run(&setting.client, &mut arguments).map_err(failed)?;
        let result = waited(running)?;
        transfer.finish();
        if let Some(command) = setting.exchange.command() {
            return written(writeln!(io::stdout(), "{command}"));
        }
        if let Some(pieces) = pieces {
            written(pieces.finish(result.is_ok()))?;
        }
        finished(result, &setting.style, Some(entry))
    }

    /// Makes a call of an operation that is missing in the description, and prints its result.
    pub(super) fn call_any(
        &self,
        client: ClientBuilder,
        matches: &ArgMatches,
    ) -> Result<(), Failure> {
        let refused = |reason: String| usage(&reason);
        let headers = globals::headers(matches).map_err(refused)?;
        let setting = self.set_up(client, matches)?;
        let mut call = self.call_of(&setting.client, matches).map_err(refused)?;
        for (name, value) in headers {
            call.options_mut().header(name, value);
        }
        let result = waited(request::send(call))?;
        if let Some(command) = setting.exchange.command() {
            return written(writeln!(io::stdout(), "{command}"));
        }
        finished(result, &setting.style, None)
    }
}

/// Runs a call to its end.
fn waited(
    running: impl Future<Output = Result<CallResult, Error>>,
) -> Result<Result<CallResult, Error>, Failure> {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .map_err(Failure::Output)?;
    Ok(runtime.block_on(running))
}

/// Prints the result of a call. A response that could not be decoded is printed as received,
/// because the call was made.
fn finished(
    result: Result<CallResult, Error>,
    style: &OutputStyle,
    entry: Option<&'static Entry>,
) -> Result<(), Failure> {
    let error = match result {
        Ok(result) => return written(print(&result.output, style)),
        Err(error) => error,
    };
    if let Some(body) = error.body().filter(|_| error.kind() == ErrorKind::Decode) {
        let output = match std::str::from_utf8(body) {
            Ok(text) => Output::Text(text.to_owned()),
            Err(_) => Output::Bytes(body.clone()),
        };
        written(print(&output, style))?;
    }
    Err(Failure::Call(error, entry))
}
