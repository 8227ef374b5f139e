use std::time::Duration;

use secrecy::SecretString;

use super::builder::ClientBuilder;
use crate::operation::Api;
use crate::transport::SharedLimit;

/// The Redis server and key under which processes count their requests.
#[derive(Clone)]
pub(crate) struct SharedKey {
    url: SecretString,
    prefix: String,
}

/// A rate limit over several processes.
impl ClientBuilder {
    /// Shares the [`rate_limit`](Self::rate_limit) with all processes that use the same server and
    /// prefix: it then limits their requests together. For APIs that count the requests of a user
    /// over all programs; use one prefix for each user.
    ///
    /// `redis_url` is such as `redis://user:password@redis.example:6379/0`, or `rediss://…` for TLS
    /// with the certificates that the system trusts; it is never printed. It must be one server
    /// (Redis 5 or later), not a cluster. Its key is `key_prefix` followed by the name of the API,
    /// a sorted set with an entry for each request that counts. The clock is that of the server.
    ///
    /// Each call makes one request to this server, with a timeout of one second; the first call
    /// also waits up to two seconds for the connection. While the server cannot be reached, this
    /// process applies the limit by itself and reconnects in the background. With the feature
    /// `tracing`, each loss of the connection is an event at level WARN.
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
    /// Makes the shared limit.
    ///
    /// # Errors
    /// No rate limit is set, or the URL cannot be used.
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
