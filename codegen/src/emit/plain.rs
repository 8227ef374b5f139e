//! Plausible example values of scalar types: numbers within their constraints, and readable
//! strings.

use proc_macro2::Literal;

use crate::ir::{Base64, Constraints, Int};

/// Maximum length of an example string.
const MAX_TEXT: usize = 64;

/// The base64 text of `content`.
pub(super) fn content(base64: Base64) -> &'static str {
    match base64 {
        Base64::Standard => "Y29udGVudA==",
        Base64::Url => "Y29udGVudA",
    }
}

/// An integer within the type and the constraints.
pub(super) fn whole_number(int: Int, constraints: &Constraints) -> i64 {
    let number = |text: &String| text.parse::<i64>().ok();
    let example = constraints.example.as_ref().and_then(number);
    let minimum = constraints
        .minimum
        .as_ref()
        .and_then(|(text, strict)| number(text).map(|n| n.saturating_add(i64::from(*strict))));
    let wanted = example
        .or(minimum.filter(|minimum| *minimum > 0))
        .unwrap_or(1);
    // An example that does not fit the type would break the documentation.
    let (low, high) = match int {
        Int::I8 => (i64::from(i8::MIN), i64::from(i8::MAX)),
        Int::I16 => (i64::from(i16::MIN), i64::from(i16::MAX)),
        Int::I32 => (i64::from(i32::MIN), i64::from(i32::MAX)),
        Int::I64 => (i64::MIN, i64::MAX),
        Int::U8 => (0, i64::from(u8::MAX)),
        Int::U16 => (0, i64::from(u16::MAX)),
        Int::U32 => (0, i64::from(u32::MAX)),
        Int::U64 => (0, i64::MAX),
    };
    wanted.clamp(low, high)
}

/// A readable number.
pub(super) fn fraction(constraints: &Constraints) -> f64 {
    let example = constraints
        .example
        .as_ref()
        .and_then(|text| text.parse::<f64>().ok());
    example.filter(|number| number.abs() < 1e6).unwrap_or(1.0)
}

/// The example in the description if it is plain text; otherwise one from the constraints or the
/// name.
pub(super) fn text(constraints: &Constraints, name: &str) -> String {
    let example: Option<String> = constraints
        .example
        .as_ref()
        .and_then(|json| serde_json::from_str(json).ok());
    let min = usize::try_from(constraints.min_length.unwrap_or(0)).unwrap_or(usize::MAX);
    if let Some(example) = example.filter(|text| is_plain(text)) {
        return example;
    }
    if constraints.format.as_deref() == Some("uuid") {
        return "550e8400-e29b-41d4-a716-446655440000".to_owned();
    }
    if min > name.len() && min <= MAX_TEXT {
        return "0123456789abcdef".chars().cycle().take(min).collect();
    }
    if is_plain(name) {
        name.to_owned()
    } else {
        "text".to_owned()
    }
}

/// True for a text that is readable and unambiguous in an example.
fn is_plain(text: &str) -> bool {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || " -_.:/@+,".contains(c);
    !text.is_empty() && text.len() <= MAX_TEXT && text.chars().all(is_plain)
}

/// A string literal.
pub(super) fn quoted(text: &str) -> String {
    Literal::string(text).to_string()
}
