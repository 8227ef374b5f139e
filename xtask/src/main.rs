//! Thin commands over the generator.
fn main() {}
