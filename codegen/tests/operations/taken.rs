//! Names of operations whose first name is taken, and segments that only look like actions.

use super::placed::{ITEM, listing};
use super::{ids, paths};

#[track_caller]
fn called(lines: &[String], expected: &[&str]) {
    let lowered = paths(&lines.join("\n"));
    assert_eq!(ids(&lowered), expected);
}

#[test]
fn what_loses_its_name_is_called_as_its_id_or_its_summary_says() {
    let lines = [
        format!(
            "  /files/{{id}}: {{{ITEM}, put: {{operationId: put_files_id}}, post: {{operationId: post_files_id, summary: Restore file}}}}"
        ),
        format!(
            "  /members/{{id}}: {{{ITEM}, patch: {{operationId: update_member}}, put: {{operationId: add_member}}}}"
        ),
        format!(
            "  /pets/{{id}}: {{{ITEM}, put: {{operationId: replacePet}}, post: {{operationId: updatePetWithForm}}, patch: {{operationId: updatePet}}}}"
        ),
    ];
    let names = [
        "files.update",
        "files.restore",
        "members.update",
        "members.add",
        "pets.replace",
        "pets.update_with_form",
        "pets.update",
    ];
    called(&lines, &names);
}

#[test]
fn changes_of_many_are_bulk_changes() {
    let lines = [
        format!("  /rules/{{id}}: {{{ITEM}, put: {{operationId: updateRule}}}}"),
        "  /rules: {put: {operationId: updateRules}}".to_owned(),
        "  /tunnels: {put: {operationId: update-multiple-tunnels}}".to_owned(),
    ];
    called(
        &lines,
        &["rules.update", "rules.bulk_update", "tunnels.bulk_update"],
    );
}

#[test]
fn the_last_parameter_says_how_a_thing_is_found() {
    let [version, region] = ["version", "region"].map(|name| {
        format!("{{name: {name}, in: path, required: true, schema: {{type: string}}}}")
    });
    let lines = [
        format!("  /{{version}}/regions/logs: {{parameters: [{version}], get: {{}}}}"),
        format!(
            "  /{{version}}/regions/{{region}}/logs: {{parameters: [{version}, {region}], get: {{}}}}"
        ),
    ];
    called(
        &lines,
        &["regions.logs.list", "regions.logs.list_by_region"],
    );
}

#[test]
fn things_that_begin_with_a_verb_are_things() {
    let lines = [
        "  /settings/stop-words: {get: {}, put: {}, delete: {}}".to_owned(),
        format!(
            "  /exchange-rates/{{id}}: {{{ITEM}, put: {{tags: [rates]}}, delete: {{tags: [rates]}}}}"
        ),
        format!("  /guilds/{{id}}/prune: {{{ITEM}, get: {{}}, post: {{}}}}"),
        format!("  /jobs/{{id}}/resume: {{{ITEM}, post: {{}}}}"),
    ];
    let names = [
        "settings.stop_words.list",
        "settings.stop_words.update",
        "settings.stop_words.delete_all",
        "exchange_rates.update",
        "exchange_rates.delete",
        "guilds.prune.get",
        "guilds.prune.create",
        "jobs.resume",
    ];
    called(&lines, &names);
}

#[test]
fn what_is_done_may_be_in_front_of_the_parameter() {
    let by = "contacts/find_by_external_id";
    let lines = [
        format!("  /exports/cancel/{{id}}: {{{ITEM}, post: {{operationId: cancelExport}}}}"),
        format!("  /{by}/{{id}}: {{{ITEM}, get: {{operationId: ShowContactByExternalId}}}}"),
        format!("  /sets/{{id}}/upload/{{part}}: {{{ITEM}, post: {{}}}}"),
        "  /tickets/enqueue: {post: {operationId: enqueueCreateTicket}}".to_owned(),
    ];
    let names = [
        "exports.cancel",
        "contacts.find_by_external_id",
        "sets.upload.update",
        "tickets.enqueue",
    ];
    called(&lines, &names);
}

#[test]
fn an_id_may_have_two_verbs() {
    let lines = ["  /companies: {post: {operationId: createOrUpdateCompany}}".to_owned()];
    called(&lines, &["companies.create_or_update"]);
    // The second verb of an id counts where the first says where it is defined, even behind a version.
    let lines = [
        "  /runs/sync: {post: {operationId: sync_v1_get_sync_run}}".to_owned(),
        "  /runs/sync/now: {post: {operationId: sync_v1_get_sync_run_now}}".to_owned(),
    ];
    let lowered = paths(&lines.join("\n"));
    assert_eq!(ids(&lowered).len(), 2);
}

