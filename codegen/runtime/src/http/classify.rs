use std::error::Error as StdError;
use std::io;

use crate::platform::{is_connect, is_dns};
use crate::response::{ErrorKind, Failure, Phase, RetryClass};

/// What helps against a response with too many headers, which the HTTP client does not tell apart
/// from one with headers that are too long.
const TOO_LARGE: &str = "; `ClientBuilder::max_headers` limits the number of headers";

/// Converts a transport error into a failure. Timeouts are checked first, because reading a late
/// response also fails.
pub(crate) fn classify(error: reqwest::Error, phase: Phase) -> Failure {
    // The URL may hold secrets in its query.
    let error = error.without_url();
    let (kind, class) = judge(&error, phase);
    let detail = match innermost(&error) {
        Some(cause) if causes(&error).any(is_too_large) => format!("{kind}: {cause}{TOO_LARGE}"),
        Some(cause) => format!("{kind}: {cause}"),
        None => kind.to_string(),
    };
    let mut failure = Failure::new(kind, class, detail);
    failure.cause = Some(error.into());
    failure
}

fn judge(error: &reqwest::Error, phase: Phase) -> (ErrorKind, RetryClass) {
    if error.is_timeout() {
        return if is_connect(error) {
            (ErrorKind::Timeout(Phase::Connect), RetryClass::Safe)
        } else {
            (ErrorKind::Timeout(phase), RetryClass::Idempotent)
        };
    }
    if error.is_builder() {
        return (ErrorKind::Config, RetryClass::Never);
    }
    if is_connect(error) {
        // A host may become available again; an invalid certificate or a rejection by a proxy is
        // permanent.
        let passing = is_dns(error) || causes(error).any(is_passing);
        let class = if passing {
            RetryClass::Safe
        } else {
            RetryClass::Never
        };
        return (ErrorKind::Connect, class);
    }
    #[cfg(feature = "http2")]
    if causes(error).any(is_turned_away) {
        return (ErrorKind::Interrupted, RetryClass::Safe);
    }
    if causes(error).any(is_malformed) {
        return (ErrorKind::Protocol, RetryClass::Never);
    }
    (ErrorKind::Interrupted, RetryClass::Idempotent)
}

/// An HTTP/2 stream that the server refused without processing it.
#[cfg(feature = "http2")]
fn is_turned_away(cause: &(dyn StdError + 'static)) -> bool {
    cause.downcast_ref::<h2::Error>().is_some_and(|error| {
        let given_up = error.is_go_away() && error.reason() == Some(h2::Reason::NO_ERROR);
        let refused = error.is_reset() && error.reason() == Some(h2::Reason::REFUSED_STREAM);
        error.is_remote() && (given_up || refused)
    })
}

fn is_passing(cause: &(dyn StdError + 'static)) -> bool {
    use io::ErrorKind as Io;
    cause.downcast_ref::<io::Error>().is_some_and(|io| {
        matches!(
            io.kind(),
            Io::ConnectionRefused
                | Io::ConnectionReset
                | Io::ConnectionAborted
                | Io::HostUnreachable
                | Io::NetworkUnreachable
                | Io::NetworkDown
                | Io::AddrNotAvailable
                | Io::UnexpectedEof
                | Io::BrokenPipe
        )
    })
}

/// Bytes that are not HTTP: a head that cannot be parsed, or impossible framing of the body.
fn is_malformed(cause: &(dyn StdError + 'static)) -> bool {
    if let Some(hyper) = cause.downcast_ref::<hyper::Error>() {
        return hyper.is_parse();
    }
    #[cfg(feature = "http2")]
    if let Some(h2) = cause.downcast_ref::<h2::Error>() {
        return h2.is_library();
    }
    cause.downcast_ref::<io::Error>().is_some_and(|io| {
        matches!(
            io.kind(),
            io::ErrorKind::InvalidData | io::ErrorKind::InvalidInput
        )
    })
}

/// A response whose head has more headers or bytes than the HTTP client allows.
fn is_too_large(cause: &(dyn StdError + 'static)) -> bool {
    let error = cause.downcast_ref::<hyper::Error>();
    // To clients hyper says it in words only.
    error.is_some_and(|error| error.is_parse() && error.to_string().ends_with("too large"))
}

/// The errors below an error, outermost first.
fn causes<'e>(error: &'e reqwest::Error) -> impl Iterator<Item = &'e (dyn StdError + 'static)> {
    std::iter::successors(error.source(), |cause| below(*cause))
}

/// The error that an error wraps. The `source()` of an `io::Error` skips the error that it wraps.
fn below<'e>(cause: &'e (dyn StdError + 'static)) -> Option<&'e (dyn StdError + 'static)> {
    let wrapped = cause
        .downcast_ref::<io::Error>()
        .and_then(io::Error::get_ref);
    match wrapped {
        Some(inner) => Some(inner),
        None => cause.source(),
    }
}

fn innermost(error: &reqwest::Error) -> Option<String> {
    causes(error).last().map(ToString::to_string)
}
