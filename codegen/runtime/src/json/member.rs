use super::limits::Limits;
use super::text::is_plain_name;

/// A member of an object: its name on the wire, and what of its presence its type does not say.
///
/// A member whose type is `Option` may be absent, every other one is required.
#[derive(Clone, Copy, Debug)]
pub struct Member<'n> {
    pub(crate) name: &'n str,
    /// The name stands in JSON as it is: known before anything is written.
    pub(crate) is_plain: bool,
    pub(crate) nullable: bool,
    pub(crate) one_or_many: bool,
    pub(crate) limits: Option<&'static Limits>,
}

impl<'n> Member<'n> {
    /// A member whose name is that of its field.
    pub const fn new(name: &'n str) -> Self {
        Self {
            name,
            is_plain: is_plain_name(name),
            nullable: false,
            one_or_many: false,
            limits: None,
        }
    }

    /// Sets the name on the wire, where it differs from that of the field.
    pub const fn named(mut self, name: &'n str) -> Self {
        self.name = name;
        self.is_plain = is_plain_name(name);
        self
    }

    /// Is always there, and may be `null`.
    pub const fn nullable(mut self) -> Self {
        self.nullable = true;
        self
    }

    /// Sets the limits of its values, which `validate()` checks.
    pub const fn limits(mut self, limits: &'static Limits) -> Self {
        self.limits = Some(limits);
        self
    }

    /// Takes a lone value as a list of one.
    pub const fn one_or_many(mut self) -> Self {
        self.one_or_many = true;
        self
    }
}

/// Which way an object goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// It comes from a server.
    Response,
    /// It is only sent: whoever gives one as JSON may leave out what may be `null`.
    Request,
}
