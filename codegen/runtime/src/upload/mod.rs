//! Files, streams and multipart request bodies (RFC 7578).
//!
//! Takes files and values, returns the body of a call. Uses `call` and `operation`.

mod arguments;
#[cfg(feature = "dispatch")]
mod dispatch;
mod file;
mod multipart;
mod parts;
mod pieces;
mod source;

#[cfg(feature = "dispatch")]
pub use dispatch::{
    other_parts, other_upload, set_content_by_name, set_file_parts_by_name, set_files_by_name,
    set_files_by_name_as, set_json_parts_by_name, set_text_parts_by_name,
};
pub use file::File;
pub use multipart::{Multipart, parts_body};
pub use source::Upload;
