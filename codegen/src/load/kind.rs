//! The kinds of objects in a description, and the kind of each member.

use super::method::METHODS;

/// The kind of an object in a description.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Kind {
    Document,
    Components,
    PathItem,
    Operation,
    Parameter,
    RequestBody,
    Response,
    MediaType,
    Schema,
    /// A callback: path items by runtime expression.
    Callback,
}

/// How a member contains objects of a kind.
#[derive(Clone, Copy, Debug)]
pub(super) enum MemberKind {
    One(Kind),
    /// A list of objects.
    List(Kind),
    /// A map of objects.
    Map(Kind),
}

impl Kind {
    /// The kind of the objects under a key; `None` for plain data and for links.
    pub(super) fn member(self, key: &str) -> Option<MemberKind> {
        use MemberKind::{List, Map, One};
        let holds = match (self, key) {
            (Kind::Document, "components") => One(Kind::Components),
            (Kind::Document, "paths" | "webhooks" | "x-webhooks") => Map(Kind::PathItem),
            (Kind::Components, "schemas") => Map(Kind::Schema),
            (Kind::Components, "responses") => Map(Kind::Response),
            (Kind::Components, "parameters" | "headers") => Map(Kind::Parameter),
            (Kind::Components, "requestBodies") => Map(Kind::RequestBody),
            (Kind::Components, "pathItems") => Map(Kind::PathItem),
            (Kind::Components, "mediaTypes") => Map(Kind::MediaType),
            (Kind::Components | Kind::Operation, "callbacks") => Map(Kind::Callback),
            (Kind::Callback, expression) if !expression.starts_with("x-") => One(Kind::PathItem),
            (Kind::PathItem | Kind::Operation, "parameters") => List(Kind::Parameter),
            (Kind::PathItem, key) if is_method(key) => One(Kind::Operation),
            (Kind::PathItem, "additionalOperations") => Map(Kind::Operation),
            (Kind::Operation, "requestBody") => One(Kind::RequestBody),
            (Kind::Operation, "responses") => Map(Kind::Response),
            (Kind::Response, "headers") => Map(Kind::Parameter),
            (Kind::Parameter | Kind::RequestBody | Kind::Response, "content") => {
                Map(Kind::MediaType)
            }
            (Kind::Parameter | Kind::MediaType, "schema") => One(Kind::Schema),
            (Kind::MediaType, "itemSchema") => One(Kind::Schema),
            (Kind::Schema, keyword) => return schema_member(keyword),
            _ => return None,
        };
        Some(holds)
    }
}

fn schema_member(keyword: &str) -> Option<MemberKind> {
    match keyword {
        "properties" | "patternProperties" | "$defs" | "definitions" | "dependentSchemas" => {
            Some(MemberKind::Map(Kind::Schema))
        }
        "items"
        | "additionalProperties"
        | "not"
        | "propertyNames"
        | "contains"
        | "if"
        | "then"
        | "else"
        | "contentSchema" => Some(MemberKind::One(Kind::Schema)),
        "allOf" | "anyOf" | "oneOf" | "prefixItems" => Some(MemberKind::List(Kind::Schema)),
        _ => None,
    }
}

fn is_method(key: &str) -> bool {
    METHODS.iter().any(|(method, _)| *method == key)
}
