//! JSON: typed values from bytes ([`Decode`]) and bytes from typed values ([`Encode`]), unions,
//! limits of values, and further types of models.
//!
//! Takes and returns bytes and values. Uses `text`.

mod builder;
mod bytes;
mod collect;
mod decimal;
mod decode;
mod encode;
mod error;
#[cfg(feature = "extra-traits")]
mod extra_traits;
mod fields;
mod float;
mod lenient;
mod limits;
mod member;
mod names;
mod number;
mod object;
mod order;
mod quote;
mod reader;
mod scanner;
mod secret;
mod serde;
mod shape;
mod show;
mod slice;
mod tagged;
mod text;
mod text_enum;
mod union;
#[cfg(feature = "validate")]
mod validate;
mod writer;

pub use builder::Builder;
pub use bytes::{Base64Bytes, Base64UrlBytes};
pub use collect::{list, map};
pub use decode::{Decode, DecodeContext};
pub use encode::{Encode, EncodeRest, to_vec};
pub(crate) use encode::{encode_onto, to_vec_noting};
pub use error::DecodeError;
pub(crate) use error::Problem;
#[cfg(feature = "extra-traits")]
pub use extra_traits::{compare_texts, compare_values, equal_in_json, value_of_text};
pub(crate) use float::float_text;
pub use lenient::Decoding;
pub(crate) use lenient::{Decoded, read};
pub use limits::Limits;
pub use member::{Direction, Member, MemberList};
pub use object::{MapSlot, Slot};
pub(crate) use quote::push_word;
pub(crate) use reader::JsonKind;
pub use reader::Reader;
pub use secret::SecretString;
pub use serde::{deserialize, from_value, serialize, to_value};
pub use shape::{MemberShape, Members, Presence, Property, Shape};
pub use show::show;
pub use slice::{from_slice, from_slice_with, unset};
pub use text_enum::{debug_text, hash_text, is_same_text, take_text};
pub(crate) use union::{MARK, Observed, Tally, named, ranked};
#[cfg(feature = "validate")]
pub use validate::{Invalid, Validate, Validator, Violation};
pub use writer::Writer;
