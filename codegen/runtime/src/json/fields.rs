//! Objects without additional members. Most models are one, and a call with fewer arguments compiles
//! faster.

use super::decode::DecodeContext;
use super::encode::Encode;
use super::member::{Direction, MemberList};
use super::object::Slot;
use super::writer::Writer;

impl DecodeContext<'_, '_> {
    /// Decodes an object into the slots of its members, if there is a value. Other members are
    /// skipped.
    pub fn fields(
        &mut self,
        direction: Direction,
        members: MemberList<'_>,
        slots: &mut [&mut dyn Slot],
    ) {
        self.object(direction, members, slots, None);
    }
}

impl Writer {
    /// Writes an object with the members that are present.
    pub fn fields(&mut self, members: MemberList<'_>, values: &[&dyn Encode]) {
        self.object(members, values, None);
    }
}
