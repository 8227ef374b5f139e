//! What calls by name have at the root of the runtime.

pub use super::dispatch::{
    Answered, Entry, Failing, Give, Input, Kind, Other, Output, Place, Running, Sending, Shown,
    Way, header_members, json_failure, whole,
};
pub use super::dispatch_arguments::{
    Arguments, Attachment, Giving, give_body_by_name, give_by_name, give_lines_by_name,
    give_text_by_name,
};
pub use super::dispatch_other::{other_form, other_json, other_text};
pub use super::dispatch_sink::{Pile, Sink};
pub use super::dispatch_values::{holds, is_same};
