//! The severity of a change: on the wire, and for callers in Rust. The two are independent.

use std::fmt;

/// The effect of a change on a client that was built from the old description.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Wire {
    /// Requests and responses are the same.
    #[default]
    None,
    /// Old clients continue to work.
    Compatible,
    /// Old clients continue to work unless they validate strictly or use what changed.
    Warning,
    /// The server rejects requests of old clients, or its responses cannot be read by them.
    Breaking,
}

impl Wire {
    /// All levels, the most severe first.
    pub const ALL: [Self; 4] = [Self::Breaking, Self::Warning, Self::Compatible, Self::None];

    /// The name of the level in reports.
    pub fn name(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Compatible => "compatible",
            Self::Warning => "warning",
            Self::Breaking => "breaking",
        }
    }
}

/// The effect of a change on code that calls the SDK.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Rust {
    /// No public item changes.
    #[default]
    None,
    /// Items are added or deprecated.
    Additive,
    /// Items are removed or have another signature: code that uses them does not compile.
    Breaking,
}

impl Rust {
    /// All levels, the most severe first.
    pub const ALL: [Self; 3] = [Self::Breaking, Self::Additive, Self::None];

    /// The name of the level in reports.
    pub fn name(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Additive => "additive",
            Self::Breaking => "breaking",
        }
    }
}

/// The part of a version number to increase (Semantic Versioning 2.0.0, sections 6 to 8).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Bump {
    /// None: nothing changed.
    #[default]
    None,
    /// The patch version: nothing that callers or servers observe changed.
    Patch,
    /// The minor version: items were added, or the API behaves differently.
    Minor,
    /// The major version: code of callers may no longer compile.
    Major,
}

impl Bump {
    /// The part that the levels of one change require.
    pub(super) fn of(wire: Wire, rust: Rust) -> Self {
        match (wire, rust) {
            (_, Rust::Breaking) => Self::Major,
            // A server that rejects what it accepted before rejects it from every version of the
            // SDK. Such a change breaks no code, so it does not require a major version.
            (_, Rust::Additive) | (Wire::Breaking | Wire::Warning | Wire::Compatible, _) => {
                Self::Minor
            }
            (Wire::None, Rust::None) => Self::Patch,
        }
    }

    /// The name of the part in reports.
    pub fn name(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Patch => "patch",
            Self::Minor => "minor",
            Self::Major => "major",
        }
    }

    /// The next version after `version`. Before 1.0.0, Cargo's rules apply: a major change
    /// increases the second number, all others the third.
    ///
    /// `None` if `version` does not consist of three numbers separated by dots.
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

/// The three numbers of a version such as `1.2.3`; `None` for a pre-release such as `1.2.3-rc.1`.
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
