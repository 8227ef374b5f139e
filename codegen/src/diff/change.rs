//! The result of a comparison.

use super::rule::Rule;
use super::{Bump, Rust, Wire};

/// All that changed between two descriptions.
#[derive(Debug, Default)]
pub struct Changes {
    /// The changes: operations first, then models, then what is set on the client, each in document
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
    /// What it is about.
    pub subject: Subject,
    /// What changed, in one line; words of the description stand in it as they are.
    pub message: String,
    /// Where it stands in the old description.
    pub old: Option<Place>,
    /// Where it stands in the new one.
    pub new: Option<Place>,
    /// Items of the SDK that appear, vanish or change with it.
    pub items: Vec<ItemChange>,
}

/// What a change is about.
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

/// A place in a description.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The file.
    pub file: String,
    /// The JSON pointer.
    pub pointer: String,
    /// Line, from 1.
    pub line: usize,
}

/// What became of an item.
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
    /// The word for it.
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
    /// What kind of thing it is, and what that is called.
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
    /// What it means on the wire.
    pub fn wire(&self) -> Wire {
        self.rule.wire
    }

    /// What it means for callers.
    pub fn rust(&self) -> Rust {
        let levels = self.items.iter().map(|item| item.what.level());
        levels.max().unwrap_or_default()
    }

    /// Whether it breaks anyone, on the wire or in code.
    pub fn is_breaking(&self) -> bool {
        self.wire() == Wire::Breaking || self.rust() == Rust::Breaking
    }
}

impl Changes {
    /// The worst that the changes mean on the wire.
    pub fn wire(&self) -> Wire {
        let levels = self.list.iter().map(Change::wire);
        levels.max().unwrap_or_default()
    }

    /// The worst that the changes mean for callers.
    pub fn rust(&self) -> Rust {
        let levels = self.list.iter().map(Change::rust);
        levels.max().unwrap_or_default()
    }

    /// Which part of the version has to grow.
    pub fn bump(&self) -> Bump {
        let bumps = self.list.iter();
        let bumps = bumps.map(|change| Bump::of(change.wire(), change.rust()));
        bumps.max().unwrap_or_default()
    }

    /// How many changes have a level on the wire.
    pub fn on_wire(&self, level: Wire) -> usize {
        self.list.iter().filter(|it| it.wire() == level).count()
    }

    /// How many changes have a level for callers.
    pub fn in_rust(&self, level: Rust) -> usize {
        self.list.iter().filter(|it| it.rust() == level).count()
    }

    /// Whether anything breaks anyone.
    pub fn is_breaking(&self) -> bool {
        self.list.iter().any(Change::is_breaking)
    }
}
