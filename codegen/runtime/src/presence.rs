//! How the presence of a member is kept, by the word before a field in `object!`.
//!
//! A `required` member is always there, a `nullable` one too, but may be `null`; of an `optional` one
//! `null` means that it is absent, of an `optional_nullable` one it does not: what `null` is, the
//! type of the field says. Words with `_list` also take a lone value, as a list of one.

/// What an object that is read says of the presence of a member.
#[derive(Clone, Copy, Debug)]
pub(super) struct Presence {
    pub(super) required: bool,
    pub(super) list: bool,
}

impl Presence {
    /// What a letter of `presence!` stands for: a great one for a list.
    pub(super) fn of(letter: u8) -> Self {
        Self {
            required: letter.eq_ignore_ascii_case(&b'r'),
            list: letter.is_ascii_uppercase(),
        }
    }
}

/// The letter of a word: `came` for objects that come from a server, `sent` for those that only travel
/// out, where callers who give one as JSON may leave out what may be `null`.
#[doc(hidden)]
#[macro_export]
macro_rules! presence {
    ($way:ident required) => {
        "r"
    };
    (came required_list) => {
        "R"
    };
    (came nullable) => {
        "r"
    };
    (came nullable_list) => {
        "R"
    };
    (came optional_list) => {
        "O"
    };
    (came optional_nullable_list) => {
        "O"
    };
    (sent required_list) => {
        "r"
    };
    ($way:ident $word:ident) => {
        "o"
    };
}

/// What a member is before it is read or given.
#[doc(hidden)]
#[macro_export]
macro_rules! blank {
    (required) => {
        $crate::Decode::blank()
    };
    (required_list) => {
        $crate::Decode::blank()
    };
    ($word:ident) => {
        ::std::option::Option::None
    };
}
