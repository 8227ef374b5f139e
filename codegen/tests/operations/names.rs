use super::{ids, lowered_with, only, operations, paths, resource};

#[test]
fn group_and_method_extensions_say_where_an_operation_lives() {
    let lowered = paths(
        "  /a: {get: {tags: [X], x-fern-sdk-group-name: iam.resource-groups, x-fern-sdk-method-name: bulk-get}}
  /b: {get: {x-fern-sdk-group-name: [iam, user_groups], x-fern-sdk-method-name: moveAll}}",
    );
    assert_eq!(
        ids(&lowered),
        ["iam.resource_groups.bulk_get", "iam.user_groups.move_all"]
    );
    let iam = resource(&lowered, "iam");
    assert!(iam.operations.is_empty() && iam.parent.is_none());
    let groups = resource(&lowered, "iam.user_groups");
    assert_eq!(
        (groups.handle.as_str(), groups.parent),
        ("UserGroups", Some(0))
    );
    assert_eq!(groups.feature, "iam-user-groups");
    assert_eq!(groups.operations[0].struct_name, "MoveAll");
}

#[test]
fn without_them_the_tag_and_the_id_do() {
    let lowered = paths(
        "  /pet/{petId}: {parameters: [{name: petId, in: path, required: true, schema: {type: string}}], get: {tags: [Pets], operationId: getPetById}}
  /pet: {get: {tags: [Pets], operationId: listPets}, post: {tags: [Pets], operationId: pets}}
  /models: {get: {tags: [Models], operationId: list_models_models_get}}",
    );
    let expected = ["pets.get", "pets.list", "pets.create", "models.list"];
    assert_eq!(ids(&lowered), expected);
}

#[test]
fn without_those_the_path_and_the_verb_do() {
    let lowered = paths(
        "  /api/v2/keys: {get: {}, post: {}}
  /api/v2/keys/{id}: {parameters: [{name: id, in: path, required: true, schema: {type: string}}], get: {}, put: {}, patch: {}, delete: {}, head: {}}
  /api/v2/keys/{id}/revoke: {parameters: [{name: id, in: path, required: true, schema: {type: string}}], post: {}}
  /: {get: {}}",
    );
    let expected = [
        "keys.list",
        "keys.create",
        "keys.get",
        "keys.update",
        "keys.edit",
        "keys.delete",
        "keys.head",
        "keys.revoke",
        "root.get",
    ];
    assert_eq!(ids(&lowered), expected);
}

#[test]
fn a_name_that_several_want_distinguishes_them_by_their_own_paths() {
    let line = |path: &str| {
        format!(
            "  {path}: {{get: {{x-fern-sdk-group-name: spaces, x-fern-sdk-method-name: get}}}}\n"
        )
    };
    let (all, one, repos) = (
        line("/spaces"),
        line("/spaces/x/{id}"),
        line("/spaces/{id}/repos"),
    );
    let lowered = paths(&format!("{all}{one}{repos}"));
    assert_eq!(
        ids(&lowered),
        ["spaces.get", "spaces.x.get", "spaces.repos.list"]
    );
    let reported = lowered.diagnostics.iter();
    let reported = reported.map(|it| format!("{} {}; {}", it.at, it.message, it.notes.join("; ")));
    let reported: Vec<String> = reported.collect();
    let renamed = |path: &str, name: &str| {
        let path = path.replace('/', "~1");
        let taken = "the method name `get` is taken";
        format!("#/paths/{path}/get {taken}; the method is called `{name}`")
    };
    assert!(
        reported.contains(&renamed("/spaces/x/{id}", "spaces.x.get")),
        "{reported:#?}"
    );
    assert!(
        reported.contains(&renamed("/spaces/{id}/repos", "spaces.repos.list")),
        "{reported:#?}"
    );
    // The order and number of operations have no effect.
    let lowered = paths(&format!("{repos}{all}"));
    assert_eq!(ids(&lowered), ["spaces.get", "spaces.repos.list"]);
}

#[test]
fn names_that_always_clash_get_a_fingerprint() {
    let lowered = paths(
        "  /a/b-c: {put: {tags: [T], operationId: x}}\n  /a/b_c: {put: {tags: [T], operationId: x}}",
    );
    let ids = ids(&lowered);
    assert!(
        ids.iter()
            .all(|id| id.starts_with("a.b_c.update_") && id.contains("_x"))
    );
    assert_ne!(ids[0], ids[1]);
}

#[test]
fn an_operation_makes_room_for_a_resource_with_its_name() {
    let lowered = paths(
        "  /zones/settings: {get: {x-fern-sdk-group-name: zones, x-fern-sdk-method-name: settings}}
  /zones/other: {get: {x-fern-sdk-group-name: zones.settings, x-fern-sdk-method-name: list}}",
    );
    assert_eq!(ids(&lowered), ["zones.get_settings", "zones.settings.list"]);
}

