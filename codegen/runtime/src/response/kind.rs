use std::fmt;

/// The kind of an error. Every variant says whether the failed attempt may have reached the server;
/// [`crate::Error::may_have_reached_server`] is about all attempts of the call.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ErrorKind {
    /// The client or the call is not configured correctly: a missing credential, an empty path
    /// parameter, a header that cannot be sent. Nothing was sent.
    Config,
    /// A rate limit, the client's own or one that the server announced, allows no request before
    /// the deadline. The request was not sent.
    Throttled,
    /// No connection: name resolution, TCP, TLS or a proxy failed, or no token could be fetched.
    /// The request was not sent.
    Connect,
    /// A time limit was exceeded. Unless that was in [`Phase::Connect`], the request may have
    /// reached the server.
    Timeout(Phase),
    /// The connection broke after the request was started. It may have reached the server.
    Interrupted,
    /// The response is not valid HTTP, or has an encoding that was not requested. The request
    /// reached the server.
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
    /// The server sent a success with a body that is not as described. The request reached the
    /// server and was probably processed.
    Decode,
}

/// The phase of a call in which a time limit was exceeded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Phase {
    /// While connecting. The request was not sent.
    Connect,
    /// After connecting and before the headers of the response arrived.
    Headers,
    /// While the body of the response was read.
    Body,
    /// The time limit of the whole call, retries included.
    Operation,
}

impl ErrorKind {
    /// True if an attempt that failed like this may have reached the server.
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
