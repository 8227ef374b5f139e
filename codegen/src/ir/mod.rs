//! The intermediate representation between [`lower`](crate::lower) and [`emit`](crate::emit): plain
//! data without optional stages.
//!
//! Every Rust name, type, order and default is decided before a value of these types exists;
//! [`crate::emit`] only prints them. Nothing here mentions `openapiv3`, `proc_macro2` or a JSON
//! tree.

mod api;
mod body;
mod input;
mod kind;
mod layout;
mod operation;
mod part;
mod presence;
mod resource;
mod response;
mod types;
mod union;
mod xml;

pub use api::*;
pub use body::*;
pub use input::*;
pub use kind::*;
pub use layout::*;
pub use operation::*;
pub use part::*;
pub use presence::*;
pub use resource::*;
pub use response::*;
pub use types::*;
pub use union::*;
pub use xml::*;

/// Documentation as Markdown lines that are safe in a doc comment.
///
/// Text of a description becomes a `Doc` only through [`crate::doc`]: no line can close a comment,
/// start a doc test, or contain raw HTML or an intra-doc link.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Doc(pub Vec<String>);

impl Doc {
    /// True if there is no text.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}
