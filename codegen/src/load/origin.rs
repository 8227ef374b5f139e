use std::collections::{BTreeMap, HashMap};

use super::Pointer;
use crate::source::push_segment;

/// Which places of the trees hold what was written elsewhere: in another file, which has put it
/// there, or at another place of the same one, so that what is said of them shows the text that they
/// are from.
#[derive(Debug, Default)]
pub(super) struct Origins {
    /// By the file and the place in its tree.
    places: BTreeMap<(usize, String), Origin>,
    /// Where in the tree of a file is what was written at a place of it.
    moved: HashMap<(usize, String), String>,
}

#[derive(Clone, Debug)]
struct Origin {
    at: Pointer,
    /// What is inside stands inside there, too.
    whole: bool,
}

impl Origins {
    /// What is at a place of the description, and in it, was written at `from`.
    pub(super) fn note(&mut self, place: String, from: Pointer) {
        self.put(0, place, from);
    }

    /// What is at a place of the description is not what was written there, because of what stands
    /// at `from`.
    pub(super) fn note_as_a_whole(&mut self, place: String, from: Pointer) {
        let whole = false;
        self.places.insert((0, place), Origin { at: from, whole });
    }

    /// There is nothing at a place of the description, and in it, any more.
    pub(super) fn forget(&mut self, place: &str) {
        self.places.remove(&(0, place.to_owned()));
        self.take_inside(0, place);
    }

    /// Each first place of a file is now at the second, with everything in it.
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

    /// What is at the second place of a file, and in it, was made of what stands at the first.
    pub(super) fn made_of(&mut self, file: usize, from: &str, to: String) {
        let at = self.written_at(&Pointer::new(file, from));
        self.put(file, to, at);
    }

    /// Members of an object are now members of another one that was made for them, at the second
    /// place.
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
        self.made_of(file, from, to);
    }

    /// What is at a place of a file, and in it, was written at `from`, and is found there.
    pub(super) fn taken_from(&mut self, file: usize, place: String, from: Pointer) {
        if from.file() == file {
            let written = (file, from.as_str().to_owned());
            self.moved.entry(written).or_insert_with(|| place.clone());
        }
        self.put(file, place, from);
    }

    /// What is at a place of a file, and in it, was written at `from`.
    pub(super) fn put(&mut self, file: usize, place: String, from: Pointer) {
        let whole = true;
        self.places
            .insert((file, place), Origin { at: from, whole });
    }

    /// Where in the tree of a file is what is written at a place of it, or was before it was moved.
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

    /// Takes out what is noted inside a place: the rest of each path behind it, and its origin.
    fn take_inside(&mut self, file: usize, place: &str) -> Vec<(String, Origin)> {
        // What is inside is sorted between these: `0` comes after `/`.
        let ends = (file, format!("{place}/"))..(file, format!("{place}0"));
        let inside = self.places.range(ends).map(|(key, _)| key.clone());
        let inside: Vec<_> = inside.collect();
        let taken = inside.into_iter().filter_map(|key| {
            let origin = self.places.remove(&key)?;
            Some((key.1[place.len()..].to_owned(), origin))
        });
        taken.collect()
    }

    /// Where a place of a tree stands in a text.
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
