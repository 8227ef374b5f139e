#[cfg(feature = "validate")]
use super::limits::Limits;
use super::text::is_plain_name;

/// A member of an object: its name on the wire, its limits, and how it may be present beyond what
/// its type says.
///
/// A member whose type is `Option` may be absent, every other one is required.
#[derive(Clone, Copy, Debug)]
pub struct Member<'n> {
    #[doc(hidden)]
    pub name: &'n str,
    /// The name needs no escapes in JSON, as that of every field.
    #[doc(hidden)]
    pub is_plain: bool,
    #[doc(hidden)]
    pub nullable: bool,
    #[doc(hidden)]
    pub one_or_many: bool,
    #[doc(hidden)]
    #[cfg(feature = "validate")]
    pub limits: Option<&'static Limits>,
}

impl<'n> Member<'n> {
    /// A member whose name is that of its field.
    pub const fn new(name: &'n str) -> Self {
        Self {
            name,
            is_plain: is_plain_name(name),
            nullable: false,
            one_or_many: false,
            #[cfg(feature = "validate")]
            limits: None,
        }
    }

    /// Sets the name on the wire, if it differs from that of the field.
    pub const fn named(mut self, name: &'n str) -> Self {
        self.name = name;
        self.is_plain = is_plain_name(name);
        self
    }

    /// Marks a member as always present and possibly `null`.
    pub const fn nullable(mut self) -> Self {
        self.nullable = true;
        self
    }

    /// Sets the limits of its values, which `validate()` checks.
    #[cfg(feature = "validate")]
    pub const fn limits(mut self, limits: &'static Limits) -> Self {
        self.limits = Some(limits);
        self
    }

    /// Also accepts a single value as a list of one item.
    pub const fn one_or_many(mut self) -> Self {
        self.one_or_many = true;
        self
    }
}

/// The direction in which an object is sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// From the server to the client.
    Response,
    /// From the client to the server only: in JSON from a caller, nullable members may be missing.
    Request,
}
