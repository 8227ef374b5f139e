//! What changed between two descriptions: on the wire, and for callers in Rust.
//!
//! The comparison works on the model, so that it reports what callers see: a change of texts or of
//! the order alone is none. Operations are matched by method and path. Types are matched by their
//! use, so that a renamed type is recognised.

mod api;
mod body;
mod change;
mod compare;
mod items;
mod level;
mod limits;
mod location;
mod models;
mod names;
mod operations;
mod parameters;
mod responses;
mod rule;
mod structs;
mod unions;
mod values;

use crate::ir::Api;
use crate::load::Document;
use compare::Comparison;

pub use change::{Change, Changes, ItemChange, ItemState, Location, Subject};
pub(crate) use level::numbers;
pub use level::{Bump, Rust, Wire};
pub use rule::{RULES, Rule};

/// A description and the model that was lowered from it.
#[derive(Clone, Copy, Debug)]
pub struct Side<'a> {
    /// The description, for the locations of changes.
    pub document: &'a Document,
    /// The model.
    pub api: &'a Api,
}

/// Compares two descriptions, and returns their differences in document order.
pub fn diff(old: Side<'_>, new: Side<'_>) -> Changes {
    let (compared, surfaces) = rayon::join(
        || Comparison::new(old.api, new.api).run(),
        || {
            rayon::join(
                || crate::surface::surface(old.api),
                || crate::surface::surface(new.api),
            )
        },
    );
    let compared = (compared, old.api, new.api);
    let claimed = items::claim(compared, &surfaces.0, &surfaces.1);
    Changes {
        list: location::locate(claimed, old, new),
        old_version: old.api.package.version.clone(),
        new_version: new.api.package.version.clone(),
        items: (surfaces.0.items.len(), surfaces.1.items.len()),
    }
}
