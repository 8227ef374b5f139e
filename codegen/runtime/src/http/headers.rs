use std::str::FromStr;

use http::header::{HeaderMap, HeaderName, HeaderValue};

/// Headers that are the protocol's own, or that would make a response unreadable.
const OWN: [&str; 10] = [
    "accept-encoding",
    "connection",
    "content-length",
    "host",
    "keep-alive",
    "proxy-connection",
    "te",
    "trailer",
    "transfer-encoding",
    "upgrade",
];

/// Refuses headers that only the client itself may set.
///
/// # Errors
/// Names the header.
pub(crate) fn refuse_own(headers: &HeaderMap) -> Result<(), String> {
    match headers.keys().find(|name| OWN.contains(&name.as_str())) {
        Some(name) => Err(format!("the header {name} is set by the client itself")),
        None => Ok(()),
    }
}

/// Puts a header that a caller chose into a map, in place of what is there.
///
/// # Errors
/// Names and values that cannot be sent, such as those with a line break, and headers that only
/// the client itself may set. The value is not repeated.
pub(crate) fn put(headers: &mut HeaderMap, name: &str, value: &str) -> Result<(), String> {
    let header = HeaderName::from_bytes(name.as_bytes())
        .map_err(|_| format!("{name:?} cannot be the name of a header"))?;
    if OWN.contains(&header.as_str()) {
        return Err(format!("the header {header} is set by the client itself"));
    }
    // Whatever a caller sends in a header may be secret.
    let mut value = HeaderValue::from_bytes(value.as_bytes())
        .map_err(|_| format!("the value of the header {header} holds a control character"))?;
    value.set_sensitive(true);
    headers.insert(header, value);
    Ok(())
}

/// The value of a header; `None` where it is missing or not a `T`.
pub fn header_value<T: FromStr>(headers: &HeaderMap, name: &str) -> Option<T> {
    headers.get(name)?.to_str().ok()?.trim().parse().ok()
}

/// The items of a header, which may also be sent several times; `None` where it is missing or an item
/// is not a `T`.
pub fn header_list<T: FromStr>(headers: &HeaderMap, name: &str, separator: char) -> Option<Vec<T>> {
    headers.get(name)?;
    let mut list = Vec::new();
    for value in headers.get_all(name) {
        let items = value.to_str().ok()?.split(separator).map(str::trim);
        for item in items.filter(|item| !item.is_empty()) {
            list.push(item.parse().ok()?);
        }
    }
    Some(list)
}
