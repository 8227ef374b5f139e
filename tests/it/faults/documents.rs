//! Documents that are valid JSON, invalid JSON, or undefined by the standard.

use percent_encoding::percent_decode_str;

const LISTS: &str = include_str!("documents.txt");

/// A document, and its line in the list.
pub struct Document {
    pub line: &'static str,
    pub bytes: Vec<u8>,
}

/// Documents that every JSON parser must accept.
pub fn accepted() -> Vec<Document> {
    section("accepted")
}

/// Documents that every JSON parser must reject.
pub fn refused() -> Vec<Document> {
    section("refused")
}

/// Documents that a parser may accept or reject, but must not fail on.
pub fn either() -> Vec<Document> {
    section("either")
}

fn section(name: &str) -> Vec<Document> {
    let heading = format!("# {name}");
    let lines = LISTS.lines().skip_while(|line| *line != heading).skip(1);
    lines
        .take_while(|line| !line.starts_with("# "))
        .filter(|line| !line.is_empty())
        .map(|line| Document {
            line,
            bytes: percent_decode_str(line).collect(),
        })
        .collect()
}
