//! Tuples: JSON lists with a type for each item.
//!
//! Uses `json`.

mod tuple;

pub use tuple::ListSlot;
