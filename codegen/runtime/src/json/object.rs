use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;

use serde_json::{Map, Value};

use super::decode::Decode;
use super::decode::Making;
use super::error::DecodeError;
use super::error::Problem;
use super::presence::Presence;
use super::reader::Reader;

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
            return Ok(());
        }
        let mut from = Making::from(Some(reader));
        *self = T::make(&mut from);
        from.outcome
    }
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

/// The known members of an object.
struct Members<'m, 'f> {
    /// A letter of `presence!` for each.
    letters: &'m [u8],
    /// The name of each, with a NUL behind it.
    names: &'m str,
    /// What takes the value of each.
    fields: &'m mut [&'f mut dyn Fill],
    /// The member that is looked at first, and where its name begins: most documents keep the order
    /// of their description.
    next: usize,
    at: usize,
}

impl Members<'_, '_> {
    /// Finds the member called `key`. A plain one holds no NUL: what is like it up to a NUL is all of
    /// a name.
    #[inline]
    fn find(&mut self, key: &str, is_plain: bool) -> Option<usize> {
        if !is_plain && key.contains('\0') {
            return None;
        }
        let key = key.as_bytes();
        if self.is_at(self.at, key) {
            return Some(self.found(self.next, self.at, key));
        }
        // Those behind the last one found first: it is the absent ones that were passed over.
        let (next, at) = (self.next, self.at);
        self.search(next, at..self.names.len(), key)
            .or_else(|| self.search(0, 0..at, key))
    }

    /// True where a name begins that is `key`.
    #[inline]
    fn is_at(&self, at: usize, key: &[u8]) -> bool {
        let names = self.names.as_bytes().get(at..).unwrap_or_default();
        let is_like = key.first().is_none_or(|first| names.first() == Some(first));
        is_like && matches!(names.strip_prefix(key), Some([0, ..]))
    }

    fn found(&mut self, index: usize, at: usize, key: &[u8]) -> usize {
        (self.next, self.at) = (index + 1, at + key.len() + 1);
        index
    }

    fn search(&mut self, mut index: usize, among: Range<usize>, key: &[u8]) -> Option<usize> {
        let mut at = among.start;
        while at < among.end {
            if self.is_at(at, key) {
                return Some(self.found(index, at, key));
            }
            let rest = self.names.as_bytes().get(at..).unwrap_or_default();
            (index, at) = (
                index + 1,
                at + rest.iter().take_while(|it| **it != 0).count() + 1,
            );
        }
        None
    }

    fn presence(&self, index: usize) -> Presence {
        Presence::of(self.letters.get(index).copied().unwrap_or_default())
    }

    fn name(&self, index: usize) -> Cow<'static, str> {
        let name = self.names.split('\0').nth(index);
        Cow::Owned(name.unwrap_or_default().to_owned())
    }
}

impl Reader<'_> {
    /// Takes an object, filling in the known members and skipping all others. Of those there are the
    /// letters of `presence!`, the names, each with a NUL behind it, and the fields.
    ///
    /// # Errors
    ///
    /// When another kind of value stands next, a value does not fit, a known member stands there
    /// twice, or a required one is missing.
    pub fn object(
        &mut self,
        letters: &str,
        names: &str,
        fields: &mut [&mut dyn Fill],
    ) -> Result<(), DecodeError> {
        self.members(letters, names, fields, None)
    }

    /// Takes an object like [`Self::object`], giving all other members to `rest`.
    ///
    /// # Errors
    ///
    /// Those of [`Self::object`], and when a value does not fit `rest`.
    pub fn object_with(
        &mut self,
        letters: &str,
        names: &str,
        fields: &mut [&mut dyn Fill],
        rest: &mut dyn FillRest,
    ) -> Result<(), DecodeError> {
        self.members(letters, names, fields, Some(rest))
    }

    fn members(
        &mut self,
        letters: &str,
        names: &str,
        fields: &mut [&mut dyn Fill],
        mut rest: Option<&mut dyn FillRest>,
    ) -> Result<(), DecodeError> {
        let mut members = Members {
            letters: letters.as_bytes(),
            names,
            fields,
            next: 0,
            at: 0,
        };
        self.begin_object()?;
        let mut first = true;
        let mut seen = Seen::default();
        while let Some((key, is_plain)) = self.next_key(&mut first)? {
            match (members.find(key, is_plain), &mut rest) {
                (Some(index), _) => {
                    let start = self.offset();
                    let list = members.presence(index).list;
                    let filled = match (seen.insert(index), members.fields.get_mut(index)) {
                        (true, Some(field)) => field.fill(self, list),
                        _ => self.duplicate(),
                    };
                    if let Err(error) = filled {
                        let start = self.value_after(start);
                        return Err(error.in_member(members.name(index), Some(start)));
                    }
                }
                (None, Some(rest)) => {
                    let key = key.to_owned();
                    rest.fill_rest(key, self)?;
                }
                (None, None) => self.skip()?,
            }
        }
        self.end();
        if seen.count == members.letters.len() {
            return Ok(());
        }
        let mut all = members.letters.iter().enumerate();
        let is_missing =
            |(index, letter): &(usize, &u8)| Presence::of(**letter).required && !seen.has(*index);
        match all.find(is_missing) {
            None => Ok(()),
            Some((index, _)) => Err(DecodeError::missing(members.name(index))),
        }
    }

    /// Refuses the value that stands next, because its member stood there before.
    fn duplicate(&mut self) -> Result<(), DecodeError> {
        self.peek()?;
        Err(DecodeError::new(Problem::Duplicate, Some(self.offset())))
    }
}

impl Making<'_, '_> {
    /// Takes an object like [`Reader::object`], where there is one.
    pub fn object(&mut self, letters: &str, names: &str, fields: &mut [&mut dyn Fill]) {
        self.read(|reader| reader.object(letters, names, fields));
    }

    /// Takes an object like [`Reader::object_with`], where there is one.
    pub fn object_with(
        &mut self,
        letters: &str,
        names: &str,
        fields: &mut [&mut dyn Fill],
        rest: &mut dyn FillRest,
    ) {
        self.read(|reader| reader.object_with(letters, names, fields, rest));
    }
}

/// Which members of an object stood there, by their index.
#[derive(Default)]
struct Seen {
    /// A bit for each of the first ones: nearly always all there are.
    first: u128,
    others: Vec<usize>,
    count: usize,
}

impl Seen {
    /// Notes a member; false where it stood there before.
    fn insert(&mut self, index: usize) -> bool {
        let is_new = !self.has(index);
        self.count += usize::from(is_new);
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
