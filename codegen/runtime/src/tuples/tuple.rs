//! Tuples: lists whose items have types by position.

use crate::json::{Decode, DecodeContext, DecodeError, Encode, Problem, Reader, Slot, Writer};

/// A slot for the additional items of a tuple.
pub trait ListSlot {
    /// Decodes the next item into the slot.
    ///
    /// # Errors
    ///
    /// The item is not of the slot's type.
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

/// Skips items of any type.
impl ListSlot for () {
    fn fill_item(&mut self, reader: &mut Reader<'_>) -> Result<(), DecodeError> {
        reader.skip()
    }
}

impl Reader<'_> {
    /// Reads a list into the slots of its first items, and the others into `more`. The first
    /// `required` items must be present.
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
    /// Reads a list like [`Reader::tuple`], if there is one.
    pub fn tuple(&mut self, required: usize, items: &mut [&mut dyn Slot], more: &mut dyn ListSlot) {
        self.read(|reader| reader.tuple(required, items, more));
    }
}

impl Writer {
    /// Writes a list of `required` items, then `optional` ones, then `more`. Absent optional items
    /// at the end are left out.
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
