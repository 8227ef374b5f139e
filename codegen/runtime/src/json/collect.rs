use std::collections::BTreeMap;

/// Makes a list of whatever its items can be made of.
pub fn list<T>(items: impl IntoIterator<Item = impl Into<T>>) -> Vec<T> {
    items.into_iter().map(Into::into).collect()
}

/// Makes a map of whatever its keys and values can be made of.
pub fn map<T>(
    entries: impl IntoIterator<Item = (impl Into<String>, impl Into<T>)>,
) -> BTreeMap<String, T> {
    let entries = entries.into_iter();
    entries
        .map(|(key, value)| (key.into(), value.into()))
        .collect()
}

/// Puts a value into a box where one may stand.
pub fn boxed<T>(value: T) -> Option<Box<T>> {
    Some(Box::new(value))
}

/// Puts a value that may be `null` into a box.
// What is kept is absent, `null`, or there.
#[allow(clippy::option_option)]
pub fn nullable_boxed<T>(value: Option<T>) -> Option<Option<Box<T>>> {
    Some(value.map(Box::new))
}

/// Puts a value into a box where there is one.
pub fn box_in<T>(value: Option<T>) -> Option<Box<T>> {
    value.map(Box::new)
}
