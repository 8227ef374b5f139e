//! Connections and their limits.

use std::convert::Infallible;
use std::io;
use std::net::{SocketAddr, TcpListener as Bound};
use std::sync::Arc;
use std::sync::mpsc::channel;
use std::time::Duration;

use bytes::Bytes;
use http::{HeaderMap, Request as HttpRequest, Response, StatusCode};
use http_body_util::{BodyExt as _, Full, LengthLimitError, Limited};
use hyper::body::{Body as _, Incoming};
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use tokio::net::{TcpListener, TcpStream};
use tokio::runtime::Runtime;
use tokio::sync::{Semaphore, watch};
use tokio::time::{sleep, timeout};
use tokio_io_timeout::TimeoutStream;

use super::check::Rejection;
use super::exchange::Mock;
use super::request::Request;
use super::respond::MockResponse;

/// Maximum size of a request body in bytes.
const MAX_BODY: usize = 16 << 20;

/// Maximum size of a request head in bytes.
const MAX_HEAD: usize = 64 << 10;

/// Maximum number of concurrent connections; others wait.
const MAX_CONNECTIONS: usize = 1_024;

/// How long the shutdown waits for active requests.
const SHUTDOWN_TIMEOUT: Duration = Duration::from_secs(5);

/// A server on background threads, which runs until it is stopped or dropped.
#[derive(Debug)]
pub(super) struct Listener {
    runtime: Option<Runtime>,
    address: SocketAddr,
    stop: watch::Sender<bool>,
}

impl Listener {
    /// Starts to accept connections.
    pub(super) fn start(mock: Mock, bound: Bound) -> io::Result<Self> {
        bound.set_nonblocking(true)?;
        let address = bound.local_addr()?;
        let threads = std::thread::available_parallelism().map_or(2, usize::from);
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(threads.max(2))
            .enable_all()
            .build()?;
        let listener = {
            let _inside = runtime.enter();
            TcpListener::from_std(bound)?
        };
        let (stop, stopped) = watch::channel(false);
        runtime.spawn(accept(listener, Arc::new(mock), stopped));
        Ok(Self {
            runtime: Some(runtime),
            address,
            stop,
        })
    }

    /// The address that it listens on.
    pub(super) fn address(&self) -> SocketAddr {
        self.address
    }

    /// Waits until the user or the system stops the process, then shuts down.
    pub(super) fn serve_until_signal(mut self) -> io::Result<()> {
        let Some(runtime) = self.runtime.take() else {
            return Ok(());
        };
        runtime.block_on(signal())?;
        self.stop.send_replace(true);
        runtime
            .block_on(async { timeout(SHUTDOWN_TIMEOUT, self.stop.closed()).await })
            .ok();
        runtime.shutdown_timeout(SHUTDOWN_TIMEOUT);
        Ok(())
    }
}

/// Shuts down: active requests are completed, up to a timeout.
impl Drop for Listener {
    fn drop(&mut self) {
        let Some(runtime) = self.runtime.take() else {
            return;
        };
        self.stop.send_replace(true);
        let (done, end) = channel();
        let stop = self.stop.clone();
        runtime.spawn(async move {
            stop.closed().await;
            // The receiver may have been dropped.
            let _ = done.send(());
        });
        let _ = end.recv_timeout(SHUTDOWN_TIMEOUT);
        // Dropping a runtime blocks, which panics inside of another runtime.
        runtime.shutdown_background();
    }
}

/// Waits for Ctrl-C or SIGTERM.
async fn signal() -> io::Result<()> {
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        let mut terminate = signal(SignalKind::terminate())?;
        tokio::select! {
            pressed = tokio::signal::ctrl_c() => pressed,
            _ = terminate.recv() => Ok(()),
        }
    }
    #[cfg(not(unix))]
    tokio::signal::ctrl_c().await
}

async fn accept(listener: TcpListener, mock: Arc<Mock>, mut stopped: watch::Receiver<bool>) {
    let room = Arc::new(Semaphore::new(MAX_CONNECTIONS));
    let graceful = GracefulShutdown::new();
    loop {
        // The semaphore is never closed.
        let Ok(permit) = room.clone().acquire_owned().await else {
            break;
        };
        let accepted = tokio::select! {
            accepted = listener.accept() => accepted,
            _ = stopped.changed() => break,
        };
        let Ok((stream, _)) = accepted else {
            // Temporary errors, such as too many open files.
            sleep(Duration::from_millis(50)).await;
            continue;
        };
        let mock = mock.clone();
        let connection = connection(stream, mock);
        let connection = graceful.watch(connection);
        tokio::spawn(async move {
            // Errors of a connection are the client's.
            let _ = connection.await;
            drop(permit);
        });
    }
    drop(listener);
    graceful.shutdown().await;
}

/// Serves a connection, with its limits.
fn connection(
    stream: TcpStream,
    mock: Arc<Mock>,
) -> impl hyper_util::server::graceful::GracefulConnection<Error = hyper::Error> + Send {
    // Without it, small responses are only slower.
    let _ = stream.set_nodelay(true);
    let mut stream = TimeoutStream::new(stream);
    stream.set_write_timeout(Some(mock.client_timeout()));
    let client_timeout = mock.client_timeout();
    let service = service_fn(move |request| {
        let mock = mock.clone();
        async move { Ok::<_, Infallible>(http_response(exchange(&mock, request).await)) }
    });
    http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(client_timeout)
        .max_buf_size(MAX_HEAD)
        .pipeline_flush(true)
        .serve_connection(TokioIo::new(Box::pin(stream)), service)
}

fn http_response(mock: MockResponse) -> Response<Full<Bytes>> {
    let mut response = Response::new(Full::new(mock.body));
    *response.status_mut() = mock.status;
    *response.headers_mut() = mock.headers;
    response
}

async fn exchange(mock: &Mock, request: HttpRequest<Incoming>) -> MockResponse {
    let (head, body) = request.into_parts();
    let body = match body.is_end_stream() {
        true => Ok(Bytes::new()),
        false => received(body, &head.headers, mock.client_timeout()).await,
    };
    match body {
        Ok(body) => {
            let request = Request::new(head.method, &head.uri, head.headers, body);
            mock.serve(&request).await
        }
        Err(refusal) => {
            let mut response = mock.refuse(None, &refusal);
            // The rest of the body is not read.
            response.set("connection", "close");
            response
        }
    }
}

async fn received(
    body: Incoming,
    headers: &HeaderMap,
    client_timeout: Duration,
) -> Result<Bytes, Rejection> {
    let too_large = || {
        let message = format!("the body is larger than {} MiB", MAX_BODY >> 20);
        Rejection::new(StatusCode::PAYLOAD_TOO_LARGE, &message)
    };
    let announced = headers
        .get("content-length")
        .and_then(|it| it.to_str().ok()?.parse::<u64>().ok());
    if announced.is_some_and(|length| length > MAX_BODY as u64) {
        return Err(too_large());
    }
    match timeout(client_timeout, Limited::new(body, MAX_BODY).collect()).await {
        Ok(Ok(body)) => Ok(body.to_bytes()),
        Ok(Err(why)) if why.is::<LengthLimitError>() => Err(too_large()),
        Ok(Err(_)) => Err(Rejection::new(
            StatusCode::BAD_REQUEST,
            "the body breaks off",
        )),
        Err(_) => {
            let message = format!(
                "the body took longer than {} seconds",
                client_timeout.as_secs_f32()
            );
            Err(Rejection::new(StatusCode::REQUEST_TIMEOUT, &message))
        }
    }
}
