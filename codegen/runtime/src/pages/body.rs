use std::hash::{DefaultHasher, Hash, Hasher};

use serde_json::Value;

use crate::json::{self, Decode, DecodeError, Decoded, Decoding, Direction, Member, Reader, Slot};

/// Decodes the list at a path of a body. If the path leads to nothing or `null`, the list is empty.
///
/// # Errors
/// The value at the path is not a list of `T`.
pub(crate) fn items<T: Decode>(
    body: &[u8],
    path: &'static str,
    decoding: Decoding,
) -> Result<Decoded<Vec<T>>, DecodeError> {
    let mut items: Option<Vec<T>> = None;
    let read = read(body, path, decoding, &mut items)?;
    Ok(Decoded {
        value: items.unwrap_or_default(),
        deviations: read.deviations,
    })
}

/// Properties of the list in a page.
#[derive(Default)]
pub(crate) struct Listed {
    /// A hash of its text, to recognise a repeated page.
    pub(crate) print: u64,
    /// The requested member of the last item.
    pub(crate) last: Option<Value>,
}

/// Inspects the list at a path of a body; `member` is a path in an item.
pub(crate) fn listed(body: &[u8], path: &'static str, member: Option<&'static str>) -> Listed {
    let mut look = PageScan {
        member,
        found: Listed::default(),
    };
    // An error in the list was returned when its items were read.
    let _ = read(body, path, Decoding::Strict, &mut look);
    look.found
}

/// The value at a path of a body, if there is one.
pub(crate) fn value(body: &[u8], path: &'static str) -> Option<Value> {
    let mut value = Value::Null;
    read(body, path, Decoding::Strict, &mut value).ok()?;
    Some(value).filter(|value| !value.is_null())
}

fn read(
    body: &[u8],
    path: &'static str,
    decoding: Decoding,
    fill: &mut dyn Slot,
) -> Result<Decoded<()>, DecodeError> {
    let path = path.strip_prefix('/');
    json::read(body, decoding, &mut |reader| descend(reader, path, fill))
}

fn descend(
    reader: &mut Reader<'_>,
    path: Option<&'static str>,
    fill: &mut dyn Slot,
) -> Result<(), DecodeError> {
    let Some(path) = path else {
        return fill.fill(reader, false);
    };
    if reader.null()? {
        return Ok(());
    }
    let (name, rest) = match path.split_once('/') {
        Some((name, rest)) => (name, Some(rest)),
        None => (path, None),
    };
    let below = &mut PathSlot { path: rest, fill };
    reader.object(
        Direction::Response,
        [Member::new(name)][..].into(),
        &mut [below],
        None,
    )
}

/// A slot for the rest of a path.
struct PathSlot<'f> {
    path: Option<&'static str>,
    fill: &'f mut dyn Slot,
}

impl Slot for PathSlot<'_> {
    fn fill(&mut self, reader: &mut Reader<'_>, _: bool) -> Result<(), DecodeError> {
        descend(reader, self.path, self.fill)
    }

    fn is_required(&self) -> bool {
        false
    }
}

struct PageScan {
    member: Option<&'static str>,
    found: Listed,
}

impl Slot for PageScan {
    fn fill(&mut self, reader: &mut Reader<'_>, _: bool) -> Result<(), DecodeError> {
        reader.peek()?;
        let start = reader.offset();
        match self.member {
            None => reader.skip()?,
            Some(path) => reader.list(&mut |reader| {
                let mut last: Option<Value> = None;
                descend(reader, path.strip_prefix('/'), &mut last)?;
                self.found.last = last;
                Ok(())
            })?,
        }
        let mut hasher = DefaultHasher::new();
        let end = reader.offset();
        reader.input().get(start..end).hash(&mut hasher);
        self.found.print = hasher.finish();
        Ok(())
    }

    fn is_required(&self) -> bool {
        false
    }
}
