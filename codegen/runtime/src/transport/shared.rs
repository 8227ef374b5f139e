use std::sync::Arc;
use std::time::Duration;

use redis::aio::MultiplexedConnection;
use redis::{AsyncConnectionConfig, Client, RedisError, Script};
use secrecy::{ExposeSecret, SecretString};
use tokio::runtime::Handle;
use tokio::sync::Mutex;
use tokio::task::JoinHandle;

use super::lanes::{GIVE_BACK, TAKE};
use crate::platform::{Moment, system};

/// Timeout for connecting, including authentication and the test of the script.
const CONNECTING: Duration = Duration::from_secs(2);

/// Timeout for a reply.
const REPLYING: Duration = Duration::from_secs(1);

/// Initial and maximum interval between attempts to reconnect.
const PAUSES: [Duration; 2] = [Duration::from_millis(500), Duration::from_secs(30)];

/// A rate limit that several processes share: a Redis server counts their requests.
pub(crate) struct SharedLimit {
    server: Client,
    key: String,
    most: u32,
    /// The period of the limit, in microseconds.
    per: u64,
    take: Script,
    give_back: Script,
    link: Mutex<Link>,
}

/// The connection to the server.
enum Link {
    Unused,
    /// Connected. Connections are numbered, so that a late failure of one is not attributed to the
    /// next.
    Up(u64, MultiplexedConnection),
    /// Disconnected; a background task is reconnecting.
    Lost(u64, JoinHandle<()>),
}

/// A reservation to start a request after a wait; released when dropped unused.
pub(crate) struct SharedTurn {
    limit: Arc<SharedLimit>,
    connection: MultiplexedConnection,
    /// The time to wait.
    pub(crate) wait: Duration,
    lane: String,
    free: String,
    used: bool,
}

impl SharedLimit {
    /// Creates the limit. Does not connect.
    ///
    /// # Errors
    /// The URL is invalid, or the features for TLS exclude each other.
    pub(crate) fn new(
        url: &SecretString,
        key: String,
        most: u32,
        per: Duration,
    ) -> Result<Self, String> {
        let refused =
            |reason: &str| format!("the URL of the Redis server cannot be used: {reason}");
        if cfg!(feature = "native-tls")
            && cfg!(any(feature = "rustls", feature = "rustls-no-provider"))
            && url.expose_secret().starts_with("rediss:")
        {
            // With both features, the Redis client trusts no certificate.
            return Err(refused(
                "for TLS, turn on the feature `rustls` or `native-tls`, not both",
            ));
        }
        // The full error message might repeat the URL, with its password.
        let server =
            Client::open(url.expose_secret()).map_err(|error| refused(error.category()))?;
        Ok(Self {
            server,
            key,
            most,
            per: micros(per),
            take: Script::new(TAKE),
            give_back: Script::new(GIVE_BACK),
            link: Mutex::new(Link::Unused),
        })
    }

    /// Reserves the next turn, if it is within `longest`; `None` if the server cannot be reached.
    ///
    /// # Errors
    /// The next turn is too late; the error is the time until then.
    /// The time until the next turn.
    pub(crate) async fn take(
        self: &Arc<Self>,
        longest: Duration,
    ) -> Option<Result<SharedTurn, Duration>> {
        let (number, connection) = within(after(longest), self.connection()).await??;
        // In a task of its own: if the call is dropped or ends before the reply, the task still
        // receives the turn and drops it, which releases it.
        let reserving = tokio::spawn(self.clone().reserve(connection, longest));
        match within(after(longest.min(REPLYING)), reserving).await {
            Some(Ok(Some(Ok(reserved)))) => return Some(reserved),
            Some(Ok(Some(Err(error)))) => self.lose(number, error.category()).await,
            _ if longest >= REPLYING => self.lose(number, "no reply").await,
            _ => (),
        }
        None
    }

    /// Reserves the next turn; `None` if there is no reply in time.
    async fn reserve(
        self: Arc<Self>,
        mut connection: MultiplexedConnection,
        longest: Duration,
    ) -> Option<Result<Result<SharedTurn, Duration>, RedisError>> {
        let wanted = i64::try_from(micros(longest)).unwrap_or(i64::MAX);
        let asked = self.take_slot(&mut connection, wanted);
        let (wait, lane, free) = match within(after(REPLYING), asked).await? {
            Ok(reply) => reply,
            Err(error) => return Some(Err(error)),
        };
        let wait = Duration::from_micros(wait);
        if lane.is_empty() {
            return Some(Ok(Err(wait)));
        }
        Some(Ok(Ok(SharedTurn {
            limit: self,
            connection,
            wait,
            lane,
            free,
            used: false,
        })))
    }

    async fn take_slot(
        &self,
        connection: &mut MultiplexedConnection,
        longest: i64,
    ) -> Result<(u64, String, String), RedisError> {
        let mut script = self.take.key(&self.key);
        script.arg(self.most).arg(self.per).arg(longest);
        script.invoke_async(connection).await
    }

