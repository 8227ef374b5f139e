//! Setters by name for bodies in other media types than the default one.

use serde_json::Value;

use super::arguments::ArgumentSource;
use crate::call::Call;
use crate::response::Error;

/// Sets the body to any JSON, for [`Entry::others`](crate::Entry::others).
///
/// # Errors
/// There is no argument for the body.
pub fn other_json(
    source: &mut ArgumentSource<'_>,
    call: &mut Call,
    media_type: &'static str,
) -> Result<(), Error> {
    let value: Value = source.required_body()?;
    call.instead(|call| call.json_as(media_type, &value));
    Ok(())
}

/// Sets the body to a form, for [`Entry::others`](crate::Entry::others).
///
/// # Errors
/// There is no argument for the body.
pub fn other_form(
    source: &mut ArgumentSource<'_>,
    call: &mut Call,
    _: &'static str,
) -> Result<(), Error> {
    let value: Value = source.required_body()?;
    call.instead(|call| call.form(&value, &[]));
    Ok(())
}

/// Sets the body to text, for [`Entry::others`](crate::Entry::others).
///
/// # Errors
/// There is no argument for the body.
pub fn other_text(
    source: &mut ArgumentSource<'_>,
    call: &mut Call,
    media_type: &'static str,
) -> Result<(), Error> {
    let text: String = source.required_body()?;
    call.instead(|call| call.text(text, media_type));
    Ok(())
}
