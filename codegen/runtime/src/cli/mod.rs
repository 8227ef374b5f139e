//! The command line of an SDK: every operation is a sub-command, and what it takes are flags.

mod arguments;
mod body;
mod commands;
mod complete;
mod credentials;
mod exchange;
mod flags;
mod globals;
mod output;
mod pieces;
mod shown;

use std::ffi::OsString;
use std::io::{self, Write};
use std::process::ExitCode;
use std::sync::Arc;

use clap::ArgMatches;
use clap::error::ErrorKind as Refusal;

use self::arguments::arguments;
use self::commands::{Branch, Wanted};
use self::exchange::Exchange;
use self::flags::{ALL_PAGES, DRY_RUN, VERBOSE};
use self::output::print;
use self::pieces::Pieces;
use crate::{Api, ClientBuilder, Entry, Error, ErrorKind, ResponseMode, Sink, visible_lines};

/// What the status says that the program ends with.
const EXIT_CODES: &str = "\
Exit codes:
  0   done
  1   the output could not be written
  2   the command line is wrong, or a file that it names cannot be read
  3   the client or the call is not set up right; nothing was sent
  4   held back by a rate limit; nothing was sent
  5   no connection; nothing was sent
  6   time ran out
  7   the connection broke
  8   what came back is not usable HTTP
  9   the response is too large
  10  the response is a redirect
  11  the status of the response is not a success
  12  the response says that the call failed
  13  the response is not what the description says";

/// A program that offers the operations of an API.
struct Program {
    name: &'static str,
    api: &'static Api,
    root: Branch,
}

/// Why there is no result.
enum Failure {
    Usage(Box<clap::Error>),
    Call(Error),
    Output(io::Error),
}

/// Runs the program `name` with the arguments that it was started with.
pub fn command_line(
    name: &'static str,
    client: impl Into<ClientBuilder>,
    entries: impl Iterator<Item = &'static Entry>,
) -> ExitCode {
    let client = client.into();
    let program = Program {
        name,
        api: client.api(),
        root: Branch::of(entries),
    };
    let words: Vec<OsString> = std::env::args_os().collect();
    match program.run(client, &words) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => failure.report(name),
    }
}

impl Program {
    fn run(&self, client: ClientBuilder, words: &[OsString]) -> Result<(), Failure> {
        let path = self.path(words);
        let mut command = self.command(&Wanted::Path(&path));
        let matches = command.try_get_matches_from_mut(words)?;
        let (mut matches, mut branch) = (&matches, Some(&self.root));
        while let Some((name, below)) = matches.subcommand() {
            branch = branch.and_then(|branch| branch.branches.get(name));
            matches = below;
        }
        match branch.and_then(|branch| branch.entry) {
            Some(entry) => call(client, entry, matches),
            None => written(self.complete(matches)),
        }
    }
}

/// Makes the call of an operation and prints what it gives.
fn call(client: ClientBuilder, entry: &'static Entry, matches: &ArgMatches) -> Result<(), Failure> {
    let mut given = arguments(entry, matches).map_err(|reason| usage(&reason))?;
    given.headers = globals::headers(matches).map_err(|reason| usage(&reason))?;
    let pages = matches.try_get_one::<bool>(ALL_PAGES).ok().flatten();
    given.way = match entry.modes.first() {
        _ if pages == Some(&true) => ResponseMode::Pages,
        Some((way, _)) if !entry.has_mode(ResponseMode::Whole) => *way,
        _ => ResponseMode::Whole,
    };
    let look = globals::look(matches);
    let pieces = Pieces::new(look, given.way).map(Arc::new);
    given.sink = pieces.clone().map(|pieces| pieces as Arc<dyn Sink>);
    let dry_run = matches.get_flag(DRY_RUN);
    let exchange = Exchange::new(matches.get_flag(VERBOSE), dry_run);
    let client = globals::tell(client, matches);
    let client = credentials::give(client, matches, dry_run);
    let client = client.middleware(exchange.clone()).build()?;
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .map_err(Failure::Output)?;
    let running = entry.run(&client, &mut given)?;
    let answered = runtime.block_on(running);
    if let Some(command) = exchange.command() {
        return written(writeln!(io::stdout(), "{command}"));
    }
    if let Some(pieces) = pieces {
        written(pieces.finish(answered.is_ok()))?;
    }
    written(print(&mut io::stdout().lock(), &answered?.output, look))
}

/// Somebody who reads no further has what was wanted.
fn written(result: io::Result<()>) -> Result<(), Failure> {
    match result {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        result => result.map_err(Failure::Output),
    }
}

fn usage(reason: &str) -> Failure {
    let error = clap::Error::raw(Refusal::ValueValidation, format!("{reason}\n"));
    Failure::Usage(Box::new(error))
}

impl Failure {
    /// Says what went wrong, and gives the exit code for it. Nobody is left to be told where even
    /// that cannot be written.
    fn report(self, name: &str) -> ExitCode {
        match self {
            Self::Usage(error) => {
                let _ = error.print();
                ExitCode::from(u8::from(error.use_stderr()) * 2)
            }
            Self::Call(error) => {
                let text = visible_lines(&error.to_string());
                let _ = writeln!(io::stderr(), "{name}: {text}");
                ExitCode::from(exit_code(error.kind()))
            }
            Self::Output(error) => {
                let _ = writeln!(io::stderr(), "{name}: {error}");
                ExitCode::from(1)
            }
        }
    }
}

/// The exit code for a kind of error, as [`EXIT_CODES`] says it.
// In the program of an SDK this is another crate's enum, which may grow.
#[allow(unreachable_patterns)]
fn exit_code(kind: ErrorKind) -> u8 {
    match kind {
        ErrorKind::Config => 3,
        ErrorKind::Throttled => 4,
        ErrorKind::Connect => 5,
        ErrorKind::Timeout(_) => 6,
        ErrorKind::Interrupted => 7,
        ErrorKind::Protocol => 8,
        ErrorKind::TooLarge => 9,
        ErrorKind::Redirect => 10,
        ErrorKind::Status => 11,
        ErrorKind::Api => 12,
        ErrorKind::Decode => 13,
        _ => 1,
    }
}

impl From<clap::Error> for Failure {
    fn from(error: clap::Error) -> Self {
        Self::Usage(Box::new(error))
    }
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        Self::Call(error)
    }
}
