//! Every fault that a server or a network can come up with, and what the client makes of it.
//!
//! `cargo test -p sdk-tests faults -- --nocapture` prints a line for each.

mod case;
mod clock;
mod documents;
mod log;
mod names;
mod sdk;
mod server;
mod table;
mod want;

use std::net::TcpListener;
use std::process::Command;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use tokio::sync::Semaphore;
use tokio::task::JoinSet;

use case::{Case, Line};

/// How many cases run at a time. Most of them wait most of the time.
const AT_A_TIME: usize = 8;
/// How long the whole suite may take on two cores.
const LONGEST: Duration = Duration::from_secs(60);
/// How much memory the process may have used at most, clients and servers together.
const MOST_MEMORY: usize = 64 << 20;
/// Set in the process that runs the table.
const INSIDE: &str = "SDK_TESTS_TABLE_OF_FAULTS";
/// Panics in any task.
static PANICS: AtomicUsize = AtomicUsize::new(0);

/// Runs the table in a process of its own, where memory and panics are nobody else's, and with a
/// proxy in the environment that no client but one may use.
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
    count_panics();
    let mut lines = run(table::large(), 1).await;
    lines.extend(run(table::cases(), AT_A_TIME).await);
    lines.sort_by(|a, b| (a.row, &a.name).cmp(&(b.row, &b.name)));
    println!(
        "\n{:>4}  {:<58} {:<24} {:>8} {:>6}",
        "row", "fault", "outcome", "requests", "ms"
    );
    for line in &lines {
        println!("{line}");
    }
    let failed = lines
        .iter()
        .filter(|line| !line.problems.is_empty())
        .count();
    let (records, leaks) = log::findings();
    let panics = PANICS.load(Ordering::SeqCst);
    let memory = peak_memory();
    println!(
        "{} cases, {failed} not as named; {records} log records, {} with a secret; {panics} \
         panics; {} MB at most; {:.1} s",
        lines.len(),
        leaks.len(),
        memory >> 20,
        start.elapsed().as_secs_f64(),
    );
    assert_eq!((failed, panics), (0, 0));
    assert!(leaks.is_empty(), "secrets in the log: {leaks:#?}");
    assert!(memory <= MOST_MEMORY, "too much memory: {memory}");
    assert!(start.elapsed() < LONGEST, "the suite takes too long");
}

/// Runs cases, so many at a time.
async fn run(cases: Vec<Case>, at_a_time: usize) -> Vec<Line> {
    let permits = Arc::new(Semaphore::new(at_a_time));
    let mut tasks = JoinSet::new();
    for case in cases {
        let permits = permits.clone();
        tasks.spawn(async move {
            let _permit = permits.acquire().await.unwrap();
            case.run().await
        });
    }
    tasks.join_all().await
}

fn count_panics() {
    let print = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |info| {
        PANICS.fetch_add(1, Ordering::SeqCst);
        print(info);
    }));
}

/// The most memory that this process ever had, in bytes; none where the system does not tell.
fn peak_memory() -> usize {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let mut lines = status
        .lines()
        .filter_map(|line| line.strip_prefix("VmHWM:"));
    let kilobytes = lines.next().and_then(|rest| rest.split_whitespace().next());
    kilobytes
        .and_then(|number| number.parse::<usize>().ok())
        .map_or(0, |number| number << 10)
}
