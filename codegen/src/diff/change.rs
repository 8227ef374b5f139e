//! The result of a comparison.

use super::rule::Rule;
use super::{Bump, Rust, Wire};

/// The changes between two descriptions.
#[derive(Debug, Default)]
pub struct Changes {
    /// The changes: operations first, then models, then client-wide settings, each in document
    /// order.
    pub list: Vec<Change>,
    /// Version of the old SDK.
    pub old_version: String,
    /// Version of the new SDK, as it is configured.
    pub new_version: String,
    /// How many public items the old and the new SDK have.
    pub items: (usize, usize),
}

/// One change.
#[derive(Debug)]
pub struct Change {
    /// Its kind.
    pub rule: &'static Rule,
    /// Its subject.
    pub subject: Subject,
    /// The change in one line; text of the description is included unescaped.
    pub message: String,
    /// Its position in the old description.
    pub old: Option<Place>,
    /// Its position in the new description.
    pub new: Option<Place>,
    /// Items of the SDK that are added, removed or changed with it.
    pub items: Vec<ItemChange>,
}

/// The subject of a change.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Subject {
    /// The operation with this method and path.
    Operation(String),
    /// The model with this Rust name.
    Model(String),
    /// What the API sends by itself, under this Rust name.
    Incoming(String),
    /// The whole API.
    Api,
}

/// A position in a description.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The file.
    pub file: String,
    /// The JSON pointer.
    pub pointer: String,
    /// Line, from 1.
    pub line: usize,
}

/// A change of an item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ItemChange {
    /// Its Rust path.
    pub path: String,
    /// What happened.
    pub what: ItemState,
}

/// What happened to an item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ItemState {
    /// It is new.
    Added,
    /// It is gone.
    Removed,
    /// It has another signature.
    Changed {
        /// The signature it had.
        from: String,
        /// The signature it has.
        to: String,
    },
    /// It is the same, and deprecated now or not any more.
    Marked,
}

impl ItemState {
    /// Its name.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Added => "added",
            Self::Removed => "removed",
            Self::Changed { .. } => "changed",
            Self::Marked => "deprecation changed",
        }
    }

    fn level(&self) -> Rust {
        match self {
            Self::Added | Self::Marked => Rust::Additive,
            Self::Removed | Self::Changed { .. } => Rust::Breaking,
        }
    }
}

impl Subject {
    /// Its kind and its name.
    pub fn parts(&self) -> (&'static str, &str) {
        match self {
            Self::Operation(name) => ("operation", name),
            Self::Model(name) => ("model", name),
            Self::Incoming(name) => ("incoming", name),
            Self::Api => ("api", ""),
        }
    }
}

impl Change {
    /// Its level on the wire.
    pub fn wire(&self) -> Wire {
        self.rule.wire
    }

    /// Its level for callers.
    pub fn rust(&self) -> Rust {
        let levels = self.items.iter().map(|item| item.what.level());
        levels.max().unwrap_or_default()
    }

    /// True if it is breaking, on the wire or for callers.
    pub fn is_breaking(&self) -> bool {
        self.wire() == Wire::Breaking || self.rust() == Rust::Breaking
    }
}

impl Changes {
    /// The highest level of the changes on the wire.
    pub fn wire(&self) -> Wire {
        let levels = self.list.iter().map(Change::wire);
        levels.max().unwrap_or_default()
    }

    /// The highest level of the changes for callers.
    pub fn rust(&self) -> Rust {
        let levels = self.list.iter().map(Change::rust);
        levels.max().unwrap_or_default()
    }

    /// The part of the version to increase.
    pub fn bump(&self) -> Bump {
        let bumps = self.list.iter();
        let bumps = bumps.map(|change| Bump::of(change.wire(), change.rust()));
        bumps.max().unwrap_or_default()
    }

    /// The number of changes with this level on the wire.
    pub fn on_wire(&self, level: Wire) -> usize {
        self.list.iter().filter(|it| it.wire() == level).count()
    }

    /// The number of changes with this level for callers.
    pub fn in_rust(&self, level: Rust) -> usize {
        self.list.iter().filter(|it| it.rust() == level).count()
    }

    /// True if any change is breaking.
    pub fn is_breaking(&self) -> bool {
        self.list.iter().any(Change::is_breaking)
    }
}
