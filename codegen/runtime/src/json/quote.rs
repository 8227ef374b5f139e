//! Strings as JSON text.

use super::text::{is_plain, is_plain_byte, marks};

/// Appends a string, in quotes and escaped.
pub(crate) fn push_word(json: &mut Vec<u8>, text: &str) {
    let text = text.as_bytes();
    let is_plain = is_plain(text);
    if is_plain && text.len() <= SHORT_TEXT {
        return push_enclosed(json, b"\"", text, b"\"");
    }
    json.reserve(text.len() + 2);
    json.push(b'"');
    match is_plain {
        true => json.extend_from_slice(text),
        false => push_escaped(json, text),
    }
    json.push(b'"');
}

/// The length of a space that holds most keys and values.
const SPACE: usize = 32;
/// The maximum length of a text that [`push_enclosed`] writes into one space, with two bytes each
/// before and after it.
const SHORT_TEXT: usize = SPACE - 4;

/// Appends bytes, of which there are usually few, with others before and after them.
///
/// The buffer grows by a fixed length, which is then cut: that is faster than to grow it piece by piece,
/// with a call to `memcpy` for each.
#[inline]
pub(super) fn push_enclosed<const A: usize, const B: usize>(
    to: &mut Vec<u8>,
    before: &[u8; A],
    bytes: &[u8],
    after: &[u8; B],
) {
    if bytes.len() > SPACE - A - B {
        to.reserve(A + bytes.len() + B);
        to.extend_from_slice(before);
        to.extend_from_slice(bytes);
        return to.extend_from_slice(after);
    }
    let end = to.len() + A + bytes.len() + B;
    to.extend_from_slice(&[0; SPACE]);
    if let Some(space) = to.last_chunk_mut::<SPACE>() {
        place(space, 0, before);
        place_short(space, A, bytes);
        place(space, A + bytes.len(), after);
    }
    to.truncate(end);
}

/// Copies up to 32 bytes into a space, as two pieces of a fixed length that may overlap.
#[inline]
fn place_short(space: &mut [u8; SPACE], at: usize, bytes: &[u8]) {
    match bytes.len() {
        16.. => place_halves::<16>(space, at, bytes),
        8.. => place_halves::<8>(space, at, bytes),
        4.. => place_halves::<4>(space, at, bytes),
        2.. => place_halves::<2>(space, at, bytes),
        _ => place_halves::<1>(space, at, bytes),
    }
}

/// Copies `N` to `2 * N` bytes: the first `N` and the last `N`.
#[inline]
fn place_halves<const N: usize>(space: &mut [u8; SPACE], at: usize, bytes: &[u8]) {
    if let (Some(first), Some(last)) = (bytes.first_chunk::<N>(), bytes.last_chunk::<N>()) {
        place(space, at, first);
        place(space, at + bytes.len() - N, last);
    }
}

#[inline]
fn place<const N: usize>(space: &mut [u8; SPACE], at: usize, bytes: &[u8; N]) {
    if let Some(part) = space.get_mut(at..at + N) {
        part.copy_from_slice(bytes);
    }
}

/// Appends a string, escaped and without quotes.
fn push_escaped(json: &mut Vec<u8>, text: &[u8]) {
    let (words, rest) = text.as_chunks::<8>();
    for word in words {
        match marks(u64::from_le_bytes(*word)) {
            0 => json.extend_from_slice(word),
            _ => push_piece(json, word),
        }
    }
    push_piece(json, rest);
}

/// Appends at most eight bytes, escaped.
///
/// Each byte writes two, and the next one begins after those that count. There is no branch on a byte,
/// since escapes are unpredictable.
#[inline]
fn push_piece(json: &mut Vec<u8>, piece: &[u8]) {
    let start = json.len();
    json.extend_from_slice(&[0; 16]);
    let written = json.get_mut(start..).unwrap_or_default();
    let (mut end, mut is_short) = (0, true);
    for byte in piece {
        let (pair, length) = SHORT.get(usize::from(*byte)).copied().unwrap_or_default();
        if let Some(place) = written.get_mut(end..end + 2) {
            place.copy_from_slice(&pair);
        }
        is_short &= length != 0;
        end += usize::from(length);
    }
    json.truncate(start + end);
    if !is_short {
        json.truncate(start);
        push_controls(json, piece);
    }
}

/// Appends a few bytes, escaped; some are control characters without a short escape.
#[cold]
fn push_controls(json: &mut Vec<u8>, piece: &[u8]) {
    for byte in piece {
        match SHORT.get(usize::from(*byte)) {
            Some((pair, length @ 1..)) => json.extend(pair.iter().take(usize::from(*length))),
            _ => {
                let digits = [byte >> 4, byte & 0xf].map(|digit| match digit {
                    0..10 => b'0' + digit,
                    _ => b'a' + (digit - 10),
                });
                json.extend_from_slice(b"\\u00");
                json.extend_from_slice(&digits);
            }
        }
    }
}

/// Each byte as it is written, and how many bytes that has: one, two for a short escape, and none if
/// it has to be written as `\u` with digits.
#[expect(clippy::indexing_slicing, reason = "evaluated at compile time")]
const SHORT: [([u8; 2], u8); 256] = {
    let mut table = [([0, 0], 0); 256];
    let mut byte = 0_u8;
    loop {
        if is_plain_byte(byte) {
            table[byte as usize] = ([byte, 0], 1);
        }
        if byte == u8::MAX {
            break;
        }
        byte += 1;
    }
    table[0x08] = (*b"\\b", 2);
    table[b'\t' as usize] = (*b"\\t", 2);
    table[b'\n' as usize] = (*b"\\n", 2);
    table[0x0c] = (*b"\\f", 2);
    table[b'\r' as usize] = (*b"\\r", 2);
    table[b'"' as usize] = (*b"\\\"", 2);
    table[b'\\' as usize] = (*b"\\\\", 2);
    table
};
