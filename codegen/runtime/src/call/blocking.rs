use std::sync::OnceLock;

use tokio::runtime::{Builder, Handle, Runtime};

use super::invocation::Call;
use crate::response::{Error, RawResponse};

impl Call {
    /// Like [`execute`](Self::execute), but blocks the thread until the response has arrived.
    ///
    /// # Errors
    /// Those of [`execute`](Self::execute), and a configuration error if it is called from
    /// asynchronous code, because it would block a thread of the runtime.
    pub fn execute_blocking(self) -> Result<RawResponse, Error> {
        let operation = self.operation;
        let unsendable = |reason: &str| Error::unsendable(operation, reason);
        if Handle::try_current().is_ok() {
            return Err(unsendable(
                "blocking calls are not made inside of an asynchronous runtime; use `send`",
            ));
        }
        let runtime = runtime().map_err(|reason| unsendable(&reason))?;
        runtime.block_on(self.execute())
    }
}

/// The Tokio runtime of all blocking calls. It runs until the program ends, so that connections
/// stay open between calls.
fn runtime() -> Result<&'static Runtime, String> {
    static RUNTIME: OnceLock<Result<Runtime, String>> = OnceLock::new();
    let started = RUNTIME.get_or_init(|| {
        Builder::new_multi_thread()
            .worker_threads(1)
            .enable_all()
            .build()
            .map_err(|error| format!("the runtime of blocking calls cannot be started: {error}"))
    });
    started.as_ref().map_err(Clone::clone)
}
