use std::time::Duration;

use secrecy::SecretString;

use super::builder::ClientBuilder;
use crate::operation::Api;
use crate::transport::SharedLimit;

/// Where processes count their requests.
#[derive(Clone)]
pub(crate) struct SharedKey {
    url: SecretString,
    prefix: String,
}

/// A rate limit over several processes.
impl ClientBuilder {
    /// Shares the [`rate_limit`](Self::rate_limit) with all processes that name the same server and
    /// prefix: together, no more than so many requests begin in any stretch of time of its length.
    /// For APIs that count the requests of a user over all programs; use one prefix for each user.
    ///
    /// `redis_url` is such as `redis://user:password@redis.example:6379/0`, or `rediss://…` for TLS
    /// with the certificates that the system trusts; it is never printed. It must be one server
    /// (Redis 5 or later), not a cluster. `key_prefix` begins the name of its key, a sorted set with
    /// an entry for each request that counts; the name of the API follows. The clock is the server's.
    ///
    /// A call asks the server for its turn once, which takes a second at most, and the first one up
    /// to two more for the connection. While the server cannot be reached, this process keeps the
    /// limit by itself; it is looked for in the background. With the feature `tracing`, one event
    /// (WARN) says so each time that it is lost.
    pub fn share_rate_limit(
        mut self,
        redis_url: impl Into<SecretString>,
        key_prefix: impl Into<String>,
    ) -> Self {
        self.shared_limit = Some(SharedKey {
            url: redis_url.into(),
            prefix: key_prefix.into(),
        });
        self
    }
}

impl SharedKey {
    /// The limit that is shared.
    ///
    /// # Errors
    /// There is none, or the URL is of no use.
    pub(crate) fn limit(
        &self,
        api: &Api,
        limit: Option<(u32, Duration)>,
    ) -> Result<SharedLimit, String> {
        let (most, per) = limit.ok_or("`share_rate_limit` needs a `rate_limit` to share")?;
        let key = format!("{}:{}", self.prefix, api.name);
        SharedLimit::new(&self.url, key, most, per)
    }
}
