//! The processes beside that of a test: this program once more, told by its environment to make
//! calls.

use std::process::{Child, Command};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use super::fixture::{builder, get};

const ORDER: &str = "SHARED_LIMIT_ORDER";

/// How many calls of one process are under way at once.
const AT_ONCE: usize = 32;

/// What a process is to do.
pub struct Order<'o> {
    pub server: &'o str,
    pub redis: &'o str,
    pub limit: u32,
    pub per: Duration,
    pub calls: usize,
}

impl Order<'_> {
    /// Starts a process that fails unless every call succeeds.
    pub fn start(&self, environment: &[(&str, &str)]) -> Child {
        let millis = self.per.as_millis();
        let order = format!(
            "{} {} {} {millis} {}",
            self.server, self.redis, self.limit, self.calls
        );
        let mut command = Command::new(std::env::current_exe().unwrap());
        command.args(["--exact", "worker::what_another_process_does"]);
        command.env(ORDER, order).envs(environment.iter().copied());
        command.spawn().unwrap()
    }
}

/// Does something only in a process that a test has started.
#[test]
fn what_another_process_does() {
    let Ok(order) = std::env::var(ORDER) else {
        return;
    };
    let mut words = order.split(' ');
    let mut word = || words.next().unwrap();
    let (server, redis, limit) = (word(), word(), word().parse().unwrap());
    let per = Duration::from_millis(word().parse().unwrap());
    let calls = word().parse().unwrap();
    let client = builder(server)
        .rate_limit(limit, per)
        .share_rate_limit(redis, "many")
        .build()
        .unwrap();
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap();
    runtime.block_on(async {
        let made = Arc::new(AtomicUsize::new(0));
        let callers = (0..AT_ONCE).map(|_| {
            let (client, made) = (client.clone(), made.clone());
            tokio::spawn(async move {
                while made.fetch_add(1, Ordering::Relaxed) < calls {
                    get(&client).send().await.unwrap();
                }
            })
        });
        for caller in callers.collect::<Vec<_>>() {
            caller.await.unwrap();
        }
    });
}
