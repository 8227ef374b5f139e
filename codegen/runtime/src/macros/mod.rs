//! The macros that generated code is declared with, and those of this crate.
//!
//! Each takes a table of names on the wire and expands to impls. A macro names only items at the
//! root of this crate.

#[macro_use]
mod dispatch;
#[macro_use]
mod enums;
#[macro_use]
mod extra_traits;
#[macro_use]
mod forward;
#[macro_use]
mod object;
#[macro_use]
mod open_enum;
#[macro_use]
mod responses;
#[macro_use]
mod tuples;
#[macro_use]
mod unions;
#[macro_use]
mod xml;
