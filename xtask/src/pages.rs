//! Tests of the commands that the pages name.

use std::fs;
use std::path::Path;

use clap::error::ErrorKind;
use clap::{CommandFactory as _, Parser as _};

use crate::Arguments;

/// The commands `cargo xtask …` in code spans and code blocks, without comments.
fn commands(text: &str) -> Vec<Vec<&str>> {
    let code = text.split('`').skip(1).step_by(2);
    let commands = code.flat_map(|code| code.split("cargo xtask ").skip(1));
    let lines = commands.map(|command| command.split(['#', '\n']).next().unwrap_or_default());
    let words = lines.map(|line| {
        line.split_whitespace()
            .map(|word| word.trim_matches(['[', ']', '…']))
    });
    words.map(Iterator::collect).collect()
}

#[test]
fn every_command_in_the_pages_is_accepted() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let mut pages: Vec<_> = ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md"]
        .map(|page| root.join(page))
        .to_vec();
    pages.push(root.join("tests/conformance/README.md"));
    for entry in fs::read_dir(root.join("docs")).unwrap() {
        pages.push(entry.unwrap().path());
    }
    let mut count = 0;
    for page in pages.iter().filter(|page| page.is_file()) {
        let text = fs::read_to_string(page).unwrap();
        for command in commands(&text) {
            // A placeholder for the name of a command.
            if command.first() == Some(&"COMMAND") {
                continue;
            }
            count += 1;
            let words = ["cargo xtask"].iter().chain(&command);
            if let Err(error) = Arguments::try_parse_from(words) {
                let is_help = error.kind() == ErrorKind::DisplayHelp;
                // A command that is named without its arguments.
                let is_name =
                    command.len() == 1 && error.kind() == ErrorKind::MissingRequiredArgument;
                assert!(
                    is_help || is_name,
                    "{}: {command:?}\n{error}",
                    page.display()
                );
            }
        }
    }
    assert!(count > 40, "{count} commands");
}

#[test]
fn the_options_of_all_commands_are_consistent() {
    Arguments::command().debug_assert();
}
