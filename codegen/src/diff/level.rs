//! The severity of a change: on the wire, and for callers in Rust. Neither follows from the other.

use std::fmt;

/// What a change means for a client that was built from the old description, and for the server.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Wire {
    /// Requests and responses stay as they are.
    #[default]
    None,
    /// Old clients keep working.
    Compatible,
    /// Old clients keep working if they are not too strict, or do not use this.
    Warning,
    /// Requests of old clients are refused, or responses are not what they expect.
    Breaking,
}

impl Wire {
    /// Every level, the worst first.
    pub const ALL: [Self; 4] = [Self::Breaking, Self::Warning, Self::Compatible, Self::None];

    /// The word for it.
    pub fn name(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Compatible => "compatible",
            Self::Warning => "warning",
            Self::Breaking => "breaking",
        }
    }
}

/// What a change means for code that calls the SDK.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Rust {
    /// No public item is another one.
    #[default]
    None,
    /// There are new items, or some are deprecated.
    Additive,
    /// Items are gone or have another signature: code that uses them does not compile.
    Breaking,
}

impl Rust {
    /// Every level, the worst first.
    pub const ALL: [Self; 3] = [Self::Breaking, Self::Additive, Self::None];

    /// The word for it.
    pub fn name(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Additive => "additive",
            Self::Breaking => "breaking",
        }
    }
}

/// Which part of a version has to grow (Semantic Versioning 2.0.0).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Bump {
    /// Nothing changed.
    #[default]
    None,
    /// Nothing that callers or servers see.
    Patch,
    /// Callers have more than before, or the API behaves otherwise.
    Minor,
    /// Code of callers may not compile any more.
    Major,
}

impl Bump {
    /// What follows from the levels of one change.
    pub(super) fn of(wire: Wire, rust: Rust) -> Self {
        match (wire, rust) {
            (_, Rust::Breaking) => Self::Major,
            // A server that refuses what it took before does so to every version of the SDK: what breaks
            // on the wire alone does not break the code of anyone.
            (_, Rust::Additive) | (Wire::Breaking | Wire::Warning | Wire::Compatible, _) => {
                Self::Minor
            }
            (Wire::None, Rust::None) => Self::Patch,
        }
    }

    /// The word for it.
    pub fn name(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Patch => "patch",
            Self::Minor => "minor",
            Self::Major => "major",
        }
    }

    /// The smallest version after `version` that says so. Before 1.0.0, as Cargo has it, the second
    /// part of a version grows where callers break, and the third where they do not.
    ///
    /// `None` where `version` is not three numbers with dots between them.
    pub fn next(self, version: &str) -> Option<String> {
        let (major, minor, patch) = numbers(version)?;
        let (major, minor, patch) = match (self, major) {
            (Self::None, _) => (major, minor, patch),
            (Self::Major, 0) => (0, minor.checked_add(1)?, 0),
            (Self::Major, _) => (major.checked_add(1)?, 0, 0),
            (Self::Minor, 1..) => (major, minor.checked_add(1)?, 0),
            (Self::Minor | Self::Patch, _) => (major, minor, patch.checked_add(1)?),
        };
        Some(format!("{major}.{minor}.{patch}"))
    }
}

/// The numbers of a version such as `1.2.3`; what comes before a release (`-rc.1`) is none.
pub(crate) fn numbers(version: &str) -> Option<(u64, u64, u64)> {
    let mut parts = version.split('.').map(|part| part.parse().ok());
    let numbers = (parts.next()??, parts.next()??, parts.next()??);
    parts.next().is_none().then_some(numbers)
}

impl fmt::Display for Wire {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

impl fmt::Display for Rust {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}
