//! Security schemes: which credentials a request is sent with, and tokens that are fetched for it.
//!
//! Takes secrets and an operation, returns headers, query parameters and cookies. Uses `http`,
//! `operation` and `response`.

pub(crate) mod credentials;
mod scheme;
mod secrets;
mod token;

pub(crate) use credentials::{ConfiguredCredential, Credentials};
pub(crate) use scheme::sensitive;
pub(crate) use secrets::Secrets;
pub(crate) use token::TokenSettings;
