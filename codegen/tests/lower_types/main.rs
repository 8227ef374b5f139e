//! Named types made from schemas.

mod equal;
mod names;
mod objects;
mod outline;
mod unions;