#[test]
fn names_are_safe_whatever_the_document_says() {
    let lowered = paths(
        "  /1: {get: {tags: ['🚀 Launch'], operationId: ' move '}}
  /2: {get: {tags: ['../../etc/passwd'], operationId: '🚀'}}
  /3: {get: {tags: ['self'], operationId: 'clone'}}
  /4: {get: {tags: ['std'], operationId: 'call'}}
  /5: {get: {tags: ['AUX'], operationId: '2fa'}}
  /6: {get: {tags: ['🚀'], operationId: send}}",
    );
    let expected = [
        "launch.move_launch",
        "etc_passwd.get",
        "self_.clone_self",
        "std.call",
        "aux.value_2fa",
        "root.send",
    ];
    assert_eq!(ids(&lowered), expected);
    let structs: Vec<_> = operations(&lowered)
        .map(|o| o.struct_name.as_str())
        .collect();
    let expected = [
        "MoveLaunch",
        "Get",
        "CloneSelf",
        "CallRequest",
        "Type2fa",
        "SendRequest",
    ];
    assert_eq!(structs, expected);
}

#[test]
fn a_long_name_is_cut() {
    let long = "very-".repeat(300);
    let lowered = paths(&format!(
        "  /a: {{get: {{tags: [{long}], operationId: x}}}}"
    ));
    assert!(lowered.api.resources[0].path[0].len() < 100);
}

#[test]
fn the_request_builder_is_not_called_like_the_handle() {
    let lowered = paths("  /search: {get: {tags: [Search], operationId: search}}");
    assert_eq!(lowered.api.resources[0].handle, "Search");
    assert_eq!(only(&lowered).struct_name, "SearchRequest");
}

#[test]
fn the_configuration_has_the_last_word() {
    let lowered = lowered_with(
        "[names]\n'#/paths/~1a/get' = 'fetch'",
        "paths: {/a: {get: {tags: [T], x-fern-sdk-method-name: get}}}",
    );
    assert_eq!(ids(&lowered), ["t.fetch"]);
}

#[test]
fn resources_come_parents_first_and_empty_ones_not_at_all() {
    let lowered = paths(
        "  /1: {get: {x-fern-sdk-group-name: a.b}}
  /2: {get: {x-fern-sdk-group-name: c}}
  /3: {get: {x-fern-sdk-group-name: a.d}}
  /4: {post: {x-fern-sdk-group-name: e.f, requestBody: {required: true, content: {nonsense: {}}}}}",
    );
    let all = lowered.api.resources.iter();
    let listed: Vec<_> = all.map(|r| (r.path.join("."), r.parent)).collect();
    let expected = [("a", None), ("a.b", Some(0)), ("a.d", Some(0)), ("c", None)];
    assert_eq!(
        listed,
        expected.map(|(path, parent)| (path.to_owned(), parent))
    );
}

#[test]
fn features_that_read_alike_are_distinguished() {
    let lowered = paths(
        "  /1: {get: {x-fern-sdk-group-name: a-b}}
  /2: {get: {x-fern-sdk-group-name: a.b}}
  /3: {get: {x-fern-sdk-group-name: default}}",
    );
    let features: Vec<_> = lowered
        .api
        .resources
        .iter()
        .map(|r| r.feature.as_str())
        .collect();
    assert_eq!(features, ["a-b", "a", "a--b", "default--api"]);
}

#[test]
fn a_feature_may_have_the_name_of_a_keyword() {
    let lowered = paths("  /1: {get: {x-fern-sdk-group-name: type.loop}}");
    let features = lowered.api.resources.iter().map(|r| r.feature.as_str());
    assert_eq!(features.collect::<Vec<_>>(), ["type", "type-loop"]);
}

#[test]
fn paths_that_differ_in_their_beginning_or_query_are_distinguished_by_it() {
    let lowered = paths(
        "  /api/baskets: {get: {tags: [baskets]}}
  /baskets: {get: {tags: [baskets]}}
  '/now?city={city}': {get: {tags: [now], operationId: now}}
  '/now?lat={lat}&lon={lon}': {get: {tags: [now], operationId: now}}
  '/#Target=v1.Trail.AddTags': {post: {operationId: AddTags}}",
    );
    assert_eq!(
        ids(&lowered),
        [
            "baskets.list_api_baskets",
            "baskets.list",
            "now.get_now_city",
            "now.get_now_lat_lon",
            "root.add_tags",
        ]
    );
}
