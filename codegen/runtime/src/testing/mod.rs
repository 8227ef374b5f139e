//! A fake server and constructors of responses, for tests of programs that use an SDK.

mod clock;
mod fake;
mod fixture;
mod request;
mod response;

pub use fake::{Fake, FakeOperation};
pub use fixture::Fixture;
pub use request::FakeRequest;
pub use response::{FakeFormat, FakeResponse};
