//! Operations by name, with arguments in JSON, for command lines and tool servers.
//!
//! Takes names and JSON, returns JSON. Uses `call`, `client` and what these use.

mod arguments;
mod declare;
mod entry;
mod other;
mod result;
mod set;
mod sink;
mod values;

pub use arguments::{ArgumentSource, Arguments, Attachment};
pub use entry::{
    Accepted, CallFuture, CallResult, Entry, FailureReader, Input, InputLocation, Kind, Other,
    Output, ResponseMode, SendCall, SetInput,
};
pub use other::{other_form, other_json, other_text};
pub use result::{ToOutput, header_members, json_failure, whole};
pub use set::{set_body_by_name, set_by_name, set_lines_by_name, set_text_by_name};
pub use sink::{ItemCollector, Sink};
pub use values::{holds, is_same};
