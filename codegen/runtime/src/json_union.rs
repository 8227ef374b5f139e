use super::json_error::DecodeError;
use super::json_number::{self, Whole};
use super::json_reader::{Kind, Reader};
use super::json_shape::{Members, Property, Shape};

/// Looking ahead and trying again may read the document this many times over…
const REREAD_FACTOR: usize = 16;
/// …and this many bytes more, in all unions of a document together. Unions that contain
/// themselves could otherwise cost time that doubles with each level of nesting.
const REREAD_ALLOWANCE: usize = 1 << 20;

/// Index that a union's decoder is called with where no member fits.
const UNKNOWN: usize = usize::MAX;

impl Reader<'_> {
    /// Takes a value that is one of several types.
    ///
    /// `decode` is called with the index of a member and a reader in front of the value. The
    /// member is the one the discriminator names; else those whose shape fits are tried, the one
    /// with the most properties in common first. Where nothing fits, `decode` is called with an
    /// index beyond all members, and takes the value as it is.
    ///
    /// # Errors
    ///
    /// When the value is not JSON, or not what its discriminator says.
    pub fn union<T>(
        &mut self,
        members: &Members,
        decode: fn(usize, &mut Reader<'_>) -> Result<T, DecodeError>,
    ) -> Result<T, DecodeError> {
        let candidates = match self.candidates(members)? {
            Candidates::Named(index) => return decode(index, self),
            Candidates::Fitting(indices) => indices,
        };
        for index in candidates {
            let mut attempt = self.fork();
            if let Ok(value) = decode(index, &mut attempt) {
                *self = attempt;
                return Ok(value);
            }
            self.reread = attempt.reread + (attempt.offset() - self.offset());
        }
        decode(UNKNOWN, self)
    }

    /// Looks through the next value once, without taking it.
    fn candidates(&mut self, members: &Members) -> Result<Candidates, DecodeError> {
        let limit = self.input.len().saturating_mul(REREAD_FACTOR);
        if self.reread > limit.saturating_add(REREAD_ALLOWANCE) {
            return Ok(Candidates::Fitting(Vec::new()));
        }
        let mut ahead = self.fork();
        let mut tallies = vec![Tally::default(); members.members.len()];
        let mut tag = None;
        if ahead.peek()? == Kind::Object {
            ahead.begin_object()?;
            let mut first = true;
            while let Some(key) = ahead.next_key(&mut first)? {
                let is_tag = members.discriminator == Some(key);
                let property = key.to_owned();
                let seen = ahead.look()?;
                for (tally, member) in tallies.iter_mut().zip(members.members) {
                    tally.count(&property, &seen, &member.shape);
                }
                if is_tag {
                    tag = seen.tag();
                }
            }
            ahead.end();
            for (tally, member) in tallies.iter_mut().zip(members.members) {
                tally.close(&member.shape);
            }
        } else {
            let seen = ahead.look()?;
            for (tally, member) in tallies.iter_mut().zip(members.members) {
                tally.refuted = !seen.fits(&member.shape);
            }
        }
        self.reread += ahead.offset() - self.offset();
        Ok(choose(members, &tallies, tag.as_deref()))
    }

    /// A second reader in front of the same value.
    fn fork(&self) -> Self {
        Self {
            jiter: self.jiter.clone(),
            ..*self
        }
    }

    /// Takes the next value, remembering of it what shapes are about.
    fn look(&mut self) -> Result<Seen, DecodeError> {
        let kind = self.peek()?;
        let scalar = match kind {
            Kind::Text => self.text()?.to_owned(),
            Kind::Number => self.number(kind.name())?.to_owned(),
            Kind::Bool => self.boolean()?.to_string(),
            Kind::Null | Kind::List | Kind::Object => {
                self.skip()?;
                String::new()
            }
        };
        Ok(Seen { kind, scalar })
    }
}

/// Which members of a union are worth decoding.
enum Candidates {
    /// The one that the discriminator names.
    Named(usize),
    /// Those whose shape fits, best first.
    Fitting(Vec<usize>),
}

/// A value that was looked at.
struct Seen {
    kind: Kind,
    /// The text, number or boolean.
    scalar: String,
}

impl Seen {
    fn fits(&self, shape: &Shape) -> bool {
        match shape {
            Shape::Any => true,
            Shape::Bool => self.kind == Kind::Bool,
            Shape::Int => {
                self.kind == Kind::Number && json_number::whole(&self.scalar) != Whole::Fraction
            }
            Shape::Number => self.kind == Kind::Number,
            Shape::String => self.kind == Kind::Text,
            Shape::OneOf(texts) => self.kind == Kind::Text && texts.contains(&&*self.scalar),
            Shape::List => self.kind == Kind::List,
            Shape::Object(_) => self.kind == Kind::Object,
        }
    }

    /// What a discriminator with this value says.
    fn tag(self) -> Option<String> {
        matches!(self.kind, Kind::Text | Kind::Number | Kind::Bool).then_some(self.scalar)
    }
}

/// How well an object fits one member of a union.
#[derive(Clone, Copy, Debug, Default)]
struct Tally {
    /// Something speaks against it.
    refuted: bool,
    /// Properties of the object that the member knows.
    known: usize,
    /// Those of them that it requires.
    required: usize,
}

impl Tally {
    fn count(&mut self, name: &str, seen: &Seen, shape: &Shape) {
        let Some(property) = properties(shape)
            .iter()
            .find(|property| property.name == name)
        else {
            return;
        };
        let is_allowed_null = property.nullable && seen.kind == Kind::Null;
        if !is_allowed_null && !seen.fits(&property.shape) {
            self.refuted = true;
        }
        self.known += 1;
        self.required += usize::from(property.required);
    }

    fn close(&mut self, shape: &Shape) {
        let required = properties(shape)
            .iter()
            .filter(|property| property.required);
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

fn choose(members: &Members, tallies: &[Tally], tag: Option<&str>) -> Candidates {
    let is_named =
        |index: &usize| tag.is_some_and(|tag| members.members[*index].tags.contains(&tag));
    if let Some(index) = (0..tallies.len()).find(is_named) {
        return Candidates::Named(index);
    }
    // A tag that nobody knows leaves only the members that no tag names.
    let is_open = |index: &usize| tag.is_none() || members.members[*index].tags.is_empty();
    let mut fitting: Vec<usize> = (0..tallies.len())
        .filter(|index| !tallies[*index].refuted && is_open(index))
        .collect();
    // Stable, so that members that fit equally well stay in their order.
    fitting.sort_by_key(|index| {
        let tally = &tallies[*index];
        std::cmp::Reverse((tally.known, tally.required))
    });
    Candidates::Fitting(fitting)
}
