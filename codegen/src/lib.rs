//! Turns an OpenAPI description into a Rust SDK crate.

pub mod cli;
pub mod config;
pub mod diagnostic;
pub mod doc;
pub mod emit;
pub mod files;
mod generate;
pub mod ir;
pub mod load;
pub mod lower;
#[cfg(feature = "mock")]
pub mod mock;
pub mod name;
pub mod render;
pub mod runtime;
mod source;

pub use generate::{Generated, Options, generate, generate_with_overlays};
