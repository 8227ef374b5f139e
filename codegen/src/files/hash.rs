use std::fmt;

use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

/// The SHA-256 of a file in hexadecimal digits, as `sha256sum` prints it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Hash(String);

impl Hash {
    /// The hash of bytes.
    pub fn of(bytes: &[u8]) -> Self {
        Self::printed(Sha256::digest(bytes).as_slice())
    }

    /// The hash of a text with `\n` as line ending, so that it does not depend on the line endings
    /// that Git checks out.
    pub fn of_text(text: &[u8]) -> Self {
        let mut hasher = Sha256::new();
        let mut rest = text;
        while let Some(at) = rest.iter().position(|byte| *byte == b'\r') {
            // A single carriage return is preserved.
            let kept = if rest[at..].starts_with(b"\r\n") {
                at
            } else {
                at + 1
            };
            hasher.update(&rest[..kept]);
            rest = &rest[at + 1..];
        }
        hasher.update(rest);
        Self::printed(hasher.finalize().as_slice())
    }

    fn printed(bytes: &[u8]) -> Self {
        const DIGITS: &[u8; 16] = b"0123456789abcdef";
        let digit = |four: u8| char::from(DIGITS[usize::from(four)]);
        let digits = bytes.iter().flat_map(|byte| [byte >> 4, byte & 15]);
        Self(digits.map(digit).collect())
    }
}

impl fmt::Display for Hash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
