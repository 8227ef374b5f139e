use std::collections::BTreeMap;

use super::Pointer;

/// Which places of a description other files have put something in, so that what is said of them
/// shows the text that they are from.
#[derive(Debug, Default)]
pub(super) struct Origins(BTreeMap<String, Origin>);

#[derive(Debug)]
struct Origin {
    at: Pointer,
    /// What is inside stands inside there, too.
    whole: bool,
}

impl Origins {
    /// What is at a place, and in it, was written at `from`.
    pub(super) fn note(&mut self, place: String, from: Pointer) {
        let whole = true;
        self.0.insert(place, Origin { at: from, whole });
    }

    /// What is at a place is not what was written there, because of what stands at `from`.
    pub(super) fn note_as_a_whole(&mut self, place: String, from: Pointer) {
        let whole = false;
        self.0.insert(place, Origin { at: from, whole });
    }

    /// There is nothing at a place, and in it, any more.
    pub(super) fn forget(&mut self, place: &str) {
        self.0.remove(place);
        // What is inside is sorted between these: `0` comes after `/`.
        let inside = self.0.range(format!("{place}/")..format!("{place}0"));
        let inside: Vec<String> = inside.map(|(place, _)| place.clone()).collect();
        for place in &inside {
            self.0.remove(place);
        }
    }

    /// Where a place of the tree stands in a text.
    pub(super) fn written_at(&self, at: &Pointer) -> Pointer {
        if at.file() != 0 || self.0.is_empty() {
            return at.clone();
        }
        let mut end = at.as_str().len();
        loop {
            let (place, inside) = at.as_str().split_at(end);
            match self.0.get(place) {
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
