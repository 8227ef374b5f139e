use super::parameter::Location;

/// Identifies an argument of a call: a parameter, or a member of the body, by its name on the wire.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Target {
    /// A parameter.
    Parameter(Location, &'static str),
    /// A member of a body that is an object.
    Member(&'static str),
}

/// A path parameter.
pub const fn path(name: &'static str) -> Target {
    Target::Parameter(Location::Path, name)
}

/// A query parameter.
pub const fn query(name: &'static str) -> Target {
    Target::Parameter(Location::Query, name)
}

/// A header.
pub const fn header(name: &'static str) -> Target {
    Target::Parameter(Location::Header, name)
}

/// A cookie.
pub const fn cookie(name: &'static str) -> Target {
    Target::Parameter(Location::Cookie, name)
}

/// A member of the body.
pub const fn body(name: &'static str) -> Target {
    Target::Member(name)
}
