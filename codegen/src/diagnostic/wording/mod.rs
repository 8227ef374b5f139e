//! The texts of all diagnostics, by subject. The message states the problem, the note what the
//! generator did instead, and the help what to write.

pub(crate) mod body;
pub(crate) mod configuration;
pub(crate) mod description;
pub(crate) mod keyword;
pub(crate) mod name;
pub(crate) mod operation;
pub(crate) mod overlay;
pub(crate) mod parameter;
pub(crate) mod reference;
pub(crate) mod schema;
pub(crate) mod security;
pub(crate) mod swagger;
pub(crate) mod text;
