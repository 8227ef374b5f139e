//! Names of arguments and setters of one operation.

use std::collections::HashSet;

use super::reserved;
use crate::name::{Case, fingerprint, words};

/// The names that were given so far.
#[derive(Default)]
pub(super) struct Setters {
    /// Their spelling in names of step types, which is the coarser one.
    taken: HashSet<String>,
}

/// A name, and whether it clashed.
pub(super) struct Setter {
    /// Name of the argument or setter.
    pub(super) name: String,
    /// Something else has the name that it would have had.
    pub(super) clashed: bool,
}

impl Setters {
    /// Names what is `wire` in a place (`query`, `body`…). A name that our own methods have, or
    /// something in another place, says where it belongs: `id_in_query`.
    pub(super) fn name(&mut self, asked: &str, wire: &str, place: &str) -> Setter {
        let name = Case::Field.name(asked);
        let clashed = self.taken.contains(&key(&name));
        if !clashed && !reserved::is_request_method(&name) {
            return self.take(name, clashed);
        }
        let with_place = format!("{}_in_{place}", name.trim_end_matches('_'));
        if !self.taken.contains(&key(&with_place)) {
            return self.take(with_place, clashed);
        }
        let digits = fingerprint(&format!("{place} {wire}"), 16);
        self.take(format!("{with_place}_x{digits}"), true)
    }

    /// True for a name that was given.
    pub(super) fn has(&self, name: &str) -> bool {
        self.taken.contains(&key(name))
    }

    fn take(&mut self, name: String, clashed: bool) -> Setter {
        self.taken.insert(key(&name));
        Setter { name, clashed }
    }
}

fn key(name: &str) -> String {
    Case::Type.join(&words(name))
}
