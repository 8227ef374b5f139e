//! The command line of an SDK: every operation is a subcommand, and its parameters and the members
//! of its body are flags.

mod arguments;
mod body;
mod call;
mod commands;
mod complete;
mod credentials;
mod exchange;
mod flags;
mod globals;
mod known_values;
mod man;
mod output;
mod pieces;
mod profile;
mod query;
mod report;
mod request;
mod shown;
mod table;
mod terminal;
mod transfer;

use std::ffi::OsString;
use std::io;
use std::process::ExitCode;

use clap::ColorChoice;
use clap::error::{ContextKind, ContextValue};

use self::commands::{Branch, BuiltCommands};
use self::flags::{ALLOW_UNKNOWN, COLOR};
use crate::{Api, ClientBuilder, Entry, Error, ErrorKind};

/// The exit codes, as the help lists them.
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
    /// When messages are coloured.
    color: ColorChoice,
    /// Also sends values that the description does not list.
    allow_unknown: bool,
}

/// Why a command ended without a result.
enum Failure {
    Usage(Box<clap::Error>),
    /// An argument is invalid; says why.
    Refused(String),
    Call(Error, Option<&'static Entry>),
    Output(io::Error),
}

/// Runs the program `name` with the arguments of the process, and returns its exit code.
pub fn command_line(
    name: &'static str,
    client: impl Into<ClientBuilder>,
    entries: impl Iterator<Item = &'static Entry>,
) -> ExitCode {
    let client = client.into();
    let words: Vec<OsString> = std::env::args_os().collect();
    let program = Program {
        name,
        api: client.api(),
        root: Branch::of(entries),
        color: color(&words),
        allow_unknown: words.iter().any(|word| word == ALLOW_UNKNOWN),
    };
    let words = program.without_help_command(words);
    match program.run(client, &words) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => failure.report(&program),
    }
}

/// When messages are coloured. Determined before the command line is parsed, because parse errors
/// are coloured too.
fn color(words: &[OsString]) -> ColorChoice {
    let words: Vec<_> = words.iter().filter_map(|word| word.to_str()).collect();
    let value =
        words
            .iter()
            .enumerate()
            .find_map(|(index, word)| match word.strip_prefix(COLOR)? {
                "" => words.get(index + 1).copied(),
                rest => rest.strip_prefix('='),
            });
    value
        .and_then(|value| value.parse().ok())
        .unwrap_or_default()
}

impl Program {
    fn run(&self, client: ClientBuilder, words: &[OsString]) -> Result<(), Failure> {
        let path = self.path(words);
        let mut command = self.command(&BuiltCommands::Path(&path));
        let matches = command.try_get_matches_from_mut(words);
        let matches = matches.map_err(|error| self.with_places(error))?;
        let (mut matches, mut branch, mut last) = (&matches, Some(&self.root), "");
        while let Some((name, below)) = matches.subcommand() {
            branch = branch.and_then(|branch| branch.branches.get(name));
            (matches, last) = (below, name);
        }
        match branch.and_then(|branch| branch.entry) {
            Some(entry) => self.call(client, entry, matches),
            None if last == self.own_name("api") => self.call_any(client, matches),
            None if last == self.own_name("man") => self.print_manual(matches),
            None => written(self.complete(matches)),
        }
    }

    /// Adds to the error of an unknown command where commands with that name are.
    fn with_places(&self, mut error: clap::Error) -> clap::Error {
        let name = match error.get(ContextKind::InvalidSubcommand) {
            Some(ContextValue::String(name)) => name.clone(),
            _ => return error,
        };
        let places: Vec<_> = self.root.places_of(&name);
        if !places.is_empty() {
            let places = places.iter();
            let places = places.map(|path| format!("there is `{}{path}`", self.name).into());
            let places = ContextValue::StyledStrs(places.collect());
            error.insert(ContextKind::Suggested, places);
        }
        error
    }
}

/// Treats a closed pipe as success: whoever closed it needs no more output.
fn written(result: io::Result<()>) -> Result<(), Failure> {
    match result {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        result => result.map_err(Failure::Output),
    }
}

fn usage(reason: &str) -> Failure {
    Failure::Refused(reason.to_owned())
}

impl Failure {
    /// Prints what went wrong and returns the exit code. If standard error cannot be written to
    /// either, nothing is printed.
    fn report(self, program: &Program) -> ExitCode {
        match self {
            Self::Usage(error) => {
                let _ = error.print();
                ExitCode::from(u8::from(error.use_stderr()) * 2)
            }
            Self::Refused(reason) => {
                report::print_message(program.color, "error", &reason);
                ExitCode::from(2)
            }
            Self::Call(error, entry) => {
                program.print_error(&error, entry);
                ExitCode::from(exit_code(error.kind()))
            }
            Self::Output(error) => {
                report::print_message(program.color, "error", &error.to_string());
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
