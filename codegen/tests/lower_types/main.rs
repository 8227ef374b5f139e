//! Lowering of schemas to named types.

mod apart;
mod combinations;
mod equal;
mod files;
mod names;
mod numbers;
mod objects;
mod outline;
mod packages;
mod tuples;
mod unions;
mod variants;
mod versions;
