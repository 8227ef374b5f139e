use std::process::Child;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use super::fixture::OK;
use super::redis_server::RedisServer;
use super::server::{Server, json};
use super::worker::Order;

const PROCESSES: usize = 8;
const CALLS: usize = 5000;
const LIMIT: usize = 1000;
const PER: Duration = Duration::from_secs(1);

#[tokio::test]
async fn eight_processes_keep_one_limit() {
    let Some(redis) = RedisServer::start() else {
        return;
    };
    let (server, arrivals) = server_with_a_clock().await;
    let begin = Instant::now();
    let order = Order {
        server: &server.url,
        redis: &redis.url(),
        limit: LIMIT as u32,
        per: PER,
        calls: CALLS / PROCESSES,
    };
    let processes: Vec<Child> = (0..PROCESSES).map(|_| order.start(&[])).collect();
    let statuses = processes.into_iter().map(|mut process| {
        let ended = move || process.wait().unwrap().success();
        tokio::task::spawn_blocking(ended)
    });
    for status in statuses.collect::<Vec<_>>() {
        assert!(status.await.unwrap(), "a process failed");
    }
    let arrivals = arrivals.lock().unwrap();
    assert_eq!(arrivals.len(), CALLS);
    // A request may arrive late, but none arrives before it begins: at the end of each window there
    // are no more than all windows so far allow.
    for (count, arrival) in (1..).zip(&*arrivals) {
        let windows = arrival.duration_since(begin).as_secs_f64() / PER.as_secs_f64();
        let allowed = LIMIT * (windows.floor() as usize + 1);
        assert!(count <= allowed, "{count} requests after {windows} windows");
    }
    // All of them were counted at one place, however fast this machine is.
    let counted = redis.command("INFO commandstats");
    let turns = format!("cmdstat_zadd:calls={CALLS},");
    assert!(counted.contains(&turns), "{counted}");
}

/// A server that notes when requests arrive.
async fn server_with_a_clock() -> (Server, Arc<Mutex<Vec<Instant>>>) {
    let arrivals = Arc::new(Mutex::new(Vec::new()));
    let log = arrivals.clone();
    let server = Server::start(move |_, _| {
        log.lock().unwrap().push(Instant::now());
        json("200 OK", OK)
    });
    (server.await, arrivals)
}
