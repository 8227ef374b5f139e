//! How the presence of a member is kept, by the word before a field in `object!`.
//!
//! A `required` member is always there, a `nullable` one too, but may be `null`; of an `optional` one
//! `null` means that it is absent, of an `optional_nullable` one it does not: what `null` is, the
//! type of the field says. Words with `_list` also take a lone value, as a list of one.

/// What an object that is read says of the presence of a member.
#[derive(Clone, Copy, Debug)]
pub struct Presence {
    pub(super) required: bool,
    pub(super) list: bool,
}

macro_rules! words {
    ($($word:ident $required:literal $list:literal)*) => {$(
        /// The word before a field.
        #[allow(non_upper_case_globals)]
        pub const $word: super::Presence = super::Presence {
            required: $required,
            list: $list,
        };
    )*};
}

/// The words of objects that come from a server.
pub mod came {
    words! {
        required true false
        required_list true true
        nullable true false
        nullable_list true true
        optional false false
        optional_list false true
        optional_nullable false false
        optional_nullable_list false true
    }
}

/// The words of objects that only travel out: callers who give one as JSON may leave out what may
/// be `null`.
pub mod sent {
    words! {
        required true false
        required_list true false
        nullable false false
        nullable_list false false
        optional false false
        optional_list false false
        optional_nullable false false
        optional_nullable_list false false
    }
}
