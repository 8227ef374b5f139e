use super::iterators::{Items, Pages};
use super::rule::Paging;
use crate::call::{Endpoint, Request};

/// An endpoint whose response is one page of a list.
pub trait Paged: Endpoint {
    /// The type of the list's items.
    type Item;

    /// How the pages follow one another.
    const RULE: &'static Paging;
}

impl<E: Paged> Request<E>
where
    E::Item: crate::json::Decode,
{
    /// Returns a stream of the pages, starting with the requested one.
    pub fn pages(self) -> Pages<E::Item> {
        Pages::new(self.into_call(), E::RULE)
    }

    /// Returns a stream of the items on all pages, starting with the requested one.
    pub fn items(self) -> Items<E::Item> {
        self.pages().items()
    }
}
