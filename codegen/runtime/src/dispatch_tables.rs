//! How calls by name are declared: one table for each operation, and the directions that types
//! travel only here.

/// Lists the operations of a resource that can be called by name.
#[doc(hidden)]
#[macro_export]
macro_rules! entries {
    ($($operation:ident),*) => {
        pub(crate) fn entries() -> &'static [&'static $crate::Entry] {
            const { &[$(&$operation),*] }
        }
    };
}

/// Declares an operation that can be called by name: what its builder's methods take, where each
/// argument is found, and what it is. `super` has the operation and the handle.
#[doc(hidden)]
#[macro_export]
macro_rules! dispatch {
    (
        $operation:ident, at($($resource:literal),*), $handle:ident.$method:ident, $help:literal
        $(, arguments($($argument:ident: $argument_ty:ty = $argument_from:ident($($argument_at:literal)?) $argument_kind:tt $argument_help:literal),*))?
        $(, parameters($($step:ident: $step_ty:ty = $step_from:ident($($step_at:literal)?) $step_kind:tt $step_help:literal),*))?
        $(, body($($part:ident: $part_ty:ty = $part_from:ident($($part_at:literal)?) $part_kind:tt $part_help:literal),*))?
        $(, optional($($setter:ident: $setter_ty:ty = $setter_from:ident($($setter_at:literal)?) $setter_kind:tt $setter_help:literal),*))?
        $(, rest($more:ident))?
        $(, constants($($constant:literal = $constant_json:literal),*))?
        $(, media($media:literal $(, $other:ident = $other_media:literal $other_from:ident)*))?
        $(, failures($($status:literal = $format:ident $failure:ty),*))?
        $(, headers($headers:ty))?
        => $($way:ident($($how:tt)*)),+
    ) => {
        pub(crate) static $operation: $crate::Entry = $crate::Entry {
            operation: &super::$operation,
            resource: &[$($resource),*],
            method: ::std::stringify!($method),
            help: $help,
            inputs: &[
                $($($crate::dispatch!(@input true, $argument, $argument_from($($argument_at)?) $argument_kind $argument_help),)*)?
                $($($crate::dispatch!(@input true, $step, $step_from($($step_at)?) $step_kind $step_help),)*)?
                $($($crate::dispatch!(@input true, $part, $part_from($($part_at)?) $part_kind $part_help),)*)?
                $($($crate::dispatch!(@input false, $setter, $setter_from($($setter_at)?) $setter_kind $setter_help),)*)?
            ],
            constants: &[$($(($constant, $constant_json)),*)?],
            media_types: &[$($media $(, $other_media)*)?],
            ways: &[$($crate::dispatch!(@way $way)),+],
            failures: &[$($(($status, $crate::dispatch!(@failure $format $failure))),*)?],
            headers: $crate::dispatch!(@headers $($headers)?),
            build: |client, given| {
                let request = super::$handle { client: client.clone() };
                #[allow(deprecated)]
                let request = request.$method($($(given.$argument_from::<$argument_ty>($($argument_at)?).required()?),*)?);
                $($(let request = request.$step(given.$step_from::<$step_ty>($($step_at)?).required()?);)*)?
                $crate::dispatch!(@body request, given, [$($($other = $other_media $other_from),*)?]
                    $($(, $part: $part_ty = $part_from($($part_at)?))*)?);
                $($(
                    if let Some(value) = given.$setter_from::<$setter_ty>($($setter_at)?).optional()? {
                        #[allow(deprecated)]
                        {
                            request = request.$setter(value);
                        }
                    }
                )*)?
                $(given.$more(request.call.options_mut());)?
                given.headers(request.call.options_mut());
                $crate::dispatch!(@run request, given, $($way($($how)*)),+)
            },
        };
    };
    (
        @body $request:ident, $given:ident, []
        $(, $part:ident: $ty:ty = $from:ident($($at:literal)?))*
    ) => {
        #[allow(unused_mut)]
        let mut $request = $request$(.$part($given.$from::<$ty>($($at)?).required()?))*;
    };
    (
        @body $request:ident, $given:ident, [$($other:ident = $media:literal $other_from:ident),+]
        $(, $part:ident: $ty:ty = $from:ident($($at:literal)?))*
    ) => {
        let mut $request = match $given.media_type() {
            $(Some($media) => $request.$other($given.$other_from()?),)+
            _ => $request$(.$part($given.$from::<$ty>($($at)?).required()?))*,
        };
    };
    (@input $required:literal, $name:ident, $from:ident($($at:literal)?) [$kind:ident] $help:literal) => {
        $crate::Input::new(::std::stringify!($name), $crate::dispatch!(@place $from $($at)?), $crate::Kind::$kind, $help)
            .required($required)
            .many()
    };
    (@input $required:literal, $name:ident, $from:ident($($at:literal)?) $kind:ident $help:literal) => {
        $crate::Input::new(::std::stringify!($name), $crate::dispatch!(@place $from $($at)?), $crate::Kind::$kind, $help)
            .required($required)
    };
    (@place parameter $at:literal) => { $crate::Place::Parameter($at) };
    (@place member $at:literal) => { $crate::Place::Member($at) };
    (@place body) => { $crate::Place::Body };
    (@place content) => { $crate::Place::Content };
    (@place file $at:literal) => { $crate::Place::File($at) };
    (@place file_list $at:literal) => { $crate::Place::File($at) };
    (@place files) => { $crate::Place::Files };
    (@failure json $failure:ty) => { $crate::json_failure::<$failure> };
    (@failure xml $failure:ty) => { $crate::xml_failure::<$failure> };
    (@headers) => { None };
    (@headers $headers:ty) => { Some(|headers| $crate::header_members::<$headers>(headers)) };
    (@way send) => { $crate::Way::Whole };
    (@way stream) => { $crate::Way::Stream };
    (@way pages) => { $crate::Way::Pages };
    (@run $request:ident, $given:ident, $way:ident($($how:tt)*)) => {
        Ok($crate::dispatch!(@send $request, $given, $way($($how)*)))
    };
    (@run $request:ident, $given:ident, $($way:ident($($how:tt)*)),+) => {
        match $given.way() {
            $($crate::dispatch!(@way $way) => Ok($crate::dispatch!(@send $request, $given, $way($($how)*))),)+
            #[allow(unreachable_patterns)]
            _ => Err($given.not_this_way()),
        }
    };
    (@send $request:ident, $given:ident, send($how:ident)) => {
        $crate::whole($request.send_with_response(), $crate::Answered::$how)
    };
    (@send $request:ident, $given:ident, stream($method:ident)) => {
        $crate::stream($request.$method(), $given.sink())
    };
    (@send $request:ident, $given:ident, pages()) => { $crate::pages($request.pages(), $given.sink()) };
}

/// Implements `Decode` for a union that only travels out: the first member that holds all of a
/// value is the one.
#[doc(hidden)]
#[macro_export]
macro_rules! decode_encoded_union {
    ($name:ident $($member:ident)*) => {
        impl $crate::Decode for $name {
            fn decode(reader: &mut $crate::Reader<'_>) -> Result<Self, $crate::DecodeError> {
                type Attempt = fn(&$crate::Value) -> Result<$name, $crate::DecodeError>;
                const ATTEMPTS: &[Attempt] =
                    &[$(|value| $crate::from_value(value).map($name::$member)),*];
                let value = <$crate::Value as $crate::Decode>::decode(reader)?;
                let found = ATTEMPTS.iter().filter_map(|attempt| attempt(&value).ok());
                let mut found = found.filter(|member| $crate::holds(member, &value));
                Ok(found.next().unwrap_or(Self::Unknown(value)))
            }
        }
    };
}
