//! Faults of servers and networks, and the expected behaviour of the client.
//!
//! `cargo test -p sdk-tests faults -- --nocapture` prints a line for each case.

mod case;
mod clock;
mod documents;
mod expectation;
mod log;
mod meters;
mod names;
mod sdk;
mod server;
mod table;
mod trial;

use std::net::TcpListener;
use std::process::Command;
use std::time::{Duration, Instant};

/// The time limit of the whole suite on two cores.
const LONGEST: Duration = Duration::from_secs(60);
/// Environment variable that is set in the process that runs the table.
const INSIDE: &str = "SDK_TESTS_TABLE_OF_FAULTS";

/// Runs the table in a separate process, where memory and panics belong to the cases alone. The environment has a
/// proxy that only one client may use.
#[test]
#[allow(clippy::print_stdout, reason = "the table is for people")]
fn faults() {
    if std::env::var_os(INSIDE).is_some() {
        let mut builder = tokio::runtime::Builder::new_multi_thread();
        let runtime = builder.worker_threads(2).enable_all().build().unwrap();
        return runtime.block_on(table_of_faults());
    }
    let proxy = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", proxy.local_addr().unwrap());
    let mut command = Command::new(std::env::current_exe().unwrap());
    command.args(["--exact", "faults::faults", "--nocapture"]);
    command.env(INSIDE, "1");
    command.env_remove("NO_PROXY").env_remove("no_proxy");
    for name in ["HTTP_PROXY", "HTTPS_PROXY", "http_proxy", "https_proxy"] {
        command.env(name, &url);
    }
    let output = command.output().unwrap();
    println!("{}", String::from_utf8_lossy(&output.stdout));
    println!("{}", String::from_utf8_lossy(&output.stderr));
    assert!(output.status.success(), "not every case ended as named");
    proxy.set_nonblocking(true).unwrap();
    let connections = std::iter::from_fn(|| proxy.accept().ok()).count();
    assert_eq!(connections, table::PROXIED, "connections to the proxy");
}

#[allow(clippy::print_stdout, reason = "the table is for people")]
async fn table_of_faults() {
    let start = Instant::now();
    log::capture();
    meters::count_panics();
    println!(
        "\n{:>4}  {:<58} {:<24} {:>8} {:>6} {:>6}",
        "row", "fault", "outcome", "requests", "ms", "KiB"
    );
    let mut lines = Vec::new();
    for case in table::cases() {
        lines.push(case.run().await);
    }
    lines.sort_by(|a, b| (a.row, &a.name).cmp(&(b.row, &b.name)));
    for line in &lines {
        println!("{line}");
    }
    let failed = lines
        .iter()
        .filter(|line| !line.problems.is_empty())
        .count();
    for row in 1..=84 {
        assert!(lines.iter().any(|line| line.row == row), "no row {row}");
    }
    let memory = lines.iter().map(|line| line.used.memory).max();
    println!(
        "{} cases, {failed} not as named; {} log records; {} KiB at most; {:.1} s",
        lines.len(),
        log::records(),
        memory.unwrap_or_default() >> 10,
        start.elapsed().as_secs_f64(),
    );
    assert_eq!(failed, 0);
    assert!(start.elapsed() < LONGEST, "the suite takes too long");
}
