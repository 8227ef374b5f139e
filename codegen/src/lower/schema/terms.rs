//! Terms that descriptions emphasize, such as `*portfolio*`.

use super::part::Part;
use super::view::View;

/// Maximum length of a term, in bytes; a longer one is a sentence.
const MAX_LENGTH: usize = 40;

/// The emphasized terms in the descriptions of a schema and of its properties, each with the name of the property, or
/// an empty one.
pub(super) fn of<'d>(view: &View<'d>) -> Vec<(&'d str, &'d str)> {
    let own = view.text("description").map(emphasized);
    let mut found: Vec<(&str, &str)> = own.into_iter().flatten().map(|term| ("", term)).collect();
    for (name, schemas) in view.properties() {
        let parts: Vec<_> = schemas.into_iter().map(Part::whole).collect();
        let text = View::quiet(&parts).text("description").map(emphasized);
        found.extend(text.into_iter().flatten().map(|term| (name, term)));
    }
    found
}

/// The texts between single asterisks that consist of letters and spaces.
fn emphasized(text: &str) -> Vec<&str> {
    let pieces: Vec<&str> = text.split('*').collect();
    let mut found = Vec::new();
    let mut pieces = pieces.windows(3);
    while let Some([before, term, after]) = pieces.next() {
        let is_term = !term.is_empty()
            && term.len() <= MAX_LENGTH
            && term.starts_with(char::is_alphabetic)
            && term.ends_with(char::is_alphabetic)
            && term.chars().all(|c| c.is_alphabetic() || c == ' ');
        let is_outside =
            |text: &str, c: Option<char>| text.is_empty() || !c.is_some_and(char::is_alphanumeric);
        if is_term
            && is_outside(before, before.chars().last())
            && is_outside(after, after.chars().next())
        {
            found.push(*term);
            // The text behind it is no term.
            pieces.next();
        }
    }
    found
}
