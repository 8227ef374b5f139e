//! Turns an OpenAPI description into a Rust SDK crate.

pub mod ir;
