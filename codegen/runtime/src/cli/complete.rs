//! Completions for shells.
//!
//! The library has scripts that hold all commands, but that for fish ends after two levels, and
//! would be slow where there are thousands. There, the script asks the program.

use std::ffi::OsString;
use std::io::{self, Write};

use clap::{Arg, ArgAction, ArgMatches, Command, value_parser};
use clap_complete::Shell;

use super::Program;
use super::commands::Wanted;
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
    /// The sub-command for completions.
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

    fn completions_name(&self) -> &'static str {
        if self.root.branches.contains_key("completions") {
            "shell-completions"
        } else {
            "completions"
        }
    }

    /// Prints the completions for a shell, or those of the words that are given.
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
                let fish = FISH.replace("COMPLETIONS", self.completions_name());
                script.extend(fish.replace("NAME", self.name).bytes());
            }
            (None, Some(shell)) => {
                let mut command = self.command(&Wanted::All);
                clap_complete::generate(shell, &mut command, self.name, &mut script);
            }
            // The shell is required.
            (None, None) => {}
        }
        io::stdout().write_all(&script)
    }

    /// What the last word may become: a line for each, with what it is after a tab.
    fn candidates(&self, words: &[&str]) -> String {
        let (&current, before) = words.split_last().unwrap_or((&"", &[]));
        let line = std::iter::once(self.name).chain(before.iter().copied());
        let path = self.path(&line.map(OsString::from).collect::<Vec<_>>());
        let mut command = self.command(&Wanted::Path(&path));
        command.build();
        let end = path
            .iter()
            .try_fold(&command, |at, name| at.find_subcommand(name));
        let Some(end) = end else {
            return String::new();
        };
        let found = match before.last().and_then(|word| flag(end, word)) {
            Some(flag) => values(flag),
            None if current.starts_with('-') => flags(end),
            None => commands(end),
        };
        let mut text = String::new();
        for (name, help) in found {
            if name.starts_with(current) {
                let help = help.lines().next().unwrap_or_default();
                text.extend([&name, "\t", &visible_lines(help), "\n"]);
            }
        }
        text
    }
}

/// The flag whose value is the next word.
fn flag<'c>(command: &'c Command, word: &str) -> Option<&'c Arg> {
    let name = word.strip_prefix("--")?;
    let mut flags = command.get_arguments();
    let flag = flags.find(|flag| flag.get_long() == Some(name))?;
    (flag.get_action().takes_values() && !flag.is_require_equals_set()).then_some(flag)
}

fn values(flag: &Arg) -> Vec<(String, String)> {
    let values = flag.get_possible_values();
    let values = values.iter().map(|value| value.get_name().to_owned());
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
