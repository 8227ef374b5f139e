//! Names of operations that find one thing by a key, and what all ids and paths begin with.

use super::placed::{ITEM, listing};
use super::{ids, paths};

/// The names of operations whose paths are listed one a line.
#[track_caller]
fn called(lines: &[String], expected: &[&str]) {
    assert_eq!(ids(&paths(&lines.join("\n"))), expected);
}

fn by(name: &str) -> String {
    format!("parameters: [{{name: {name}, in: path, required: true, schema: {{type: string}}}}]")
}

#[test]
fn a_segment_that_is_called_as_its_parameter_is_a_key() {
    let lines = [
        format!("  /users/{{id}}: {{{ITEM}, get: {{}}}}"),
        format!("  /users/name/{{name}}: {{{}, get: {{}}}}", by("name")),
        format!(
            "  /users/external_id/{{externalId}}: {{{}, get: {{}}}}",
            by("externalId")
        ),
        // Nothing says that there are towns.
        format!("  /towns/name/{{name}}: {{{}, get: {{}}}}", by("name")),
    ];
    called(
        &lines,
        &[
            "users.get",
            "users.get_by_name",
            "users.get_by_external_id",
            "towns.name.get",
        ],
    );
}

#[test]
fn get_or_create_is_done_whatever_parameter_follows() {
    let line = format!(
        "  /users/get_or_create/{{name}}: {{{}, get: {{}}}}",
        by("name")
    );
    called(&[line], &["users.get_or_create"]);
}

#[test]
fn a_post_may_find_what_its_id_says() {
    let lines = [
        "  /users/email/address: {post: {operationId: lookUpUserByEmail}}".to_owned(),
        "  /users/smart_wallet/address: {post: {operationId: getUserByWalletAddress}}".to_owned(),
        "  /users/email/rules: {post: {operationId: createUserRuleByEmail}}".to_owned(),
    ];
    called(
        &lines,
        &[
            "users.look_up_by_email",
            "users.get_by_wallet_address",
            "users.email.rules.create",
        ],
    );
}

#[test]
fn a_version_at_the_beginning_of_an_id_is_no_resource() {
    let lines = [
        "  /api/v1/app: {get: {tags: [Pets], operationId: v1.pets.fetchAll}}".to_owned(),
        "  /api/v1/dog: {get: {tags: [Dogs], operationId: v1.dogs.fetchAll}}".to_owned(),
        "  /api/v2/dog: {get: {tags: [Dogs], operationId: v2.dogs.fetchAll}}".to_owned(),
    ];
    called(
        &lines,
        &["pets.fetch_all", "dogs.fetch_all", "v2.dogs.fetch_all"],
    );
}

#[test]
fn a_segment_that_all_paths_begin_with_is_no_resource() {
    let lines = |front: &str| -> Vec<String> {
        let names = ["stops", "routes", "trips", "agencies"].into_iter();
        let both = names.map(|name| {
            format!(
                "  /api/{front}{name}: {{get: {{}}}}\n  /api/{front}{name}/{{id}}: {{{ITEM}, get: {{}}}}"
            )
        });
        both.collect()
    };
    let expected = |front: &str| -> Vec<String> {
        let names = ["stops", "routes", "trips", "agencies"].into_iter();
        let both =
            names.flat_map(|name| [format!("{front}{name}.list"), format!("{front}{name}.get")]);
        both.collect()
    };
    assert_eq!(ids(&paths(&lines("transit/").join("\n"))), expected(""));
    // One path is enough to tell that it is one of several.
    let mut some = lines("transit/");
    some.push("  /api/status: {get: {}}".to_owned());
    let mut named = expected("transit.");
    named.push("status.get".to_owned());
    assert_eq!(ids(&paths(&some.join("\n"))), named);
}

#[test]
fn the_noun_of_a_segment_is_in_front_of_a_preposition() {
    let list = listing("data");
    let lines = [
        format!("  /stops-for-route/{{id}}: {{{ITEM}, get: {{{list}}}}}"),
        format!("  /routes/{{id}}: {{{ITEM}, get: {{{list}}}}}"),
    ];
    called(&lines, &["stops_for_route.list", "routes.get"]);
}

#[test]
fn a_post_may_read_what_its_id_says() {
    let lines = [
        "  /employment: {post: {operationId: get-employment}}".to_owned(),
        "  /people: {post: {operationId: getPeople}}".to_owned(),
    ];
    called(&lines, &["employment.get", "people.create"]);
}

#[test]
fn async_is_no_thing() {
    let line = "  /edit_async: {post: {operationId: edit_async_edit_async_post}}";
    called(&[line.to_owned()], &["root.edit_async"]);
}

#[test]
fn a_keyword_below_a_verb_follows_that_verb() {
    let line = "  /cards/simulate/return: {post: {}}";
    called(&[line.to_owned()], &["cards.simulate.simulate_return"]);
}

#[test]
fn a_version_that_both_have_tells_nothing_apart() {
    let lines = [
        "  /api/v4/contacts: {patch: {operationId: Contacts_update}}".to_owned(),
        format!(
            "  /api/v4/contacts/{{id}}: {{{ITEM}, patch: {{operationId: Contacts_updateById}}}}"
        ),
        "  /oauth2/token: {post: {}}".to_owned(),
    ];
    called(
        &lines,
        &[
            "contacts.bulk_update",
            "contacts.update",
            "oauth2.token.create",
        ],
    );
}

#[test]
fn an_id_that_lists_things_says_so_whatever_the_path_is() {
    let lines = [
        "  /user: {get: {operationId: list_users}}".to_owned(),
        "  /status: {get: {operationId: get_status}}".to_owned(),
    ];
    called(&lines, &["user.list", "status.get"]);
}

#[test]
fn a_text_or_a_file_is_no_list() {
    let metrics = |types: &[&str]| {
        let types = types
            .iter()
            .map(|it| format!("{it}: {{schema: {{type: string}}}}"));
        let types: Vec<String> = types.collect();
        let types = types.join(", ");
        format!(
            "  /metrics: {{get: {{responses: {{200: {{description: All., content: {{{types}}}}}}}}}}}"
        )
    };
    for one in [&["text/plain"][..], &["text/html", "image/png"]] {
        called(&[metrics(one)], &["metrics.get"]);
    }
    // These may hold many things.
    for many in ["text/csv", "application/xml"] {
        called(&[metrics(&[many])], &["metrics.list"]);
    }
}
