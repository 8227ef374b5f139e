use std::collections::{HashMap, VecDeque};
use std::fmt;
use std::marker::PhantomData;
use std::sync::{Arc, Mutex, MutexGuard};

use bytes::Bytes;
use http::Request;

use super::clock::FakeClock;
use super::request::FakeRequest;
use super::response::{FakeFormat, FakeResponse};
use crate::call::{Call, Endpoint, ResponseOf, operation_of};
use crate::client::ClientBuilder;
use crate::operation::{Api, Operation, SchemeKind};
use crate::response::{ErrorKind, Failure, ResponseParts, RetryClass};
use crate::transport::Backend;

/// The base URL of calls to a fake: a host that cannot exist (RFC 6761).
const BASE_URL: &str = "https://fake.invalid";

/// A fake server for tests: requests are encoded, retried and decoded as usual, but nothing is
/// sent, and pauses between attempts take no time.
///
/// The responses of an operation are returned in order, and the last one repeatedly. An operation
/// without responses fails as [`ErrorKind::Config`]. Clones share their state.
#[derive(Clone, Default)]
pub struct Fake {
    state: Arc<Mutex<State>>,
}

#[derive(Default)]
struct State {
    responses: HashMap<&'static str, VecDeque<Respond>>,
    requests: Vec<FakeRequest>,
}

/// A function that makes the response to a request.
type Respond = Arc<dyn Fn(&FakeRequest, &Api) -> FakeResponse + Send + Sync>;

impl Fake {
    /// Makes a fake without responses.
    pub fn new() -> Self {
        Self::default()
    }

    /// Configures the responses of an operation: `fake.on::<Edit>().returns(group)`.
    pub fn on<E: Endpoint>(&self) -> FakeOperation<E> {
        FakeOperation {
            fake: self.clone(),
            endpoint: PhantomData,
        }
    }

    /// All requests so far; each attempt is listed.
    pub fn requests(&self) -> Vec<FakeRequest> {
        self.lock().requests.clone()
    }

    /// The requests of one operation so far.
    pub fn requests_of<E: Endpoint>(&self) -> Vec<FakeRequest> {
        let mut requests = self.requests();
        requests.retain(|request| request.is_of(operation_of::<E>()));
        requests
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state
            .lock()
            .unwrap_or_else(|poisoned| poisoned.into_inner())
    }

    fn push(&self, operation: &'static Operation, respond: Respond) {
        let mut state = self.lock();
        state
            .responses
            .entry(operation.id)
            .or_default()
            .push_back(respond);
    }
}

impl fmt::Debug for Fake {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Fake")
            .field("requests", &self.lock().requests)
            .finish_non_exhaustive()
    }
}

impl Backend for Fake {
    fn respond(
        &self,
        api: &'static Api,
        call: &Call,
        request: &Request<Bytes>,
    ) -> Result<ResponseParts, Failure> {
        let request = FakeRequest::new(call, request);
        let respond = {
            let mut state = self.lock();
            state.requests.push(request.clone());
            let queue = state.responses.get_mut(call.operation.id);
            queue.and_then(|queue| match queue.len() {
                0 | 1 => queue.front().cloned(),
                _ => queue.pop_front(),
            })
        };
        match respond {
            // Not under the lock: it may ask the fake for its requests.
            Some(respond) => respond(&request, api).into_outcome(),
            None => {
                let detail = "the fake has no response for it; give one with `fake.on::<…>()`";
                Err(Failure::new(ErrorKind::Config, RetryClass::Never, detail))
            }
        }
    }
}

/// The responses of one operation of a [`Fake`].
#[derive(Debug)]
pub struct FakeOperation<E> {
    fake: Fake,
    endpoint: PhantomData<fn() -> E>,
}

impl<E: Endpoint> FakeOperation<E> {
    /// Adds a success with this value to the responses.
    pub fn returns(self, value: ResponseOf<E>) -> Self
    where
        E::Response: FakeFormat,
        ResponseOf<E>: Send + Sync,
    {
        self.push(move |_, api| E::Response::respond(&value, api, operation_of::<E>()))
    }

    /// Adds a failure without a response.
    pub fn fails(self, kind: ErrorKind) -> Self {
        self.responds(FakeResponse::failure(kind))
    }

    /// Adds any response that a server could send.
    pub fn responds(self, response: FakeResponse) -> Self {
        self.push(move |_, _| response.clone())
    }

    /// Adds a response that a function makes from the request.
    pub fn responds_with(
        self,
        respond: impl Fn(&FakeRequest) -> FakeResponse + Send + Sync + 'static,
    ) -> Self {
        self.push(move |request, _| respond(request))
    }

    fn push(
        self,
        respond: impl Fn(&FakeRequest, &Api) -> FakeResponse + Send + Sync + 'static,
    ) -> Self {
        self.fake.push(operation_of::<E>(), Arc::new(respond));
        self
    }
}

/// Settings for tests.
impl ClientBuilder {
    /// Uses a fake instead of a server. Credentials, client-wide defaults and the base URL get
    /// invalid placeholders if they are not set.
    pub fn fake(mut self, fake: &Fake) -> Self {
        let api = self.api;
        for (index, scheme) in api.schemes.iter().enumerate() {
            let secret = match scheme.kind {
                SchemeKind::Basic | SchemeKind::Challenge(_) => "fake-credential:fake-credential",
                _ => "fake-credential",
            };
            if self.credentials.get(index).is_some_and(Option::is_none) {
                self = self.credential(index, secret);
            }
        }
        for default in &mut self.defaults {
            default.get_or_insert_with(|| "fake".to_owned());
        }
        if self.base_url.is_none() {
            self = self.base_url(BASE_URL);
        }
        self = self.clock(Arc::new(FakeClock::default()));
        self.backend = Some(Arc::new(fake.clone()));
        self
    }
}
