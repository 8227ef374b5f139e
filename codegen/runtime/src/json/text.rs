//! Strings in JSON and their escapes.

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

const fn is_plain_byte(byte: u8) -> bool {
    !matches!(byte, ..b' ' | b'"' | b'\\')
}

/// Appends a string, in quotes and escaped.
pub(crate) fn push_word(json: &mut Vec<u8>, text: &str) {
    json.reserve(text.len() + 2);
    json.push(b'"');
    match is_plain(text.as_bytes()) {
        true => json.extend_from_slice(text.as_bytes()),
        false => write_escaped(text, json),
    }
    json.push(b'"');
}

/// Appends a string, escaped and without quotes.
fn write_escaped(text: &str, json: &mut Vec<u8>) {
    let mut rest = text.as_bytes();
    while let Some((word, behind)) = rest.split_first_chunk() {
        // Copies eight bytes, and removes those from the escaped one on: that is faster than
        // copying exactly the few bytes between two escapes.
        json.extend_from_slice(word);
        let marks = marks(u64::from_le_bytes(*word));
        if marks == 0 {
            rest = behind;
            continue;
        }
        let plain = marks.trailing_zeros() as usize / 8;
        json.truncate(json.len() - (word.len() - plain));
        push_escape(json, word.get(plain).copied().unwrap_or_default());
        rest = rest.get(plain + 1..).unwrap_or_default();
    }
    for byte in rest {
        match is_plain_byte(*byte) {
            true => json.push(*byte),
            false => push_escape(json, *byte),
        }
    }
}

/// The letter of each byte that has a short escape, and zero for all others. It is a table because
/// branches on the byte would be unpredictable.
#[expect(clippy::indexing_slicing, reason = "evaluated at compile time")]
const LETTERS: [u8; 256] = {
    let mut letters = [0; 256];
    letters[0x08] = b'b';
    letters[b'\t' as usize] = b't';
    letters[b'\n' as usize] = b'n';
    letters[0x0c] = b'f';
    letters[b'\r' as usize] = b'r';
    letters[b'"' as usize] = b'"';
    letters[b'\\' as usize] = b'\\';
    letters
};

/// Appends the escape of a byte.
#[inline]
fn push_escape(json: &mut Vec<u8>, byte: u8) {
    let letter = LETTERS.get(usize::from(byte)).copied().unwrap_or_default();
    if letter != 0 {
        return json.extend_from_slice(&[b'\\', letter]);
    }
    let digits = [byte >> 4, byte & 0xf].map(|digit| match digit {
        0..10 => b'0' + digit,
        _ => b'a' + (digit - 10),
    });
    json.extend_from_slice(b"\\u00");
    json.extend_from_slice(&digits);
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
fn marks(word: u64) -> u64 {
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

/// Reads the escape whose backslash is at `at`. Returns the character and the offset of the end.
pub(crate) fn escape(bytes: &[u8], at: usize) -> Result<(char, usize), DecodeError> {
    let meaning = match bytes.get(at + 1) {
        Some(b'"') => '"',
        Some(b'\\') => '\\',
        Some(b'/') => '/',
        Some(b'b') => '\u{8}',
        Some(b'f') => '\u{c}',
        Some(b'n') => '\n',
        Some(b'r') => '\r',
        Some(b't') => '\t',
        Some(b'u') => return code_point(bytes, at),
        Some(_) => return Err(DecodeError::invalid(WRONG_ESCAPE, at + 1)),
        None => return Err(DecodeError::invalid(UNFINISHED, bytes.len())),
    };
    Ok((meaning, at + 2))
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
