//! Strings in JSON and the meanings of their escapes.

use super::error::DecodeError;

/// The error for a string without a closing quote.
pub(crate) const UNFINISHED: &str = "the text ends inside a string";
const WRONG_ESCAPE: &str = "an escape that JSON does not have";

/// Returns the index of the first byte from `at` on that ends a string or has to be escaped: a
/// quote, a backslash or a control character; the length if there is none. Compares eight bytes at
/// a time.
#[inline]
pub(crate) fn plain_end(bytes: &[u8], mut at: usize) -> usize {
    let mut rest = bytes.get(at..).unwrap_or_default();
    while let Some((word, behind)) = rest.split_first_chunk() {
        let marks = marks(u64::from_le_bytes(*word));
        if marks != 0 {
            // The lowest mark is that of the first such byte, in the highest bit of the byte.
            return at + marks.trailing_zeros() as usize / 8;
        }
        at += word.len();
        rest = behind;
    }
    at + rest.iter().take_while(|byte| is_plain_byte(**byte)).count()
}

/// Appends the bytes from `at` on to the first one that [`plain_end`] finds, and returns its index.
///
/// Copies eight bytes, and removes those from the found one on: between two close escapes, that is
/// faster than copying exactly the few bytes.
#[inline]
pub(crate) fn copy_plain(bytes: &[u8], mut at: usize, to: &mut Vec<u8>) -> usize {
    let mut rest = bytes.get(at..).unwrap_or_default();
    while let Some((word, behind)) = rest.split_first_chunk() {
        to.extend_from_slice(word);
        let marks = marks(u64::from_le_bytes(*word));
        if marks != 0 {
            let plain = marks.trailing_zeros() as usize / 8;
            to.truncate(to.len() - (word.len() - plain));
            return at + plain;
        }
        at += word.len();
        rest = behind;
    }
    let plain = rest.iter().take_while(|byte| is_plain_byte(**byte));
    let plain = plain.count();
    to.extend_from_slice(rest.get(..plain).unwrap_or_default());
    at + plain
}

/// Returns true if a string needs no escapes in JSON.
#[inline]
pub(crate) fn is_plain(text: &[u8]) -> bool {
    if let Some(last) = text.last_chunk() {
        // The last eight bytes include the remainder; they may overlap with the word before it.
        let (words, _) = text.as_chunks();
        let is_plain = |word: &[u8; 8]| marks(u64::from_le_bytes(*word)) == 0;
        return words.iter().all(is_plain) && is_plain(last);
    }
    if let (Some(first), Some(last)) = (text.first_chunk(), text.last_chunk()) {
        let (first, last) = (u32::from_le_bytes(*first), u32::from_le_bytes(*last));
        return marks(u64::from(first) << 32 | u64::from(last)) == 0;
    }
    text.iter().all(|byte| is_plain_byte(*byte))
}

/// Like [`is_plain`], for constants: evaluated at compile time.
pub(crate) const fn is_plain_name(name: &str) -> bool {
    let mut rest = name.as_bytes();
    while let Some((byte, behind)) = rest.split_first() {
        if !is_plain_byte(*byte) {
            return false;
        }
        rest = behind;
    }
    true
}

pub(super) const fn is_plain_byte(byte: u8) -> bool {
    !matches!(byte, ..b' ' | b'"' | b'\\')
}

/// Returns true if two strings are equal. Names are short, for which comparing eight bytes at a
/// time is faster than a call to `memcmp`.
#[inline]
pub(crate) fn is_same(one: &[u8], other: &[u8]) -> bool {
    if one.len() != other.len() {
        return false;
    }
    if one.len() > 16 {
        return one == other;
    }
    if let (Some(first), Some(last)) = (one.first_chunk::<8>(), one.last_chunk::<8>()) {
        return Some(first) == other.first_chunk() && Some(last) == other.last_chunk();
    }
    if let (Some(first), Some(last)) = (one.first_chunk::<4>(), one.last_chunk::<4>()) {
        return Some(first) == other.first_chunk() && Some(last) == other.last_chunk();
    }
    one.iter().eq(other)
}