    /// Returns the connection, which the first call opens; `None` while disconnected.
    async fn connection(self: &Arc<Self>) -> Option<(u64, MultiplexedConnection)> {
        let mut link = self.link.lock().await;
        match &*link {
            Link::Up(number, connection) => Some((*number, connection.clone())),
            Link::Unused => match self.connect().await {
                Ok(connection) => {
                    *link = Link::Up(0, connection.clone());
                    Some((0, connection))
                }
                Err(reason) => {
                    warn(&reason);
                    *link = Link::Lost(0, self.search(0));
                    None
                }
            },
            Link::Lost(number, search) => {
                // The task ends early if the runtime that it ran on is shut down.
                if search.is_finished() {
                    let number = *number;
                    *link = Link::Lost(number, self.search(number));
                }
                None
            }
        }
    }

    /// Connects, and tests the script.
    ///
    /// # Errors
    /// Connecting failed; the message contains no part of the URL.
    async fn connect(self: &Arc<Self>) -> Result<MultiplexedConnection, String> {
        // In a task of its own, because TLS panics if a program has several cryptography providers
        // and no default. Such a panic must not end a call.
        let limit = self.clone();
        let connecting = tokio::spawn(async move {
            let connecting = limit.connect_and_try();
            within(after(CONNECTING), connecting).await
        });
        match connecting.await {
            Ok(Some(Ok(connection))) => Ok(connection),
            Ok(Some(Err(error))) => Err(error.category().to_owned()),
            Ok(None) => Err("no connection in time".to_owned()),
            Err(_) => Err("TLS cannot be set up".to_owned()),
        }
    }

    async fn connect_and_try(&self) -> Result<MultiplexedConnection, RedisError> {
        // No timeouts here: the caller limits the time for all steps together.
        let config = AsyncConnectionConfig::new()
            .set_connection_timeout(None)
            .set_response_timeout(None);
        let server = &self.server;
        let mut connection = server
            .get_multiplexed_async_connection_with_config(&config)
            .await?;
        self.take_slot(&mut connection, -1).await?;
        Ok(connection)
    }

    /// Drops a connection, and starts to reconnect.
    async fn lose(self: &Arc<Self>, number: u64, reason: &str) {
        let mut link = self.link.lock().await;
        if matches!(&*link, Link::Up(current, _) if *current == number) {
            warn(reason);
            *link = Link::Lost(number, self.search(number));
        }
    }

    /// Reconnects in the background, at increasing intervals, until the client is dropped.
    fn search(self: &Arc<Self>, number: u64) -> JoinHandle<()> {
        let limit = Arc::downgrade(self);
        tokio::spawn(async move {
            let [mut pause, longest] = PAUSES;
            loop {
                system::sleep(pause).await;
                let Some(limit) = limit.upgrade() else {
                    return;
                };
                if let Ok(connection) = limit.connect().await {
                    *limit.link.lock().await = Link::Up(number + 1, connection);
                    return;
                }
                pause = (pause * 2).min(longest);
            }
        })
    }
}

impl SharedTurn {
    /// Uses the reservation.
    pub(crate) fn begin(mut self) {
        self.used = true;
    }
}

impl Drop for SharedTurn {
    fn drop(&mut self) {
        let (false, Ok(runtime)) = (self.used, Handle::try_current()) else {
            return;
        };
        let (limit, mut connection) = (self.limit.clone(), self.connection.clone());
        let (lane, free) = (
            std::mem::take(&mut self.lane),
            std::mem::take(&mut self.free),
        );
        runtime.spawn(async move {
            let mut script = limit.give_back.key(&limit.key);
            script.arg(lane).arg(free).arg(limit.per);
            // If the turn is not released, the limit allows one request less in this period.
            let _ = within(after(REPLYING), script.invoke_async::<()>(&mut connection)).await;
        });
    }
}

fn micros(duration: Duration) -> u64 {
    // Numbers in Lua and scores are exact up to 2⁵³, which exceeds today's date plus a century.
    const CENTURY: u64 = 100 * 365 * 24 * 60 * 60 * 1_000_000;
    u64::try_from(duration.as_micros()).map_or(CENTURY, |micros| micros.min(CENTURY))
}

/// The output of a future, or `None` if it is not ready by `end`.
async fn within<F: Future>(end: Moment, future: F) -> Option<F::Output> {
    tokio::time::timeout_at(end, future).await.ok()
}

fn after(duration: Duration) -> Moment {
    const YEAR: Duration = Duration::from_secs(365 * 24 * 60 * 60);
    Moment::now() + duration.min(YEAR)
}

#[cfg(feature = "tracing")]
fn warn(reason: &str) {
    super::trace::lost(reason);
}

#[cfg(not(feature = "tracing"))]
fn warn(_: &str) {}
