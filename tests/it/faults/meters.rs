//! Measurements of each case: time, memory, tasks and panics. Cases run one at a time, so that the measurements belong
//! to one case.

use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use peak_alloc::PeakAlloc;
use tokio::runtime::Handle;

use super::log;

/// Counts the heap memory of the program, including clients and servers.
#[global_allocator]
static HEAP: PeakAlloc = PeakAlloc;
/// Panics in any task.
static PANICS: AtomicUsize = AtomicUsize::new(0);
/// The problems of calls in the current case.
static PROBLEMS: Mutex<Vec<String>> = Mutex::new(Vec::new());

/// The time that tasks of a case may run after its end.
const REST: Duration = Duration::from_secs(5);

/// The limits of a case.
#[derive(Clone, Copy, Debug)]
pub struct Bounds {
    /// The longest time that it may take.
    pub time: Duration,
    /// The most heap memory that it may use at a time, in bytes.
    pub memory: usize,
}

impl Default for Bounds {
    fn default() -> Self {
        Self {
            // The deadline of a call plus 100 ms.
            time: Duration::from_millis(5100),
            memory: 8 << 20,
        }
    }
}

/// The measurements of a case.
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

/// Starts to count panics.
pub fn count_panics() {
    let print = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |info| {
        PANICS.fetch_add(1, Ordering::SeqCst);
        print(info);
    }));
}

/// Records a problem of a call in the current case.
pub fn note(problem: String) {
    PROBLEMS.lock().unwrap().push(problem);
}

impl Meters {
    /// Starts to measure.
    pub fn start() -> Self {
        HEAP.reset_peak_usage();
        Self {
            begin: Instant::now(),
            held: HEAP.current_usage(),
            tasks: tasks(),
        }
    }

    /// Compares the measurements with the limits, and adds violations and other problems to `problems`.
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

/// Waits until the number of tasks is the same as before. An open connection also has a task.
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
