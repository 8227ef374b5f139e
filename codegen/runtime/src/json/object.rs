use std::borrow::Cow;
use std::collections::BTreeMap;

use serde_json::{Map, Value};

use super::decode::{Decode, DecodeContext};
use super::error::{DecodeError, Problem};
use super::member::{Direction, Member, MemberList};
use super::reader::Reader;

/// A slot for the value of one known member of an object.
pub trait Slot {
    /// Decodes the next value into the slot; with `one_or_many`, a single value becomes a list with
    /// one item.
    ///
    /// # Errors
    ///
    /// The value is not of the slot's type.
    fn fill(&mut self, reader: &mut Reader<'_>, one_or_many: bool) -> Result<(), DecodeError>;

    /// True if the member is required.
    fn is_required(&self) -> bool;
}

impl<T: Decode> Slot for T {
    fn fill(&mut self, reader: &mut Reader<'_>, one_or_many: bool) -> Result<(), DecodeError> {
        if reader.lacks_value::<T>()? {
            return Ok(());
        }
        if one_or_many {
            *self = T::decode_list(reader)?;
            return Ok(());
        }
        let mut from = DecodeContext::from(Some(reader));
        *self = T::make(&mut from);
        from.outcome
    }

    fn is_required(&self) -> bool {
        T::IS_REQUIRED
    }
}

/// A slot for the additional members of an object.
pub trait MapSlot {
    /// Decodes the next value, and stores it under its key.
    ///
    /// # Errors
    ///
    /// The value is not of the slot's type.
    fn fill_other(&mut self, key: String, reader: &mut Reader<'_>) -> Result<(), DecodeError>;
}

impl<T: Decode> MapSlot for BTreeMap<String, T> {
    fn fill_other(&mut self, key: String, reader: &mut Reader<'_>) -> Result<(), DecodeError> {
        if let Some((key, value)) = entry(key, reader)? {
            self.insert(key, value);
        }
        Ok(())
    }
}

impl MapSlot for Map<String, Value> {
    fn fill_other(&mut self, key: String, reader: &mut Reader<'_>) -> Result<(), DecodeError> {
        if let Some((key, value)) = entry(key, reader)? {
            self.insert(key, value);
        }
        Ok(())
    }
}

/// Decodes the next value, with its key; returns `None` if the value is skipped.
fn entry<T: Decode>(
    key: String,
    reader: &mut Reader<'_>,
) -> Result<Option<(String, T)>, DecodeError> {
    reader.peek()?;
    let start = reader.offset();
    let noted = reader.noted();
    let inside = |it: DecodeError| it.in_member(Cow::Owned(key.clone()), Some(start));
    if reader.passes_null::<T>()? {
        reader.place(noted, inside);
        return Ok(None);
    }
    match T::decode(reader) {
        Ok(value) => {
            reader.place(noted, inside);
            Ok(Some((key, value)))
        }
        Err(error) => Err(error.in_member(Cow::Owned(key), Some(start))),
    }
}

/// The known members of an object.
struct Fields<'m, 'f> {
    members: MemberList<'m>,
    /// The slot of each member.
    fields: &'m mut [&'f mut dyn Slot],
    /// The number of the last member that was found, counted from one. Most documents follow the order
    /// of the description, so it is the index of the next one.
    next: usize,
    /// Where the order of these members is recorded, if it is.
    order: Option<usize>,
}

impl Fields<'_, '_> {
    /// Reads the next key if it is that of the expected member. Returns its index.
    #[inline]
    fn take_expected(&mut self, reader: &mut Reader<'_>) -> Result<Option<usize>, DecodeError> {
        let recorded = self
            .order
            .map(|start| reader.orders.expected(start + self.next));
        let index = recorded.flatten().unwrap_or(self.next);
        let member = self.members.get(index).filter(|member| member.is_plain);
        match member {
            Some(member) if reader.takes_key(member.name)? => {
                self.next = index + 1;
                Ok(Some(index))
            }
            _ => Ok(None),
        }
    }

    /// Finds the member called `key`.
    #[inline]
    fn find(&mut self, key: &str) -> Option<usize> {
        // Members after the last match are compared first: those before it were found or are
        // absent, if the document keeps the order.
        let found = self.members.find(key, self.next)?;
        self.next = found + 1;
        Some(found)
    }

    fn member(&self, index: usize) -> Member<'_> {
        self.members.get(index).unwrap_or(Member::new(""))
    }

