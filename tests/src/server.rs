//! The HTTP server.

use std::{
    collections::VecDeque,
    convert::Infallible,
    net::{Ipv4Addr, SocketAddr},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use anyhow::Result;
use bytes::Bytes;
use http::{Response, StatusCode};
use http_body_util::{BodyExt, Full};
use hyper::{body::Incoming, server::conn::http1, service::service_fn};
use hyper_util::rt::TokioIo;
use tokio::{
    net::TcpListener,
    task::{JoinHandle, JoinSet},
};

use crate::{
    check,
    description::Description,
    request::Request,
    response::{Refusal, ServerResponse},
    store::Store,
};

/// A server on a free port of the loopback interface; it stops when it is dropped.
#[derive(Debug)]
pub struct Server {
    address: SocketAddr,
    state: Arc<State>,
    task: JoinHandle<()>,
}

#[derive(Debug)]
struct State {
    description: Description,
    inner: Mutex<Inner>,
}

#[derive(Debug)]
struct Inner {
    store: Store,
    scripted: VecDeque<ServerResponse>,
    requests: Vec<Request>,
    connections: usize,
}

impl Server {
    /// Starts a server whose resources are the examples of the description.
    ///
    /// # Errors
    ///
    /// The description cannot be read, or no port is free.
    pub async fn start() -> Result<Self> {
        let description = Description::load()?;
        let store = Store::from_examples(&description)?;
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
        let address = listener.local_addr()?;
        let inner = Inner {
            store,
            scripted: VecDeque::new(),
            requests: Vec::new(),
            connections: 0,
        };
        let state = Arc::new(State {
            description,
            inner: Mutex::new(inner),
        });
        let task = tokio::spawn(accept(listener, Arc::clone(&state)));
        Ok(Self {
            address,
            state,
            task,
        })
    }

    /// The base URL for clients.
    pub fn url(&self) -> String {
        format!(
            "http://{}{}",
            self.address, self.state.description.base_path
        )
    }

    /// The description that requests are checked against.
    pub fn description(&self) -> &Description {
        &self.state.description
    }

    /// Queues a response: the next request gets it without being checked.
    pub fn script(&self, response: ServerResponse) {
        self.state.inner().scripted.push_back(response);
    }

    /// All requests so far.
    pub fn requests(&self) -> Vec<Request> {
        self.state.inner().requests.clone()
    }

    /// The number of connections that were opened so far.
    pub fn connections(&self) -> usize {
        self.state.inner().connections
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.task.abort();
    }
}

impl State {
    /// Ignores poisoning, so that a panic in one task does not hide its cause behind others.
    fn inner(&self) -> MutexGuard<'_, Inner> {
        self.inner.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn respond(&self, request: Request) -> ServerResponse {
        let mut inner = self.inner();
        let number = inner.requests.len() + 1;
        let response = match inner.scripted.pop_front() {
            Some(response) => response,
            None => self.handle(&mut inner.store, &request),
        };
        inner.requests.push(request);
        response.header("cf-ray", format!("loopback-{number}"))
    }

    fn handle(&self, store: &mut Store, request: &Request) -> ServerResponse {
        let Some((operation, path)) = check::route(&self.description, request) else {
            let refusal = Refusal::new(StatusCode::NOT_FOUND, 7003, "no such route");
            return refusal.response(&["code".to_owned(), "message".to_owned()]);
        };
        let result = check::check(&self.description, operation, path, request)
            .and_then(|checked| store.edit(&self.description, &checked));
        match result {
            Ok(resource) => ServerResponse::success(&resource),
            Err(refusal) => refusal.response(&operation.item_members),
        }
    }
}

async fn accept(listener: TcpListener, state: Arc<State>) {
    // Dropping this task drops all connections.
    let mut connections = JoinSet::new();
    while let Ok((stream, _)) = listener.accept().await {
        state.inner().connections += 1;
        let state = Arc::clone(&state);
        connections.spawn(async move {
            let service = service_fn(|request| serve(&state, request));
            // A client may close its connection at any time.
            let _ = http1::Builder::new()
                .serve_connection(TokioIo::new(stream), service)
                .await;
        });
    }
}

async fn serve(
    state: &State,
    request: hyper::Request<Incoming>,
) -> Result<Response<Full<Bytes>>, Infallible> {
    let (head, body) = request.into_parts();
    // An incomplete body counts as empty, which the check reports.
    let body = body
        .collect()
        .await
        .map(|body| body.to_bytes())
        .unwrap_or_default();
    let target = head
        .uri
        .path_and_query()
        .map_or("", |target| target.as_str());
    let scripted = state.respond(Request {
        method: head.method,
        target: target.to_owned(),
        headers: head.headers,
        body,
    });
    let mut response = Response::builder().status(scripted.status);
    for (name, value) in &scripted.headers {
        response = response.header(*name, value);
    }
    Ok(response
        .body(Full::new(scripted.body))
        .unwrap_or_else(|_| Response::new(Full::new(Bytes::from_static(b"bad script")))))
}
