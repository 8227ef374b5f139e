//! Names of types whose keys begin with a package.

use std::fmt::Write as _;

use crate::outline::back;

/// The names of the types for these keys, all of which `Root` refers to.
fn names(keys: &[&str]) -> Vec<String> {
    let mut properties = String::new();
    let mut schemas = String::new();
    for (index, key) in keys.iter().enumerate() {
        // Writing to a string cannot fail.
        let _ = writeln!(
            properties,
            "    p{index}: {{$ref: '#/components/schemas/{key}'}}"
        );
        let _ = writeln!(
            schemas,
            "{key}: {{type: object, properties: {{m{index}: {{type: string}}}}}}"
        );
    }
    let lowered = back(&format!(
        "\nRoot:\n  type: object\n  properties:\n{properties}{schemas}"
    ));
    let names = lowered.names().into_iter();
    names
        .filter(|name| *name != "Root")
        .map(str::to_owned)
        .collect()
}

#[test]
fn a_package_goes() {
    let keys = [
        "io.shop.api.core.v1.Order",
        "models.User",
        "shop__schemas__plan__Plan",
    ];
    assert_eq!(names(&keys), ["Order", "Plan", "User"]);
}

#[test]
fn of_several_types_with_one_name_as_much_of_the_package_stays_as_differs() {
    let keys = [
        "shop.core.v1.Event",
        "shop.events.v1.Event",
        "shop.core.v1.Status",
        "Status",
    ];
    assert_eq!(
        names(&keys),
        ["CoreV1Event", "EventsV1Event", "Status", "V1Status"]
    );
    // A module is often called like its only type.
    let keys = [
        "shop__credential_type__CredentialType",
        "shop__sdk__CredentialType",
    ];
    assert_eq!(names(&keys), ["CredentialType", "SdkCredentialType"]);
}

#[test]
fn the_namespace_of_a_document_goes() {
    let own = [
        "user",
        "Group",
        "calls.call",
        "Mail",
        "Site",
        "List",
        "Item",
        "Team",
        "Chat",
    ];
    let mut keys: Vec<String> = own.map(|own| format!("Company.graph.{own}")).into();
    keys.push("Company.graph.Models.Drive".to_owned());
    keys.extend(["Other".to_owned(), "Item".to_owned()]);
    let keys: Vec<&str> = keys.iter().map(String::as_str).collect();
    let expected = [
        "CallsCall",
        "Chat",
        // `Item` is another schema.
        "GraphItem",
        "Group",
        "Item",
        "List",
        "Mail",
        "ModelsDrive",
        "Other",
        "Site",
        "Team",
        "User",
    ];
    assert_eq!(names(&keys), expected);
    // Of three keys, two say nothing about a document.
    let few = ["Company.graph.User", "Company.graph.Group", "Other"];
    assert_eq!(
        names(&few),
        ["CompanyGraphGroup", "CompanyGraphUser", "Other"]
    );
}

#[test]
fn other_names_with_dots_stay() {
    // Events, nested types, namespaces and constants.
    let keys = ["order.created", "Order.Item", "RL.Model", "error.NOT_FOUND"];
    assert_eq!(
        names(&keys),
        ["ErrorNotFound", "OrderCreated", "OrderItem", "RlModel"]
    );
}

#[test]
fn types_inside_begin_like_their_owner() {
    let lowered = back(
        "
Root: {type: object, properties: {pod: {$ref: '#/components/schemas/core.v1.Pod'}}}
core.v1.Pod: {type: object, properties: {phase: {type: string, enum: [up, down]}}}
",
    );
    lowered.has("enum PodPhase { Up = up, Down = down }");
}
