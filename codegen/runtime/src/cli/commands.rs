//! The subcommands of a program. Only those that the command line names are built in full; their
//! siblings have names only.

use std::collections::BTreeMap;
use std::ffi::OsString;

use clap::{Arg, Command};

use super::flags::kebab;
use super::{EXIT_CODES, Program, credentials};
use crate::{Entry, visible_lines};

/// A node in the tree of subcommands.
#[derive(Default)]
pub(super) struct Branch {
    /// The operation that this command calls.
    pub(super) entry: Option<&'static Entry>,
    /// Its subcommands by name.
    pub(super) branches: BTreeMap<String, Branch>,
    /// All operations below have been renamed; the command still works but is not listed.
    is_old: bool,
}

/// Which subcommands are built in full.
pub(super) enum BuiltCommands<'p> {
    /// Those on this path.
    Path(&'p [String]),
    /// All.
    All,
}

impl Branch {
    /// Builds the tree from operations, with a branch for each resource.
    pub(super) fn of(entries: impl Iterator<Item = &'static Entry>) -> Self {
        let mut root = Self::default();
        let mut renamed = Vec::new();
        for entry in entries {
            renamed.extend(entry.old_names.iter().map(|name| (entry, *name)));
            let mut branch = &mut root;
            for name in entry.resource.iter().chain([&entry.method]) {
                branch = branch.branches.entry(kebab(name)).or_default();
            }
            branch.entry = Some(entry);
        }
        for (entry, name) in renamed {
            root.keep(entry, name);
        }
        root.shorten();
        root
    }

    /// Adds an old name of an operation, unless that name is taken.
    fn keep(&mut self, entry: &'static Entry, name: &[&str]) {
        let mut branch = self;
        for name in name {
            branch = branch.branches.entry(kebab(name)).or_insert_with(|| Self {
                is_old: true,
                ..Self::default()
            });
        }
        branch.entry.get_or_insert(entry);
    }

    /// The words of the command for an operation, each with a space before it.
    pub(super) fn words_to(&self, entry: &'static Entry) -> Option<String> {
        if self.entry.is_some_and(|own| std::ptr::eq(own, entry)) {
            return Some(String::new());
        }
        let mut below = self.branches.iter();
        below.find_map(|(name, below)| Some(format!(" {name}{}", below.words_to(entry)?)))
    }

    /// The first commands below with this name, each as the words of its path.
    pub(super) fn places_of(&self, name: &str) -> Vec<String> {
        let mut found = Vec::new();
        let mut left = vec![(String::new(), self)];
        while let Some((path, branch)) = left.pop() {
            for (own, below) in branch.branches.iter().rev() {
                let path = format!("{path} {own}");
                if own == name {
                    found.push(path.clone());
                }
                left.push((path, below));
            }
        }
        found.sort_by_key(String::len);
        found.truncate(3);
        found
    }

    /// Drops the suffix that keeps names from being keywords of Rust, unless two names would be the
    /// same.
    fn shorten(&mut self) {
        for (name, mut below) in std::mem::take(&mut self.branches) {
            below.shorten();
            let short = name.trim_end_matches('-');
            let is_free = !short.is_empty() && !self.branches.contains_key(short);
            let name = if is_free { short.to_owned() } else { name };
            self.branches.insert(name, below);
        }
    }
}

impl Program {
    /// The names of the subcommands on the command line.
    pub(super) fn path(&self, words: &[OsString]) -> Vec<String> {
        let mut path = Vec::new();
        let mut branch = &self.root;
        let mut words = words.iter().skip(1).map_while(|word| word.to_str());
        while let Some(word) = words.next() {
            if word.starts_with('-') {
                if self.takes_value(word) {
                    words.next();
                }
                continue;
            }
            let Some(below) = branch.branches.get(word) else {
                break;
            };
            path.push(word.to_owned());
            branch = below;
        }
        path
    }

    /// The program with the wanted subcommands.
    pub(super) fn command(&self, wanted: &BuiltCommands<'_>) -> Command {
        let api = self.api;
        let about = format!("{}, version {}", api.name, api.version);
        let version = api.user_agent.rsplit('/').next().unwrap_or_default();
        let mut command = Command::new(self.name)
            .bin_name(self.name)
            .about(visible_lines(&about))
            .version(version)
            .after_help(EXIT_CODES)
            .color(self.color)
            .disable_help_subcommand(true);
        command = self.globals(command);
        for argument in credentials::flags(self) {
            command = command.arg(argument);
        }
        let mut command = self
            .expand(command, &self.root, wanted)
            .subcommand(self.any_call())
            .subcommand(self.completions())
            .subcommand(self.manual());
        if !self.root.branches.contains_key("help") {
            let words = Arg::new("words").value_name("COMMAND").num_args(0..);
            let help = Command::new("help").about("Prints the help of a command");
            command = command.subcommand(help.arg(words.help("The command")));
        }
        command
    }

    /// The name of a subcommand of the program itself, such as `completions`; with a prefix if a
    /// resource has that name.
    pub(super) fn own_name(&self, name: &str) -> String {
        match self.root.branches.contains_key(name) {
            true => format!("own-{name}"),
            false => name.to_owned(),
        }
    }

    /// `help WORDS` as `WORDS --help`.
    pub(super) fn without_help_command(&self, words: Vec<OsString>) -> Vec<OsString> {
        let is_help = words.get(1).is_some_and(|word| word == "help");
        if !is_help || self.root.branches.contains_key("help") {
            return words;
        }
        let mut words = words;
        words.remove(1);
        words.push("--help".into());
        words
    }

    fn expand(&self, command: Command, branch: &Branch, wanted: &BuiltCommands<'_>) -> Command {
        let mut command = match branch.entry {
            Some(entry) => self.operation(command, entry),
            None => command
                .subcommand_required(true)
                .arg_required_else_help(true),
        };
        for (name, below) in &branch.branches {
            let own = Command::new(name.clone()).about(match below.entry {
                Some(entry) => visible_lines(entry.help),
                None => format!("Commands of {name}"),
            });
            let own = own.hide(below.is_old);
            command = command.subcommand(match wanted {
                BuiltCommands::All => self.expand(own, below, wanted),
                BuiltCommands::Path([first, rest @ ..]) if first == name => {
                    self.expand(own, below, &BuiltCommands::Path(rest))
                }
                BuiltCommands::Path(_) => own,
            });
        }
        command
    }
}
