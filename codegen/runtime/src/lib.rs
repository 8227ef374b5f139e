//! The client runtime that every generated SDK carries.

mod date;
#[cfg(feature = "chrono")]
mod date_chrono;
#[cfg(feature = "jiff")]
mod date_jiff;
#[cfg(any(feature = "chrono", feature = "jiff", feature = "time"))]
mod date_parts;
#[cfg(feature = "time")]
mod date_time;
mod json_bytes;
mod json_decode;
mod json_encode;
mod json_error;
mod json_number;
mod json_object;
mod json_reader;
mod json_serde;
mod json_shape;
mod json_slot;
mod json_union;
mod json_writer;
mod macros;
mod open_enum;
mod secret;

pub use date::{Date, DateTime};
#[cfg(any(feature = "chrono", feature = "jiff", feature = "time"))]
pub use date_parts::InvalidDate;
pub use json_bytes::{Base64Bytes, Base64UrlBytes};
pub use json_decode::{Decode, from_slice, from_slice_with};
pub use json_encode::{Encode, EncodeRest, Literal, Nullable, to_vec};
pub use json_error::DecodeError;
pub use json_object::{Fill, FillRest};
pub use json_reader::Reader;
pub use json_serde::{deserialize, from_value, serialize, to_value};
pub use json_shape::{MemberShape, Members, Property, Shape};
pub use json_slot::{ListSlot, Slot};
pub use json_writer::Writer;
pub use open_enum::{OpenEnum, OpenIntEnum};
pub use secret::SecretString;
