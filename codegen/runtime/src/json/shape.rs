/// The members of a union, and how to tell them apart.
#[derive(Clone, Copy, Debug)]
pub struct Members {
    /// The property that says which member a value is.
    pub discriminator: Option<&'static str>,
    /// The value of it that is meant where there is none, or one that nobody knows.
    pub default: Option<&'static str>,
    /// The members, most specific first.
    pub members: &'static [MemberShape],
}

/// How one member of a union is recognised.
#[derive(Clone, Copy, Debug)]
pub struct MemberShape {
    /// Values of the discriminator that name it.
    pub tags: &'static [&'static str],
    /// What a value must look like to be it.
    pub shape: Shape,
}

/// What a JSON value must look like.
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
    /// A text.
    String,
    /// One of these texts.
    OneOf(&'static [&'static str]),
    /// A list.
    List,
    /// An object. Properties of properties are not looked at.
    Object(&'static [Property]),
}

/// A property that speaks for or against a member of a union.
#[derive(Clone, Copy, Debug)]
pub struct Property {
    pub(crate) name: &'static str,
    pub(crate) required: bool,
    pub(crate) shape: Shape,
    pub(crate) nullable: bool,
}

impl Property {
    /// Describes a property without which a value is not this member.
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

    /// Describes a property that must be there and may be `null`.
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