#[test]
fn tags_that_are_paths_may_end_above_a_collection_or_beside_the_path() {
    let line = |index: usize| {
        format!("  /voices{index}: {{get: {{tags: [audio.voices{index}], operationId: voices}}}}")
    };
    let mut lines: Vec<String> = (0..8).map(line).collect();
    let logs = listing("logs");
    lines.extend([
        "  /batch/jobs: {post: {tags: [batch], operationId: batch_create_batch_job}}".to_owned(),
        format!("  /batch/jobs/{{id}}: {{{ITEM}, get: {{tags: [batch], operationId: batch_get_batch_job}}}}"),
        "  /chat/completions: {post: {tags: [chat], operationId: chat_completion}}".to_owned(),
        format!(
            "  /libraries/{{id}}/share: {{{ITEM}, delete: {{tags: [libraries.accesses], operationId: libraries_share_delete}}}}"
        ),
        "  /chat/moderations: {post: {tags: [classifiers], operationId: chat_moderations}}".to_owned(),
        format!(
            "  /runs/{{id}}/logs/stream: {{{ITEM}, get: {{tags: [runs], operationId: stream_run_logs}}}}"
        ),
        format!(
            "  /runs/{{id}}/history: {{{ITEM}, get: {{tags: [runs], {logs}}}}}"
        ),
    ]);
    let lowered = paths(&lines.join("\n"));
    let mut found = ids(&lowered);
    found.retain(|name| !name.starts_with("audio"));
    let expected = [
        "batch.jobs.create",
        "batch.jobs.get",
        "chat.create_completion",
        "libraries.accesses.delete",
        "classifiers.create_chat_moderation",
        "runs.stream_logs",
        "runs.get_history",
    ];
    assert_eq!(found, expected);
}

#[test]
fn no_word_is_said_twice_and_no_keyword_is_a_method() {
    let given = |group: &str, method: &str| {
        format!("x-fern-sdk-group-name: {group}, x-fern-sdk-method-name: {method}")
    };
    let lines = [
        "  /things: {get: {operationId: getThings}}".to_owned(),
        "  /v1/things: {get: {operationId: get_ThingList}}".to_owned(),
        format!(
            "  /queries/create: {{post: {{{}}}}}",
            given("queries", "create-create")
        ),
        format!(
            "  /queries/{{id}}: {{{ITEM}, post: {{summary: Update a query, {}}}}}",
            given("queries", "create")
        ),
        format!(
            "  /accounts/{{id}}/move: {{{ITEM}, post: {{{}}}}}",
            given("account", "move")
        ),
        format!(
            "  /accounts/move: {{post: {{{}}}}}",
            given("account.batch", "move")
        ),
        format!("  /issues/type: {{get: {{{}}}}}", given("issues", "type")),
    ];
    let names = [
        "things.list",
        "things.list_v1_things",
        "queries.create",
        "queries.update",
        "accounts.move_account",
        "accounts.batch.move_account",
        "issues.get_type",
    ];
    called(&lines, &names);
}

#[test]
fn what_a_short_summary_says_is_clearer_than_the_http_method() {
    let lines = [
        "  /profiles: {post: {summary: Create a profile}}".to_owned(),
        format!(
            "  /profiles/{{id}}: {{{ITEM}, patch: {{operationId: patch-profiles-id}}, post: {{operationId: post-profiles-id, summary: Create a rule}}}}"
        ),
    ];
    let names = ["profiles.create", "profiles.update", "profiles.create_rule"];
    called(&lines, &names);
}

#[test]
fn a_change_of_one_thing_that_nothing_describes_is_called_as_its_http_method() {
    let proxy = "  /pods/{id}/proxy/{path}: {parameters: [{name: id, in: path, required: true, schema: {type: string}}, {name: path, in: path, required: true, schema: {type: string}}], put: {}, post: {}, patch: {}}";
    let lowered = paths(proxy);
    let mut names = ids(&lowered);
    names.sort_unstable();
    assert_eq!(
        names,
        ["pods.proxy.edit", "pods.proxy.post", "pods.proxy.update"]
    );
}

#[test]
fn an_action_without_a_resource_is_not_created() {
    let lines = [
        "  /fetch: {post: {operationId: Fetch_create}}".to_owned(),
        "  /complete: {post: {operationId: complete_post}}".to_owned(),
        "  /update: {post: {operationId: post_start_update}}".to_owned(),
    ];
    called(
        &lines,
        &["root.fetch", "root.complete", "root.start_update"],
    );
}

#[test]
fn retrieve_in_a_path_is_done() {
    let lines = [
        format!("  /retrievers/{{id}}/retrieve: {{{ITEM}, post: {{summary: Retrieve}}}}"),
        "  /retrievers/retrieve: {post: {summary: Direct Retrieve}}".to_owned(),
    ];
    called(
        &lines,
        &["retrievers.retrieve", "retrievers.direct_retrieve"],
    );
}
