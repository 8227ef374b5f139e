//! Generation compared with parsing, for each description that is passed:
//!
//! ```text
//! cargo bench -p sdk-codegen --bench generate -- FILE…
//! ```
//!
//! Prints the ratio of the time for generating an SDK to the time that `serde_json` or `yaml_serde`
//! takes to parse the text, and the median of all ratios.

#![allow(clippy::print_stdout, missing_docs)]

use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use anyhow::Context as _;
use sdk_codegen::config::Config;
use sdk_codegen::load::Source;
use sdk_codegen::{Options, generate};

// The allocator of the binary.
#[cfg(feature = "fast-allocator")]
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Number of measurements; the minimum is used.
const ROUNDS: usize = 3;

fn main() -> anyhow::Result<()> {
    // Cargo adds arguments such as `--bench`.
    let is_file = |argument: &PathBuf| !argument.to_string_lossy().starts_with("--");
    let mut ratios = Vec::new();
    let mut yaml = Vec::new();
    for file in std::env::args_os()
        .skip(1)
        .map(PathBuf::from)
        .filter(is_file)
    {
        let text = std::fs::read_to_string(&file)
            .with_context(|| format!("cannot read {}", file.display()))?;
        let is_json = text.trim_start().starts_with('{');
        let parsed = least(|| parse(&text, is_json))?;
        let Ok(made) = least(|| make(&file, &text)) else {
            println!("{}: refused", file.display());
            continue;
        };
        let ratio = made.as_secs_f64() / parsed.as_secs_f64();
        println!(
            "{}: {made:.1?}, its text {parsed:.1?}: {ratio:.2}",
            file.display()
        );
        ratios.push(ratio);
        if !is_json {
            yaml.push(ratio);
        }
    }
    println!("median of {}: {:.2}", ratios.len(), median(&mut ratios));
    println!("median of {} in YAML: {:.2}", yaml.len(), median(&mut yaml));
    Ok(())
}

fn median(ratios: &mut [f64]) -> f64 {
    ratios.sort_by(f64::total_cmp);
    ratios.get(ratios.len() / 2).copied().unwrap_or(f64::NAN)
}

/// The minimum time of all measurements.
fn least(mut work: impl FnMut() -> anyhow::Result<()>) -> anyhow::Result<Duration> {
    let mut least = Duration::MAX;
    for _ in 0..ROUNDS {
        let start = Instant::now();
        work()?;
        least = least.min(start.elapsed());
    }
    Ok(least)
}

fn parse(text: &str, is_json: bool) -> anyhow::Result<()> {
    if is_json {
        black_box(serde_json::from_str::<serde_json::Value>(text)?);
    } else {
        black_box(serde_yaml::from_str::<serde_yaml::Value>(text)?);
    }
    Ok(())
}

fn make(file: &Path, text: &str) -> anyhow::Result<()> {
    let options = Options {
        source: "openapi".to_owned(),
        command: "sdk-codegen".to_owned(),
        strict: false,
    };
    let source = Source {
        path: file.to_owned(),
        text: text.to_owned(),
    };
    match generate(source, &Config::default(), &options) {
        Ok(generated) => {
            black_box(generated.files);
            Ok(())
        }
        Err(_) => anyhow::bail!("refused"),
    }
}
