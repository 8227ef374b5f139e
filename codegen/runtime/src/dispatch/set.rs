//! Setters of inputs by name.

use serde_json::Value;

use super::arguments::ArgumentSource;
use super::entry::Input;
use super::values::decoded;
use crate::call::{Argument, Call};
use crate::json::{Decode, Encode};
use crate::response::Error;

/// Sets a parameter or a member of the body, for [`Input::set`].
///
/// # Errors
/// The argument is not a `T`.
pub fn set_by_name<T: Decode + Argument>(
    source: &mut ArgumentSource<'_>,
    call: &mut Call,
    input: &Input,
) -> Result<bool, Error> {
    let Some(target) = input.target() else {
        return Ok(false);
    };
    let Some(value) = source.take(target) else {
        return Ok(false);
    };
    let allow_unknown = source.arguments.allow_unknown;
    let decode = |value: &Value| decoded::<T>(Some(input.wire_name()), value, allow_unknown);
    // Either a list of lists, or a list that was passed as a single item.
    let value = match value.as_array().map(Vec::as_slice) {
        Some([inner @ Value::Array(_)]) if input.many => decode(&value).or_else(|_| decode(inner)),
        _ => decode(&value),
    };
    call.set_argument::<T>(target, value.map_err(|reason| source.refuse(&reason))?);
    Ok(true)
}

/// Sets the whole body, for [`Input::set`].
///
/// # Errors
/// The argument is not a `T`.
pub fn set_body_by_name<T: Decode + Argument>(
    source: &mut ArgumentSource<'_>,
    call: &mut Call,
    _: &Input,
) -> Result<bool, Error> {
    let body = source.body::<T>()?;
    Ok(body.map(|body| call.set_body(body)).is_some())
}

/// Sets the body to text, for [`Input::set`].
///
/// # Errors
/// The argument is not text.
pub fn set_text_by_name(
    source: &mut ArgumentSource<'_>,
    call: &mut Call,
    _: &Input,
) -> Result<bool, Error> {
    let body = source.body::<String>()?;
    Ok(body.map(|body| call.text(body, call.body_type())).is_some())
}

/// Sets the body to a list of lines, for [`Input::set`].
///
/// # Errors
/// The argument is not a list of `T`.
pub fn set_lines_by_name<T: Decode + Encode>(
    source: &mut ArgumentSource<'_>,
    call: &mut Call,
    _: &Input,
) -> Result<bool, Error> {
    let body = source.body::<Vec<T>>()?;
    let sent = body.map(|body| call.lines::<T>(body, call.body_type()));
    Ok(sent.is_some())
}
