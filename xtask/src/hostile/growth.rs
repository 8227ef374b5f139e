//! How time and memory grow with the size of a description.

use std::process::ExitCode;

use super::case::Case;
use super::sizes::KINDS;
use super::trial::Trial;

/// The highest acceptable ratio of the times for a size and for half of it. Linear growth is 2; the rest allows for
/// other programs on the machine.
const MAX_RATIO: f64 = 3.2;

/// Times below this are too short to compare, in seconds.
const MIN_SECONDS: f64 = 0.2;

/// Prints a table with the seconds and MiB for a quarter, a half and all of the size of each kind. The exit code is 1
/// if a time grows too fast, or if the generator neither wrote an SDK nor refused the description.
///
/// # Errors
/// A file cannot be written, or a process cannot be started.
pub fn run(trial: &Trial) -> anyhow::Result<ExitCode> {
    println!("| kind | n | s: n, 2n, 4n | MiB: n, 2n, 4n | outcome |");
    println!("|---|--:|---|---|---|");
    let mut wrong = 0;
    for (kind, size, generate) in KINDS {
        let mut times = Vec::new();
        let mut memory = Vec::new();
        let mut outcome = String::new();
        for count in [size / 4, size / 2, size] {
            let ended = trial.measure(&Case::json(&generate(count)), "growth")?;
            times.push(ended.cost.cpu.as_secs_f64());
            memory.push((ended.cost.memory >> 20).to_string());
            outcome = match ended.status.code() {
                Some(0) => "generated".to_owned(),
                Some(2) => "refused".to_owned(),
                _ => {
                    wrong += 1;
                    ended.status.to_string()
                }
            };
        }
        let is_steep =
            times[2] > MIN_SECONDS && times[2] > MAX_RATIO * times[1].max(MIN_SECONDS / 2.0);
        wrong += usize::from(is_steep);
        let times: Vec<String> = times.iter().map(|time| format!("{time:.2}")).collect();
        println!(
            "| {kind} | {} | {} | {} | {outcome}{} |",
            size / 4,
            times.join(", "),
            memory.join(", "),
            if is_steep { ", steep" } else { "" }
        );
    }
    Ok(if wrong == 0 {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}
