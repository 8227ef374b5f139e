use std::str::FromStr;

use http::header::{HeaderMap, HeaderName, HeaderValue};

/// Headers that belong to the protocol, or would make a response unreadable.
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

/// Checks that no header is set that only the client may set.
///
/// # Errors
/// Such a header is set; the text names it.
pub(crate) fn refuse_own(headers: &HeaderMap) -> Result<(), String> {
    match headers.keys().find(|name| OWN.contains(&name.as_str())) {
        Some(name) => Err(format!("the header {name} is set by the client itself")),
        None => Ok(()),
    }
}

/// Sets a header of the caller, replacing earlier values.
///
/// # Errors
/// The name or value cannot be sent, such as one with a line break, or only the client may set the
/// header. The text does not repeat the value.
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

/// Parses the value of a header; `None` if it is missing or not a `T`.
pub fn header_value<T: FromStr>(headers: &HeaderMap, name: &str) -> Option<T> {
    headers.get(name)?.to_str().ok()?.trim().parse().ok()
}

/// Parses the items of a header that is a list, which may be sent several times; `None` if it is
/// missing or an item is not a `T`.
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
