/// A list of known texts that also holds texts nobody knew when it was written.
///
/// `open_enum!` derives everything else from these two functions.
pub trait OpenEnum {
    /// Returns the value for a text, keeping texts that are not known.
    fn from_wire(text: &str) -> Self;

    /// Returns the text.
    fn as_str(&self) -> &str;
}

/// A list of known whole numbers that also holds numbers nobody knew when it was written.
///
/// `open_int_enum!` derives everything else from these two functions.
pub trait OpenIntEnum {
    /// Returns the value for a number, keeping numbers that are not known.
    fn from_wire(number: i64) -> Self;

    /// Returns the number.
    fn as_i64(&self) -> i64;
}
