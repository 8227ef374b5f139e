//! Files, streams and bodies of several parts (RFC 7578) that are sent.
//!
//! Takes files and values, returns the body of a call. Uses `call` and `operation`.

mod arguments;
#[cfg(feature = "dispatch")]
mod dispatch;
mod file;
mod multipart;
mod pieces;
mod source;

pub use arguments::{
    give_file, give_file_as, give_file_list, give_file_list_as, give_files, give_upload,
};
#[cfg(feature = "dispatch")]
pub use dispatch::{
    give_content_by_name, give_files_by_name, give_files_by_name_as, other_parts, other_upload,
};
pub use file::File;
pub use multipart::{Multipart, parts_body};
pub use source::Upload;
