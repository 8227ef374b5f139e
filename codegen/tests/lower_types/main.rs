//! Named types made from schemas.

mod combinations;
mod equal;
mod files;
mod names;
mod objects;
mod outline;
mod tuples;
mod unions;
