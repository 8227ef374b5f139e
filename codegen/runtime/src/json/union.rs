use serde_json::Value;

use super::decode::Decode;
use super::error::DecodeError;
use super::number;
use super::number::Whole;
use super::reader::{JsonKind, Reader};
use super::shape::{MemberShape, Members, Property, Shape};

/// The maximum that unions may read ahead, as a multiple of the length of the document…
const REREAD_FACTOR: usize = 16;
/// …plus this many bytes, for all unions of a document together. Without a limit, the time for
/// unions that contain themselves could double with each level of nesting.
const REREAD_ALLOWANCE: usize = 1 << 20;

/// A function that decodes a member of a union.
type Attempt<T> = fn(&mut Reader<'_>) -> Result<T, DecodeError>;

impl Reader<'_> {
    /// Reads a value of a union.
    ///
    /// `attempts` has the decoder of each member. The discriminator names the member; without one,
    /// the members whose shape fits are tried, those with the most properties in common first. If
    /// none of them can be decoded, `unknown` is called with the value.
    ///
    /// # Errors
    ///
    /// The value is not valid JSON, or not the member that its discriminator names.
    pub fn union<T>(
        &mut self,
        members: &Members,
        attempts: &[Attempt<T>],
        unknown: fn(Value) -> T,
    ) -> Result<T, DecodeError> {
        let candidates = match self.candidates(members)? {
            Candidates::Named(index) => return self.member(attempts, index),
            Candidates::Marked(index) => return self.marked(attempts, index),
            Candidates::Fitting(indices) => indices,
        };
        for index in candidates {
            let mut ahead = self.fork();
            if let Ok(value) = ahead.member(attempts, index) {
                self.follow(ahead);
                return Ok(value);
            }
            self.reread = ahead.reread + (ahead.offset() - self.offset());
        }
        Value::decode(self).map(unknown)
    }

    /// Continues after the value that `ahead` decoded.
    fn follow(&mut self, mut ahead: Self) {
        ahead.tolerance = self.tolerance.with(ahead.tolerance);
        *self = ahead;
    }

    fn member<T>(&mut self, attempts: &[Attempt<T>], index: usize) -> Result<T, DecodeError> {
        match attempts.get(index) {
            Some(attempt) => attempt(self),
            None => Err(DecodeError::invalid(
                "a union without such a member",
                self.offset(),
            )),
        }
    }

    /// Reads a member of a union that is marked with its index; see [`MARK`].
    fn marked<T>(&mut self, attempts: &[Attempt<T>], index: usize) -> Result<T, DecodeError> {
        self.begin_object()?;
        self.next_key(&mut true)?;
        let value = self.member(attempts, index)?;
        let end = self.offset();
        if self.next_key(&mut false)?.is_some() {
            return Err(DecodeError::invalid("more than one member of a union", end));
        }
        self.end();
        Ok(value)
    }

    /// Looks ahead at the next value to determine which members it may be.
    fn candidates(&mut self, members: &Members) -> Result<Candidates, DecodeError> {
        let limit = self.input().len().saturating_mul(REREAD_FACTOR);
        if self.reread > limit.saturating_add(REREAD_ALLOWANCE) {
            return Ok(Candidates::Fitting(Vec::new()));
        }
        let mut ahead = self.fork();
        let candidates = ahead.survey(members);
        self.reread += ahead.offset() - self.offset();
        candidates
    }

    /// Determines which members the next value may be; stops once one is certain.
    fn survey(&mut self, members: &Members) -> Result<Candidates, DecodeError> {
        let mut tallies = vec![Tally::default(); members.members.len()];
        let mut is_tagged = false;
        if self.peek()? == JsonKind::Object {
            self.begin_object()?;
            let mut first = true;
            let mut may_be_mark = true;
            while let Some(key) = self.next_key(&mut first)? {
                let key = key.to_owned();
                if std::mem::take(&mut may_be_mark)
                    && let Some(index) = mark(&key, members)
                {
                    return Ok(Candidates::Marked(index));
                }
                let seen = self.observe()?;
                if members.discriminator == Some(&*key) && seen.is_scalar() {
                    if let Some(index) = named(members, &seen.scalar) {
                        return Ok(Candidates::Named(index));
                    }
                    is_tagged = true;
                }
                for (tally, member) in tallies.iter_mut().zip(members.members) {
                    tally.count(&key, &seen, &member.shape);
                }
            }
            self.end();
            if let Some(index) = members.default.and_then(|tag| named(members, tag)) {
                return Ok(Candidates::Fitting(vec![index]));
            }
            for (tally, member) in tallies.iter_mut().zip(members.members) {
                tally.close(&member.shape);
            }
        } else {
            let seen = self.observe()?;
            for (tally, member) in tallies.iter_mut().zip(members.members) {
                tally.refuted = !seen.fits(&member.shape);
            }
        }
        Ok(Candidates::Fitting(ranked(members, &tallies, is_tagged)))
    }

    /// Reads the next value; keeps only its type and, for a scalar, its text.
    fn observe(&mut self) -> Result<Observed, DecodeError> {
        let kind = self.peek()?;
        let scalar = match kind {
            JsonKind::Text => self.text()?.to_owned(),
            JsonKind::Number => self.number(kind.name())?.to_owned(),
            JsonKind::Bool => self.boolean()?.to_string(),
            JsonKind::Null | JsonKind::List | JsonKind::Object => {
                self.skip()?;
                String::new()
            }
        };
        Ok(Observed { kind, scalar })
    }
}

