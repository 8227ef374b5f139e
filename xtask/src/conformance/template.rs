//! Paths with variables, and what the variables are in a path that was filled in.

use std::collections::BTreeMap;

/// The variables of a template that give this path; none where it is no path of the template.
pub fn variables(template: &str, path: &str) -> Option<BTreeMap<String, String>> {
    let (before, rest) = match template.split_once('{') {
        None => return (template == path).then(BTreeMap::new),
        Some(parts) => parts,
    };
    let (name, after) = rest.split_once('}')?;
    let path = path.strip_prefix(before)?;
    // The shortest text that leaves something the rest of the template fits.
    let ends = path.char_indices().map(|(at, _)| at).chain([path.len()]);
    ends.into_iter().find_map(|end| {
        let (value, left) = path.split_at(end);
        let is_cut = !after.is_empty() && value.contains('/');
        if is_cut {
            return None;
        }
        let mut found = variables(after, left)?;
        found.insert(name.to_owned(), value.to_owned());
        Some(found)
    })
}

/// How much of a template is not a variable.
pub fn literal_length(template: &str) -> usize {
    let parts = template.split('{').enumerate();
    parts
        .map(|(index, part)| match part.split_once('}') {
            Some((_, after)) if index > 0 => after.len(),
            _ => part.len(),
        })
        .sum()
}

/// A template with variables filled in.
pub fn fill(template: &str, variables: &BTreeMap<String, String>) -> String {
    let mut text = template.to_owned();
    for (name, value) in variables {
        text = text.replace(&format!("{{{name}}}"), value);
    }
    text
}

/// A text without percent-encoding.
pub fn percent_decoded(text: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = text.as_bytes();
    while let Some((first, others)) = rest.split_first() {
        let code = others
            .get(..2)
            .and_then(|digits| std::str::from_utf8(digits).ok());
        let byte = code.and_then(|digits| u8::from_str_radix(digits, 16).ok());
        match (first, byte) {
            (b'%', Some(byte)) => {
                bytes.push(byte);
                rest = &others[2..];
            }
            _ => {
                bytes.push(*first);
                rest = others;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::variables;

    #[test]
    fn variables_are_found() {
        let found = variables("/a/{x}/b{y}", "/a/1/b.2").map(|found| found.into_iter().collect());
        let expected = vec![
            ("x".to_owned(), "1".to_owned()),
            ("y".to_owned(), ".2".to_owned()),
        ];
        assert_eq!(found, Some(expected));
        assert!(variables("/a/{x}/b", "/a/1/c").is_none());
    }
}
