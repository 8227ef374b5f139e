use std::collections::{BTreeMap, HashMap};

use super::Pointer;
use crate::source::push_segment;

/// The origins of values that were not written at their location in the tree: an overlay added
/// them, or a conversion moved them within their file. Diagnostics show the text at the origin.
#[derive(Debug, Default)]
pub(super) struct Origins {
    /// Origins by file and location in the tree.
    places: BTreeMap<(usize, String), Origin>,
    /// The location in the tree of values that were moved, by file and original location.
    moved: HashMap<(usize, String), String>,
}

#[derive(Clone, Debug)]
struct Origin {
    at: Pointer,
    /// True if the descendants of the value have the corresponding origins.
    whole: bool,
}

impl Origins {
    /// Sets the origin of a value of the description and of its descendants.
    pub(super) fn note(&mut self, place: String, from: Pointer) {
        self.put(0, place, from);
    }

    /// Sets the origin of a value that was changed because of `from`. Its descendants have the same
    /// origin.
    pub(super) fn set_for_all(&mut self, place: String, from: Pointer) {
        let whole = false;
        self.places.insert((0, place), Origin { at: from, whole });
    }

    /// Removes the origins of a value of the description and of its descendants.
    pub(super) fn forget(&mut self, place: &str) {
        self.places.remove(&(0, place.to_owned()));
        self.take_inside(0, place);
    }

    /// Moves values with their descendants; each pair is the old and the new location.
    pub(super) fn moved(&mut self, file: usize, moves: &[(String, String)]) {
        let mut notes = Vec::new();
        for (from, to) in moves {
            let at = self.written_at(&Pointer::new(file, from));
            let whole = true;
            notes.push((to.clone(), Origin { at, whole }));
            let inside = self.take_inside(file, from).into_iter();
            notes.extend(inside.map(|(rest, origin)| (format!("{to}{rest}"), origin)));
            self.moved.insert((file, from.clone()), to.clone());
        }
        for (from, _) in moves {
            self.places.remove(&(file, from.clone()));
        }
        let notes = notes.into_iter();
        self.places
            .extend(notes.map(|(place, origin)| ((file, place), origin)));
    }

    /// Records that the value at `to` was created from the one at `from`.
    pub(super) fn created_from(&mut self, file: usize, from: &str, to: String) {
        let at = self.written_at(&Pointer::new(file, from));
        self.put(file, to, at);
    }

    /// Records that members of the object at `from` were moved to a new object at `to`.
    pub(super) fn moved_members<'k>(
        &mut self,
        file: usize,
        (from, to): (&str, String),
        keys: impl Iterator<Item = &'k String>,
    ) {
        let mut moves = Vec::new();
        let noted = (file, format!("{from}/"))..(file, format!("{from}0"));
        if self.places.range(noted).next().is_some() {
            for key in keys {
                let (mut before, mut after) = (from.to_owned(), to.clone());
                push_segment(&mut before, key);
                push_segment(&mut after, key);
                moves.push((before, after));
            }
        }
        self.moved(file, &moves);
        self.created_from(file, from, to);
    }

    /// Sets the origin of a value that was moved or copied, so that references to `from` lead to
    /// it.
    pub(super) fn moved_from(&mut self, file: usize, place: String, from: Pointer) {
        if from.file() == file {
            let written = (file, from.as_str().to_owned());
            self.moved.entry(written).or_insert_with(|| place.clone());
        }
        self.put(file, place, from);
    }

    /// Sets the origin of a value of a file and of its descendants.
    pub(super) fn put(&mut self, file: usize, place: String, from: Pointer) {
        let whole = true;
        self.places
            .insert((file, place), Origin { at: from, whole });
    }

    /// The location in the tree of a value that was moved; `None` if it was not.
    pub(super) fn place_of(&self, file: usize, written: &str) -> Option<String> {
        let mut end = written.len();
        while end > 0 {
            let (place, inside) = written.split_at(end);
            if let Some(to) = self.moved.get(&(file, place.to_owned())) {
                return Some(format!("{to}{inside}"));
            }
            end = place.rfind('/')?;
        }
        None
    }

    /// Removes the origins below a location, and returns them with their relative paths.
    fn take_inside(&mut self, file: usize, place: &str) -> Vec<(String, Origin)> {
        // The range of all descendants: `0` is the character after `/`.
        let ends = (file, format!("{place}/"))..(file, format!("{place}0"));
        let inside = self.places.range(ends).map(|(key, _)| key.clone());
        let inside: Vec<_> = inside.collect();
        let taken = inside.into_iter().filter_map(|key| {
            let origin = self.places.remove(&key)?;
            Some((key.1[place.len()..].to_owned(), origin))
        });
        taken.collect()
    }

    /// The location in the text of a value in a tree.
    pub(super) fn written_at(&self, at: &Pointer) -> Pointer {
        if self.places.is_empty() {
            return at.clone();
        }
        let mut end = at.as_str().len();
        loop {
            let (place, inside) = at.as_str().split_at(end);
            match self.places.get(&(at.file(), place.to_owned())) {
                Some(origin) if origin.whole => {
                    let path = format!("{}{inside}", origin.at.as_str());
                    return Pointer::new(origin.at.file(), &path);
                }
                Some(origin) => return origin.at.clone(),
                None => {}
            }
            match place.rfind('/') {
                Some(above) => end = above,
                None => return at.clone(),
            }
        }
    }
}
