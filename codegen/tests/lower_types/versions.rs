//! Names of types whose keys have a version.

use crate::outline::back;

/// The names of the types for these schemas, of which `Root` is used and refers to all others.
fn names(keys: &[&str]) -> Vec<String> {
    let mut schemas = String::from("\nRoot:\n  type: object\n  properties:\n");
    for key in keys {
        schemas += &format!("    of_{key}: {{$ref: '#/components/schemas/{key}'}}\n");
    }
    for key in keys {
        schemas += &format!(
            "{key}: {{type: object, properties: {{of_{key}: {{type: string}}, plan: {{enum: [{key}]}}}}}}\n"
        );
    }
    let lowered = back(&schemas);
    let names = lowered.names().into_iter();
    let own = names.filter(|name| *name != "Root" && !name.ends_with("Plan"));
    own.map(str::to_owned).collect()
}

#[test]
fn the_only_version_that_keys_begin_with_goes() {
    let keys = ["V1Project", "v1_list_users", "Order"];
    assert_eq!(names(&keys), ["ListUsers", "Order", "Project"]);
}

#[test]
fn a_version_that_tells_something_stays() {
    // Two versions.
    assert_eq!(names(&["V1Project", "V2User"]), ["V1Project", "V2User"]);
    // Another schema has one of the names.
    let keys = ["V1Project", "V1User", "User"];
    assert_eq!(names(&keys), ["User", "V1Project", "V1User"]);
    // Addresses, and a version without words behind it.
    assert_eq!(names(&["V4Range", "V6Range"]), ["V4Range", "V6Range"]);
    assert_eq!(names(&["V1"]), ["V1"]);
}

#[test]
fn types_inside_begin_like_their_owner() {
    let lowered = back(
        "
Root: {type: object, properties: {project: {$ref: '#/components/schemas/V1Project'}}}
V1Project: {type: object, properties: {plan: {type: string, enum: [free, paid]}}}
",
    );
    lowered.has("enum ProjectPlan { Free = free, Paid = paid }");
}
