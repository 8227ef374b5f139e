//! How the presence of a member is kept, by the word before a field in `object!`.
//!
//! A `required` member is always there, a `nullable` one too, but may be `null`; of an `optional` one
//! `null` means that it is absent, of an `optional_nullable` one it does not: what `null` is, the
//! type of the field says. Words with `_list` also take a lone value, as a list of one.

/// What an object that is read says of the presence of a member.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Presence {
    pub(crate) required: bool,
    pub(crate) list: bool,
}

impl Presence {
    /// What a letter of `presence!` stands for: a great one for a list.
    pub(crate) fn of(letter: u8) -> Self {
        Self {
            required: letter.eq_ignore_ascii_case(&b'r'),
            list: letter.is_ascii_uppercase(),
        }
    }
}
