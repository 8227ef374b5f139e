//! Prints results as JSON, YAML, text or a table.

use std::io::{self, IsTerminal as _, Write};
use std::sync::Arc;

use anstyle::{AnsiColor, Style};
use clap::builder::PossibleValue;
use clap::{ColorChoice, ValueEnum};
use serde_yaml::Value;

use super::query::Query;
use super::table::table;
use super::terminal;
use crate::{Output, visible_json, visible_lines};

/// The output format. As text, a string, or each string of a list, is printed without quotes.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Format {
    #[default]
    Json,
    Yaml,
    Table,
    Text,
}

impl ValueEnum for Format {
    fn value_variants<'a>() -> &'a [Self] {
        &[Self::Json, Self::Yaml, Self::Table, Self::Text]
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(PossibleValue::new(match self {
            Self::Json => "json",
            Self::Yaml => "yaml",
            Self::Table => "table",
            Self::Text => "text",
        }))
    }
}

/// How results are printed: format, colours, pager and selection.
#[derive(Clone)]
pub(super) struct OutputStyle {
    pub(super) format: Format,
    pub(super) colours: bool,
    /// The output goes to a terminal: control characters are made visible.
    pub(super) terminal: bool,
    /// Output longer than the terminal goes through a pager.
    pub(super) pager: bool,
    /// Selects the part of a JSON result that is printed.
    pub(super) query: Option<Arc<Query>>,
}

impl OutputStyle {
    /// Colours are used on terminals, unless flags or the environment say otherwise.
    pub(super) fn new(format: Format, color: ColorChoice) -> Self {
        let automatic = || anstream::AutoStream::choice(&io::stdout());
        let colours = match color {
            ColorChoice::Always => true,
            ColorChoice::Never => false,
            ColorChoice::Auto => automatic() != anstream::ColorChoice::Never,
        };
        let terminal = io::stdout().is_terminal();
        Self {
            format,
            colours,
            terminal,
            pager: false,
            query: None,
        }
    }

    /// JSON indented by `depth` spaces, or in one line; on a terminal, control characters are
    /// escaped.
    pub(super) fn json(&self, json: &[u8], depth: Option<usize>) -> Vec<u8> {
        if !self.terminal {
            return indent(json, depth, self.colours);
        }
        let text = String::from_utf8_lossy(json);
        indent(visible_json(&text).as_bytes(), depth, self.colours)
    }
}

/// Prints the result of a call, through a pager if the style says so. A body that is not JSON is
/// printed unchanged.
pub(super) fn print(output: &Output, style: &OutputStyle) -> io::Result<()> {
    if !style.pager || matches!(output, Output::Bytes(_)) {
        return print_to(&mut io::stdout().lock(), output, style);
    }
    let mut text = Vec::new();
    print_to(&mut text, output, style)?;
    terminal::page(&text)
}

fn print_to(out: &mut impl Write, output: &Output, style: &OutputStyle) -> io::Result<()> {
    match output {
        Output::Empty => {}
        Output::Text(text) | Output::Xml(text) => {
            match style.terminal {
                true => out.write_all(visible_lines(text).as_bytes())?,
                false => out.write_all(text.as_bytes())?,
            }
            if !text.ends_with('\n') {
                out.write_all(b"\n")?;
            }
        }
        Output::Bytes(bytes) => out.write_all(bytes)?,
        Output::Json(json) => print_json(out, json, style)?,
        Output::Items(items) => {
            let list = [b"[", items.join(&b","[..]).as_slice(), b"]"].concat();
            print_json(out, &list, style)?;
        }
    }
    out.flush()
}

