use super::iterators::{Items, Pages};
use super::rule::Paging;
use crate::call::{Endpoint, Request};

/// An endpoint whose response is one page of a list.
pub trait Paged: Endpoint {
    /// What the list is of.
    type Item;

    /// How its pages follow one another.
    const RULE: &'static Paging;
}

impl<E: Paged> Request<E>
where
    E::Item: crate::json::Decode,
{
    /// Goes through the list page by page, from the page that is asked for.
    pub fn pages(self) -> Pages<E::Item> {
        Pages::new(self.into_call(), E::RULE)
    }

    /// Goes through the items of the list, as many pages as there are.
    pub fn items(self) -> Items<E::Item> {
        self.pages().items()
    }
}
