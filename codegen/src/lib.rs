//! Turns an OpenAPI description into a Rust SDK crate.

pub mod config;
pub mod doc;
pub mod ir;
pub mod name;