    fn name(&self, index: usize) -> Cow<'static, str> {
        Cow::Owned(self.member(index).name.to_owned())
    }

    /// The indices of the required members that are not in `seen`.
    fn missing(&self, direction: Direction, seen: &PresentMembers) -> impl Iterator<Item = usize> {
        let fields = self.members.iter().zip(self.fields.iter()).enumerate();
        let missing = fields.filter(move |(index, (member, field))| {
            let is_nullable = member.nullable && direction == Direction::Response;
            (field.is_required() || is_nullable) && !seen.has(*index)
        });
        missing.map(|(index, _)| index)
    }
}

impl Reader<'_> {
    /// Reads an object into the slots of its known members, and all other members into `rest`;
    /// without `rest` they are skipped.
    ///
    /// # Errors
    ///
    /// The next value is of another kind, a member cannot be decoded, a known member is repeated,
    /// or a required one is missing and decoding is strict.
    pub fn object(
        &mut self,
        direction: Direction,
        members: MemberList<'_>,
        fields: &mut [&mut dyn Slot],
        mut rest: Option<&mut dyn MapSlot>,
    ) -> Result<(), DecodeError> {
        let mut known = Fields {
            members,
            fields,
            next: 0,
            order: self.orders.of(members),
        };
        self.begin_object()?;
        let mut first = true;
        let mut seen = PresentMembers::default();
        while self.next_member(&mut first)? {
            let mut key = "";
            let last = known.next;
            let found = match known.take_expected(self)? {
                None => {
                    key = self.scanner.key()?.0;
                    let found = known.find(key);
                    if let (Some(order), Some(found)) = (known.order, found) {
                        self.orders.record(order + last, found);
                    }
                    found
                }
                found => found,
            };
            match (found, &mut rest) {
                (Some(index), _) => {
                    let start = self.offset();
                    let noted = self.noted();
                    let one_or_many = known.member(index).one_or_many;
                    let filled = match (seen.insert(index), known.fields.get_mut(index)) {
                        (true, Some(field)) => field.fill(self, one_or_many),
                        _ => self.duplicate(),
                    };
                    if let Err(error) = filled {
                        let start = self.value_after(start);
                        return Err(error.in_member(known.name(index), Some(start)));
                    }
                    self.place(noted, |it| it.in_member(known.name(index), Some(start)));
                }
                (None, Some(rest)) => {
                    let key = key.to_owned();
                    rest.fill_other(key, self)?;
                }
                (None, None) => self.skip()?,
            }
        }
        self.end();
        if seen.count == members.len() {
            return Ok(());
        }
        let mut missing = known.missing(direction, &seen);
        // An object with none of the members is probably of another type: an error in any mode.
        if self.is_exact() || direction == Direction::Request || seen.count == 0 {
            return match missing.next() {
                None => Ok(()),
                Some(index) => Err(DecodeError::missing(known.name(index))),
            };
        }
        missing.for_each(|index| self.note(DecodeError::missing(known.name(index))));
        Ok(())
    }

    /// Reads an object without known members into `rest`.
    pub(crate) fn map(&mut self, rest: &mut dyn MapSlot) -> Result<(), DecodeError> {
        let none = MemberList::Names(&[]);
        self.object(Direction::Response, none, &mut [], Some(rest))
    }

    /// Returns the error for a repeated member.
    fn duplicate(&mut self) -> Result<(), DecodeError> {
        self.peek()?;
        Err(DecodeError::new(Problem::Duplicate, Some(self.offset())))
    }
}

impl DecodeContext<'_, '_> {
    /// Reads an object like [`Reader::object`], if there is one.
    pub fn object(
        &mut self,
        direction: Direction,
        members: MemberList<'_>,
        fields: &mut [&mut dyn Slot],
        rest: Option<&mut dyn MapSlot>,
    ) {
        self.read(|reader| reader.object(direction, members, fields, rest));
    }
}

/// The set of members that are present in an object, by index.
#[derive(Default)]
struct PresentMembers {
    /// A bit for each of the first 128 members; few objects have more.
    first: [u64; 2],
    others: Vec<usize>,
    count: usize,
}

impl PresentMembers {
    /// Adds a member; returns false if it is already in the set.
    #[inline]
    fn insert(&mut self, index: usize) -> bool {
        let is_new = match self.first.get_mut(index / 64) {
            Some(word) => {
                let bit = 1 << (index % 64);
                let is_new = *word & bit == 0;
                *word |= bit;
                is_new
            }
            None => {
                let is_new = !self.others.contains(&index);
                self.others.push(index);
                is_new
            }
        };
        self.count += usize::from(is_new);
        is_new
    }

    fn has(&self, index: usize) -> bool {
        match self.first.get(index / 64) {
            Some(word) => word & 1 << (index % 64) != 0,
            None => self.others.contains(&index),
        }
    }
}
