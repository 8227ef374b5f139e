//! Support for terminals: a pager for long results.

use std::env;
use std::io::{self, Write as _};
use std::process::{Command, Stdio};

use terminal_size::{Height, Width, terminal_size};

/// The width of the terminal that results are printed to, in columns; `None` if it is not a
/// terminal.
pub(super) fn columns() -> Option<u16> {
    terminal_size().map(|(Width(columns), _)| columns)
}

/// Writes to the terminal, through a pager if the text does not fit. The pager is the program in
/// the variable `PAGER`, or else `less`; an empty variable or `cat` means none.
pub(super) fn page(text: &[u8]) -> io::Result<()> {
    let lines = text.iter().filter(|byte| **byte == b'\n').count();
    let fits = terminal_size().is_none_or(|(_, Height(rows))| lines < usize::from(rows));
    let pager = env::var("PAGER").unwrap_or_else(|_| "less".to_owned());
    let mut words = pager.split_whitespace();
    let program = words.next().filter(|program| *program != "cat");
    let Some(program) = program.filter(|_| !fits) else {
        return io::stdout().write_all(text);
    };
    let mut command = Command::new(program);
    command.args(words).stdin(Stdio::piped());
    if env::var_os("LESS").is_none() {
        // Exits if the text fits, shows colours, and leaves the text on the terminal.
        command.env("LESS", "FRX");
    }
    let Ok(mut child) = command.spawn() else {
        return io::stdout().write_all(text);
    };
    // Leaving the pager early is no error.
    let written = child.stdin.take().map(|mut stdin| stdin.write_all(text));
    child.wait()?;
    match written {
        Some(Err(error)) if error.kind() != io::ErrorKind::BrokenPipe => Err(error),
        _ => Ok(()),
    }
}
