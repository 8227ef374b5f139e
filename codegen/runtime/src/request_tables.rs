//! How requests are declared: one table each, instead of code.

/// Declares the static description of an operation. It asks for JSON where it does not say what it
/// accepts.
#[doc(hidden)]
#[macro_export]
macro_rules! operation {
    (
        $name:ident, $id:literal, $method:ident $path:literal
        $(, base_url($base_url:literal))?
        $(, parameters($($place:ident $parameter:literal $(.$setting:ident($($value:expr)?))*),*))?
        $(, security($([$($scheme:literal),*]),*))?
        $(, accept($accept:literal))?
        $(, enveloped($enveloped:literal))?
        $(, errors($($status:ident $(($digits:literal))? = $text:literal),*))?
    ) => {
        static $name: $crate::Operation = $crate::Operation {
            id: $id,
            method: $crate::Method::$method,
            path: $path,
            base_url: $crate::operation!(@last None $(, Some($base_url))?),
            parameters: $crate::fields!($($($place $parameter $(.$setting($($value)?))*),*)?),
            security: &[$($(&[$($scheme),*]),*)?],
            accept: $crate::operation!(@last "application/json" $(, $accept)?),
            enveloped: $crate::operation!(@last false $(, $enveloped)?),
            errors: &[$($(($crate::StatusPattern::$status$(($digits))?, $text)),*)?],
        };
    };
    (@last $default:expr) => { $default };
    (@last $default:expr, $given:expr) => { $given };
}

/// A list of parameters, or of fields of a form: where each stands, its name, and what there is to say
/// of how it is spelled.
#[doc(hidden)]
#[macro_export]
macro_rules! fields {
    ($($place:ident $name:literal $(.$setting:ident($($value:expr)?))*),*) => {
        const {
            #[allow(unused_imports)]
            use $crate::Style::*;
            &[$($crate::Parameter::$place($name)$(.$setting($($value)?))*),*]
        }
    };
}

/// Declares the fields of a request builder as a struct; without any of them there is no body.
#[doc(hidden)]
#[macro_export]
macro_rules! body {
    (
        $name:ident
        $(, $member:ident: $ty:ty $(= $wire:literal)? $([$($limit:ident($($bound:expr),*)),*])?)*
    ) => {
        #[derive(Clone, Debug, Default)]
        struct $name {
            $($member: Option<$ty>,)*
        }

        impl $crate::Encode for $name {
            fn encode(&self, writer: &mut $crate::Writer) {
                $($crate::limit!(
                    writer, $crate::wire_name!($member $(= $wire)?) $(, [$($limit($($bound),*)),*])?
                );)*
                writer.object(&[$(($crate::wire_name!($member $(= $wire)?), &self.$member)),*]);
            }

            fn is_absent(&self) -> bool {
                true $(&& self.$member.is_none())*
            }
        }
    };
}

/// Declares a request builder: `request!(Edit, "Zones::edit", body(EditBody) => Zone)`. A `body` is
/// always sent, an `optional_body` where it has any member. `as "…"` sends JSON under another name,
/// `as form[…]` a form and `as parts[…]` several parts; in the brackets are the fields that are not
/// spelled as usual.
#[doc(hidden)]
#[macro_export]
macro_rules! request {
    (
        $name:ident, $method:literal $(limits($($index:literal [$($limits:tt)*]),*))? => $($output:tt)+
    ) => {
        $crate::request!(@declare $name, $method $(limits($($index [$($limits)*]),*))?);

        impl $name {
            fn into_call(self) -> $crate::Call {
                self.call
            }
        }

        $crate::request_methods!($name, $($output)+);
    };
    (
        $name:ident, $method:literal $(limits($($index:literal [$($limits:tt)*]),*))?, $kind:ident($body:ty)
        as parts[$($field:ident $wire:literal $(.$setting:ident($($value:expr)?))*),*]
        => $($output:tt)+
    ) => {
        $crate::request!(@declare $name, $method $(limits($($index [$($limits)*]),*))?, $body, files: $crate::Multipart);

        impl $name {
            fn into_call(mut self) -> $crate::Call {
                let is_empty = self.files.is_empty() && $crate::Encode::is_absent(&self.body);
                if $crate::request!(@always $kind) || !is_empty {
                    self.files.object(&self.body);
                    self.call.multipart(self.files, $crate::fields!($($field $wire $(.$setting($($value)?))*),*));
                }
                self.call
            }
        }

        $crate::request_methods!($name, $($output)+);
    };
    (
        $name:ident, $method:literal $(limits($($index:literal [$($limits:tt)*]),*))?, $kind:ident($body:ty)
        $(as $media_type:literal)? $(as form[$($fields:tt)*])? => $($output:tt)+
    ) => {
        $crate::request!(@declare $name, $method $(limits($($index [$($limits)*]),*))?, $body);

        impl $name {
            fn into_call(mut self) -> $crate::Call {
                if $crate::request!(@always $kind) || !$crate::Encode::is_absent(&self.body) {
                    $crate::request!(@send self $(, $media_type)? $(, [$($fields)*])?);
                }
                self.call
            }
        }

        $crate::request_methods!($name, $($output)+);
    };
    (
        @declare $name:ident, $method:literal
        $(limits($($index:literal [$($limit:ident($($bound:expr),*)),*]),*))?
        $(, $body:ty $(, $files:ident: $parts:ty)?)?
    ) => {
        #[doc = ::std::concat!("Request of [`", $method, "`].")]
        #[derive(Clone, Debug)]
        #[must_use = "nothing is sent before `send` is called"]
        pub struct $name {
            call: $crate::Call,
            $(body: $body, $($files: $parts,)?)?
        }

        #[cfg(feature = "validate")]
        impl $name {
            /// Checks parameters and fields of the body against the limits of the description.
            /// Nothing does so unasked.
            ///
            /// # Errors
            /// What was given is outside of limits; the error lists every place.
            pub fn validate(&self) -> ::std::result::Result<(), $crate::Invalid> {
                self.call.validate(
                    &[$($(($index, $crate::Limits::new()$(.$limit($($bound),*))*)),*)?],
                    &[$(&self.body as &$body)?],
                )
            }
        }
    };
    (@always body) => { true };
    (@always optional_body) => { false };
    (@send $request:ident) => {
        $request.call.json(&$request.body)
    };
    (@send $request:ident, $media_type:literal) => {
        $request.call.json_as($media_type, &$request.body)
    };
    (
        @send $request:ident,
        [$($field:ident $wire:literal $(.$setting:ident($($value:expr)?))*),*]
    ) => {
        $request.call.form(&$request.body, $crate::fields!($($field $wire $(.$setting($($value)?))*),*))
    };
}
