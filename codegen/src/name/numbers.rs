//! Numbers at the end of names.

/// Words that are only complete with a number, such as `int64`, `http2` and `ipv4`. Words of one or two letters, such
/// as `v2` and `s3`, are not listed.
const NUMBERED: [&str; 14] = [
    "base", "blake", "float", "http", "icmp", "int", "ipv", "oauth", "rfc", "sha", "socks", "tls",
    "uint", "utf",
];

/// Number types, and their sizes in bits.
const NUMBER_TYPES: [&str; 3] = ["float", "int", "uint"];
const SIZES: [&str; 5] = ["8", "16", "32", "64", "128"];

/// Words whose number may be that of a copy, such as `CacheLevel2` beside `CacheLevel`, and is part of the name
/// otherwise.
const SCALES: [&str; 5] = ["layer", "level", "phase", "tier", "version"];

/// Minimum number of digits of a hash.
const MIN_HASH: usize = 16;

/// Minimum number of letters of a word whose number, without a separator, may only tell copies apart.
const MIN_LETTERS: usize = 3;

/// The same with a separator.
const MIN_LETTERS_APART: usize = 2;

/// Maximum number of digits that may only tell copies apart; more are a year, a status or a product.
const MAX_DIGITS: usize = 2;

/// The words without the number at their end, if it may only tell a copy from others: `order2`, `order 2`, and the
/// status of success in `response 200`. `None` for a version, a size, a protocol or a product.
pub fn without_copy_number(words: &[String]) -> Option<Vec<String>> {
    let (last, above) = words.split_last()?;
    let letters = last.trim_end_matches(|c: char| c.is_ascii_digit());
    let digits = &last[letters.len()..];
    if digits.is_empty() {
        return None;
    }
    if !letters.is_empty() {
        let mut stem = above.to_vec();
        stem.push(letters.to_owned());
        let is_open = letters.len() >= MIN_LETTERS && is_open(letters, digits);
        return is_open.then_some(stem);
    }
    let before = above.last()?;
    let is_success = before == "response" && digits.len() == 3 && digits.starts_with('2');
    let is_open = before.len() >= MIN_LETTERS_APART && is_open(before, digits);
    (is_success || is_open).then(|| above.to_vec())
}

/// The words without the version at their end, as in `order v2`. `v4` and `v6` are those of
/// addresses.
pub fn without_version(words: &[String]) -> Option<Vec<String>> {
    let (_, above) = words.split_last()?;
    (is_version(words) && !above.is_empty()).then(|| above.to_vec())
}

/// True if there are words behind a version, as in `v1 order`.
pub fn begins_with_version(words: &[String]) -> bool {
    let behind = words.get(1);
    let is_word = behind.is_some_and(|word| word.starts_with(|c: char| c.is_alphabetic()));
    is_word && is_version(&words[..1])
}

/// True if the last word is only complete with its number, as in `i64`, `ipv4` and `s3`, and is no
/// version.
pub fn has_own_number(words: &[String]) -> bool {
    let digits =
        |word: &String| word.len() - word.trim_end_matches(|c: char| c.is_ascii_digit()).len();
    let ends = words
        .last()
        .is_some_and(|last| (1..last.len()).contains(&digits(last)));
    ends && without_copy_number(words).is_none() && !is_version(words)
}

/// The words before the number type that they end in, as in `bin int16`, and that type.
pub fn split_number_type(words: &[String]) -> Option<(&[String], &str)> {
    let (last, above) = words.split_last()?;
    let sized = NUMBER_TYPES
        .iter()
        .find_map(|kind| last.strip_prefix(kind))?;
    (SIZES.contains(&sized) && !above.is_empty()).then_some((above, last))
}

/// The words without the hash at their end.
pub fn without_hash(words: &[String]) -> Option<Vec<String>> {
    let (last, above) = words.split_last()?;
    let is_hash = last.len() >= MIN_HASH
        && last.bytes().all(|byte| byte.is_ascii_hexdigit())
        && last.bytes().any(|byte| byte.is_ascii_digit());
    (is_hash && !above.is_empty()).then(|| above.to_vec())
}

/// True if a number behind this word is part of the name unless the same name without it exists.
pub fn is_scale(word: &str) -> bool {
    SCALES.contains(&word)
}

fn is_version(words: &[String]) -> bool {
    let Some(last) = words.last() else {
        return false;
    };
    let is_version = matches!(last.as_bytes(), [b'v', digit] if digit.is_ascii_digit());
    is_version && !matches!(last.as_str(), "v4" | "v6")
}

/// True if `digits` may be the number of a copy of something called `word`.
fn is_open(word: &str, digits: &str) -> bool {
    digits.len() <= MAX_DIGITS
        && !word.ends_with(|c: char| c.is_ascii_digit())
        && !NUMBERED.contains(&word)
}
