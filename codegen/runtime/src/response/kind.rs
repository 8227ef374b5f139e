use std::fmt;

/// What went wrong. Every variant says whether the failed attempt may have reached the server;
/// [`crate::Error::may_have_reached_server`] is about all attempts of the call.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ErrorKind {
    /// The client or the call is not set up right: a missing credential, an empty path parameter,
    /// a header that cannot be sent. Nothing was sent.
    Config,
    /// A rate limit, the client's own or one that the server announced, leaves no room for a request
    /// before the deadline. The request was not sent.
    Throttled,
    /// No connection: name resolution, TCP, TLS or a proxy failed, or the server that gives tokens
    /// gave none. The request was not sent.
    Connect,
    /// Time ran out. Unless it ran out in [`Phase::Connect`], the request may have reached the
    /// server.
    Timeout(Phase),
    /// The connection broke after the request was begun. It may have reached the server.
    Interrupted,
    /// What came back is not HTTP, or is HTTP that was not asked for. The request reached the
    /// server.
    Protocol,
    /// The response is larger than the client accepts. The request reached the server.
    TooLarge,
    /// The server sent a redirect, which is never followed. The request reached the
    /// server.
    Redirect,
    /// The server sent a status that is not a success. The request reached the server,
    /// or a proxy before it.
    Status,
    /// The server sent a success status and said in the body that the call failed. The
    /// request reached the server.
    Api,
    /// The server sent a success and a body that is not what the description says. The
    /// request reached the server and was probably carried out.
    Decode,
}

/// Where time ran out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Phase {
    /// While connecting. The request was not sent.
    Connect,
    /// After connecting and before the head of the response was there.
    Headers,
    /// While the body of the response was read.
    Body,
    /// The time for the whole call, retries included, was over.
    Operation,
}

impl ErrorKind {
    /// True when an attempt that failed like this may have reached the server.
    pub fn may_have_reached_server(self) -> bool {
        !matches!(
            self,
            Self::Config | Self::Throttled | Self::Connect | Self::Timeout(Phase::Connect)
        )
    }
}

impl fmt::Display for ErrorKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Config => "cannot be sent",
            Self::Throttled => "held back by a rate limit",
            Self::Connect => "could not connect",
            Self::Timeout(Phase::Connect) => "timed out while connecting",
            Self::Timeout(Phase::Headers) => "timed out waiting for a response",
            Self::Timeout(Phase::Body) => "timed out reading the response",
            Self::Timeout(Phase::Operation) => "ran out of time",
            Self::Interrupted => "the connection broke",
            Self::Protocol => "unusable HTTP response",
            Self::TooLarge => "the response is too large",
            Self::Redirect => "redirects are not followed",
            Self::Status => "failed",
            Self::Api => "was refused",
            Self::Decode => "the response is not what the description says",
        })
    }
}
