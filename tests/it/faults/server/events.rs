use std::sync::Mutex;
use std::time::Duration;

/// A request that was received.
#[derive(Clone, Debug)]
pub struct Request {
    pub method: String,
    pub target: String,
    pub headers: Vec<(String, String)>,
    pub body: Vec<u8>,
}

impl Request {
    /// The value of a header.
    pub fn header(&self, name: &str) -> Option<&str> {
        let found = self.headers.iter().find(|(key, _)| key == name);
        found.map(|(_, value)| value.as_str())
    }
}

/// The events of a server.
#[derive(Default)]
pub struct Log(Mutex<Events>);

#[derive(Default)]
struct Events {
    accepted: usize,
    closed: usize,
    requests: Vec<Request>,
}

impl Log {
    pub(super) fn accept(&self) {
        self.0.lock().unwrap().accepted += 1;
    }

    pub(super) fn close(&self) {
        self.0.lock().unwrap().closed += 1;
    }

    pub(super) fn request(&self, request: Request) {
        self.0.lock().unwrap().requests.push(request);
    }

    /// Waits for a condition on the events.
    pub async fn until(&self, happened: impl Fn(&Self) -> bool) {
        while !happened(self) {
            tokio::time::sleep(Duration::from_millis(1)).await;
        }
    }

    /// The number of accepted connections.
    pub fn accepted(&self) -> usize {
        self.0.lock().unwrap().accepted
    }

    /// The number of open connections.
    pub fn open(&self) -> usize {
        let events = self.0.lock().unwrap();
        events.accepted - events.closed
    }

    /// The number of requests.
    pub fn count(&self) -> usize {
        self.0.lock().unwrap().requests.len()
    }

    /// The requests after the first `after` ones that a client must not send: with another method, or with a `Referer`.
    pub fn unexpected(&self, after: usize, method: &str) -> Vec<String> {
        let events = self.0.lock().unwrap();
        let requests = events.requests.iter().skip(after);
        let unexpected = requests.filter(|request| {
            let tunnel = request.method == "CONNECT";
            (request.method != method && !tunnel) || request.header("referer").is_some()
        });
        unexpected
            .map(|request| format!("{} {}", request.method, request.target))
            .collect()
    }
}
