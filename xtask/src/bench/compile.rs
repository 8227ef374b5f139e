//! What it costs to generate a crate and to check it, against the other generator.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::peer;
use crate::corpus::{cargo, count};
use crate::measure::{self, Cost, FinishedProcess, log_rustc, logged};

/// What one generator takes for one description.
struct Side {
    generate: Cost,
    check: Cost,
    lines: usize,
    /// What was said where it could not be generated or compiled.
    problem: Option<String>,
}

/// Measures every description, one after the other, and prints a table.
///
/// # Errors
/// Something cannot be started or written.
pub fn measure(
    folder: &Path,
    documents: &[PathBuf],
    generator: &Path,
    peer: Option<&Path>,
) -> anyhow::Result<()> {
    let folder = std::path::absolute(folder)?;
    println!(
        "\n| document | MB | generator | generate s | generate MiB | s/MB | lines | check CPU s | check MiB | |\n\
         |---|--:|---|--:|--:|--:|--:|--:|--:|---|"
    );
    for document in documents {
        let megabytes = fs::metadata(document)?.len() as f64 / 1e6;
        let name = document.file_stem().unwrap_or_default().to_string_lossy();
        let name = name.replace(|c: char| !c.is_ascii_alphanumeric(), "-");
        let ours = side(&folder, &format!("ours-{name}"), |out, package| {
            let mut command = Command::new(generator);
            command
                .arg("generate")
                .arg(document)
                .arg("--out")
                .arg(out)
                .arg("--rename");
            measure::run(command.args(["--name", package]))
        })?;
        print(&name, megabytes, "this", &ours);
        let Some(program) = peer else { continue };
        let theirs = side(&folder, &format!("theirs-{name}"), |out, package| {
            peer::generate(program, document, out, package)
        })?;
        print(&name, megabytes, "other", &theirs);
        if ours.problem.is_some() || theirs.problem.is_some() {
            continue;
        }
        let ratio = |ours: f64, theirs: f64| ours / theirs;
        println!(
            "| {name} | | this / other | | | | {:.2} | {:.2} | {:.2} | |",
            ratio(ours.lines as f64, theirs.lines as f64),
            ratio(ours.check.cpu.as_secs_f64(), theirs.check.cpu.as_secs_f64()),
            ratio(ours.check.memory as f64, theirs.check.memory as f64),
        );
    }
    Ok(())
}

fn side(
    folder: &Path,
    package: &str,
    generate: impl FnOnce(&Path, &str) -> anyhow::Result<FinishedProcess>,
) -> anyhow::Result<Side> {
    let out = folder.join(package);
    if out.exists() {
        fs::remove_dir_all(&out)?;
    }
    let generated = generate(&out, package)?;
    let mut side = Side {
        generate: generated.cost,
        check: Cost::default(),
        lines: 0,
        problem: problem(&generated),
    };
    if side.problem.is_none() {
        // A workspace of its own: nothing above it counts.
        let manifest = out.join("Cargo.toml");
        let text = fs::read_to_string(&manifest)? + "\n[workspace]\n";
        fs::write(&manifest, text)?;
        side.lines = count(&out)?.0;
        let log = folder.join(format!("{package}.log"));
        let mut command = Command::new(cargo());
        command
            .args(["check", "--quiet", "--all-features"])
            .current_dir(&out)
            .env("CARGO_TARGET_DIR", folder.join("target"))
            .env("CARGO_INCREMENTAL", "0");
        log_rustc(&mut command, &log)?;
        side.problem = problem(&measure::run(&mut command)?);
        side.check = logged(&log)?;
    }
    Ok(side)
}

/// What a process said that failed.
fn problem(ended: &FinishedProcess) -> Option<String> {
    (!ended.status.success()).then(|| ended.output.trim().to_owned())
}

fn print(name: &str, megabytes: f64, generator: &str, side: &Side) {
    let seconds = side.generate.wall.as_secs_f64();
    println!(
        "| {name} | {megabytes:.1} | {generator} | {seconds:.2} | {} | {:.2} | {} | {:.1} | {} | {} |",
        side.generate.memory >> 20,
        seconds / megabytes,
        side.lines,
        side.check.cpu.as_secs_f64(),
        side.check.memory >> 20,
        if side.problem.is_none() {
            "ok"
        } else {
            "failed"
        },
    );
    if let Some(problem) = &side.problem {
        eprintln!("{generator} failed for {name}: {problem}");
    }
}
