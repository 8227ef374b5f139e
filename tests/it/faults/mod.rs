//! Every fault that a server or a network can come up with, and what the client makes of it.
//!
//! `cargo test -p sdk-tests faults -- --nocapture` prints a line for each.

mod case;
mod clock;
mod log;
mod names;
mod sdk;
mod server;
mod table;

use std::sync::Arc;
use std::time::{Duration, Instant};

use tokio::sync::Semaphore;

use case::{Case, Line};

/// How many cases run at a time. Most of them wait most of the time.
const AT_A_TIME: usize = 8;
/// How long the whole suite may take on two cores.
const LONGEST: Duration = Duration::from_secs(60);

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[allow(clippy::print_stdout, reason = "the table is for people")]
async fn faults() {
    let start = Instant::now();
    log::capture();
    let lines = run(table::cases()).await;
    println!(
        "{:>4}  {:<58} {:<24} {:>8} {:>6}",
        "row", "fault", "outcome", "requests", "ms"
    );
    for line in &lines {
        println!("{line}");
    }
    let failed: Vec<_> = lines
        .iter()
        .filter(|line| !line.problems.is_empty())
        .collect();
    let (records, leaks) = log::findings();
    println!(
        "{} cases, {} not as named; {records} log records, {} with a secret; {:.1} s",
        lines.len(),
        failed.len(),
        leaks.len(),
        start.elapsed().as_secs_f64(),
    );
    assert!(
        failed.is_empty(),
        "{} cases did not end as named",
        failed.len()
    );
    assert!(leaks.is_empty(), "secrets in the log: {leaks:#?}");
    assert!(start.elapsed() < LONGEST, "the suite takes too long");
}

/// Runs cases side by side, and gives their lines in the order of the table.
async fn run(cases: Vec<Case>) -> Vec<Line> {
    let permits = Arc::new(Semaphore::new(AT_A_TIME));
    let tasks: Vec<_> = cases
        .into_iter()
        .map(|case| {
            let permits = permits.clone();
            tokio::spawn(async move {
                let _permit = permits.acquire().await.unwrap();
                case.run().await
            })
        })
        .collect();
    let mut lines = Vec::new();
    for task in tasks {
        lines.push(task.await.unwrap());
    }
    lines
}
