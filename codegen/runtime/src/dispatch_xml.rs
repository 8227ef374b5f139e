//! Answers in XML that calls by name give.

use super::dispatch::{Answered, Output};
use super::xml::{XmlElement, XmlType};
use super::xml_write::{document, marking};
use super::{Decode, Encode, Error, Response, to_vec};

impl Answered {
    /// An answer that was decoded from XML, written as XML again. The outermost element has a name
    /// of its own: what it is called says nothing of the value.
    pub fn xml<T: Encode + XmlType>(response: Response<T>) -> Self {
        let output = written(response.value());
        Self::new(&response, output)
    }
}

/// Reads the body of a failure as XML.
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
