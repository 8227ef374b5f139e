use http::header::{HeaderName, HeaderValue};
use secrecy::SecretString;

use super::credentials::Credentials;
use super::scheme::PreparedSecret;
use super::token::TokenSource;
use crate::operation::Responder;

/// The secrets of one request, and where they go.
#[derive(Clone, Copy)]
pub(crate) struct Secrets<'c> {
    credentials: &'c Credentials,
    /// The schemes, as their indices.
    set: &'static [usize],
}

impl<'c> Secrets<'c> {
    /// The secrets of a set of schemes, as their indices.
    pub(super) fn new(credentials: &'c Credentials, set: &'static [usize]) -> Self {
        Self { credentials, set }
    }

    fn prepared(self) -> impl Iterator<Item = &'c PreparedSecret> {
        let credentials = self.credentials;
        let set = self.set.iter();
        set.filter_map(|index| credentials.of_scheme(*index))
    }

    /// The headers that are known beforehand.
    pub(crate) fn headers(self) -> impl Iterator<Item = (&'c HeaderName, &'c HeaderValue)> {
        self.prepared().filter_map(|secret| match secret {
            PreparedSecret::Header(name, value) => Some((name, value)),
            _ => None,
        })
    }

    /// The query parameters that hold secrets.
    pub(crate) fn query(self) -> impl Iterator<Item = (&'static str, &'c SecretString)> {
        self.prepared().filter_map(|secret| match secret {
            PreparedSecret::Query(name, secret) => Some((*name, secret)),
            _ => None,
        })
    }

    /// The cookies that hold secrets.
    pub(crate) fn cookies(self) -> impl Iterator<Item = (&'static str, &'c SecretString)> {
        self.prepared().filter_map(|secret| match secret {
            PreparedSecret::Cookie(name, secret) => Some((*name, secret)),
            _ => None,
        })
    }

    /// The source of the `Authorization` header, if a token has to be fetched for it.
    pub(crate) fn token(self) -> Option<&'c TokenSource> {
        let tokens = self.prepared().filter_map(|secret| match secret {
            PreparedSecret::Token(source) => Some(&**source),
            _ => None,
        });
        tokens.last()
    }

    /// The responder that makes the `Authorization` header from a challenge of the server.
    pub(crate) fn responder(self) -> Option<&'c dyn Responder> {
        let responders = self.prepared().filter_map(|secret| match secret {
            PreparedSecret::Challenge(responder) => Some(&**responder),
            _ => None,
        });
        responders.last()
    }
}
