//! Problems with a reference.

use super::super::{Code, Problem};

/// The reason why a reference cannot be resolved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum BrokenReference {
    /// The target does not exist.
    Nowhere,
    /// No schema of the file has this anchor.
    Anchor,
    /// It is a URL.
    Url,
    /// The file is outside of the folder of the description.
    Outside,
    /// The file cannot be read, for this reason.
    Unreadable(String),
    /// The file is empty.
    Empty,
    /// The file was not loaded.
    Unread,
}

pub(crate) fn broken(reference: &str, why: &BrokenReference) -> Problem {
    let (code, what) = match why {
        BrokenReference::Nowhere => (
            Code::DanglingReference,
            "does not lead to a value".to_owned(),
        ),
        BrokenReference::Anchor => {
            let what = "names an anchor that does not exist in its file";
            (Code::DanglingReference, what.to_owned())
        }
        BrokenReference::Url => (Code::UrlReference, "is a URL".to_owned()),
        BrokenReference::Outside => {
            let what = "leads outside the folder of the description";
            (Code::ReferenceOutside, what.to_owned())
        }
        BrokenReference::Unreadable(why) => {
            let what = format!("leads to a file that cannot be read: {why}");
            (Code::UnreadableReference, what)
        }
        BrokenReference::Empty => {
            let what = "leads to a file that cannot be parsed";
            (Code::UnreadableReference, what.to_owned())
        }
        BrokenReference::Unread => {
            let what = "leads to a file that was not read";
            (Code::UnreadableReference, what.to_owned())
        }
    };
    Problem::new(code, format!("the reference `{reference}` {what}"))
        .note(match code {
            Code::UrlReference => "nothing is downloaded; what refers to it is skipped",
            Code::ReferenceOutside => {
                "only files in that folder are read; what refers to it is skipped"
            }
            _ => "what refers to it is skipped",
        })
        .help(match code {
            Code::UrlReference | Code::ReferenceOutside => {
                "copy the file into the folder of the description, and refer to it there"
            }
            Code::UnreadableReference => "correct the path or the file",
            _ => "correct the reference, or add what it names",
        })
}

pub(crate) fn circular(reference: &str) -> Problem {
    let message = format!("the reference `{reference}` leads back to itself");
    Problem::new(Code::CircularReference, message)
        .note("what refers to it is skipped")
        .help("replace one of the references with a value")
}
