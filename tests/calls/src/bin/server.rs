//! The server of the benchmark. It prints three base URLs, one per line: HTTP/1.1 without TLS, HTTP/1.1 with TLS, and
//! HTTP/2 with TLS. It writes its certificate to the file in its argument, and ends when its standard input closes.

use std::convert::Infallible;
use std::sync::Arc;

use anyhow::Context as _;
use bytes::Bytes;
use calls::{EVENTS, GROUPS};
use futures_util::stream;
use http_body_util::combinators::UnsyncBoxBody;
use http_body_util::{BodyExt as _, Full, StreamBody};
use hyper::body::{Frame, Incoming};
use hyper::service::service_fn;
use hyper::{Method, Request, Response};
use hyper_util::rt::{TokioExecutor, TokioIo};
use hyper_util::server::conn::auto;
use serde_json::{Value, json};
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::TcpListener;
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::ServerConfig;
use tokio_rustls::rustls::pki_types::PrivateKeyDer;

/// The size of the chunks of a stream, in bytes.
const PIECE: usize = 8 << 10;

/// The bodies of responses, built once.
struct Bodies {
    group: Bytes,
    groups: Bytes,
    events: Bytes,
}

fn main() -> anyhow::Result<()> {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?;
    std::thread::spawn(|| {
        // Standard input closes when the process that started this one ends.
        let _ = std::io::copy(&mut std::io::stdin(), &mut std::io::sink());
        std::process::exit(0);
    });
    runtime.block_on(run())
}

async fn run() -> anyhow::Result<()> {
    let certificate = std::env::args().nth(1).context("no file")?;
    let own = rcgen::generate_simple_self_signed(["localhost".to_owned()])?;
    std::fs::write(certificate, own.cert.pem())?;
    let tls = |protocol: &[u8]| -> anyhow::Result<TlsAcceptor> {
        let key = PrivateKeyDer::try_from(own.signing_key.serialize_der());
        let key = key.map_err(anyhow::Error::msg)?;
        let mut config = ServerConfig::builder()
            .with_no_client_auth()
            .with_single_cert(vec![own.cert.der().clone()], key)?;
        config.alpn_protocols = vec![protocol.to_vec()];
        Ok(Arc::new(config).into())
    };
    let bodies = Arc::new(Bodies::new());
    let (first, second) = (tls(b"http/1.1")?, tls(b"h2")?);
    tokio::try_join!(
        listen(&bodies, None),
        listen(&bodies, Some(first)),
        listen(&bodies, Some(second))
    )?;
    Ok(())
}

/// Accepts connections, and serves each in its own task.
async fn listen(bodies: &Arc<Bodies>, tls: Option<TlsAcceptor>) -> anyhow::Result<()> {
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let scheme = if tls.is_some() { "https" } else { "http" };
    let port = listener.local_addr()?.port();
    println!("{scheme}://localhost:{port}/client/v4");
    loop {
        let (stream, _) = listener.accept().await?;
        stream.set_nodelay(true)?;
        let (bodies, tls) = (bodies.clone(), tls.clone());
        tokio::spawn(async move {
            match tls {
                None => connection(&bodies, stream).await,
                Some(tls) => match tls.accept(stream).await {
                    Ok(stream) => connection(&bodies, stream).await,
                    Err(error) => eprintln!("no connection: {error}"),
                },
            }
        });
    }
}

async fn connection(
    bodies: &Arc<Bodies>,
    stream: impl AsyncRead + AsyncWrite + Unpin + Send + 'static,
) {
    let service = service_fn(|request| {
        let bodies = bodies.clone();
        async move { respond(&bodies, request).await }
    });
    let builder = auto::Builder::new(TokioExecutor::new());
    // A client that closes its connection early reports the reason itself.
    let _ = builder
        .serve_connection(TokioIo::new(stream), service)
        .await;
}

async fn respond(
    bodies: &Bodies,
    request: Request<Incoming>,
) -> hyper::Result<Response<UnsyncBoxBody<Bytes, Infallible>>> {
    let is_list = request.uri().path().ends_with("/deployment-groups");
    let method = request.method().clone();
    let mut received = 0;
    let mut body = request.into_body();
    while let Some(frame) = body.frame().await {
        received += frame?.data_ref().map_or(0, Bytes::len);
    }
    let (media_type, body) = match method {
        Method::PATCH => ("application/json", whole(&bodies.group)),
        Method::GET if is_list => ("application/json", whole(&bodies.groups)),
        Method::GET => ("text/event-stream", pieces(&bodies.events)),
        _ => {
            let stored = json!({"bytes": received}).to_string();
            ("application/json", whole(&stored.into()))
        }
    };
    let mut response = Response::new(body);
    let headers = response.headers_mut();
    for (name, value) in [
        ("content-type", media_type),
        ("cf-ray", "8f1c2d3e4a5b6c7d-FRA"),
        ("cache-control", "no-store"),
        ("server", "calls"),
    ] {
        headers.insert(name, hyper::header::HeaderValue::from_static(value));
    }
    Ok(response)
}

fn whole(body: &Bytes) -> UnsyncBoxBody<Bytes, Infallible> {
    Full::new(body.clone()).boxed_unsync()
}

fn pieces(body: &Bytes) -> UnsyncBoxBody<Bytes, Infallible> {
    let body = body.clone();
    let starts = (0..body.len()).step_by(PIECE);
    let frames = starts.map(move |start| {
        let end = body.len().min(start + PIECE);
        Ok(Frame::data(body.slice(start..end)))
    });
    StreamBody::new(stream::iter(frames)).boxed_unsync()
}

impl Bodies {
    fn new() -> Self {
        let group = |index: usize| {
            json!({
                "id": format!("550e8400-e29b-41d4-a716-{index:012}"),
                "created_at": "2026-02-14T13:17:00.123456789Z",
                "name": calls::NAME,
                "updated_at": "2026-02-14T13:17:00.123456789Z",
                "version_config": [{"target_environment": "windows", "version": "2026.5.234.0"}],
                "policy_ids": calls::POLICIES,
            })
        };
        let wrapped = |result: Value| {
            let body = json!({"errors": [], "messages": [], "result": result, "success": true});
            Bytes::from(body.to_string())
        };
        let events = (0..EVENTS).map(|number| {
            format!(
                "id: {number}\ndata: {{\"number\":{number},\"subject\":\"device.updated\"}}\n\n"
            )
        });
        Self {
            group: wrapped(group(0)),
            groups: wrapped((0..GROUPS).map(group).collect()),
            events: events.collect::<String>().into(),
        }
    }
}
