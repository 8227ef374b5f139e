//! The result of a comparison.

use super::rule::Rule;
use super::{Bump, Rust, Wire};

/// The changes between two descriptions.
#[derive(Debug, Default)]
pub struct Changes {
    /// The changes: operations first, then models, then the whole API, each in document order.
    pub list: Vec<Change>,
    /// Version of the old SDK.
    pub old_version: String,
    /// Version of the new SDK, as it is configured.
    pub new_version: String,
    /// Number of public items of the old and of the new SDK.
    pub items: (usize, usize),
}

/// A change between two descriptions.
#[derive(Debug)]
pub struct Change {
    /// The rule that reported it.
    pub rule: &'static Rule,
    /// The operation, model or request of the API that changed.
    pub subject: Subject,
    /// The change in one line; text of the description is included unescaped.
    pub message: String,
    /// Where it is in the old description; `None` if it is not there.
    pub old: Option<Location>,
    /// Where it is in the new description; `None` if it is not there.
    pub new: Option<Location>,
    /// Items of the SDK that this change adds, removes or changes.
    pub items: Vec<ItemChange>,
}

/// The operation, model or request of the API that a change is about.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Subject {
    /// The operation with this HTTP method and path, such as `GET /pets`.
    Operation(String),
    /// The model with this Rust name.
    Model(String),
    /// The webhook or callback with this Rust name.
    Incoming(String),
    /// The whole API.
    Api,
}

/// A location in a description.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Location {
    /// Name of the file, as in diagnostics.
    pub file: String,
    /// The JSON pointer.
    pub pointer: String,
    /// Line, counted from 1.
    pub line: usize,
}

/// A change of a public item of the SDK.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ItemChange {
    /// Rust path of the item.
    pub path: String,
    /// What happened to the item.
    pub what: ItemState,
}

/// What happened to an item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ItemState {
    /// The item is new.
    Added,
    /// The item was removed.
    Removed,
    /// The signature of the item changed.
    Changed {
        /// The old signature.
        from: String,
        /// The new signature.
        to: String,
    },
    /// The item was deprecated, or is not deprecated any more; its signature is the same.
    Marked,
}

impl ItemState {
    /// The name in JSON output: `added`, `removed`, `changed` or `marked`.
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
    /// The kind of the subject and its name.
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
    /// The level on the wire.
    pub fn wire(&self) -> Wire {
        self.rule.wire
    }

    /// The level for callers: the highest of its items.
    pub fn rust(&self) -> Rust {
        let levels = self.items.iter().map(|item| item.what.level());
        levels.max().unwrap_or_default()
    }

    /// True if the change is breaking, on the wire or for callers.
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

    /// The part of the version number to increase.
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
