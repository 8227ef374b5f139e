//! Turns an OpenAPI description into a Rust SDK crate.

pub mod build_script;
pub mod cli;
pub mod config;
pub mod diagnostic;
pub mod diff;
pub mod doc;
pub mod emit;
pub mod files;
mod generate;
pub mod ir;
mod json_text;
pub mod kept;
pub mod load;
pub mod lower;
#[cfg(feature = "mock")]
pub mod mock;
pub mod name;
pub mod render;
pub mod runtime;
mod shell;
pub mod site;
mod source;
pub mod surface;

pub use generate::{
    ApiModel, Generated, Options, generate, generate_site, generate_with_overlays, model,
};
