use super::view::View;
use crate::ir::{Base64, Int, Type};
use crate::lower::extensions;

/// Words in the names of properties that hold credentials.
const CREDENTIALS: [&str; 8] = [
    "credential",
    "credentials",
    "key",
    "passphrase",
    "passwd",
    "password",
    "secret",
    "token",
];

/// The type of a string.
pub(super) fn text(view: &View<'_>) -> Type {
    if extensions::SENSITIVE.keys.iter().any(|key| view.flag(key)) {
        return Type::Secret;
    }
    match view.text("format") {
        Some("password") => Type::Secret,
        Some("date") => Type::Date,
        Some("date-time") => Type::DateTime,
        Some("byte" | "base64") => Type::Bytes(Base64::Standard),
        Some("base64url") => Type::Bytes(Base64::Url),
        _ => Type::String,
    }
}

/// Last words in the names of dates and times.
const DATES: [&str; 9] = [
    "at",
    "date",
    "datetime",
    "deadline",
    "on",
    "since",
    "time",
    "timestamp",
    "until",
];

/// The type of a string without a format, from its name and its example: `created_at` with the
/// example `2024-01-01T00:00:00Z` is a date with a time.
pub(super) fn dated(view: &View<'_>, name: &[String]) -> Option<Type> {
    let last = name.last().filter(|last| DATES.contains(&last.as_str()));
    if last.is_none() || view.has("format") || view.has("pattern") {
        return None;
    }
    let first = || view.get("examples").and_then(|examples| examples.item(0));
    let example = view.get("example").or_else(first)?;
    written(example.value().as_str()?)
}

/// The type of a date such as `2024-01-01`, or of a date with a time and a zone (RFC 3339).
fn written(text: &str) -> Option<Type> {
    let fits = |text: &str, form: &str| {
        let mut signs = text.bytes().zip(form.bytes());
        text.len() == form.len()
            && signs.all(|(c, form)| {
                if form == b'0' {
                    c.is_ascii_digit()
                } else {
                    c == form
                }
            })
    };
    let (date, rest) = text.split_at_checked(10)?;
    if !fits(date, "0000-00-00") {
        return None;
    }
    if rest.is_empty() {
        return Some(Type::Date);
    }
    let (time, rest) = rest.split_at_checked(9)?;
    let zone = match rest.strip_prefix('.') {
        Some(fraction) => fraction.trim_start_matches(|c: char| c.is_ascii_digit()),
        None => rest,
    };
    let has_zone = zone == "Z" || fits(zone, "+00:00") || fits(zone, "-00:00");
    (fits(time, "T00:00:00") && has_zone).then_some(Type::DateTime)
}

/// True if a write-only property is a credential by its name.
pub(super) fn is_credential(name: &str) -> bool {
    let words = crate::name::words(name);
    words
        .iter()
        .any(|word| CREDENTIALS.contains(&word.as_str()))
}

/// The type of an integer: by its format, unless that is too narrow for its limits.
pub(super) fn integer(view: &View<'_>) -> Type {
    let limit = |key| view.get(key).map(|node| node.value().as_f64());
    let (low, high) = (limit("minimum").flatten(), limit("maximum").flatten());
    let wanted = view.text("format").and_then(int_format);
    let fits = |int: &Int| {
        let (least, most) = range(*int);
        low.is_none_or(|low| low >= least) && high.is_none_or(|high| high <= most)
    };
    let wide = if high.is_some_and(|high| high > range(Int::I64).1) && low >= Some(0.0) {
        Int::U64
    } else {
        Int::I64
    };
    Type::Int(wanted.filter(fits).unwrap_or(wide))
}

/// The type of a number. Some documents use the format of an integer here.
pub(super) fn number(view: &View<'_>) -> Type {
    match view.text("format") {
        Some("float") => Type::F32,
        Some(format) if int_format(format).is_some() => integer(view),
        _ => Type::F64,
    }
}

/// The type of a schema that has only a format.
pub(super) fn by_format(view: &View<'_>) -> Type {
    match view.text("format") {
        Some("float" | "double") => number(view),
        Some(format) if int_format(format).is_some() => integer(view),
        Some(_) => text(view),
        None => Type::Json,
    }
}

fn int_format(format: &str) -> Option<Int> {
    Some(match format {
        "int8" => Int::I8,
        "int16" => Int::I16,
        "int32" => Int::I32,
        "int64" => Int::I64,
        "uint8" => Int::U8,
        "uint16" => Int::U16,
        "uint32" => Int::U32,
        "uint64" | "uint" => Int::U64,
        _ => return None,
    })
}

/// The minimum and the maximum, as close as `f64` comes.
fn range(int: Int) -> (f64, f64) {
    match int {
        Int::I8 => (f64::from(i8::MIN), f64::from(i8::MAX)),
        Int::I16 => (f64::from(i16::MIN), f64::from(i16::MAX)),
        Int::I32 => (f64::from(i32::MIN), f64::from(i32::MAX)),
        Int::I64 => (i64::MIN as f64, i64::MAX as f64),
        Int::U8 => (0.0, f64::from(u8::MAX)),
        Int::U16 => (0.0, f64::from(u16::MAX)),
        Int::U32 => (0.0, f64::from(u32::MAX)),
        Int::U64 => (0.0, u64::MAX as f64),
    }
}