/// Sets the highest bit of each byte of a word that is a quote, a backslash or a control character.
/// Only the lowest mark is reliable; a borrow may set those above it.
#[inline]
pub(super) fn marks(word: u64) -> u64 {
    const fn all(byte: u8) -> u64 {
        u64::from_ne_bytes([byte; 8])
    }
    // In a byte less than `limit`, the subtraction sets the highest bit, which `word` does not
    // have.
    let less = |word: u64, limit: u8| word.wrapping_sub(all(limit)) & !word;
    let quotes = less(word ^ all(b'"'), 1);
    let backslashes = less(word ^ all(b'\\'), 1);
    (less(word, b' ') | quotes | backslashes) & all(0x80)
}

/// The meaning of each letter after a backslash that stands for one byte, and zero for all others. It
/// is a table because branches on the letter would be unpredictable.
#[expect(clippy::indexing_slicing, reason = "evaluated at compile time")]
const MEANINGS: [u8; 256] = {
    let mut meanings = [0; 256];
    meanings[b'"' as usize] = b'"';
    meanings[b'\\' as usize] = b'\\';
    meanings[b'/' as usize] = b'/';
    meanings[b'b' as usize] = 0x08;
    meanings[b'f' as usize] = 0x0c;
    meanings[b'n' as usize] = b'\n';
    meanings[b'r' as usize] = b'\r';
    meanings[b't' as usize] = b'\t';
    meanings
};

/// Appends the meaning of the escape whose backslash is at `at`. Returns the offset of its end.
#[inline]
pub(crate) fn push_meaning(
    bytes: &[u8],
    at: usize,
    meanings: &mut Vec<u8>,
) -> Result<usize, DecodeError> {
    let letter = bytes.get(at + 1).copied().unwrap_or_default();
    match MEANINGS.get(usize::from(letter)) {
        Some(meaning @ 1..) => {
            meanings.push(*meaning);
            Ok(at + 2)
        }
        _ => push_code_point(bytes, at, meanings),
    }
}

/// Appends the character that `\u` and four hexadecimal digits stand for, or two of these as a
/// surrogate pair.
#[cold]
fn push_code_point(bytes: &[u8], at: usize, meanings: &mut Vec<u8>) -> Result<usize, DecodeError> {
    match bytes.get(at + 1) {
        Some(b'u') => {}
        Some(_) => return Err(DecodeError::invalid(WRONG_ESCAPE, at + 1)),
        None => return Err(DecodeError::invalid(UNFINISHED, bytes.len())),
    }
    let (meaning, end) = code_point(bytes, at)?;
    meanings.extend_from_slice(meaning.encode_utf8(&mut [0; 4]).as_bytes());
    Ok(end)
}

/// Reads `\u` and four hexadecimal digits, or two of these as a surrogate pair.
fn code_point(bytes: &[u8], at: usize) -> Result<(char, usize), DecodeError> {
    let first = four_digits(bytes, at + 2)?;
    let mut end = at + 6;
    let mut code = first;
    if (0xD800..0xDC00).contains(&first)
        && bytes.get(end..end + 2) == Some(br"\u".as_slice())
        && let second @ 0xDC00..0xE000 = four_digits(bytes, end + 2)?
    {
        end += 6;
        code = 0x1_0000 + ((first - 0xD800) << 10) + (second - 0xDC00);
    }
    match char::from_u32(code) {
        Some(meaning) => Ok((meaning, end)),
        None => Err(DecodeError::invalid("half of a surrogate pair", at)),
    }
}

fn four_digits(bytes: &[u8], start: usize) -> Result<u32, DecodeError> {
    let mut value = 0;
    for at in start..start + 4 {
        let Some(byte) = bytes.get(at) else {
            return Err(DecodeError::invalid(UNFINISHED, bytes.len()));
        };
        let Some(digit) = char::from(*byte).to_digit(16) else {
            return Err(DecodeError::invalid(WRONG_ESCAPE, at));
        };
        value = value << 4 | digit;
    }
    Ok(value)
}
