/// The letter of a word: `came` for objects that come from a server, `sent` for those that only travel
/// out, where callers who give one as JSON may leave out what may be `null`.
#[doc(hidden)]
#[macro_export]
macro_rules! presence {
    ($way:ident required) => {
        "r"
    };
    (came required_list) => {
        "R"
    };
    (came nullable) => {
        "r"
    };
    (came nullable_list) => {
        "R"
    };
    (came optional_list) => {
        "O"
    };
    (came optional_nullable_list) => {
        "O"
    };
    (sent required_list) => {
        "r"
    };
    ($way:ident $word:ident) => {
        "o"
    };
}

/// What a member is before it is read or given.
#[doc(hidden)]
#[macro_export]
macro_rules! blank {
    (required) => {
        $crate::Decode::blank()
    };
    (required_list) => {
        $crate::Decode::blank()
    };
    ($word:ident) => {
        ::std::option::Option::None
    };
}
