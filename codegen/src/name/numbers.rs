//! Numbers at the end of names.

/// Words that are only complete with a number, such as `int64`, `http2` and `ipv4`. Words of one or two letters, such
/// as `v2` and `s3`, are not listed.
const NUMBERED: [&str; 18] = [
    "base", "blake", "float", "http", "icmp", "int", "ipv", "layer", "level", "oauth", "rfc",
    "sha", "socks", "tier", "tls", "uint", "utf", "version",
];

/// Minimum number of letters of a word whose number may only tell copies apart.
const MIN_LETTERS: usize = 3;

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
        return is_open(letters, digits).then_some(stem);
    }
    let before = above.last()?;
    let is_success = before == "response" && digits.len() == 3 && digits.starts_with('2');
    (is_success || is_open(before, digits)).then(|| above.to_vec())
}

/// True if `digits` may be the number of a copy of something called `word`.
fn is_open(word: &str, digits: &str) -> bool {
    word.len() >= MIN_LETTERS
        && digits.len() <= MAX_DIGITS
        && !word.ends_with(|c: char| c.is_ascii_digit())
        && !NUMBERED.contains(&word)
}