fn print_json(out: &mut impl Write, json: &[u8], style: &OutputStyle) -> io::Result<()> {
    let chosen = style.query.as_ref().map(|query| query.select(json));
    let chosen = chosen.transpose()?;
    let json = chosen.as_deref().unwrap_or(json);
    if style.format == Format::Json {
        out.write_all(&style.json(json, Some(0)))?;
        return out.write_all(b"\n");
    }
    // The YAML crate's values keep the order of members, unlike those of `serde_json`.
    let value: Value = serde_json::from_slice(json)?;
    match style.format {
        Format::Yaml if style.terminal => {
            let text = serde_yaml::to_string(&value).map_err(io::Error::other)?;
            out.write_all(visible_lines(&text).as_bytes())
        }
        Format::Yaml => serde_yaml::to_writer(out, &value).map_err(io::Error::other),
        Format::Text => match &value {
            Value::Sequence(items) => items
                .iter()
                .try_for_each(|item| writeln!(out, "{}", plain(item, style))),
            other => writeln!(out, "{}", plain(other, style)),
        },
        _ => writeln!(out, "{}", table(&value, style)),
    }
}

/// A string without quotes, or any other value as JSON in one line.
fn plain(value: &Value, style: &OutputStyle) -> String {
    match value {
        Value::String(text) if style.terminal => visible_lines(text),
        Value::String(text) => text.clone(),
        other => serde_json::to_string(other).unwrap_or_default(),
    }
}

/// JSON with line breaks, indented by `depth` spaces, or in one line. Works on the text, so that
/// the order of members and the digits of numbers are kept.
fn indent(json: &[u8], depth: Option<usize>, colours: bool) -> Vec<u8> {
    let mut printer = Printer {
        out: Vec::with_capacity(json.len() * 2),
        depth: depth.unwrap_or_default(),
        breaks: depth.is_some(),
        colours,
    };
    let mut rest = json;
    while let Some((&byte, after)) = rest.split_first() {
        rest = match byte {
            b' ' | b'\t' | b'\r' | b'\n' => after,
            b'{' | b'[' | b'}' | b']' | b',' | b':' => printer.punctuate(byte, after),
            b'"' => {
                let (text, after) = rest.split_at(text_length(rest));
                let is_name = after.first() == Some(&b':');
                printer.token(
                    text,
                    if is_name {
                        AnsiColor::Blue
                    } else {
                        AnsiColor::Green
                    },
                );
                after
            }
            _ => {
                let is_end = |byte: &u8| b",]} \t\r\n".contains(byte);
                let (token, after) =
                    rest.split_at(rest.iter().position(is_end).unwrap_or(rest.len()));
                printer.token(token, AnsiColor::Yellow);
                after
            }
        };
    }
    printer.out
}

/// The length of the string at the start of this JSON, quotes included.
fn text_length(json: &[u8]) -> usize {
    let mut escaped = false;
    for (index, byte) in json.iter().enumerate().skip(1) {
        match byte {
            _ if escaped => escaped = false,
            b'\\' => escaped = true,
            b'"' => return index + 1,
            _ => {}
        }
    }
    json.len()
}

struct Printer {
    out: Vec<u8>,
    depth: usize,
    breaks: bool,
    colours: bool,
}

impl Printer {
    /// Writes a punctuation character, and returns the rest of the text.
    fn punctuate<'j>(&mut self, byte: u8, after: &'j [u8]) -> &'j [u8] {
        match byte {
            b'{' | b'[' => {
                self.out.push(byte);
                // An empty object or list stays on one line.
                if let Some((&end @ (b'}' | b']'), after)) = after.split_first() {
                    self.out.push(end);
                    return after;
                }
                self.depth += 1;
                self.line();
            }
            b'}' | b']' => {
                self.depth = self.depth.saturating_sub(1);
                self.line();
                self.out.push(byte);
            }
            b',' => {
                self.out.push(byte);
                self.line();
            }
            _ if self.breaks => self.out.extend(b": "),
            _ => self.out.push(b':'),
        }
        after
    }

    fn line(&mut self) {
        if !self.breaks {
            return;
        }
        self.out.push(b'\n');
        self.out.resize(self.out.len() + 2 * self.depth, b' ');
    }

    fn token(&mut self, token: &[u8], colour: AnsiColor) {
        if !self.colours {
            self.out.extend(token);
            return;
        }
        let style = Style::new().fg_color(Some(colour.into()));
        self.out.extend(style.render().to_string().bytes());
        self.out.extend(token);
        self.out.extend(style.render_reset().to_string().bytes());
    }
}
