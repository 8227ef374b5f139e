use std::borrow::Cow;
use std::collections::BTreeMap;

use serde_json::{Map, Value};

use super::json_decode::Decode;
use super::json_error::{DecodeError, Problem};
use super::json_reader::Reader;
use super::presence::Presence;

/// What takes the value of one known member of an object.
pub trait Fill {
    /// Takes the value that stands next; `list` says that a lone one is a list of one.
    ///
    /// # Errors
    ///
    /// When the value does not fit.
    fn fill(&mut self, reader: &mut Reader<'_>, list: bool) -> Result<(), DecodeError>;
}

impl<T: Decode> Fill for T {
    fn fill(&mut self, reader: &mut Reader<'_>, list: bool) -> Result<(), DecodeError> {
        if list {
            *self = T::decode_list(reader)?;
            Ok(())
        } else {
            self.decode_into(reader)
        }
    }
}

/// A known member of an object: its name, what is known of its presence, and what takes its value.
pub type Member<'f> = (&'static str, Presence, &'f mut dyn Fill);

/// What takes the members of an object that have no name of their own in its description.
pub trait FillRest {
    /// Takes the value that stands next, under its key.
    ///
    /// # Errors
    ///
    /// When the value does not fit.
    fn fill_rest(&mut self, key: String, reader: &mut Reader<'_>) -> Result<(), DecodeError>;
}

impl<T: Decode> FillRest for BTreeMap<String, T> {
    fn fill_rest(&mut self, key: String, reader: &mut Reader<'_>) -> Result<(), DecodeError> {
        let (key, value) = entry(key, reader)?;
        self.insert(key, value);
        Ok(())
    }
}

impl FillRest for Map<String, Value> {
    fn fill_rest(&mut self, key: String, reader: &mut Reader<'_>) -> Result<(), DecodeError> {
        let (key, value) = entry(key, reader)?;
        self.insert(key, value);
        Ok(())
    }
}

fn entry<T: Decode>(key: String, reader: &mut Reader<'_>) -> Result<(String, T), DecodeError> {
    reader.peek()?;
    let start = reader.offset();
    match T::decode(reader) {
        Ok(value) => Ok((key, value)),
        Err(error) => Err(error.in_member(Cow::Owned(key), Some(start))),
    }
}

impl Reader<'_> {
    /// Takes an object, filling in the known members and skipping all others.
    ///
    /// # Errors
    ///
    /// When another kind of value stands next, a value does not fit, a known member stands there
    /// twice, or a required one is missing.
    pub fn object(&mut self, members: &mut [Member<'_>]) -> Result<(), DecodeError> {
        self.members(members, None)
    }

    /// Takes an object like [`Self::object`], giving all other members to `rest`.
    ///
    /// # Errors
    ///
    /// Those of [`Self::object`], and when a value does not fit `rest`.
    pub fn object_with(
        &mut self,
        members: &mut [Member<'_>],
        rest: &mut dyn FillRest,
    ) -> Result<(), DecodeError> {
        self.members(members, Some(rest))
    }

    fn members(
        &mut self,
        members: &mut [Member<'_>],
        mut rest: Option<&mut dyn FillRest>,
    ) -> Result<(), DecodeError> {
        self.begin_object()?;
        let mut first = true;
        let mut expected = 0;
        let mut seen = Seen::default();
        while let Some(key) = self.next_key(&mut first)? {
            let index = position(members, key, expected);
            let member = index.and_then(|index| Some((index, members.get_mut(index)?)));
            match (member, &mut rest) {
                (Some((index, (name, presence, field))), _) => {
                    let start = self.offset();
                    let filled = match seen.insert(index) {
                        true => field.fill(self, presence.list),
                        false => self.duplicate(),
                    };
                    if let Err(error) = filled {
                        let start = self.value_after(start);
                        return Err(error.in_member(Cow::Borrowed(name), Some(start)));
                    }
                    expected = index + 1;
                }
                (None, Some(rest)) => {
                    let key = key.to_owned();
                    rest.fill_rest(key, self)?;
                }
                (None, None) => self.skip()?,
            }
        }
        self.end();
        let mut all = members.iter().enumerate();
        let missing = all.find(|(index, member)| member.1.required && !seen.has(*index));
        missing.map_or(Ok(()), |(_, member)| Err(DecodeError::missing(member.0)))
    }

    /// Refuses the value that stands next, because its member stood there before.
    fn duplicate(&mut self) -> Result<(), DecodeError> {
        self.peek()?;
        Err(DecodeError::new(Problem::Duplicate, Some(self.offset())))
    }
}

/// Which members of an object stood there, by their index.
#[derive(Default)]
struct Seen {
    /// A bit for each of the first ones: nearly always all there are.
    first: u128,
    others: Vec<usize>,
}

impl Seen {
    /// Notes a member; false where it stood there before.
    fn insert(&mut self, index: usize) -> bool {
        let is_new = !self.has(index);
        match bit(index) {
            Some(bit) => self.first |= bit,
            None => self.others.push(index),
        }
        is_new
    }

    fn has(&self, index: usize) -> bool {
        match bit(index) {
            Some(bit) => self.first & bit != 0,
            None => self.others.contains(&index),
        }
    }
}

fn bit(index: usize) -> Option<u128> {
    1_u128.checked_shl(u32::try_from(index).ok()?)
}

/// Finds the member called `key`. Most documents keep the order of their description, so that
/// the member after the last one found is looked at first.
fn position(members: &[Member<'_>], key: &str, expected: usize) -> Option<usize> {
    if members.get(expected).is_some_and(|member| member.0 == key) {
        return Some(expected);
    }
    members.iter().position(|member| member.0 == key)
}
