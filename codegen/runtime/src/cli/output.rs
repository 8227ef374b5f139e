//! How a program prints results: as JSON, as YAML or as a table.

use std::io::{self, IsTerminal as _, Write};

use anstyle::{AnsiColor, Style};
use clap::builder::PossibleValue;
use clap::{ColorChoice, ValueEnum};
use comfy_table::Table;
use comfy_table::presets::NOTHING;
use serde_yaml::{Mapping, Value};

use crate::{Output, visible_json, visible_lines};

/// How a result is printed.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Format {
    #[default]
    Json,
    Yaml,
    Table,
}

impl ValueEnum for Format {
    fn value_variants<'a>() -> &'a [Self] {
        &[Self::Json, Self::Yaml, Self::Table]
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(PossibleValue::new(match self {
            Self::Json => "json",
            Self::Yaml => "yaml",
            Self::Table => "table",
        }))
    }
}

/// How results look.
#[derive(Clone, Copy)]
pub(super) struct Look {
    pub(super) format: Format,
    pub(super) colours: bool,
    /// A person reads it, and not another program: what would steer the terminal is made visible.
    pub(super) terminal: bool,
}

impl Look {
    /// Colours are for terminals, where neither flags nor the environment say otherwise.
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
        }
    }

    /// JSON with so much indentation, or in one line; on a terminal with escapes for what would steer
    /// it.
    pub(super) fn json(self, json: &[u8], depth: Option<usize>) -> Vec<u8> {
        if !self.terminal {
            return indent(json, depth, self.colours);
        }
        let text = String::from_utf8_lossy(json);
        indent(visible_json(&text).as_bytes(), depth, self.colours)
    }
}

/// Prints what a call gave. What is not JSON is printed as it came.
pub(super) fn print(out: &mut impl Write, output: &Output, look: Look) -> io::Result<()> {
    match output {
        Output::Empty => {}
        Output::Text(text) | Output::Xml(text) => {
            match look.terminal {
                true => out.write_all(visible_lines(text).as_bytes())?,
                false => out.write_all(text.as_bytes())?,
            }
            if !text.ends_with('\n') {
                out.write_all(b"\n")?;
            }
        }
        Output::Bytes(bytes) => out.write_all(bytes)?,
        Output::Json(json) => print_json(out, json, look)?,
        Output::Items(items) => {
            let list = [b"[", items.join(&b","[..]).as_slice(), b"]"].concat();
            print_json(out, &list, look)?;
        }
    }
    out.flush()
}

fn print_json(out: &mut impl Write, json: &[u8], look: Look) -> io::Result<()> {
    if look.format == Format::Json {
        out.write_all(&look.json(json, Some(0)))?;
        return out.write_all(b"\n");
    }
    // The YAML crate's values keep the order of members, unlike those of `serde_json`.
    let value: Value = serde_json::from_slice(json)?;
    match look.format {
        Format::Yaml if look.terminal => {
            let text = serde_yaml::to_string(&value).map_err(io::Error::other)?;
            out.write_all(visible_lines(&text).as_bytes())
        }
        Format::Yaml => serde_yaml::to_writer(out, &value).map_err(io::Error::other),
        _ => writeln!(out, "{}", table(&value)),
    }
}

/// A list of objects has a row for each of them, anything else a row for each member.
fn table(value: &Value) -> String {
    let mut table = Table::new();
    table.load_preset(NOTHING);
    match value {
        Value::Sequence(items) if items.iter().any(Value::is_mapping) => {
            let columns = items.iter().filter_map(Value::as_mapping);
            let columns = columns
                .flat_map(Mapping::keys)
                .map(|name| (name.clone(), Value::Null));
            let columns: Mapping = columns.collect();
            table.set_header(columns.keys().map(|name| cell(name).to_uppercase()));
            for item in items {
                let row = columns
                    .keys()
                    .map(|name| item.get(name).map(cell).unwrap_or_default());
                table.add_row(row);
            }
        }
        Value::Sequence(items) => {
            table.add_rows(items.iter().map(|item| [cell(item)]));
        }
        Value::Mapping(members) => {
            table.add_rows(
                members
                    .iter()
                    .map(|(name, value)| [cell(name), cell(value)]),
            );
        }
        other => return cell(other),
    }
    table.trim_fmt()
}

/// A value in one line.
fn cell(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => visible_lines(text).replace('\n', " "),
        other => serde_json::to_string(other).unwrap_or_default(),
    }
}

/// JSON with line breaks and so much indentation, or in one line. It goes through the text, so that
/// the order of members and the digits of numbers stay as they are.
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

/// The length of the string that this JSON begins with, quotes included.
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
    /// Writes a character between values, and gives what is left after it.
    fn punctuate<'j>(&mut self, byte: u8, after: &'j [u8]) -> &'j [u8] {
        match byte {
            b'{' | b'[' => {
                self.out.push(byte);
                // What has nothing in it stays on its line.
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
