//! Completions for shells.
//!
//! The library generates scripts that contain all commands. Its script for fish supports two levels
//! only and would be slow with thousands of commands, so that the one here asks the program
//! instead.

use std::ffi::OsString;
use std::io::{self, Write};

use clap::{Arg, ArgAction, ArgMatches, Command, value_parser};
use clap_complete::Shell;

use super::Program;
use super::commands::BuiltCommands;
use crate::visible_lines;

const SHELL: &str = "shell";
const WORDS: &str = "words";

/// The script for fish; `NAME` is the program.
const FISH: &str = "\
function __fish_NAME_complete
    set -l words (commandline -opc)
    set -e words[1]
    set -l current (commandline -ct)
    set -l found (NAME COMPLETIONS fish -- $words \"$current\")
    if test (count $found) -gt 0
        printf '%s\\n' $found
    else
        __fish_complete_path \"$current\"
    end
end
complete -c NAME -f -a '(__fish_NAME_complete)'
";

impl Program {
    /// The subcommand that prints completions.
    pub(super) fn completions(&self) -> Command {
        let shell = Arg::new(SHELL)
            .required(true)
            .value_parser(value_parser!(Shell));
        let words = Arg::new(WORDS).action(ArgAction::Append).hide(true);
        Command::new(self.completions_name())
            .about("Prints the completions for a shell")
            .arg(shell)
            .arg(words.last(true).allow_hyphen_values(true))
    }

    fn completions_name(&self) -> String {
        self.own_name("completions")
    }

    /// Prints the completion script of a shell, or the completions of the given words.
    pub(super) fn complete(&self, matches: &ArgMatches) -> io::Result<()> {
        let shell = matches.get_one::<Shell>(SHELL).copied();
        let words = matches.get_many::<String>(WORDS);
        let mut script = Vec::new();
        match (words, shell) {
            (Some(words), _) => {
                let words: Vec<_> = words.map(String::as_str).collect();
                script.extend(self.candidates(&words).bytes());
            }
            (None, Some(Shell::Fish)) => {
                let fish = FISH.replace("COMPLETIONS", &self.completions_name());
                script.extend(fish.replace("NAME", self.name).bytes());
            }
            (None, Some(shell)) => {
                let mut command = self.command(&BuiltCommands::All);
                clap_complete::generate(shell, &mut command, self.name, &mut script);
            }
            // The shell is required.
            (None, None) => {}
        }
        io::stdout().write_all(&script)
    }

    /// The completions of the last word: one on each line, with its help after a tab.
    fn candidates(&self, words: &[&str]) -> String {
        let (&current, before) = words.split_last().unwrap_or((&"", &[]));
        let line = std::iter::once(self.name).chain(before.iter().copied());
        let path = self.path(&line.map(OsString::from).collect::<Vec<_>>());
        let mut command = self.command(&BuiltCommands::Path(&path));
        command.build();
        let end = path
            .iter()
            .try_fold(&command, |at, name| at.find_subcommand(name));
        let Some(end) = end else {
            return String::new();
        };
        let inline = current.split_once('=');
        let inline = inline.and_then(|(name, _)| Some((name, named(end, name)?)));
        let (prefix, found) = match (before.last().and_then(|word| flag(end, word)), inline) {
            (Some(flag), _) => (String::new(), values(flag)),
            (None, Some((name, flag))) => (format!("{name}="), values(flag)),
            (None, None) if current.starts_with('-') => (String::new(), flags(end)),
            (None, None) => (String::new(), commands(end)),
        };
        let mut text = String::new();
        for (name, help) in found {
            let name = prefix.clone() + &name;
            if name.starts_with(current) {
                let help = help.lines().next().unwrap_or_default();
                text.extend([&name, "\t", &visible_lines(help), "\n"]);
            }
        }
        text
    }
}

/// The flag to which the next word is the value.
fn flag<'c>(command: &'c Command, word: &str) -> Option<&'c Arg> {
    named(command, word).filter(|flag| !flag.is_require_equals_set())
}

/// The flag with this spelling, if it takes a value.
fn named<'c>(command: &'c Command, word: &str) -> Option<&'c Arg> {
    let mut flags = command.get_arguments();
    let flag = flags.find(|flag| match word.strip_prefix("--") {
        Some(name) => flag
            .get_long_and_visible_aliases()
            .is_some_and(|own| own.contains(&name)),
        None => {
            let short = word
                .strip_prefix('-')
                .map(|name| (name.chars().next(), name.len()));
            flag.get_short().is_some() && short == Some((flag.get_short(), 1))
        }
    });
    flag.filter(|flag| flag.get_action().takes_values())
}

/// The listed values of a flag, except those that are not plain words.
fn values(flag: &Arg) -> Vec<(String, String)> {
    let values = flag.get_possible_values();
    let values = values.iter().filter(|value| !value.is_hide_set());
    let values = values.map(|value| value.get_name().to_owned());
    values.map(|name| (name, String::new())).collect()
}

fn flags(command: &Command) -> Vec<(String, String)> {
    let flags = command.get_arguments().filter_map(|flag| {
        let help = flag.get_help().map(ToString::to_string);
        Some((format!("--{}", flag.get_long()?), help.unwrap_or_default()))
    });
    flags.collect()
}

fn commands(command: &Command) -> Vec<(String, String)> {
    let commands = command.get_subcommands().map(|below| {
        let about = below.get_about().map(ToString::to_string);
        (below.get_name().to_owned(), about.unwrap_or_default())
    });
    commands.collect()
}
