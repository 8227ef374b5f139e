//! Documents that are JSON, that are not, and that may be taken either way.

use percent_encoding::percent_decode_str;

const LISTS: &str = include_str!("documents.txt");

/// A document, and the line of the list that it stands in.
pub struct Document {
    pub line: &'static str,
    pub bytes: Vec<u8>,
}

/// Documents that every reader of JSON takes.
pub fn accepted() -> Vec<Document> {
    section("accepted")
}

/// Documents that no reader of JSON takes.
pub fn refused() -> Vec<Document> {
    section("refused")
}

/// Documents that a reader may take or not, without losing its head.
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
