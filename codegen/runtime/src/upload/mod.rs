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
    set_file, set_file_as, set_file_list, set_file_list_as, set_files, set_upload,
};
#[cfg(feature = "dispatch")]
pub use dispatch::{
    other_parts, other_upload, set_content_by_name, set_files_by_name, set_files_by_name_as,
};
pub use file::File;
pub use multipart::{Multipart, parts_body};
pub use source::Upload;
