/// The members of a union, and how to distinguish them.
#[derive(Clone, Copy, Debug)]
pub struct Members {
    /// The discriminator: the property that names the member.
    pub discriminator: Option<&'static str>,
    /// The discriminator value that is assumed if the property is missing or has an unknown value.
    pub default: Option<&'static str>,
    /// The members, most specific first.
    pub members: &'static [MemberShape],
}

/// How one member of a union is recognized.
#[derive(Clone, Copy, Debug)]
pub struct MemberShape {
    /// Values of the discriminator that name it.
    pub tags: &'static [&'static str],
    /// The shape of its values.
    pub shape: Shape,
}

/// The shape of a JSON value.
#[derive(Clone, Copy, Debug)]
pub enum Shape {
    /// Any value.
    Any,
    /// `true` or `false`.
    Bool,
    /// A number without a fraction.
    Int,
    /// Any number.
    Number,
    /// A string.
    String,
    /// One of these strings.
    OneOf(&'static [&'static str]),
    /// A list.
    List,
    /// An object with these properties. Their own properties are not compared.
    Object(&'static [Property]),
}

/// A property by which a member of a union is recognized.
#[derive(Clone, Copy, Debug)]
pub struct Property {
    /// Name on the wire.
    pub name: &'static str,
    /// Whether it may be missing or `null`.
    pub presence: Presence,
    /// The shape of its value.
    pub shape: Shape,
}

/// Whether a property may be missing or `null`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Presence {
    /// A value without it is not this member.
    Required,
    /// It must be present and may be `null`.
    Nullable,
    /// It may be missing.
    Optional,
    /// It may be missing or `null`.
    OptionalNullable,
}

impl Property {
    /// True if a value without it is not this member.
    pub(crate) fn is_required(&self) -> bool {
        matches!(self.presence, Presence::Required | Presence::Nullable)
    }

    /// True if it may be `null`.
    pub(crate) fn is_nullable(&self) -> bool {
        matches!(
            self.presence,
            Presence::Nullable | Presence::OptionalNullable
        )
    }
}
