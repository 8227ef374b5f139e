//! Names of arguments and setters of one operation.

use std::collections::HashSet;

use super::reserved;
use crate::name::{Case, fingerprint, words};

/// The names that are taken.
#[derive(Default)]
pub(super) struct Setters {
    /// In the case of step types, in which more names are equal.
    taken: HashSet<String>,
}

/// An assigned name.
pub(super) struct Setter {
    /// Name of the argument or setter.
    pub(super) name: String,
    /// True if the preferred name was taken.
    pub(super) clashed: bool,
}

impl Setters {
    /// Names the input called `wire` in a location (`query`, `body`…). If the name is a method of
    /// the request or taken, the location is appended: `id_in_query`.
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

    /// True if the name is taken.
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
