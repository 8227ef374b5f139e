//! Types whose names are not yet decided.

use super::{Direction, Hint};
use crate::ir::{TypeDef, TypeId};
use crate::load::Pointer;

/// A type whose name is not yet decided.
pub(super) struct Draft {
    pub def: TypeDef,
    pub at: Pointer,
    /// Identifies the draft in every run: the JSON pointer of its schema, and a suffix for other schemas
    /// that apply and the direction.
    pub place: String,
    pub label: Label,
    /// The title of its schema, if its key ends in a number.
    pub title: Option<String>,
    pub direction: Direction,
    /// The draft of the same schema for the other direction.
    pub twin: Option<TypeId>,
}

/// The source of the name of a type.
#[derive(Clone, Debug)]
pub(super) enum Label {
    /// Its key in the document, and the name of the file unless that is the description itself.
    Key(String, Option<String>),
    /// Its position in the document.
    Place(Hint),
}

impl Label {
    /// Its key in the document.
    pub fn key(&self) -> Option<&str> {
        match self {
            Self::Key(key, _) => Some(key),
            Self::Place(_) => None,
        }
    }

    /// The hint for the types inside it.
    pub fn hint(&self) -> Hint {
        match self {
            Self::Key(key, _) => Hint::new([key.as_str()]),
            Self::Place(hint) => hint.clone(),
        }
    }
}
