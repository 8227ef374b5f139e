/// The maximum number of digits before the decimal point without an exponent.
const MAX_DIGITS: i64 = 21;
/// The last position after the decimal point where the first digit other than zero may be, without
/// an exponent.
const MAX_ZEROS: i64 = 6;

/// Converts a float as `serde_json` prints it to the form of `JSON.stringify` in JavaScript. The
/// digits are the same, but an integer has no decimal point, zero has no sign, and the exponent is
/// used from `1e21` up and below `1e-6`.
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
        // `null`, which stands for NaN and infinities.
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

/// Formats digits, the first of which has the value `10^exponent`.
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
