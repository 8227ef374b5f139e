//! Support for terminals: a pager for long results and progress bars for transfers.

use std::env;
use std::io::{self, IsTerminal as _, Write as _};
use std::process::{Command, Stdio};
use std::time::Duration;

use indicatif::{ProgressBar, ProgressStyle};
use terminal_size::{Height, Width, terminal_size};

/// The smallest upload that shows a progress bar, in bytes.
const SMALL: u64 = 64 * 1024;

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
        // Ends where all fits, shows colours, and leaves the text on the terminal.
        command.env("LESS", "FRX");
    }
    let Ok(mut child) = command.spawn() else {
        return io::stdout().write_all(text);
    };
    // Whoever leaves the pager early has seen enough.
    let written = child.stdin.take().map(|mut stdin| stdin.write_all(text));
    child.wait()?;
    match written {
        Some(Err(error)) if error.kind() != io::ErrorKind::BrokenPipe => Err(error),
        _ => Ok(()),
    }
}

/// A progress bar on standard error for an upload; hidden if standard error is not a terminal or
/// the upload is small.
pub(super) fn sending(bytes: u64) -> ProgressBar {
    if bytes < SMALL || !io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let bar = ProgressBar::new_spinner();
    bar.set_message(format!("sending {}", indicatif::HumanBytes(bytes)));
    bar.enable_steady_tick(Duration::from_millis(100));
    bar
}

/// A progress bar on standard error for a download; hidden if the result goes to the terminal.
pub(super) fn receiving() -> ProgressBar {
    if io::stdout().is_terminal() || !io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let style = ProgressStyle::with_template("{spinner} {bytes} received ({bytes_per_sec})");
    let bar = ProgressBar::no_length();
    bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_spinner()));
    bar
}
