//! Colours of output to terminals.

use std::fmt::Display;
use std::io;

use anstream::{AutoStream, ColorChoice};
use anstyle::{AnsiColor, Style};

/// The output streams that are coloured.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Colors {
    /// Results.
    pub out: bool,
    /// Diagnostics.
    pub err: bool,
}

impl Colors {
    /// Colours standard output and standard error if they are terminals, unless `NO_COLOR` or
    /// `TERM=dumb` is set. `CLICOLOR_FORCE` enables colours everywhere.
    pub fn of_terminals() -> Self {
        Self {
            out: AutoStream::choice(&io::stdout()) != ColorChoice::Never,
            err: AutoStream::choice(&io::stderr()) != ColorChoice::Never,
        }
    }
}

/// Removed or breaking.
pub(super) const BAD: Style = AnsiColor::Red.on_default();

/// Changed, or worth attention.
pub(super) const CHANGED: Style = AnsiColor::Yellow.on_default();

/// Added.
pub(super) const GOOD: Style = AnsiColor::Green.on_default();

/// A location.
pub(super) const PLACE: Style = AnsiColor::Cyan.on_default();

/// A heading.
pub(super) const TITLE: Style = Style::new().bold();

/// A text in a style, if `colors` is true.
pub(super) fn paint(colors: bool, style: Style, text: impl Display) -> String {
    match colors {
        true => format!("{style}{text}{style:#}"),
        false => text.to_string(),
    }
}

/// A line of a unified diff.
pub(super) fn paint_diff(colors: bool, line: &str) -> String {
    let style = match line.as_bytes() {
        [b'+', b'+', b'+', ..] | [b'-', b'-', b'-', ..] => TITLE,
        [b'+', ..] => GOOD,
        [b'-', ..] => BAD,
        [b'@', ..] => PLACE,
        _ => return line.to_owned(),
    };
    paint(colors, style, line)
}
