//! Common code of the programs that make calls. Each line of standard input names a call and how often to make it; the
//! programs print the cost of these calls.

use std::future::Future;
use std::io::{BufRead, Write};
use std::rc::Rc;
use std::time::{Duration, Instant};

use anyhow::{Context as _, bail, ensure};
use stats_alloc::{INSTRUMENTED_SYSTEM, Region, StatsAlloc};
use tokio::task::LocalSet;

#[global_allocator]
static ALLOCATOR: &StatsAlloc<std::alloc::System> = &INSTRUMENTED_SYSTEM;

/// The account of all calls.
pub const ACCOUNT: &str = "023e105f4ecef8ad9ca31a8372d0c353";
/// The group to change.
pub const GROUP: &str = "550e8400-e29b-41d4-a716-446655440000";
/// The API token.
pub const TOKEN: &str = "8M7wS6hCpXVc-DoRnPPY_UCWPgy8aea4Wy6kCe5T";
/// The new name of the group.
pub const NAME: &str = "Engineering Ring 0";
/// The new policies of the group.
pub const POLICIES: [&str; 2] = ["policy-uuid-1", "policy-uuid-2"];
/// The number of groups in a list.
pub const GROUPS: usize = 1_000;
/// The number of events in a stream.
pub const EVENTS: usize = 100_000;
/// The size of an upload, in bytes.
pub const UPLOAD: usize = 64 << 20;

/// The server, and the certificate to trust.
pub struct Server {
    /// The base URL.
    pub url: String,
    /// The certificate of the server in PEM format, if it uses TLS.
    pub certificate: Option<String>,
}

/// Makes calls. Each call checks the content of the response.
pub trait Caller: Sized + 'static {
    /// Prepares for calls.
    ///
    /// # Errors
    /// The client cannot be built.
    fn new(server: Server) -> anyhow::Result<Self>;

    /// Changes a group, and returns its name.
    fn edit(&self) -> impl Future<Output = anyhow::Result<String>>;

    /// Lists the groups, and returns their number.
    fn list(&self) -> impl Future<Output = anyhow::Result<usize>>;

    /// Reads all events, and returns their number.
    fn events(&self) -> impl Future<Output = anyhow::Result<usize>>;

    /// Uploads a file, and returns the number of bytes that the server received.
    fn upload(&self) -> impl Future<Output = anyhow::Result<usize>>;
}

/// Makes the calls that standard input names: each line has the name of a call, the number of calls, and how many of them
/// are concurrent. The arguments of the program are the base URL and the file with the certificate.
///
/// # Errors
/// A call fails, or its response has the wrong content.
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

/// The processor time of all threads of this process.
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
