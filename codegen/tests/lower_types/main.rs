//! Named types made from schemas.

mod names;
mod objects;
mod outline;
mod unions;
