use std::io::{self, Write};

use super::Outcome;
use crate::diagnostic::{Code, visible};

/// Prints the explanation of a diagnostic code to `out`; without a code, all codes with their
/// titles. An unknown code is an error, which is written to `err` with similar codes.
///
/// # Errors
///
/// `out` or `err` cannot be written to.
pub fn explain(
    code: Option<&str>,
    out: &mut dyn Write,
    err: &mut dyn Write,
) -> io::Result<Outcome> {
    let Some(text) = code else {
        for code in Code::ALL {
            writeln!(out, "{code}  {}", code.title())?;
        }
        return Ok(Outcome::Done);
    };
    if let Ok(code) = text.parse::<Code>() {
        let explanation = code.explanation().trim_end();
        writeln!(out, "{code}: {}\n\n{explanation}", code.title())?;
        return Ok(Outcome::Done);
    }
    writeln!(err, "error: there is no code `{}`", visible(text))?;
    for near in Code::nearest(text) {
        writeln!(err, "  = help: a similar code is {near}: {}", near.title())?;
    }
    writeln!(err, "  = help: `sdk-codegen explain` lists all codes")?;
    Ok(Outcome::Failed)
}
