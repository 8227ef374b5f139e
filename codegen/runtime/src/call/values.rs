use std::ops::Range;

use secrecy::SecretString;

use crate::json::{Encode, encode_onto};

/// Initial capacity of the buffer for the JSON text of the arguments, in bytes.
const ROOM: usize = 160;

/// The arguments of a call as JSON text, all in one buffer.
#[derive(Clone)]
pub(crate) struct Values {
    json: Vec<u8>,
    places: Vec<Option<Range<usize>>>,
}

impl Values {
    /// Creates `count` arguments, none of them set.
    pub(crate) fn new(count: usize) -> Self {
        Self {
            json: Vec::new(),
            places: vec![None; count],
        }
    }

    /// Encodes an argument, replaces an earlier value, and adds the secrets in it to `secrets`.
    pub(crate) fn set(
        &mut self,
        position: usize,
        value: &dyn Encode,
        secrets: &mut Vec<SecretString>,
    ) {
        self.remove(position);
        if self.json.capacity() == 0 {
            self.json.reserve(ROOM);
        }
        let start = self.json.len();
        encode_onto(&mut self.json, value, secrets);
        if let Some(place) = self.places.get_mut(position) {
            *place = Some(start..self.json.len());
        }
    }

    /// Removes the text of an argument, so that the buffer does not grow when one is set
    /// repeatedly.
    fn remove(&mut self, position: usize) {
        let Some(old) = self.places.get_mut(position).and_then(Option::take) else {
            return;
        };
        for place in self.places.iter_mut().flatten() {
            if place.start >= old.end {
                *place = place.start - old.len()..place.end - old.len();
            }
        }
        self.json.drain(old);
    }

    /// The JSON text of an argument; `None` if it is not set.
    pub(crate) fn get(&self, position: usize) -> Option<&[u8]> {
        self.text(self.places.get(position)?.as_ref())
    }

    /// The JSON texts of all arguments from `position` on.
    pub(crate) fn from(&self, position: usize) -> impl Iterator<Item = Option<&[u8]>> {
        let places = self.places.iter().skip(position);
        places.map(|place| self.text(place.as_ref()))
    }

    fn text(&self, place: Option<&Range<usize>>) -> Option<&[u8]> {
        self.json.get(place?.clone())
    }
}
