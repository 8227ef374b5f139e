//! How requests are declared: one table each, instead of code.

/// Declares the static description of an operation. It asks for JSON where it does not say what it
/// accepts.
///
/// `body` names what writes a body, and its media type; it lists the fields that are not spelled as
/// usual, and the members that are given one by one, with `=` and JSON text where a member is always
/// the same. A required one is sent even where no member was given; one that may be left out lists by
/// their index the members that it needs where any is given.
#[doc(hidden)]
#[macro_export]
macro_rules! operation {
    (
        $name:ident, $id:literal, $method:ident $path:literal
        $(, base_url($base_url:literal))?
        $(, parameters($($place:ident $parameter:literal $(.$setting:ident($($value:expr)?))*),*))?
        $(, body($($body:tt)*))?
        $(, limits($($index:literal [$($limit:ident($($bound:expr),*)),*]),*))?
        $(, security($([$($scheme:literal),*]),*))?
        $(, accept($accept:literal))?
        $(, enveloped($enveloped:literal))?
        $(, errors($($status:literal = $text:literal),*))?
    ) => {
        static $name: $crate::Operation = $crate::Operation {
            id: $id,
            method: $crate::Method::$method,
            path: $path,
            base_url: $crate::operation!(@last None $(, Some($base_url))?),
            parameters: &[$($($crate::Parameter::$place($parameter)$(.$setting($($value)?))*),*)?],
            body: $crate::operation!(@body $($($body)*)?),
            #[cfg(feature = "validate")]
            limits: &[$($(($index, $crate::Limits::new()$(.$limit($($bound),*))*)),*)?],
            security: &[$($(&[$($scheme),*]),*)?],
            accept: $crate::operation!(@last "application/json" $(, $accept)?),
            enveloped: $crate::operation!(@last false $(, $enveloped)?),
            errors: &[$($(($status, $text)),*)?],
        };
    };
    (@last $default:expr) => { $default };
    (@last $default:expr, $given:expr) => { $given };
    (@body) => { None };
    (
        @body $write:ident $media_type:literal
        $(, fields($($field:tt)*))?
        $(, members($($member:literal $(= $json:literal)?),*))?
        $(, required($required:literal))?
        $(, needs($($needed:literal),*))?
    ) => {
        Some($crate::RequestBody {
            media_type: $media_type,
            required: $crate::operation!(@last false $(, $required)?),
            needs: &[$($($needed),*)?],
            members: &[$($(($member, $crate::operation!(@last None $(, Some($json))?))),*)?],
            fields: $crate::fields!($($($field)*)?),
            write: $crate::$write,
        })
    };
}

/// The fields of a form: their names, and what there is to say of how they are spelled.
#[doc(hidden)]
#[macro_export]
macro_rules! fields {
    () => { &[] };
    ($($place:ident $name:literal $(.$setting:ident($($value:expr)?))*),*) => {
        const { &[$($crate::Parameter::$place($name)$(.$setting($($value)?))*),*] }
    };
}

/// Declares what a request is for, and how its answer is read: `request!(Edit, "Zones::edit" =>
/// Zone)`. What is read is JSON of a type, or said by a word before it: `empty`, `text`, `bytes`, `xml`
/// and a type, `by_status` and an enum of `status_enum!`; with `stream` the method that sends comes
/// from `stream_methods!`.
#[doc(hidden)]
#[macro_export]
macro_rules! request {
    ($name:ident, $method:literal => stream) => {
        $crate::request!(@ $name, $method);
    };
    ($name:ident, $method:literal => empty) => {
        $crate::request!(@ $name, $method, Nothing);
    };
    ($name:ident, $method:literal => text) => {
        $crate::request!(@ $name, $method, Text);
    };
    ($name:ident, $method:literal => bytes) => {
        $crate::request!(@ $name, $method, Binary);
    };
    ($name:ident, $method:literal => xml $output:ty) => {
        $crate::request!(@ $name, $method);

        impl $crate::Endpoint for $name {
            type Reading = $crate::Xml<$output>;
        }
    };
    ($name:ident, $method:literal => by_status $output:ty) => {
        $crate::request!(@ $name, $method, ByStatus<$output>);
    };
    ($name:ident, $method:literal => $output:ty) => {
        $crate::request!(@ $name, $method, Json<$output>);
    };
    (@ $name:ident, $method:literal, $reading:ident $(<$output:ty>)?) => {
        $crate::request!(@ $name, $method);

        impl $crate::Endpoint for $name {
            type Reading = $crate::reading::$reading $(<$output>)?;
        }
    };
    (@ $name:ident, $method:literal) => {
        #[doc = ::std::concat!("What a request of [`", $method, "`] is for.")]
        pub enum $name {}
    };
}
