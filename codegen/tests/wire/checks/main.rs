//! What the SDK of `api.yaml` sends, and what it makes of responses.

// Deprecated things are there to be checked, too.
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
