//! The rules of the comparison, each with a stable identifier.

use super::Wire;

/// A kind of change.
#[derive(Debug, PartialEq, Eq)]
pub struct Rule {
    /// The identifier in reports. It is stable, and never reused for another rule.
    pub id: &'static str,
    /// The level of the change on the wire.
    pub wire: Wire,
    /// A description of the change in one line.
    pub about: &'static str,
}

/// A pair of rules for a change whose level differs between requests and responses.
#[derive(Debug)]
pub(super) struct DirectedRule {
    pub(super) request: &'static Rule,
    pub(super) response: &'static Rule,
}

macro_rules! rules {
    (
        plain { $($plain:ident = $id:literal, $wire:ident, $about:literal;)* }
        directed { $($directed:ident = $name:literal, $request:ident, $response:ident, $what:literal;)* }
    ) => {
        $(pub(super) static $plain: Rule = Rule { id: $id, wire: Wire::$wire, about: $about };)*
        $(pub(super) static $directed: DirectedRule = DirectedRule {
            request: &Rule {
                id: concat!("request-", $name),
                wire: Wire::$request,
                about: concat!($what, ", in requests"),
            },
            response: &Rule {
                id: concat!("response-", $name),
                wire: Wire::$response,
                about: concat!($what, ", in responses"),
            },
        };)*

        /// All rules.
        pub static RULES: &[&Rule] = &[
            $(&$plain,)*
            $($directed.request, $directed.response,)*
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
        STABILITY_DECREASED = "stability-decreased", Warning, "a stable operation is beta now";
        STABILITY_INCREASED = "stability-increased", Compatible, "an operation is not beta any more";
        PARAMETER_ADDED_REQUIRED = "parameter-added-required", Breaking, "a required parameter is new";
        PARAMETER_ADDED_OPTIONAL = "parameter-added-optional", Compatible, "an optional parameter is new";
        PARAMETER_REMOVED = "parameter-removed", Warning, "a parameter is gone";
        PARAMETER_STYLE_CHANGED = "parameter-style-changed", Breaking, "a parameter is written in another style";
        BODY_ADDED_REQUIRED = "request-body-added-required", Breaking, "an operation has a required body now";
        BODY_ADDED_OPTIONAL = "request-body-added-optional", Compatible, "an operation has an optional body now";
        BODY_REMOVED = "request-body-removed", Breaking, "an operation has no body any more";
        BODY_MEDIA_TYPE_CHANGED = "request-body-media-type-changed", Breaking, "the body has another media type";
        BODY_MEDIA_TYPE_ADDED = "request-body-media-type-added", Compatible, "the body accepts another media type";
        BODY_MEDIA_TYPE_REMOVED = "request-body-media-type-removed", Breaking, "the body does not accept a media type any more";
        BODY_KIND_CHANGED = "request-body-kind-changed", Breaking, "the body has another kind of content";
        BODY_FORMAT_CHANGED = "request-body-format-changed", Breaking, "members of the body are encoded differently";
        FILE_ADDED_REQUIRED = "request-file-added-required", Breaking, "the body needs another file";
        FILE_ADDED_OPTIONAL = "request-file-added-optional", Compatible, "the body may have another file";
        FILE_REMOVED = "request-file-removed", Warning, "the body does not have a file any more";
        SUCCESS_ADDED = "response-success-status-added", Compatible, "a success status is new";
        SUCCESS_REMOVED = "response-success-status-removed", Breaking, "a success status is gone";
        RESPONSE_BODY_ADDED = "response-body-added", Compatible, "a response has a body now";
        RESPONSE_BODY_REMOVED = "response-body-removed", Breaking, "a response has no body any more";
        RESPONSE_BODY_KIND_CHANGED = "response-body-kind-changed", Breaking, "a response has another kind of body";
        STREAM_ADDED = "response-stream-added", Compatible, "a response can be streamed now";
        STREAM_REMOVED = "response-stream-removed", Breaking, "a response cannot be streamed any more";
        HEADER_ADDED = "response-header-added", Compatible, "a header of responses is new";
        HEADER_REMOVED = "response-header-removed", Warning, "a header of responses is gone";
        ERROR_ADDED = "response-error-status-added", Compatible, "an error status is documented now";
        ERROR_REMOVED = "response-error-status-removed", Compatible, "an error status is not documented any more";
        PAGINATION_CHANGED = "pagination-changed", None, "the pagination of a list changed";
        PERMISSIONS_CHANGED = "permissions-changed", Warning, "an operation asks for other permissions";
        SECURITY_REQUIRED = "security-required", Breaking, "an operation needs credentials now";
        SECURITY_DROPPED = "security-dropped", Compatible, "an operation needs no credentials any more";
        SECURITY_ADDED = "security-alternative-added", Compatible, "an operation accepts other credentials, too";
        SECURITY_REMOVED = "security-alternative-removed", Breaking, "an operation does not accept credentials any more";
        SCHEME_ADDED = "security-scheme-added", Compatible, "a security scheme is new";
        SCHEME_REMOVED = "security-scheme-removed", Breaking, "a security scheme is gone";
        SCHEME_CHANGED = "security-scheme-changed", Breaking, "a security scheme sends its secret elsewhere";
        SERVER_CHANGED = "server-changed", Warning, "requests go to another server";
        SERVER_ADDED = "server-added", Compatible, "a server is new";
        SERVER_REMOVED = "server-removed", Warning, "a server is gone";
        ENVELOPE_CHANGED = "envelope-changed", None, "responses have another envelope";
        MODEL_ADDED = "model-added", None, "a model is new";
        MODEL_REMOVED = "model-removed", None, "a model is gone; the changes of its uses have the effect on the wire";
        MODEL_RENAMED = "model-renamed", None, "a model has another name for the same schema";
        WEBHOOK_ADDED = "webhook-added", Compatible, "a webhook or callback is new";
        WEBHOOK_REMOVED = "webhook-removed", Breaking, "a webhook or callback is gone";
        PACKAGE_RENAMED = "package-renamed", None, "the crate has another name";
        ITEM_CHANGED = "rust-items-changed", None, "items of the SDK follow from other changes, or from the configuration";
    }
    directed {
        TYPE_CHANGED = "type-changed", Breaking, Breaking, "a value has another type";
        TYPE_WIDENED = "type-widened", Compatible, Breaking, "a value has a wider type";
        TYPE_NARROWED = "type-narrowed", Breaking, Compatible, "a value has a narrower type";
        FORMAT_CHANGED = "format-changed", None, None, "a value has another type in Rust and is the same on the wire";
        BECAME_NULLABLE = "became-nullable", Compatible, Breaking, "a value may be null now";
        BECAME_NOT_NULLABLE = "became-not-nullable", Breaking, Compatible, "a value may not be null any more";
        BECAME_REQUIRED = "became-required", Breaking, Compatible, "a value is required now";
        BECAME_OPTIONAL = "became-optional", Compatible, Breaking, "a value is optional now";
        PROPERTY_ADDED_REQUIRED = "property-added-required", Breaking, Compatible, "a required property is new";
        PROPERTY_ADDED_OPTIONAL = "property-added-optional", Compatible, Compatible, "an optional property is new";
        PROPERTY_REMOVED_REQUIRED = "property-removed-required", Warning, Breaking, "a required property is gone";
        PROPERTY_REMOVED_OPTIONAL = "property-removed-optional", Warning, Warning, "an optional property is gone";
        OTHER_PROPERTIES_ADDED = "other-properties-added", Compatible, Compatible, "an object accepts properties of any name";
        OTHER_PROPERTIES_REMOVED = "other-properties-removed", Warning, Warning, "an object does not accept properties of any name any more";
        CONSTANT_CHANGED = "constant-changed", Breaking, Breaking, "a constant has another value";
        ENUM_VALUE_ADDED = "enum-value-added", Compatible, Warning, "an enum has another value";
        ENUM_VALUE_REMOVED = "enum-value-removed", Breaking, Compatible, "an enum does not have a value any more";
        UNION_MEMBER_ADDED = "union-member-added", Compatible, Breaking, "a union has another member";
        UNION_MEMBER_REMOVED = "union-member-removed", Breaking, Compatible, "a union does not have a member any more";
        DISCRIMINATOR_CHANGED = "discriminator-changed", Breaking, Breaking, "a union has another discriminator";
        ITEM_COUNT_CHANGED = "item-count-changed", Breaking, Breaking, "a tuple has another number of items";
        LIMIT_TIGHTENED = "limit-tightened", Breaking, Compatible, "a value has a narrower limit";
        LIMIT_LOOSENED = "limit-loosened", Compatible, Breaking, "a value has a wider limit";
        PATTERN_CHANGED = "pattern-changed", Warning, Warning, "a text has another pattern";
        DEFAULT_CHANGED = "default-changed", Warning, Compatible, "a value has another default";
        VALUE_DEPRECATED = "value-deprecated", Compatible, Compatible, "a parameter, a property or a model is deprecated";
        VALUE_UNDEPRECATED = "value-undeprecated", Compatible, Compatible, "a parameter, a property or a model is not deprecated any more";
        XML_CHANGED = "xml-changed", Breaking, Breaking, "a value is encoded differently in XML";
    }
}
