//! Support for XML in calls by name.

use super::read::Xml;
use super::types::{XmlElement, XmlType};
use super::write::{document, marking};
use crate::call::{Argument, Call};
use crate::dispatch::{ArgumentSource, CallResult, Output, ToOutput};
use crate::json::{Decode, Encode, to_vec};
use crate::response::{Error, Response};

/// A response that was decoded from XML is written as XML again. The root element gets a fixed
/// name, since the original name is not part of the value.
impl<T: Decode + Encode + XmlType + 'static> ToOutput for Xml<T> {
    fn show(response: Response<T>) -> CallResult {
        CallResult::new(&response, written(response.value()))
    }
}

/// Sets the whole body as XML, for [`Input::set`](crate::Input::set).
///
/// # Errors
/// The argument is not a `T`.
pub fn set_xml_by_name<T: Decode + Argument + XmlType>(
    source: &mut ArgumentSource<'_>,
    call: &mut Call,
    root: XmlElement,
) -> Result<bool, Error> {
    let body = source.body::<T>()?;
    Ok(body.map(|body| call.set_xml(body, root)).is_some())
}

/// Decodes the body of a failure from XML; `None` if it is not a `T`.
pub fn xml_failure<T: Decode + Encode + XmlType>(error: &Error) -> Option<Output> {
    error.decode_xml_body::<T>().map(|value| written(&value))
}

fn written<T: Encode + XmlType>(value: &T) -> Output {
    let marked = marking(value, &mut Vec::new());
    match document(&marked, XmlElement::new("answer"), T::shape()) {
        Ok(text) => Output::Xml(text),
        Err(_) => Output::Json(to_vec(value)),
    }
}
