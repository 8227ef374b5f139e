//! The rules of the comparison, each with a stable identifier.

use super::Wire;

/// A kind of change.
#[derive(Debug, PartialEq, Eq)]
pub struct Rule {
    /// Its name in reports: stable, and never given to another kind.
    pub id: &'static str,
    /// What it means on the wire.
    pub wire: Wire,
    /// What changed, in one line.
    pub about: &'static str,
}

/// A kind of change that means one thing in what is sent and another in what is received.
#[derive(Debug)]
pub(super) struct DirectedRule {
    pub(super) request: &'static Rule,
    pub(super) response: &'static Rule,
}

macro_rules! rules {
    (
        plain { $($plain:ident = $id:literal, $wire:ident, $about:literal;)* }
        sided { $($sided:ident = $name:literal, $request:ident, $response:ident, $what:literal;)* }
    ) => {
        $(pub(super) static $plain: Rule = Rule { id: $id, wire: Wire::$wire, about: $about };)*
        $(pub(super) static $sided: DirectedRule = DirectedRule {
            request: &Rule {
                id: concat!("request-", $name),
                wire: Wire::$request,
                about: concat!($what, ", in what is sent"),
            },
            response: &Rule {
                id: concat!("response-", $name),
                wire: Wire::$response,
                about: concat!($what, ", in what is received"),
            },
        };)*

        /// Every rule.
        pub static RULES: &[&Rule] = &[
            $(&$plain,)*
            $($sided.request, $sided.response,)*
        ];
    };
}