/// The first character of a key that identifies the member of a union: by its index when it is
/// read, by its name when it is written. Such keys occur only in JSON that is converted from or to
/// another format, such as XML. No name starts with it.
pub(crate) const MARK: char = '\0';

/// The index of the member in a key that starts with [`MARK`].
fn mark(key: &str, members: &Members) -> Option<usize> {
    let index = key.strip_prefix(MARK)?.parse().ok()?;
    (index < members.members.len()).then_some(index)
}

/// Which members of a union are worth decoding.
enum Candidates {
    /// The one that a mark identifies.
    Marked(usize),
    /// The one that the discriminator names.
    Named(usize),
    /// Those whose shape fits, best first.
    Fitting(Vec<usize>),
}

/// The type of a value, and its text if it is a scalar.
pub(crate) struct Observed {
    pub(crate) kind: JsonKind,
    /// The text, number or boolean.
    pub(crate) scalar: String,
}

impl Observed {
    pub(crate) fn fits(&self, shape: &Shape) -> bool {
        match shape {
            Shape::Any => true,
            Shape::Bool => self.kind == JsonKind::Bool,
            Shape::Int => {
                self.kind == JsonKind::Number && number::whole(&self.scalar) != Whole::Fraction
            }
            Shape::Number => self.kind == JsonKind::Number,
            Shape::String => self.kind == JsonKind::Text,
            Shape::OneOf(texts) => self.kind == JsonKind::Text && texts.contains(&&*self.scalar),
            Shape::List => self.kind == JsonKind::List,
            Shape::Object(_) => self.kind == JsonKind::Object,
        }
    }

    /// Returns true if it can be the value of a discriminator.
    fn is_scalar(&self) -> bool {
        matches!(
            self.kind,
            JsonKind::Text | JsonKind::Number | JsonKind::Bool
        )
    }
}

/// How well an object fits one member of a union.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Tally {
    /// A property contradicts it.
    pub(crate) refuted: bool,
    /// How many properties of the object the member has.
    known: usize,
    /// How many of these are required.
    pub(crate) required: usize,
}

impl Tally {
    pub(crate) fn count(&mut self, name: &str, seen: &Observed, shape: &Shape) {
        let Some(property) = properties(shape)
            .iter()
            .find(|property| property.name == name)
        else {
            return;
        };
        let is_allowed_null = property.is_nullable() && seen.kind == JsonKind::Null;
        if !is_allowed_null && !seen.fits(&property.shape) {
            self.refuted = true;
        }
        self.know(property);
    }

    /// Counts a property that the object and the member have in common.
    pub(crate) fn know(&mut self, property: &Property) {
        self.known += 1;
        self.required += usize::from(property.is_required());
    }

    pub(crate) fn close(&mut self, shape: &Shape) {
        let required = properties(shape)
            .iter()
            .filter(|property| property.is_required());
        self.refuted |=
            !matches!(shape, Shape::Any | Shape::Object(_)) || self.required < required.count();
    }
}

fn properties(shape: &Shape) -> &'static [Property] {
    match shape {
        Shape::Object(properties) => properties,
        _ => &[],
    }
}

pub(crate) fn named(members: &Members, tag: &str) -> Option<usize> {
    let is_named = |member: &MemberShape| member.tags.contains(&tag);
    members.members.iter().position(is_named)
}

/// The members that fit, best first.
pub(crate) fn ranked(members: &Members, tallies: &[Tally], is_tagged: bool) -> Vec<usize> {
    // If the discriminator has an unknown value, only members without discriminator values remain.
    let is_open = |member: &MemberShape| !is_tagged || member.tags.is_empty();
    let mut fitting: Vec<_> = tallies
        .iter()
        .zip(members.members)
        .enumerate()
        .filter(|(_, (tally, member))| !tally.refuted && is_open(member))
        .map(|(index, (tally, _))| (index, tally))
        .collect();
    // A stable sort: members that fit equally well stay in order.
    fitting.sort_by_key(|(_, tally)| std::cmp::Reverse((tally.known, tally.required)));
    fitting.into_iter().map(|(index, _)| index).collect()
}
