//! What is measured of every case besides its outcome. Cases run one at a time, so that whatever
//! is measured is the case's own.

use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use peak_alloc::PeakAlloc;
use tokio::runtime::Handle;

use super::log;

/// Counts what the program holds on the heap, clients and servers together.
#[global_allocator]
static HEAP: PeakAlloc = PeakAlloc;
/// Panics in any task.
static PANICS: AtomicUsize = AtomicUsize::new(0);
/// What is wrong with the calls of the case that runs.
static PROBLEMS: Mutex<Vec<String>> = Mutex::new(Vec::new());

/// How long what a case began may go on after it.
const REST: Duration = Duration::from_secs(5);

/// What a case may use.
#[derive(Clone, Copy, Debug)]
pub struct Bounds {
    /// How long it may really take.
    pub time: Duration,
    /// How much it may hold on the heap at a time, in bytes.
    pub memory: usize,
}

impl Default for Bounds {
    fn default() -> Self {
        Self {
            // The deadline of a call, and 100 ms.
            time: Duration::from_millis(5100),
            memory: 8 << 20,
        }
    }
}

/// What a case used.
pub struct Used {
    pub time: Duration,
    pub memory: usize,
}

/// Measures one case.
pub struct Meters {
    begin: Instant,
    held: usize,
    tasks: usize,
}

/// Begins to count panics.
pub fn count_panics() {
    let print = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |info| {
        PANICS.fetch_add(1, Ordering::SeqCst);
        print(info);
    }));
}

/// Notes what is wrong with a call of the case that runs.
pub fn note(problem: String) {
    PROBLEMS.lock().unwrap().push(problem);
}

impl Meters {
    /// Begins to measure.
    pub fn start() -> Self {
        HEAP.reset_peak_usage();
        Self {
            begin: Instant::now(),
            held: HEAP.current_usage(),
            tasks: tasks(),
        }
    }

    /// Compares what was used with what may be, and adds whatever else is wrong to `problems`.
    pub async fn stop(self, bounds: Bounds, problems: &mut Vec<String>) -> Used {
        let used = Used {
            time: self.begin.elapsed(),
            memory: HEAP.peak_usage().saturating_sub(self.held),
        };
        problems.append(&mut PROBLEMS.lock().unwrap());
        if used.time > bounds.time {
            problems.push(format!("took {:?} of {:?}", used.time, bounds.time));
        }
        if used.memory > bounds.memory {
            problems.push(format!("{} of {} bytes", used.memory, bounds.memory));
        }
        let panics = PANICS.swap(0, Ordering::SeqCst);
        if panics > 0 {
            problems.push(format!("{panics} panics"));
        }
        for record in log::take_leaks() {
            problems.push(format!("a secret in the log: {record}"));
        }
        problems.extend(left(self.tasks).await);
        used
    }
}

/// Waits until no more tasks are alive than before. A connection that is open has a task, too.
pub async fn left(before: usize) -> Option<String> {
    let begin = Instant::now();
    while tasks() > before && begin.elapsed() < REST {
        tokio::time::sleep(Duration::from_millis(1)).await;
    }
    let left = tasks().saturating_sub(before);
    (left > 0).then(|| format!("{left} tasks are left"))
}

fn tasks() -> usize {
    Handle::current().metrics().num_alive_tasks()
}
