//! Manual pages.

use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use clap::{Arg, ArgAction, ArgMatches, Command, value_parser};
use clap_mangen::Man;

use super::commands::BuiltCommands;
use super::{Failure, Program, written};

const WORDS: &str = "words";
const FOLDER: &str = "folder";

impl Program {
    /// The subcommand that prints manual pages.
    pub(super) fn manual(&self) -> Command {
        let words = Arg::new(WORDS).value_name("COMMAND").num_args(0..);
        let folder = Arg::new(FOLDER)
            .long("dir")
            .value_name("DIR")
            .action(ArgAction::Set)
            .value_parser(value_parser!(PathBuf))
            .conflicts_with(WORDS);
        Command::new(self.own_name("man"))
            .about("Prints the manual page of a command")
            .arg(words.help("The command"))
            .arg(folder.help("Writes the pages of all commands into this folder"))
    }

    /// Prints one manual page, or writes all to a folder.
    pub(super) fn print_manual(&self, matches: &ArgMatches) -> Result<(), Failure> {
        if let Some(folder) = matches.get_one::<PathBuf>(FOLDER) {
            let command = self.command(&BuiltCommands::All);
            return write_all(command, self.name, folder).map_err(|error| {
                let why = format!("{}: {error}", folder.display());
                Failure::Output(io::Error::new(error.kind(), why))
            });
        }
        let words = matches.get_many::<String>(WORDS).into_iter().flatten();
        let path: Vec<String> = words.cloned().collect();
        let mut command = self.command(&BuiltCommands::Path(&path));
        command.build();
        let mut end = &command;
        for name in &path {
            let below = end.find_subcommand(name);
            let unknown = || Failure::Refused(format!("there is no command {name:?}"));
            end = below.ok_or_else(unknown)?;
        }
        let name = std::iter::once(self.name).chain(path.iter().map(String::as_str));
        let name = name.collect::<Vec<_>>().join("-");
        let page = page(end.clone(), &name);
        written(page.and_then(|page| io::stdout().write_all(&page)))
    }
}

/// The text of a page.
fn page(command: Command, name: &str) -> io::Result<Vec<u8>> {
    let mut page = Vec::new();
    Man::new(command).title(name).render(&mut page)?;
    Ok(page)
}

/// Writes the pages of a command and of its subcommands.
fn write_all(mut command: Command, name: &str, folder: &Path) -> io::Result<()> {
    fs::create_dir_all(folder)?;
    command.build();
    let mut left = vec![(name.to_owned(), command)];
    while let Some((name, command)) = left.pop() {
        for below in command
            .get_subcommands()
            .filter(|below| !below.is_hide_set())
        {
            left.push((format!("{name}-{}", below.get_name()), below.clone()));
        }
        fs::write(folder.join(format!("{name}.1")), page(command, &name)?)?;
    }
    Ok(())
}
