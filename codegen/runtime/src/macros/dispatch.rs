//! Macros that declare calls by name: one table for each operation.

/// Lists the operations of a resource that can be called by name. Their entries are declared beside
/// the list; no operation's name begins with `_`.
#[doc(hidden)]
#[macro_export]
macro_rules! entries {
    ($($operation:ident),*) => {
        pub(crate) static _ENTRIES: &[&$crate::Entry] = &[$(&$operation),*];
    };
    ($($other:tt)*) => {
        ::std::compile_error!("`entries!` takes the names of operations: `LIST, GET`");
    };
}

/// Declares an operation that can be called by name: its inputs, their places in the request and
/// their kinds, required inputs first. The module `super` has the endpoint; `static` precedes an
/// operation that can only be streamed, which is a static of that module.
#[doc(hidden)]
#[macro_export]
macro_rules! dispatch {
    (static $operation:ident of $($table:tt)*) => {
        $crate::dispatch!(@entry $operation [&super::$operation] $($table)*);
    };
    ($operation:ident of $endpoint:ident, $($table:tt)*) => {
        $crate::dispatch!(
            @entry $operation [&<super::$endpoint as $crate::Endpoint>::OPERATION] $endpoint, $($table)*
        );
    };
    (
        @entry $operation:ident [$($description:tt)+] $endpoint:ident, at($($resource:literal),*), $method:literal, $help:literal
        $(, old($([$($old:literal),*]),*))?
        $(, required($($input:ident: $ty:ty = $location:ident($($at:tt)*) $kind:tt $input_help:literal),*))?
        $(, optional($($other:ident: $other_ty:ty = $other_location:ident($($other_at:tt)*) $other_kind:tt $other_help:literal),*))?
        $(, open($open:literal))?
        $(, media($media:literal $(, $other_media:literal $other_body:ident)*))?
        $(, accepts($($accept:literal $accept_way:ident),*))?
        $(, failures($($format:ident $failure:ty = $($status:literal)|+),*))?
        $(, headers($headers:ty))?
        => $($mode:ident),+
    ) => {
        pub(crate) static $operation: $crate::Entry = $crate::Entry::new(
            $($description)+,
            (&[$($resource),*], $method),
            $help,
            &[
                $($($crate::dispatch!(@input $input: $ty = $location($($at)*) $kind $input_help).required(),)*)?
                $($($crate::dispatch!(@input $other: $other_ty = $other_location($($other_at)*) $other_kind $other_help),)*)?
            ],
            &[$($crate::dispatch!(@mode $endpoint $mode)),+],
        )
            $(.old_names(&[$(&[$($old),*]),*]))?
            $(.open($open))?
            $(.media(&[$media $(, $other_media)*], &[$($crate::$other_body),*]))?
            $(.accepts(&[$(($accept, $crate::dispatch!(@accept $endpoint $accept $accept_way))),*]))?
            $(.failures(&[$((&[$($status),+], $crate::dispatch!(@failure $format $failure))),*]))?
            $(.headers(|headers| $crate::header_members::<$headers>(headers)))?;
    };
    (@input $input:ident: $ty:ty = $location:ident($($at:tt)*) [$kind:ident] $help:literal) => {
        $crate::dispatch!(@input $input: $ty = $location($($at)*) $kind $help).many()
    };
    (@input $input:ident: $ty:ty = file($at:literal) $kind:ident $help:literal) => {
        $crate::Input::new(
            ::std::stringify!($input),
            $crate::InputLocation::File($at),
            $crate::Kind::$kind,
            $help,
            $crate::set_files_by_name,
        )
    };
    (@input $input:ident: $ty:ty = parts($($at:tt)*) $kind:ident $help:literal) => {
        $crate::dispatch!(@other $input: $ty = parts($($at)*) $kind $help)
    };
    (@input $input:ident: $ty:ty = text_parts($($at:tt)*) $kind:ident $help:literal) => {
        $crate::dispatch!(@other $input: $ty = text_parts($($at)*) $kind $help)
    };
    (@input $input:ident: $ty:ty = file_parts($($at:tt)*) $kind:ident $help:literal) => {
        $crate::dispatch!(@other $input: $ty = file_parts($($at)*) $kind $help)
    };
    (@input $input:ident: $ty:ty = $location:ident($at:literal) $kind:ident $help:literal) => {
        $crate::Input::argument(
            ::std::stringify!($input),
            $crate::$location($at),
            $crate::Kind::$kind,
            $help,
            $crate::set_by_name::<$ty>,
        )
        .listed(<$ty as $crate::Decode>::listed_values)
    };
    (@input $input:ident: $ty:ty = $location:ident($($at:tt)*) $kind:ident $help:literal) => {
        $crate::dispatch!(@other $input: $ty = $location($($at)*) $kind $help)
    };
    (@other $input:ident: $ty:ty = $location:ident($($at:tt)*) $kind:ident $help:literal) => {
        $crate::Input::new(
            ::std::stringify!($input),
            $crate::dispatch!(@location $location($($at)*)),
            $crate::Kind::$kind,
            $help,
            $crate::dispatch!(@set $location($($at)*) $ty),
        )
    };
    (@location file($at:literal $($media:literal)?)) => { $crate::InputLocation::File($at) };
    (@location files()) => { $crate::InputLocation::Files };
    (@location file_parts($media:literal)) => { $crate::InputLocation::Files };
    (@location content()) => { $crate::InputLocation::Content };
    (@location $body:ident($($root:tt)*)) => { $crate::InputLocation::Body };
    (@set body() $ty:ty) => { $crate::set_body_by_name::<$ty> };
    (@set text() $ty:ty) => { $crate::set_text_by_name };
    (@set lines() $ty:ty) => { $crate::set_lines_by_name::<$ty> };
    (@set parts($media:literal) $ty:ty) => {
        |source, call, _| $crate::set_json_parts_by_name::<$ty>(source, call, $media)
    };
    (@set text_parts($media:literal) $ty:ty) => {
        |source, call, _| $crate::set_text_parts_by_name(source, call, $media)
    };
    (@set file_parts($media:literal) $ty:ty) => {
        |source, call, _| $crate::set_file_parts_by_name(source, call, $media)
    };
    (@set xml($($root:tt)*) $ty:ty) => {
        |source, call, _| $crate::set_xml_by_name::<$ty>(source, call, $($root)*)
    };
    (@set content() $ty:ty) => { $crate::set_content_by_name };
    (@set files() $ty:ty) => { $crate::set_files_by_name };
    (@set file($at:literal $media:literal) $ty:ty) => {
        |source, call, input| $crate::set_files_by_name_as(source, call, input, Some($media))
    };
    (@accept $endpoint:ident $accept:literal default) => { ::std::option::Option::None };
    (@accept $endpoint:ident $accept:literal stream) => {
        ::std::option::Option::Some($crate::stream::<super::$endpoint>)
    };
    (@accept $endpoint:ident $accept:literal bytes) => {
        ::std::option::Option::Some(|call, sink| $crate::stream_as(call, sink, $accept))
    };
    (@failure json $failure:ty) => { $crate::json_failure::<$failure> };
    (@failure xml $failure:ty) => { $crate::xml_failure::<$failure> };
    (@mode $endpoint:ident whole) => { ($crate::ResponseMode::Whole, $crate::whole::<super::$endpoint>) };
    (@mode $endpoint:ident pages) => { ($crate::ResponseMode::Pages, $crate::pages::<super::$endpoint>) };
    (@mode $endpoint:ident stream) => { ($crate::ResponseMode::Stream, $crate::stream::<super::$endpoint>) };
    ($operation:ident $($other:tt)*) => {
        $crate::dispatch!(@entry $operation [] $($other)*);
    };
    (@entry $operation:ident $description:tt $($other:tt)*) => {
        ::std::compile_error!(::std::concat!(
            "`dispatch!` takes `OPERATION of Endpoint, at(\"resource\"), \"method\", \"help\"`, with `static` before it if \
             the endpoint does not have the operation, then `old(…)`, `required(…)`, \
             `optional(…)`, `open(…)`, `media(…)`, `accepts(…)`, `failures(…)` and `headers(…)` in this order where there are \
             any, and `=> whole`, `stream` or `pages`; for `",
            ::std::stringify!($operation), "` there is: ", ::std::stringify!($($other)*)
        ));
    };
}