rules! {
    plain {
        OPERATION_ADDED = "operation-added", Compatible, "an operation is new";
        OPERATION_REMOVED = "operation-removed", Breaking, "an operation is gone";
        OPERATION_RENAMED = "operation-renamed", None, "an operation with the same method and path has another name";
        OPERATION_DEPRECATED = "operation-deprecated", Compatible, "an operation is deprecated";
        OPERATION_UNDEPRECATED = "operation-undeprecated", Compatible, "an operation is not deprecated any more";
        STABILITY_DECREASED = "stability-decreased", Warning, "a stable operation may change now (beta)";
        STABILITY_INCREASED = "stability-increased", Compatible, "an operation is not beta any more";
        PARAMETER_ADDED_REQUIRED = "parameter-added-required", Breaking, "a parameter is new and must be given";
        PARAMETER_ADDED_OPTIONAL = "parameter-added-optional", Compatible, "a parameter is new and may be given";
        PARAMETER_REMOVED = "parameter-removed", Warning, "a parameter is gone";
        PARAMETER_STYLE_CHANGED = "parameter-style-changed", Breaking, "a parameter is written in another style";
        BODY_ADDED_REQUIRED = "request-body-added-required", Breaking, "an operation has a body now, which must be sent";
        BODY_ADDED_OPTIONAL = "request-body-added-optional", Compatible, "an operation has a body now, which may be sent";
        BODY_REMOVED = "request-body-removed", Breaking, "an operation has no body any more";
        BODY_MEDIA_TYPE_CHANGED = "request-body-media-type-changed", Breaking, "the body has another media type";
        BODY_MEDIA_TYPE_ADDED = "request-body-media-type-added", Compatible, "the body may have another media type, too";
        BODY_MEDIA_TYPE_REMOVED = "request-body-media-type-removed", Breaking, "the body may not have a media type any more";
        BODY_KIND_CHANGED = "request-body-kind-changed", Breaking, "the body is made of something else";
        BODY_FORMAT_CHANGED = "request-body-format-changed", Breaking, "members of the body are written in another way";
        FILE_ADDED_REQUIRED = "request-file-added-required", Breaking, "the body needs another file";
        FILE_ADDED_OPTIONAL = "request-file-added-optional", Compatible, "the body may have another file";
        FILE_REMOVED = "request-file-removed", Warning, "the body does not have a file any more";
        SUCCESS_ADDED = "response-success-status-added", Compatible, "a success may have another status";
        SUCCESS_REMOVED = "response-success-status-removed", Breaking, "no success has a status any more";
        RESPONSE_BODY_ADDED = "response-body-added", Compatible, "a response has a body now";
        RESPONSE_BODY_REMOVED = "response-body-removed", Breaking, "a response has no body any more";
        RESPONSE_BODY_KIND_CHANGED = "response-body-kind-changed", Breaking, "a response is something else";
        STREAM_ADDED = "response-stream-added", Compatible, "a response can be read while it comes in";
        STREAM_REMOVED = "response-stream-removed", Breaking, "a response does not come in pieces any more";
        HEADER_ADDED = "response-header-added", Compatible, "a header of responses is new";
        HEADER_REMOVED = "response-header-removed", Warning, "a header of responses is gone";
        ERROR_ADDED = "response-error-status-added", Compatible, "a status of errors is described now";
        ERROR_REMOVED = "response-error-status-removed", Compatible, "a status of errors is not described any more";
        PAGINATION_CHANGED = "pagination-changed", None, "a list comes in pages in another way";
        PERMISSIONS_CHANGED = "permissions-changed", Warning, "an operation asks for other permissions";
        SECURITY_REQUIRED = "security-required", Breaking, "an operation needs credentials now";
        SECURITY_DROPPED = "security-dropped", Compatible, "an operation needs no credentials any more";
        SECURITY_ADDED = "security-alternative-added", Compatible, "an operation accepts other credentials, too";
        SECURITY_REMOVED = "security-alternative-removed", Breaking, "an operation does not accept credentials any more";
        SCHEME_ADDED = "security-scheme-added", Compatible, "a security scheme is new";
        SCHEME_REMOVED = "security-scheme-removed", Breaking, "a security scheme is gone";
        SCHEME_CHANGED = "security-scheme-changed", Breaking, "a security scheme sends its secret in another way";
        SERVER_CHANGED = "server-changed", Warning, "requests go to another server";
        SERVER_ADDED = "server-added", Compatible, "a server is new";
        SERVER_REMOVED = "server-removed", Warning, "a server is gone";
        ENVELOPE_CHANGED = "envelope-changed", None, "responses are taken out of another envelope";
        MODEL_ADDED = "model-added", None, "a model is new";
        MODEL_REMOVED = "model-removed", None, "a model is gone; what used it says what that means on the wire";
        MODEL_RENAMED = "model-renamed", None, "a model stands for the same schema under another name";
        WEBHOOK_ADDED = "webhook-added", Compatible, "the API sends something new by itself";
        WEBHOOK_REMOVED = "webhook-removed", Breaking, "the API does not send something any more";
        PACKAGE_RENAMED = "package-renamed", None, "the crate has another name";
        ITEM_CHANGED = "rust-items-changed", None, "items of the SDK follow from other changes, or from the configuration";
    }
    sided {
        TYPE_CHANGED = "type-changed", Breaking, Breaking, "a value has another type";
        TYPE_WIDENED = "type-widened", Compatible, Breaking, "a value may be more than before";
        TYPE_NARROWED = "type-narrowed", Breaking, Compatible, "a value may be less than before";
        FORMAT_CHANGED = "format-changed", None, None, "a value is the same on the wire and another type in Rust";
        BECAME_NULLABLE = "became-nullable", Compatible, Breaking, "a value may be null now";
        BECAME_NOT_NULLABLE = "became-not-nullable", Breaking, Compatible, "a value may not be null any more";
        BECAME_REQUIRED = "became-required", Breaking, Compatible, "a value must be there now";
        BECAME_OPTIONAL = "became-optional", Compatible, Breaking, "a value may be missing now";
        PROPERTY_ADDED_REQUIRED = "property-added-required", Breaking, Compatible, "a property is new and always there";
        PROPERTY_ADDED_OPTIONAL = "property-added-optional", Compatible, Compatible, "a property is new and may be missing";
        PROPERTY_REMOVED_REQUIRED = "property-removed-required", Warning, Breaking, "a property is gone that was always there";
        PROPERTY_REMOVED_OPTIONAL = "property-removed-optional", Warning, Warning, "a property is gone that could be missing";
        OTHER_PROPERTIES_ADDED = "other-properties-added", Compatible, Compatible, "an object may have properties of any name";
        OTHER_PROPERTIES_REMOVED = "other-properties-removed", Warning, Warning, "an object may not have properties of any name any more";
        CONSTANT_CHANGED = "constant-changed", Breaking, Breaking, "the only value there is, is another one";
        ENUM_VALUE_ADDED = "enum-value-added", Compatible, Warning, "an enum has another value";
        ENUM_VALUE_REMOVED = "enum-value-removed", Breaking, Compatible, "an enum does not have a value any more";
        UNION_MEMBER_ADDED = "union-member-added", Compatible, Breaking, "a union has another member";
        UNION_MEMBER_REMOVED = "union-member-removed", Breaking, Compatible, "a union does not have a member any more";
        DISCRIMINATOR_CHANGED = "discriminator-changed", Breaking, Breaking, "the members of a union are told apart otherwise";
        ITEM_COUNT_CHANGED = "item-count-changed", Breaking, Breaking, "a list with a type for each item has more of them, or fewer";
        LIMIT_TIGHTENED = "limit-tightened", Breaking, Compatible, "a value has a narrower limit";
        LIMIT_LOOSENED = "limit-loosened", Compatible, Breaking, "a value has a wider limit";
        PATTERN_CHANGED = "pattern-changed", Warning, Warning, "a text has to look different";
        DEFAULT_CHANGED = "default-changed", Warning, Compatible, "a value that is missing stands for another one";
        VALUE_DEPRECATED = "value-deprecated", Compatible, Compatible, "a parameter, a property or a model is deprecated";
        VALUE_UNDEPRECATED = "value-undeprecated", Compatible, Compatible, "a parameter, a property or a model is not deprecated any more";
        XML_CHANGED = "xml-changed", Breaking, Breaking, "a value stands elsewhere in XML";
    }
}
