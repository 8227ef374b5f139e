//! The command `mock`.

use std::io::{self, Write};
use std::net::IpAddr;
use std::path::PathBuf;
use std::time::Duration;

use clap::Args;

use super::{Behavior, Options, Server, StartError};
use crate::cli::count::count;
use crate::cli::{Colors, Outcome, print};

/// The arguments of `mock`.
#[derive(Clone, Debug, Args)]
pub struct Arguments {
    /// The description, as for `generate`; `-` reads it from the standard input.
    spec: PathBuf,
    /// Port to listen on; 0 picks a free one.
    #[arg(long, default_value_t = 4010)]
    port: u16,
    /// Address to listen on. Other addresses than the default accept connections from other machines.
    #[arg(long, default_value = "127.0.0.1")]
    host: IpAddr,
    /// Seed of the generated values: the same seed gives the same values.
    #[arg(long, default_value_t = 0)]
    seed: u64,
    /// Store created and modified items, as far as they can be identified by paths.
    #[arg(long)]
    stateful: bool,
    /// Accept requests without credentials.
    #[arg(long)]
    no_auth: bool,
    /// Do not check parameters and bodies.
    #[arg(long)]
    no_check: bool,
    /// Delay of each response in milliseconds: `200`, or `50-400` for a range.
    #[arg(long, value_name = "MS", value_parser = latency)]
    latency: Option<(Duration, Duration)>,
    /// Fraction of requests that fail, from 0 to 1.
    #[arg(long, value_name = "PART", value_parser = part)]
    fail_rate: Option<f64>,
    /// Record requests and responses in a file, one JSON value per line, without secrets. An existing
    /// file is replaced.
    #[arg(long, value_name = "FILE")]
    record: Option<PathBuf>,
    /// Apply an overlay after those in `sdk.toml`; may be repeated.
    #[arg(long = "overlay", value_name = "FILE")]
    overlays: Vec<PathBuf>,
    /// The configuration (`sdk.toml`).
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
}

fn latency(text: &str) -> Result<(Duration, Duration), String> {
    let (least, most) = text.split_once('-').unwrap_or((text, text));
    let number = |text: &str| {
        let text = text.trim().trim_end_matches("ms");
        let milliseconds: u64 = text
            .parse()
            .map_err(|_| format!("`{text}` is no number of milliseconds"))?;
        // Limited to an hour.
        Ok::<_, String>(Duration::from_millis(milliseconds.min(3_600_000)))
    };
    let (least, most) = (number(least)?, number(most)?);
    match least <= most {
        true => Ok((least, most)),
        false => Err("the first number is larger than the second one".to_owned()),
    }
}

fn part(text: &str) -> Result<f64, String> {
    let part = text
        .parse::<f64>()
        .ok()
        .filter(|part| (0.0..=1.0).contains(part));
    part.ok_or_else(|| "it is no number from 0 to 1".to_owned())
}

impl From<Arguments> for Options {
    fn from(arguments: Arguments) -> Self {
        Self {
            spec: arguments.spec,
            config: arguments.config,
            overlays: arguments.overlays,
            host: arguments.host,
            port: arguments.port,
            record: arguments.record,
            behavior: Behavior {
                seed: arguments.seed,
                auth: !arguments.no_auth,
                check: !arguments.no_check,
                stateful: arguments.stateful,
                latency: arguments.latency.unwrap_or_default(),
                fail_rate: arguments.fail_rate.unwrap_or_default(),
                ..Behavior::default()
            },
        }
    }
}

/// Runs the server until the user stops it. Its address is written to `out`, diagnostics to `err`.
///
/// # Errors
///
/// `out` or `err` cannot be written to.
pub fn run(arguments: Arguments, out: &mut dyn Write, err: &mut dyn Write) -> io::Result<Outcome> {
    let server = match Server::start(&arguments.into()) {
        Ok(server) => server,
        Err(why) => {
            match why {
                StartError::Description(diagnostics) => {
                    drop(print(&diagnostics, Colors::of_terminals(), err)?)
                }
                why => writeln!(err, "error: {why}")?,
            }
            return Ok(Outcome::Failed);
        }
    };
    if server.warnings() > 0 {
        let warnings = count(server.warnings(), "warning");
        writeln!(
            err,
            "{warnings} about the description; `sdk-codegen generate` prints them"
        )?;
    }
    writeln!(
        out,
        "listening on {} ({})",
        server.url(),
        count(server.operations(), "operation")
    )?;
    out.flush()?;
    match server.serve_until_signal() {
        Ok(()) => Ok(Outcome::Done),
        Err(why) => {
            writeln!(err, "error: {why}")?;
            Ok(Outcome::Failed)
        }
    }
}
