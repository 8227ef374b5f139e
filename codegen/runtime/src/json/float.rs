/// The largest number of digits before the point that are written without an exponent.
const MAX_DIGITS: i64 = 21;
/// The largest number of zeros behind the point that are.
const MAX_ZEROS: i64 = 6;

/// A float as `JSON.stringify` of JavaScript prints it, from how `serde_json` does, which has the same
/// digits: no point in a whole number, no minus zero, an exponent from `1e21` up and below `1e-6`.
pub(crate) fn float_text(printed: &str) -> String {
    let (sign, unsigned) = match printed.strip_prefix('-') {
        Some(unsigned) => ("-", unsigned),
        None => ("", printed),
    };
    let (mantissa, exponent) = unsigned.split_once('e').unwrap_or((unsigned, "0"));
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let digits = [whole, fraction].concat();
    let significant = digits.trim_start_matches('0');
    let exponent: Option<i64> = exponent.parse().ok();
    let Some(exponent) = exponent.filter(|_| whole.starts_with(|c: char| c.is_ascii_digit()))
    else {
        // `null`, for what JSON has no number for.
        return printed.to_owned();
    };
    if significant.is_empty() {
        return "0".to_owned();
    }
    let zeros = digits.len() - significant.len();
    let first = exponent + length(whole.len()) - 1 - length(zeros);
    format!(
        "{sign}{}",
        laid_out(significant.trim_end_matches('0'), first)
    )
}

/// Sizes of floats that `serde_json` prints without an exponent, be they `f32` or `f64`: of these, only
/// `.0` has to be cut off. An `f32` is printed as `1e13` where it is next to that, and a bit less.
const PLAIN: std::ops::Range<f64> = 1e-5..1e12;

/// How much of a float that `serde_json` has printed is what [`float_text`] makes of it, where it only
/// has to be cut off: nearly always. `nearest` is the float.
pub(crate) fn usual_length(printed: &[u8], nearest: f64) -> Option<usize> {
    if PLAIN.contains(&nearest.abs()) {
        return Some(printed.strip_suffix(b".0").unwrap_or(printed).len());
    }
    // Length of the longest exponent, as in `5e-324`.
    const EXPONENT: usize = 5;
    let end = printed.len().saturating_sub(EXPONENT);
    if printed.get(end..)?.contains(&b'e') {
        return None;
    }
    let unsigned = printed.strip_prefix(b"-").unwrap_or(printed);
    let point = unsigned.iter().position(|byte| *byte == b'.')?;
    let (whole, fraction) = unsigned.split_at_checked(point)?;
    match fraction {
        b".0" => (whole != b"0").then_some(printed.len() - fraction.len()),
        // Whether so small a number has an exponent is another matter.
        _ => (!fraction.starts_with(b".000000")).then_some(printed.len()),
    }
}

/// Digits, the first of which has the value `10^exponent`.
fn laid_out(digits: &str, exponent: i64) -> String {
    let places = usize::try_from(exponent.unsigned_abs()).unwrap_or_default();
    if (0..MAX_DIGITS).contains(&exponent) {
        return match digits.split_at_checked(places + 1) {
            Some((whole, "")) => whole.to_owned(),
            Some((whole, fraction)) => format!("{whole}.{fraction}"),
            None => format!("{digits:0<width$}", width = places + 1),
        };
    }
    if (-MAX_ZEROS..0).contains(&exponent) {
        return format!("0.{}{digits}", "0".repeat(places - 1));
    }
    let (first, others) = digits.split_at(1);
    let point = if others.is_empty() { "" } else { "." };
    format!("{first}{point}{others}e{exponent:+}")
}

fn length(count: usize) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}
