//! Operations by name, with arguments in JSON: what the command line and servers of tools call.
//!
//! Takes names and JSON, returns JSON. Uses `call`, `client` and what these use.

mod arguments;
mod declare;
mod entry;
mod other;
mod sink;
mod values;

pub use arguments::{
    Arguments, Attachment, Giving, give_body_by_name, give_by_name, give_lines_by_name,
    give_text_by_name,
};
pub use entry::{
    Answered, Entry, Failing, Give, Input, Kind, Other, Output, Place, Running, Sending, Shown,
    Way, header_members, json_failure, whole,
};
pub use other::{other_form, other_json, other_text};
pub use sink::{Pile, Sink};
pub use values::{holds, is_same};
