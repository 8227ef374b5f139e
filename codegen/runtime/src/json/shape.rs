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
    pub(crate) name: &'static str,
    pub(crate) required: bool,
    pub(crate) shape: Shape,
    pub(crate) nullable: bool,
}

impl Property {
    /// Describes a required property; a value without it is not this member.
    #[must_use]
    pub const fn required(name: &'static str, shape: Shape) -> Self {
        Self {
            name,
            required: true,
            shape,
            nullable: false,
        }
    }

    /// Describes a property that may be missing.
    #[must_use]
    pub const fn optional(name: &'static str, shape: Shape) -> Self {
        Self {
            required: false,
            ..Self::required(name, shape)
        }
    }

    /// Describes a property that must be present and may be `null`.
    #[must_use]
    pub const fn nullable(name: &'static str, shape: Shape) -> Self {
        Self {
            nullable: true,
            ..Self::required(name, shape)
        }
    }

    /// Describes a property that may be missing or `null`.
    #[must_use]
    pub const fn optional_nullable(name: &'static str, shape: Shape) -> Self {
        Self {
            nullable: true,
            ..Self::optional(name, shape)
        }
    }
}
