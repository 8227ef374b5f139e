//! The tables that the benchmark prints.

use super::turns::{Scenario, Turns};

/// The goal for the ratio of our time to that of a call written by hand.
const MAX_TIME: f64 = 1.03;
/// The goal for the number of additional allocations.
const MAX_ALLOCATIONS: f64 = 8.0;
/// The goal for the ratio of allocated bytes.
const MAX_BYTES: f64 = 1.2;

/// Prints the head of the table that compares our calls with calls written by hand.
pub fn print_head() {
    println!(
        "\n| calls | time | processor time | allocations | KB | goal |\n|---|--:|--:|--:|--:|---|\n\
         | goal | ≤ {MAX_TIME} × | | ≤ + {MAX_ALLOCATIONS} | ≤ {MAX_BYTES} × | |"
    );
}

/// Prints a row of that table.
pub fn print(scenario: &Scenario, ours: &Turns, plain: &Turns) {
    let (own, other, ratio) = (ours.median(), plain.median(), ours.ratio(plain));
    let more = own.allocations - other.allocations;
    let is_reached = ratio.time <= MAX_TIME && more <= MAX_ALLOCATIONS && ratio.bytes <= MAX_BYTES;
    let kilobytes = |bytes: f64| bytes / 1e3;
    println!(
        "| {} | {:.2} × | {:.2} × | {:.0} instead of {:.0} | {:.1} instead of {:.1}: {:.2} × | {} |",
        scenario.title,
        ratio.time,
        ratio.cpu,
        own.allocations,
        other.allocations,
        kilobytes(own.bytes),
        kilobytes(other.bytes),
        ratio.bytes,
        if is_reached { "reached" } else { "not reached" },
    );
}

/// Prints the head of the table with the ratios of other SDKs' figures to ours.
pub fn print_others_head() {
    println!(
        "\n| calls | other | time | processor time | allocations | bytes | goal |\n\
         |---|---|--:|--:|--:|--:|--:|"
    );
}

/// Prints a row of that table. `goal` is the lowest acceptable ratio of times.
pub fn print_other(
    scenario: &Scenario,
    name: &str,
    other: &Turns,
    ours: &Turns,
    goal: Option<f64>,
) {
    let ratio = other.ratio(ours);
    // Only the programs in Rust count allocations.
    let if_counted = |ratio: f64| match other.median().allocations > 0.0 {
        true => format!("{ratio:.2} ×"),
        false => "–".to_owned(),
    };
    let goal = goal.map(|goal| format!("≥ {goal} ×"));
    println!(
        "| {} | {name} | {:.2} × | {:.2} × | {} | {} | {} |",
        scenario.title,
        ratio.time,
        ratio.cpu,
        if_counted(ratio.allocations),
        if_counted(ratio.bytes),
        goal.unwrap_or_default(),
    );
}
