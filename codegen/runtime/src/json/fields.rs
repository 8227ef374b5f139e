//! Objects of which nothing is known but the names of their members. Most models are one, and a call
//! with few arguments compiles faster.

use super::decode::DecodeContext;
use super::encode::Encode;
use super::member::{Direction, MemberList};
use super::names::names_in;
use super::object::Slot;
use super::writer::Writer;

impl DecodeContext<'_, '_> {
    /// Decodes an object of a response into the slots of its members, if there is a value. Other
    /// members are skipped. `names` are separated by commas, and need no escapes in JSON.
    pub fn fields(&mut self, names: &'static str, slots: &mut [&mut dyn Slot]) {
        self.fields_of(Direction::Response, names, slots);
    }

    /// Decodes an object that is only sent.
    pub fn request_fields(&mut self, names: &'static str, slots: &mut [&mut dyn Slot]) {
        self.fields_of(Direction::Request, names, slots);
    }

    fn fields_of(
        &mut self,
        direction: Direction,
        names: &'static str,
        slots: &mut [&mut dyn Slot],
    ) {
        self.read(|reader| {
            let names = names_in(names);
            reader.object(direction, MemberList::Names(&names), slots, None)
        });
    }
}

impl Writer {
    /// Writes an object with the members that are present.
    pub fn fields(&mut self, names: &'static str, values: &[&dyn Encode]) {
        self.object(MemberList::Names(&names_in(names)), values, None);
    }
}
