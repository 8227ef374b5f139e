//! Lists that have a type for each item, in JSON.
//!
//! Uses `json`.

mod tuple;

pub use tuple::ListSlot;
