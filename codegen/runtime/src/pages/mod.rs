//! Paginated lists: iterators over pages and over items.
//!
//! Takes the call for the first page and the rule by which pages follow one another. Uses `call` and
//! `response`.

mod body;
#[cfg(feature = "dispatch")]
mod dispatch;
mod iterators;
mod methods;
mod rule;
mod walk;

#[cfg(feature = "dispatch")]
pub use dispatch::pages;
pub use iterators::{Items, Pages};
pub use methods::Paged;
pub use rule::Paging;
