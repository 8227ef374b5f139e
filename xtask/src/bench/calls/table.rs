//! What the bench prints.

use super::contest::{Scenario, Turns};

/// The most that a call of ours may take for each unit of what one written by hand takes.
const TIME: f64 = 1.03;
/// The most allocations more that it may make.
const ALLOCATIONS: f64 = 8.0;
/// The most bytes that it may take for each of the other's.
const BYTES: f64 = 1.2;

/// The head of the table of ours beside calls written by hand.
pub fn print_head() {
    println!(
        "\n| calls | time | processor time | allocations | KB | |\n|---|--:|--:|--:|--:|---|\n\
         | wanted | ≤ {TIME} × | | ≤ + {ALLOCATIONS} | ≤ {BYTES} × | |"
    );
}

/// A row of it.
pub fn print(scenario: &Scenario, ours: &Turns, plain: &Turns) {
    let (own, other, ratio) = (ours.median(), plain.median(), ours.ratio(plain));
    let more = own.allocations - other.allocations;
    let is_as_wanted = ratio.time <= TIME && more <= ALLOCATIONS && ratio.bytes <= BYTES;
    let kilobytes = |bytes: f64| bytes / 1e3;
    println!(
        "| {} | {:.2} × | {:.2} × | {:.0} instead of {:.0} | {:.1} instead of {:.1}: {:.2} × | {} |",
        scenario.title,
        ratio.time,
        ratio.processor,
        own.allocations,
        other.allocations,
        kilobytes(own.bytes),
        kilobytes(other.bytes),
        ratio.bytes,
        if is_as_wanted { "as wanted" } else { "more" },
    );
}

/// The head of the table of what others take for each unit of ours.
pub fn print_others_head() {
    println!(
        "\n| calls | other | time | processor time | allocations | bytes | wanted |\n\
         |---|---|--:|--:|--:|--:|--:|"
    );
}

/// A row of it. `wanted` is how many times as many calls a second ours should make.
pub fn print_other(
    scenario: &Scenario,
    name: &str,
    other: &Turns,
    ours: &Turns,
    wanted: Option<f64>,
) {
    let ratio = other.ratio(ours);
    // What is not written in Rust does not count its memory.
    let counted = |ratio: f64| match other.median().allocations > 0.0 {
        true => format!("{ratio:.2} ×"),
        false => "–".to_owned(),
    };
    let wanted = wanted.map(|wanted| format!("≥ {wanted} ×"));
    println!(
        "| {} | {name} | {:.2} × | {:.2} × | {} | {} | {} |",
        scenario.title,
        ratio.time,
        ratio.processor,
        counted(ratio.allocations),
        counted(ratio.bytes),
        wanted.unwrap_or_default(),
    );
}
