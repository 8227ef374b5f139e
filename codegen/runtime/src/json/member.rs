#[cfg(feature = "validate")]
use super::limits::Limits;
use super::text::{is_plain_name, is_same};

/// A member of an object: its name on the wire, its limits, and whether it may be `null` or a
/// single value in place of a list.
///
/// A member whose type is `Option` may be absent; any other is required.
#[derive(Clone, Copy, Debug)]
pub struct Member<'n> {
    #[doc(hidden)]
    pub name: &'n str,
    /// The name needs no escapes in JSON, like every Rust identifier.
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
    /// A member with the same name as its field.
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

    /// A member with a name that needs no escapes, like every Rust identifier.
    const fn plain(name: &'n str) -> Self {
        Self {
            name,
            is_plain: true,
            nullable: false,
            one_or_many: false,
            #[cfg(feature = "validate")]
            limits: None,
        }
    }

    /// Sets the name on the wire, if it differs from that of the field.
    pub const fn named(mut self, name: &'n str) -> Self {
        self.name = name;
        self
    }

    /// Marks the name as one that needs escapes in JSON.
    pub const fn escaped(mut self) -> Self {
        self.is_plain = false;
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

/// The members of an object, in the order of its fields.
#[derive(Clone, Copy, Debug)]
pub enum MemberList<'n> {
    /// Members without attributes, whose names need no escapes. Most objects have no others, and
    /// names alone compile faster.
    Names(&'n [&'n str]),
    /// Members of any kind.
    Members(&'n [Member<'n>]),
}

impl<'n> MemberList<'n> {
    pub(crate) fn len(self) -> usize {
        match self {
            Self::Names(names) => names.len(),
            Self::Members(members) => members.len(),
        }
    }

    #[inline]
    pub(crate) fn get(self, index: usize) -> Option<Member<'n>> {
        match self {
            Self::Names(names) => names.get(index).map(|name| Member::plain(name)),
            Self::Members(members) => members.get(index).copied(),
        }
    }

    /// Returns the address of the first name or member: members at another address are of another type.
    #[inline]
    pub(super) fn address(self) -> usize {
        match self {
            Self::Names(names) => names.as_ptr().addr(),
            Self::Members(members) => members.as_ptr().addr(),
        }
    }

    pub(crate) fn iter(self) -> impl Iterator<Item = Member<'n>> {
        (0..self.len()).filter_map(move |index| self.get(index))
    }

    /// Finds the member called `name`, first from `start` on, then among those before it.
    #[inline]
    pub(crate) fn find(self, name: &str, start: usize) -> Option<usize> {
        match self {
            Self::Names(names) => {
                find(names, start, |own| is_same(own.as_bytes(), name.as_bytes()))
            }
            Self::Members(members) => find(members, start, |own| {
                is_same(own.name.as_bytes(), name.as_bytes())
            }),
        }
    }
}

impl<'n> From<&'n [Member<'n>]> for MemberList<'n> {
    fn from(members: &'n [Member<'n>]) -> Self {
        Self::Members(members)
    }
}

#[inline]
fn find<T>(items: &[T], start: usize, is_it: impl Fn(&T) -> bool) -> Option<usize> {
    let (before, behind) = items.split_at_checked(start)?;
    let found = behind.iter().position(&is_it).map(|at| start + at);
    found.or_else(|| before.iter().position(&is_it))
}

/// The direction in which an object is sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// From the server to the client.
    Response,
    /// From the client to the server only: in JSON from a caller, nullable members may be missing.
    Request,
}
