//! Strings as JSON text.

use super::text::{is_plain, is_plain_byte, marks};

/// Appends a string, in quotes and escaped.
pub(crate) fn push_word(json: &mut Vec<u8>, text: &str) {
    json.reserve(text.len() + 2);
    json.push(b'"');
    match is_plain(text.as_bytes()) {
        true => push_short(json, text.as_bytes()),
        false => push_escaped(json, text.as_bytes()),
    }
    json.push(b'"');
}

/// Appends bytes, of which there are usually few: up to 32 are copied in two pieces of a fixed length,
/// which may overlap. That is faster than a call to `memcpy`.
#[inline]
pub(super) fn push_short(to: &mut Vec<u8>, bytes: &[u8]) {
    match bytes.len() {
        33.. => to.extend_from_slice(bytes),
        16.. => push_halves::<16>(to, bytes),
        8.. => push_halves::<8>(to, bytes),
        4.. => push_halves::<4>(to, bytes),
        _ => bytes.iter().for_each(|byte| to.push(*byte)),
    }
}

/// Appends `N` to `2 * N` bytes: the first `N`, and then the last `N` in place of those that overlap.
#[inline]
fn push_halves<const N: usize>(to: &mut Vec<u8>, bytes: &[u8]) {
    if let (Some(first), Some(last)) = (bytes.first_chunk::<N>(), bytes.last_chunk::<N>()) {
        let end = to.len() + bytes.len();
        to.extend_from_slice(first);
        to.truncate(end - N);
        to.extend_from_slice(last);
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
