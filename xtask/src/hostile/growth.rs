use std::process::ExitCode;

use super::case::Case;
use super::sizes::KINDS;
use super::trial::Trial;

/// How much more time twice as much may take, beyond what a machine that does other things adds.
const STEEP: f64 = 3.2;

/// Shorter times say nothing, in seconds.
const SHORT: f64 = 0.2;

/// Prints a table: seconds and MiB for a quarter, a half and all of each size.
///
/// # Errors
/// A file cannot be written, or no process can be started.
pub fn run(trial: &Trial) -> anyhow::Result<ExitCode> {
    println!("| kind | n | s: n, 2n, 4n | MiB: n, 2n, 4n | outcome |");
    println!("|---|--:|---|---|---|");
    let mut steep = 0;
    for (kind, most, make) in KINDS {
        let mut times = Vec::new();
        let mut memory = Vec::new();
        let mut ending = String::new();
        for count in [most / 4, most / 2, most] {
            let ended = trial.measure(&Case::json(&make(count)), "growth")?;
            times.push(ended.cost.cpu.as_secs_f64());
            memory.push((ended.cost.memory >> 20).to_string());
            ending = match ended.status.code() {
                Some(0) => "generated".to_owned(),
                Some(2) => "refused".to_owned(),
                _ => ended.status.to_string(),
            };
        }
        let is_steep = times[2] > SHORT && times[2] > STEEP * times[1].max(SHORT / 2.0);
        steep += usize::from(is_steep);
        let times: Vec<String> = times.iter().map(|time| format!("{time:.2}")).collect();
        println!(
            "| {kind} | {} | {} | {} | {ending}{} |",
            most / 4,
            times.join(", "),
            memory.join(", "),
            if is_steep { ", steep" } else { "" }
        );
    }
    Ok(if steep == 0 {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}
