//! The cost of generating a crate and checking it, compared with another generator.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::{peer, target_name};
use crate::cargo::cargo;
use crate::corpus::count_lines;
use crate::measure::{self, Cost, FinishedProcess, log_rustc, read_rustc_log};

/// The measurements of one generator for one description.
struct Measurements {
    generate: Cost,
    check: Cost,
    lines: usize,
    /// The output of the process that failed, if one did.
    problem: Option<String>,
}

/// Measures every description in turn, and prints a table.
///
/// # Errors
/// A program cannot be started, or a file cannot be written.
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
        let name = target_name(document);
        let ours = measure_generator(&folder, &format!("ours-{name}"), |out, package| {
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
        let theirs = measure_generator(&folder, &format!("theirs-{name}"), |out, package| {
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

/// Generates a crate with `generate`, which takes the folder and the name of the package, and checks the crate.
fn measure_generator(
    folder: &Path,
    package: &str,
    generate: impl FnOnce(&Path, &str) -> anyhow::Result<FinishedProcess>,
) -> anyhow::Result<Measurements> {
    let out = folder.join(package);
    if out.exists() {
        fs::remove_dir_all(&out)?;
    }
    let generated = generate(&out, package)?;
    let mut result = Measurements {
        generate: generated.cost,
        check: Cost::default(),
        lines: 0,
        problem: problem(&generated),
    };
    if result.problem.is_none() {
        // A separate workspace, so that no manifest above it applies.
        let manifest = out.join("Cargo.toml");
        let text = fs::read_to_string(&manifest)? + "\n[workspace]\n";
        fs::write(&manifest, text)?;
        result.lines = count_lines(&out)?.0;
        let log = folder.join(format!("{package}.log"));
        let mut command = cargo();
        command
            .args(["check", "--quiet", "--all-features"])
            .current_dir(&out)
            .env("CARGO_TARGET_DIR", folder.join("target"))
            .env("CARGO_INCREMENTAL", "0");
        log_rustc(&mut command, &log)?;
        result.problem = problem(&measure::run(&mut command)?);
        result.check = read_rustc_log(&log)?;
    }
    Ok(result)
}

/// The output of a process, if it failed.
fn problem(ended: &FinishedProcess) -> Option<String> {
    (!ended.status.success()).then(|| ended.output.trim().to_owned())
}

fn print(name: &str, megabytes: f64, generator: &str, result: &Measurements) {
    let seconds = result.generate.wall.as_secs_f64();
    println!(
        "| {name} | {megabytes:.1} | {generator} | {seconds:.2} | {} | {:.2} | {} | {:.1} | {} | {} |",
        result.generate.memory >> 20,
        seconds / megabytes,
        result.lines,
        result.check.cpu.as_secs_f64(),
        result.check.memory >> 20,
        if result.problem.is_none() {
            "ok"
        } else {
            "failed"
        },
    );
    if let Some(problem) = &result.problem {
        eprintln!("{generator} failed for {name}: {problem}");
    }
}
