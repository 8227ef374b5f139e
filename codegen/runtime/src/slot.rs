//! Where the members of an object are put while it is read, by the word before a field in `object!`
//! that says how its presence is kept.
//!
//! A `required` member is always there, a `nullable` one too, but may be `null`; of an `optional` one
//! `null` means that it is absent, of an `optional_nullable` one it does not. Words with `_list`
//! also take a lone value, as a list of one.

use super::{ListSlot, Slot};

macro_rules! slots {
    ($slot:ident: $($word:ident)*) => {$(
        /// An empty slot.
        pub const fn $word<T>() -> $slot<T> {
            $slot::new()
        }
    )*};
}

slots!(Slot: required nullable optional optional_nullable);
slots!(ListSlot: required_list nullable_list optional_list optional_nullable_list);
