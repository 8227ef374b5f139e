use super::{Endpoint, Items, Pages, Paging, Request};

/// An endpoint whose answer is one page of a list.
pub trait Paged: Endpoint {
    /// What the list is of.
    type Item;

    /// How its pages follow one another.
    const RULE: &'static Paging;
}

impl<E: Paged> Request<E>
where
    E::Item: super::Decode,
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

/// Says that the answer of a request is one page of a list:
/// `page_methods!(List, Zone, Paging::number("/result", 0))`.
#[doc(hidden)]
#[macro_export]
macro_rules! page_methods {
    ($endpoint:ident, $item:ty, $rule:expr) => {
        impl $crate::Paged for $endpoint {
            type Item = $item;
            const RULE: &'static $crate::Paging = &$rule;
        }
    };
}
