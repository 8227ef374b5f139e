//! Lists whose items have a type each, by their position.

use crate::json::{Decode, DecodeContext, DecodeError, Encode, Problem, Reader, Slot, Writer};

/// What takes the items of a list behind those that have a type each.
pub trait ListSlot {
    /// Takes the next item.
    ///
    /// # Errors
    ///
    /// When it does not fit.
    fn fill_item(&mut self, reader: &mut Reader<'_>) -> Result<(), DecodeError>;
}

impl<T: Decode> ListSlot for Vec<T> {
    fn fill_item(&mut self, reader: &mut Reader<'_>) -> Result<(), DecodeError> {
        if !reader.passes_null::<T>()? {
            self.push(T::decode(reader)?);
        }
        Ok(())
    }
}

/// Takes items of any kind and forgets them.
impl ListSlot for () {
    fn fill_item(&mut self, reader: &mut Reader<'_>) -> Result<(), DecodeError> {
        reader.skip()
    }
}

impl Reader<'_> {
    /// Takes a list, filling in its first items and giving the others to `more`. Of those, `required`
    /// must be there.
    ///
    /// # Errors
    ///
    /// The next value is not a list, an item cannot be decoded, or there are too few items.
    pub fn tuple(
        &mut self,
        required: usize,
        items: &mut [&mut dyn Slot],
        more: &mut dyn ListSlot,
    ) -> Result<(), DecodeError> {
        let mut index = 0;
        self.list(&mut |reader| {
            match items.get_mut(index) {
                Some(item) => item.fill(reader, false)?,
                None => more.fill_item(reader)?,
            }
            index += 1;
            Ok(())
        })?;
        if index < required {
            return Err(DecodeError::new(Problem::TooShort, None));
        }
        Ok(())
    }
}

impl DecodeContext<'_, '_> {
    /// Takes a list like [`Reader::tuple`], where there is one.
    pub fn tuple(&mut self, required: usize, items: &mut [&mut dyn Slot], more: &mut dyn ListSlot) {
        self.read(|reader| reader.tuple(required, items, more));
    }
}

impl Writer {
    /// Writes a list of `required` items, then `optional` ones, then `more`. The last ones are left
    /// out where they are absent and optional.
    pub fn tuple(
        &mut self,
        required: &[&dyn Encode],
        optional: &[&dyn Encode],
        more: &mut dyn Iterator<Item = &dyn Encode>,
    ) {
        let more: Vec<&dyn Encode> = more.collect();
        let is_there = |item: &&dyn Encode| !item.is_absent();
        let last = match more.is_empty() {
            true => optional.iter().rposition(is_there).map_or(0, |at| at + 1),
            false => optional.len(),
        };
        let optional = optional.get(..last).unwrap_or_default();
        self.list(&[required, optional, more.as_slice()].concat());
    }
}
