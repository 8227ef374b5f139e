//! What the programs that make calls have in common: they read on each line of standard input which
//! calls to make, and print what those took.

use std::future::Future;
use std::io::{BufRead, Write};
use std::rc::Rc;
use std::time::{Duration, Instant};

use anyhow::{Context as _, bail, ensure};
use stats_alloc::{INSTRUMENTED_SYSTEM, Region, StatsAlloc};
use tokio::task::LocalSet;

#[global_allocator]
static ALLOCATOR: &StatsAlloc<std::alloc::System> = &INSTRUMENTED_SYSTEM;

/// The account that all calls are for.
pub const ACCOUNT: &str = "023e105f4ecef8ad9ca31a8372d0c353";
/// The group that is changed.
pub const GROUP: &str = "550e8400-e29b-41d4-a716-446655440000";
/// What calls are authorized with.
pub const TOKEN: &str = "8M7wS6hCpXVc-DoRnPPY_UCWPgy8aea4Wy6kCe5T";
/// The new name of the group.
pub const NAME: &str = "Engineering Ring 0";
/// The new policies of the group.
pub const POLICIES: [&str; 2] = ["policy-uuid-1", "policy-uuid-2"];
/// How many groups a list has.
pub const GROUPS: usize = 1_000;
/// How many events a stream has.
pub const EVENTS: usize = 100_000;
/// How large an upload is, in bytes.
pub const UPLOAD: usize = 64 << 20;

/// Where the server is, and whom to trust.
pub struct Server {
    /// The base URL.
    pub url: String,
    /// The certificate of the server, as PEM, where it has one.
    pub certificate: Option<String>,
}

/// Makes calls. Each checks that the response has what the server sends.
pub trait Caller: Sized + 'static {
    /// Prepares for calls.
    ///
    /// # Errors
    /// The client cannot be made.
    fn new(server: Server) -> anyhow::Result<Self>;

    /// Changes a group, and returns its name.
    fn edit(&self) -> impl Future<Output = anyhow::Result<String>>;

    /// Lists the groups, and returns how many there are.
    fn list(&self) -> impl Future<Output = anyhow::Result<usize>>;

    /// Reads the events to their end, and returns how many there were.
    fn events(&self) -> impl Future<Output = anyhow::Result<usize>>;

    /// Uploads a file, and returns how much the server got.
    fn upload(&self) -> impl Future<Output = anyhow::Result<usize>>;
}

/// Makes the calls that standard input asks for, each line with what to call, how often, and how
/// often at once. Arguments of the program are the base URL, and the file with the certificate.
///
/// # Errors
/// A call fails, or its response is not what was sent.
pub fn serve<C: Caller>() -> anyhow::Result<()> {
    let mut arguments = std::env::args().skip(1);
    let url = arguments.next().context("no base URL")?;
    let certificate = arguments.next().map(std::fs::read_to_string).transpose()?;
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?;
    let caller = Rc::new(C::new(Server { url, certificate })?);
    for line in std::io::stdin().lock().lines() {
        let line = line?;
        let words: Vec<_> = line.split(' ').collect();
        let [what, count, at_once] = words[..] else {
            bail!("not a line of three words: {line}");
        };
        let (count, at_once): (usize, usize) = (count.parse()?, at_once.parse()?);
        let region = Region::new(ALLOCATOR);
        let (start, cpu) = (Instant::now(), processor_time());
        LocalSet::new().block_on(&runtime, many(&caller, what, count, at_once))?;
        let (wall, cpu) = (start.elapsed(), processor_time() - cpu);
        let used = region.change();
        let bytes = used.bytes_allocated;
        let allocations = used.allocations + used.reallocations;
        let mut out = std::io::stdout().lock();
        writeln!(
            out,
            "{} {} {allocations} {bytes}",
            wall.as_nanos(),
            cpu.as_nanos()
        )?;
        out.flush()?;
    }
    Ok(())
}

/// Time that all threads of this process have spent on a processor.
fn processor_time() -> Duration {
    let time = rustix::time::clock_gettime(rustix::time::ClockId::ProcessCPUTime);
    Duration::new(time.tv_sec as u64, time.tv_nsec as u32)
}

async fn many<C: Caller>(
    caller: &Rc<C>,
    what: &str,
    count: usize,
    at_once: usize,
) -> anyhow::Result<()> {
    if at_once == 1 {
        return several(caller, what, count).await;
    }
    let tasks: Vec<_> = (0..at_once)
        .map(|_| {
            let (caller, what) = (caller.clone(), what.to_owned());
            tokio::task::spawn_local(async move { several(&caller, &what, count / at_once).await })
        })
        .collect();
    for task in tasks {
        task.await??;
    }
    Ok(())
}

async fn several<C: Caller>(caller: &Rc<C>, what: &str, count: usize) -> anyhow::Result<()> {
    for _ in 0..count {
        match what {
            "edit" => ensure!(caller.edit().await? == NAME),
            "list" => ensure!(caller.list().await? == GROUPS),
            "events" => ensure!(caller.events().await? == EVENTS),
            "upload" => ensure!(caller.upload().await? == UPLOAD),
            other => bail!("there is no call {other}"),
        }
    }
    Ok(())
}
