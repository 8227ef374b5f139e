//! The requests of the SDK of `api.yaml`, and its results for responses.

// Deprecated items are tested, too.
#![allow(deprecated)]

mod accepted;
mod answers;
mod bodies;
mod command;
mod command_pieces;
mod exact;
mod hostile;
mod incoming;
mod lists;
mod parameters;
mod parts;
mod pets;
mod server;
mod servers;
mod shapes;
mod versions;
mod xml;
mod xml_unions;
