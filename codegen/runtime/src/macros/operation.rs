//! How requests are declared: one table each, instead of code.

/// Declares the static description of an operation. It asks for JSON where it does not say what it
/// accepts.
///
/// `body` names what writes a body, and its media type; it lists the fields that are not spelled as
/// usual, the members that are given one by one, and by their index those that are always the same,
/// with `=` and JSON text. A required one is sent even where no member was given; one that may be left
/// out lists by their index the members that it needs where any is given.
#[doc(hidden)]
#[macro_export]
macro_rules! operation {
    (
        $name:ident, $id:literal, $method:ident $path:literal
        $(, base_url($base_url:literal))?
        $(, parameters($($place:ident $parameter:literal $(.$setting:ident($($value:expr)?))*),*))?
        $(, body($($body:tt)*))?
        $(, limits($($index:literal [$($limit:ident($($bound:expr),*)),*]),*))?
        $(, security($security:expr))?
        $(, accept($accept:literal))?
        $(, enveloped($enveloped:literal))?
        $(, errors($($status:literal = $text:literal),*))?
    ) => {
        static $name: $crate::Operation = $crate::limited!(
            $crate::Operation::new($id, $crate::Method::$method, $path)
                $(.base_url($base_url))?
                $(.parameters(&[
                    $($crate::Parameter::$place($parameter)$(.$setting($($value)?))*),*
                ]))?
                $(.body($crate::operation!(@body $($body)*)))?
                $(.security($security))?
                $(.accept($accept))?
                $(.enveloped($enveloped))?
                $(.errors(&[$($status),*], ::std::concat!($($text, "\0"),*)))?
            $(, $($index [$($limit($($bound),*)),*]),*)?
        );
    };
    (
        @body $write:ident $media_type:literal
        $(, fields($($place:ident $field:literal $(.$setting:ident($($value:expr)?))*),*))?
        $(, members($($member:literal),*))?
        $(, constants($($constant:literal = $json:literal),*))?
        $(, required($required:literal))?
        $(, needs($($needed:literal),*))?
    ) => {
        $crate::RequestBody::new($media_type, $crate::$write)
            $(.fields(&[$($crate::Parameter::$place($field)$(.$setting($($value)?))*),*]))?
            $(.members(::std::concat!($($member, "\0"),*)))?
            $(.constants(&[$(($constant, $json)),*]))?
            $(.required($required))?
            $(.needs(&[$($needed),*]))?
    };
}

/// An operation with limits of what is given, by its index; without them where nothing asks for them.
#[cfg(feature = "validate")]
#[doc(hidden)]
#[macro_export]
macro_rules! limited {
    ($operation:expr $(, $($index:literal [$($limit:ident($($bound:expr),*)),*]),*)?) => {
        $operation$(.limits(&[$(($index, $crate::Limits::new()$(.$limit($($bound),*))*)),*]))?
    };
}

#[cfg(not(feature = "validate"))]
#[doc(hidden)]
#[macro_export]
macro_rules! limited {
    ($operation:expr $(, $($limits:tt)*)?) => {
        $operation
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
