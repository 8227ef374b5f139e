use std::borrow::Cow;
use std::collections::BTreeMap;

use serde_json::{Map, Value};

use super::json_decode::Decode;
use super::json_error::DecodeError;
use super::json_reader::Reader;

/// What takes the value of one known member of an object.
pub trait Fill {
    /// Takes the value that stands next.
    ///
    /// # Errors
    ///
    /// When the value does not fit, or one was taken before.
    fn fill(&mut self, reader: &mut Reader<'_>) -> Result<(), DecodeError>;
}

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
    /// Takes an object, putting the known members into their slots and skipping all others.
    ///
    /// # Errors
    ///
    /// When another kind of value stands next, a value does not fit its slot, or a known member
    /// stands there twice.
    pub fn object(
        &mut self,
        members: &mut [(&'static str, &mut dyn Fill)],
    ) -> Result<(), DecodeError> {
        self.members(members, None)
    }

    /// Takes an object like [`Self::object`], giving all other members to `rest`.
    ///
    /// # Errors
    ///
    /// Those of [`Self::object`], and when a value does not fit `rest`.
    pub fn object_with(
        &mut self,
        members: &mut [(&'static str, &mut dyn Fill)],
        rest: &mut dyn FillRest,
    ) -> Result<(), DecodeError> {
        self.members(members, Some(rest))
    }

    fn members(
        &mut self,
        members: &mut [(&'static str, &mut dyn Fill)],
        mut rest: Option<&mut dyn FillRest>,
    ) -> Result<(), DecodeError> {
        self.begin_object()?;
        let mut first = true;
        let mut expected = 0;
        while let Some(key) = self.next_key(&mut first)? {
            let index = position(members, key, expected);
            let member = index.and_then(|index| Some((index, members.get_mut(index)?)));
            match (member, &mut rest) {
                (Some((index, (name, slot))), _) => {
                    let start = self.offset();
                    if let Err(error) = slot.fill(self) {
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
        Ok(())
    }
}

/// Finds the member called `key`. Most documents keep the order of their description, so that
/// the member after the last one found is looked at first.
fn position(
    members: &[(&'static str, &mut dyn Fill)],
    key: &str,
    expected: usize,
) -> Option<usize> {
    if members.get(expected).is_some_and(|member| member.0 == key) {
        return Some(expected);
    }
    members.iter().position(|member| member.0 == key)
}
