//! Names that a person would choose, whatever ids and tags say.

use super::placed::{ITEM, listing};
use super::{ids, paths};

/// The names of operations whose paths are listed one a line.
#[track_caller]
fn called(lines: &[String], expected: &[&str]) {
    let lowered = paths(&lines.join("\n"));
    assert_eq!(ids(&lowered), expected);
}

#[test]
fn an_id_that_cannot_be_read_says_nothing() {
    let api_keys = format!(
        "  /accounts/{{id}}/api-keys: {{{ITEM}, post: {{operationId: createan_ap_ikeyforaserviceaccount}}}}"
    );
    called(&[api_keys], &["accounts.api_keys.create"]);
    let numbered = format!("  /names/{{id}}: {{{ITEM}, get: {{operationId: '0_name_get'}}}}");
    called(&[numbered], &["names.get"]);
    let query = "  '/things?beta=true': {get: {operationId: list_things_beta_true}}".to_owned();
    called(&[query], &["things.list"]);
}

#[test]
fn capitals_of_products_are_words() {
    let lines = ["  /pops: {get: {tags: [PoPs], operationId: listPoPs}}"];
    called(&lines.map(str::to_owned), &["pops.list"]);
    let lines = ["  /clients: {get: {tags: [OAuth2], operationId: listOAuth2Clients}}"];
    called(&lines.map(str::to_owned), &["clients.list"]);
    let lines = ["  /OAuth2: {get: {tags: [OAuth2], operationId: getOAuth2}}"];
    called(&lines.map(str::to_owned), &["oauth2.get"]);
}

#[test]
fn one_tag_for_everything_is_no_resource() {
    let all = ["Accounts", "Invoices"].map(|name| {
        let list = listing(name);
        format!("  /{name}: {{get: {{tags: [Accounting], operationId: get{name}, {list}}}}}")
    });
    called(&all, &["accounts.list", "invoices.list"]);
    let versioned = format!(
        "  /2010-04-01/Accounts/{{id}}.json: {{{ITEM}, get: {{tags: [Api20100401Account], operationId: FetchAccount}}}}"
    );
    let listed = "  /2010-04-01/Accounts.json: {get: {operationId: ListAccount}}".to_owned();
    called(&[versioned, listed], &["accounts.get", "accounts.list"]);
}

#[test]
fn a_method_keeps_its_object_and_its_noun() {
    let lines = [
        "  /invites: {post: {tags: [Invites], operationId: inviteUser}}".to_owned(),
        format!(
            "  /contactdb/lists/{{id}}: {{{ITEM}, delete: {{tags: [Lists], operationId: deleteContactDbList}}}}"
        ),
        format!(
            "  /billable_metrics/{{id}}: {{{ITEM}, get: {{tags: [billable_metrics], operationId: findBillableMetric}}}}"
        ),
    ];
    let names = [
        "invites.create",
        "contactdb.lists.delete",
        "billable_metrics.get",
    ];
    called(&lines, &names);
}

#[test]
fn tags_that_are_paths_are_the_resources() {
    let line = |index: usize| {
        format!(
            "  /v1/voices{index}/{{id}}: {{{ITEM}, get: {{tags: [audio.voices{index}], operationId: api_routes_get_voices{index}}}}}"
        )
    };
    let mut lines: Vec<String> = (0..8).map(line).collect();
    lines.extend([
        format!(
            "  /v1/agents/{{id}}/versions: {{{ITEM}, get: {{tags: [beta.agents], operationId: agents_api_v1_agents_list_versions}}}}"
        ),
        "  /v1/agents/{id}/keys/{key}: {parameters: [{name: id, in: path, required: true, schema: {type: string}}, {name: key, in: path, required: true, schema: {type: string}}], delete: {tags: [beta.agents]}}".to_owned(),
        "  /v1/files: {post: {tags: [files], operationId: upload_file_v1_files_post}}".to_owned(),
        format!(
            "  /v1/models/{{id}}: {{{ITEM}, get: {{tags: [models], operationId: read_model_v1_models__id__get}}}}"
        ),
    ]);
    let lowered = paths(&lines.join("\n"));
    let mut found = ids(&lowered);
    found.retain(|name| !name.starts_with("audio"));
    let expected = [
        "beta.agents.list_versions",
        "beta.agents.delete_key",
        "files.upload",
        "models.get",
    ];
    assert_eq!(found, expected);
}

#[test]
fn patch_updates_but_beside_a_put() {
    let lines = [
        format!("  /things/{{id}}: {{{ITEM}, patch: {{}}}}"),
        format!("  /others/{{id}}: {{{ITEM}, patch: {{}}, put: {{}}}}"),
        format!("  /olds/{{id}}: {{{ITEM}, patch: {{}}, put: {{deprecated: true}}}}"),
    ];
    let names = [
        "things.update",
        "others.edit",
        "others.update",
        "olds.update",
        "olds.update_deprecated",
    ];
    called(&lines, &names);
}

#[test]
fn an_id_names_what_its_path_ends_in() {
    let lines = [
        "  /oauth2/token: {post: {operationId: ObtainToken}}",
        "  /usage/costs: {get: {operationId: usage-costs}}",
        "  /usage/usage: {get: {operationId: usage-usage}}",
        "  /change_events: {post: {operationId: createChangeEvent}}",
        "  /emails: {post: {operationId: sendEmail}}",
        "  /audio/speech: {post: {operationId: audio-speech}}",
    ];
    let names = [
        "oauth2.obtain_token",
        "usage.costs",
        "usage.get",
        "change_events.create",
        "emails.send",
        "audio.speech.create",
    ];
    called(&lines.map(str::to_owned), &names);
}

#[test]
fn a_tag_says_another_form_of_a_segment() {
    let line = format!("  /fine-tunes/{{id}}: {{{ITEM}, get: {{tags: [Fine-tuning]}}}}");
    called(&[line], &["fine_tuning.get"]);
}

#[test]
fn permissions_and_components_say_where_a_segment_stands() {
    let mut lines = Vec::new();
    for index in 0..8 {
        lines.push(format!(
            "  /gateways{index}: {{get: {{x-fern-sdk-group-name: zero-trust.gateways{index}, x-fern-sdk-method-name: get}}}}"
        ));
        lines.push(format!(
            "  /zt_scores/kinds{index}: {{get: {{x-api-token-group: [Zero Trust Write, Zero Trust Read]}}}}"
        ));
        lines.push(format!(
            "  /realtime/kit/meetings{index}: {{get: {{parameters: [{{name: app, in: query, schema: {{$ref: '#/components/schemas/realtimekit_app'}}}}]}}}}"
        ));
    }
    let lowered = paths(&lines.join("\n"));
    let found = ids(&lowered);
    for expected in ["zero_trust.scores.kinds0.get", "realtime_kit.meetings0.get"] {
        assert!(found.contains(&expected), "{expected} is not in {found:?}");
    }
}
