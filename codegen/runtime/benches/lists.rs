//! A long list read at once, and item by item: prints the largest memory of either, and how long
//! it takes. Each is a process of its own, which reads from a server in it that holds nothing.

#![allow(clippy::print_stdout, clippy::unwrap_used, missing_docs)]

use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::process::Command;
use std::time::{Duration, Instant};

use sdk_runtime::{Endpoint, Operation, Request, format, object, path};

#[allow(dead_code)]
#[path = "../tests/http/fixture.rs"]
mod fixture;

/// How much text there is, in bytes, and how many items one write of the server has.
const BYTES: usize = 200_000_000;
const AT_ONCE: usize = 64;

/// Says what a process is to do.
const TASK: &str = "LISTS_TASK";

const HOUR: Duration = Duration::from_secs(3600);

/// An item.
#[derive(Clone)]
pub struct Event {
    pub id: String,
    pub user: String,
    pub at: String,
    pub level: i64,
    pub text: Option<String>,
    pub tags: Vec<String>,
}
object!(Event: Decode { id, user, at, level, text, tags });

enum List {}

impl Endpoint for List {
    const OPERATION: Operation = fixture::PLAIN;
    type Response = format::Json<Vec<Event>>;
}

const ITEM: &str = r#"{"id":"0f6b8a1e-000000001234","user":"jane.example@example.com","at":"2026-02-03T04:05:06Z","level":3,"text":"The device \"laptop-17\" was added to the group of all devices","tags":["device","group","added"]}"#;

fn main() {
    match std::env::var(TASK).as_deref() {
        Ok(task) => read(task == "items"),
        Err(_) => {
            println!("a list of {} MB:", BYTES / 1_000_000);
            for task in ["send", "items"] {
                let mut command = Command::new(std::env::current_exe().unwrap());
                assert!(command.env(TASK, task).status().unwrap().success());
            }
        }
    }
}

/// Reads the list, and says what it took.
fn read(one_by_one: bool) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let count = BYTES.div_ceil(ITEM.len() * AT_ONCE) * AT_ONCE;
    std::thread::spawn(move || serve(listener.accept().unwrap().0, count));
    let client = fixture::builder(&url)
        .max_body(if one_by_one { 1 << 20 } else { 1 << 30 })
        .timeout(HOUR)
        .attempt_timeout(HOUR)
        .build()
        .unwrap();
    let mut call = client.call(&fixture::PLAIN);
    call.set(path("animal_id"), &"leo".to_owned());
    let request = Request::<List>::new(call);
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap();
    let begin = Instant::now();
    let found = runtime.block_on(async {
        if !one_by_one {
            return request.send().await.unwrap().len();
        }
        let mut items = request.send_items().await.unwrap();
        let mut found = 0;
        while let Some(item) = items.next().await {
            item.unwrap();
            found += 1;
        }
        found
    });
    let time = begin.elapsed();
    assert_eq!(found, count);
    let method = if one_by_one { "send_items" } else { "send" };
    println!("{method}: {} of memory at most, {time:.2?}", peak());
}

/// Sends a list of so many items.
fn serve(mut stream: TcpStream, count: usize) {
    let mut request = BufReader::new(stream.try_clone().unwrap()).lines();
    while !request.next().unwrap().unwrap().is_empty() {}
    let last = "{\"id\":\"\",\"user\":\"\",\"at\":\"\",\"level\":0,\"tags\":[]}]";
    let many = format!("{ITEM},").repeat(AT_ONCE);
    let length = 1 + many.len() * count.div_euclid(AT_ONCE) - ITEM.len() - 1 + last.len();
    let head = "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: ";
    write!(stream, "{head}{length}\r\n\r\n[").unwrap();
    for _ in 1..count / AT_ONCE {
        stream.write_all(many.as_bytes()).unwrap();
    }
    let rest = many.split_at(many.len() - ITEM.len() - 1).0;
    stream.write_all(rest.as_bytes()).unwrap();
    stream.write_all(last.as_bytes()).unwrap();
}

/// The most memory that this process has had, as Linux counts it.
fn peak() -> String {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kib = line.and_then(|line| line.trim().strip_suffix(" kB")?.parse::<u64>().ok());
    kib.map_or("an unknown amount".to_owned(), |kib| {
        format!("{} MiB", kib >> 10)
    })
}
