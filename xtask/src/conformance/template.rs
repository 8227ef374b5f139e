//! Path templates, and the values of their variables in a path.

use std::collections::BTreeMap;

/// The values of the variables of a template for a path; `None` if the path does not match.
pub fn variables(template: &str, path: &str) -> Option<BTreeMap<String, String>> {
    let (before, rest) = match template.split_once('{') {
        None => return (template == path).then(BTreeMap::new),
        Some(parts) => parts,
    };
    let (name, after) = rest.split_once('}')?;
    let path = path.strip_prefix(before)?;
    // Takes the shortest value for which the rest of the path matches the rest of the template.
    let ends = path.char_indices().map(|(at, _)| at).chain([path.len()]);
    ends.into_iter().find_map(|end| {
        let (value, left) = path.split_at(end);
        let spans_segments = !after.is_empty() && value.contains('/');
        if spans_segments {
            return None;
        }
        let mut values = variables(after, left)?;
        values.insert(name.to_owned(), value.to_owned());
        Some(values)
    })
}

/// The number of bytes of a template outside of variables.
pub fn literal_length(template: &str) -> usize {
    let parts = template.split('{').enumerate();
    parts
        .map(|(index, part)| match part.split_once('}') {
            Some((_, after)) if index > 0 => after.len(),
            _ => part.len(),
        })
        .sum()
}

/// Replaces the variables of a template by their values.
pub fn fill(template: &str, variables: &BTreeMap<String, String>) -> String {
    let mut text = template.to_owned();
    for (name, value) in variables {
        text = text.replace(&format!("{{{name}}}"), value);
    }
    text
}

/// Decodes percent-encoding.
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
    fn a_path_has_the_variables_of_its_template() {
        let found = variables("/a/{x}/b{y}", "/a/1/b.2").map(|found| found.into_iter().collect());
        let expected = vec![
            ("x".to_owned(), "1".to_owned()),
            ("y".to_owned(), ".2".to_owned()),
        ];
        assert_eq!(found, Some(expected));
        assert!(variables("/a/{x}/b", "/a/1/c").is_none());
    }
}
