//! Reports a failure: with the flags of the command line instead of Rust names, with the errors in
//! the response, and with a next step.

use std::fmt::Write as _;
use std::io::Write as _;

use anstream::AutoStream;
use anstyle::{AnsiColor, Style};
use clap::ColorChoice;

use super::Program;
use crate::{Entry, Error, ErrorKind, Input, visible_lines};

/// Writes a message to standard error, with its kind in colour. Errors are ignored, so that a
/// closed standard error does not end the program.
pub(super) fn print_message(color: ColorChoice, kind: &str, text: &str) {
    let choice = match color {
        ColorChoice::Always => anstream::ColorChoice::Always,
        ColorChoice::Never => anstream::ColorChoice::Never,
        ColorChoice::Auto => AutoStream::choice(&std::io::stderr()),
    };
    let colour = if kind == "error" {
        AnsiColor::Red
    } else {
        AnsiColor::Green
    };
    let style = Style::new().fg_color(Some(colour.into())).bold();
    let mut out = AutoStream::new(std::io::stderr(), choice);
    let _ = writeln!(out, "{style}{kind}:{style:#} {}", visible_lines(text));
}

impl Program {
    /// Prints the error of a call.
    pub(super) fn print_error(&self, error: &Error, entry: Option<&'static Entry>) {
        let mut text = self.in_flags(error, entry);
        let is_listed = |item: &&crate::Message| {
            error.errors().len() > 1
                || item.pointer().is_some()
                || item.documentation_url().is_some()
        };
        for item in error.errors().iter().filter(is_listed) {
            let _ = write!(text, "\n  - {item}");
            if let Some(pointer) = item.pointer() {
                let _ = write!(text, ", at {pointer}");
            }
            if let Some(url) = item.documentation_url() {
                let _ = write!(text, ", see {url}");
            }
        }
        print_message(self.color, "error", &text);
        if let Some(step) = self.next_step(error, entry) {
            print_message(self.color, "tip", &step);
        }
    }

    /// The text of an error, with Rust names replaced by flags.
    fn in_flags(&self, error: &Error, entry: Option<&'static Entry>) -> String {
        let text = error.to_string();
        let id = error.operation();
        let mut text = match text.strip_prefix(id).filter(|_| !id.is_empty()) {
            Some(rest) => match rest.strip_prefix(": ") {
                Some(rest) => rest.to_owned(),
                None => format!("the command{rest}"),
            },
            None => text,
        };
        if error.kind() != ErrorKind::Config {
            return text;
        }
        text = text.replace("the client cannot be built: ", "");
        text = text.replace("`no_proxy()` or ", "");
        text = text.replace("`allow_http(true)`", "--allow-http");
        for scheme in self.api.schemes {
            let flag = format!("--{}", self.scheme_flag(scheme.name));
            text = text.replace(&format!("`{}`", scheme.name), &flag);
        }
        let Some(entry) = entry else {
            return text;
        };
        let named = |input: &&Input| {
            let name = input.wire_name();
            let rest = text.strip_prefix(name).filter(|_| !name.is_empty());
            rest.is_some_and(|rest| rest.starts_with([':', ' ', '.', '[']))
        };
        if let Some(input) = entry.inputs.iter().find(named) {
            let rest = text.split_at(input.wire_name().len()).1;
            let rest = match self.default_of(entry, input) {
                Some(default) => rest.replace(
                    "give it to the call or to the client",
                    &match default.env {
                        Some(variable) => format!("give the flag, or set {variable}"),
                        None => "give the flag".to_owned(),
                    },
                ),
                None => rest.to_owned(),
            };
            text = format!("{}{rest}", self.shown(entry, input));
        }
        text
    }

    /// A suggestion of what to do about the error.
    fn next_step(&self, error: &Error, entry: Option<&'static Entry>) -> Option<String> {
        let after = error.retry_after().map(|pause| pause.as_secs().max(1));
        let help = || {
            let path = entry.map(|entry| self.words_of(entry)).unwrap_or_default();
            format!("`{}{path} --help` lists what it takes", self.name)
        };
        let unsure = if error.may_have_reached_server() {
            "; the request may have been carried out, so look before you repeat it"
        } else {
            ""
        };
        let step = match (error.kind(), error.status().map(|status| status.as_u16())) {
            (ErrorKind::Config, _) => help(),
            (_, Some(429)) | (ErrorKind::Throttled, _) => match after {
                Some(seconds) => format!("try again in {seconds} s"),
                None => "try again later, or with more --max-retries".to_owned(),
            },
            (ErrorKind::Connect, _) => "check the network and --base-url".to_owned(),
            (ErrorKind::Timeout(_), _) => format!("give it more time with --timeout{unsure}"),
            (ErrorKind::Interrupted, _) => format!("try again{unsure}"),
            (ErrorKind::Redirect, _) => "check --base-url: redirects are not followed".to_owned(),
            (ErrorKind::Decode, _) => "the response is on standard output as it came".to_owned(),
            (ErrorKind::Status, Some(401)) => {
                let names = self.api.schemes.iter();
                let names = names.map(|scheme| format!("--{}", self.scheme_flag(scheme.name)));
                let names = names.collect::<Vec<_>>().join(", ");
                format!("check the credentials: {names}, the environment or --profile")
            }
            (ErrorKind::Status, Some(403)) => {
                "the credentials lack a permission that this needs".to_owned()
            }
            (ErrorKind::Status, Some(404)) => "check the identifiers in the command".to_owned(),
            (ErrorKind::Status | ErrorKind::Api, Some(status)) if status < 500 => {
                format!("-v shows what was sent; {}", help())
            }
            (ErrorKind::Status, _) => match error.request_id() {
                Some(id) => format!("try again, or tell those who run the API of request {id}"),
                None => "try again later".to_owned(),
            },
            _ => return None,
        };
        Some(step)
    }

    /// The words of the command for an operation, each with a space before it.
    pub(super) fn words_of(&self, entry: &'static Entry) -> String {
        self.root.words_to(entry).unwrap_or_default()
    }
}
