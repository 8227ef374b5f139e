//! Lists whose items have a type each, by their position.

use super::json_decode::Decode;
use super::json_encode::Encode;
use super::json_error::DecodeError;
use super::json_object::Fill;
use super::json_reader::Reader;
use super::json_writer::Writer;

/// What takes the items of a list behind those that have a type each.
pub trait FillMore {
    /// Takes the item that stands next.
    ///
    /// # Errors
    ///
    /// When it does not fit.
    fn fill_more(&mut self, reader: &mut Reader<'_>) -> Result<(), DecodeError>;
}

impl<T: Decode> FillMore for Vec<T> {
    fn fill_more(&mut self, reader: &mut Reader<'_>) -> Result<(), DecodeError> {
        self.push(T::decode(reader)?);
        Ok(())
    }
}

/// Takes items of any kind and forgets them.
impl FillMore for () {
    fn fill_more(&mut self, reader: &mut Reader<'_>) -> Result<(), DecodeError> {
        reader.skip()
    }
}

impl Reader<'_> {
    /// Takes a list, putting its first items into their slots and the others into `more`. Items
    /// that are not there leave their slots empty.
    ///
    /// # Errors
    ///
    /// When another kind of value stands next, or an item does not fit.
    pub fn tuple(
        &mut self,
        slots: &mut [&mut dyn Fill],
        more: &mut dyn FillMore,
    ) -> Result<(), DecodeError> {
        let mut index = 0;
        self.list(&mut |reader| {
            match slots.get_mut(index) {
                Some(slot) => slot.fill(reader)?,
                None => more.fill_more(reader)?,
            }
            index += 1;
            Ok(())
        })
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
        let optional = optional.iter().take(last);
        self.list(&mut required.iter().chain(optional).chain(&more).copied());
    }
}
