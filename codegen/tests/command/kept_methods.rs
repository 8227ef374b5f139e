//! Methods stay where they were when a description grows.

use std::fs;

use super::Place;
use super::kept::description;

/// The calls in `api.md`.
fn methods(place: &Place) -> Vec<String> {
    let page = fs::read_to_string(place.path().join("out/api.md")).expect("read");
    let lines = page
        .lines()
        .filter_map(|line| line.strip_prefix("- `client."));
    let calls = lines.filter_map(|line| line.split_once("` · "));
    let mut calls: Vec<String> = calls.map(|(call, _)| call.to_owned()).collect();
    calls.sort();
    calls
}

#[test]
fn a_new_resource_makes_room_for_a_method() {
    let done = "responses: {'204': {description: Done.}}";
    let part = |name: &str| {
        format!("{{name: {name}, in: path, required: true, schema: {{type: string}}}}")
    };
    let old = format!(
        "  /hooks/{{id}}/connect: {{parameters: [{}], post: {{tags: [hooks], {done}}}}}\n",
        part("id")
    );
    let new = format!(
        "  /hooks/{{id}}/connect/{{token}}: {{parameters: [{}, {}], get: {{tags: [hooks], {done}}}}}\n",
        part("id"),
        part("token")
    );
    let place = Place::new(&description(&[&old]));
    assert!(place.generate(&[]).status.success());
    assert_eq!(methods(&place), ["hooks().connect(id)"]);

    let both = [
        "hooks().connect(id)",
        "hooks().connect_api().get(id, token)",
    ];
    for paths in [[old.as_str(), &new], [&new, &old]] {
        fs::write(place.path().join("api.yaml"), description(&paths)).expect("written");
        assert!(place.generate(&[]).status.success());
        assert_eq!(methods(&place), both);
    }
    // The resource keeps its name, too.
    fs::write(place.path().join("api.yaml"), description(&[&new])).expect("written");
    assert!(place.generate(&[]).status.success());
    assert_eq!(methods(&place), both[1..]);
}

#[test]
fn a_new_change_follows_the_only_one_of_the_last_run() {
    let id = "parameters: [{name: id, in: path, required: true, schema: {type: string}}]";
    let done = "responses: {'204': {description: Done.}}";
    let old = format!("  /users/{{id}}/metadata:\n    {id}\n    patch: {{{done}}}\n");
    let new = format!("{old}    delete: {{{done}}}\n");
    let place = Place::new(&description(&[&old]));
    assert!(place.generate(&[]).status.success());
    assert_eq!(methods(&place), ["users().update_metadata(id)"]);

    fs::write(place.path().join("api.yaml"), description(&[&new])).expect("written");
    assert!(place.generate(&[]).status.success());
    let both = ["users().delete_metadata(id)", "users().update_metadata(id)"];
    assert_eq!(methods(&place), both);

    // Without the last run, two changes are those of a resource.
    assert!(place.generate(&["--rename"]).status.success());
    let nested = [
        "users().metadata().delete(id)",
        "users().metadata().update(id)",
    ];
    assert_eq!(methods(&place), nested);
}
