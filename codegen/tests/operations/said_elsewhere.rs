//! Names from versions, permissions, and what ids say beside the path.

use super::placed::{ITEM, listing};
use super::{ids, paths};

/// The names of operations whose paths are listed one a line.
#[track_caller]
fn called(lines: &[String], expected: &[&str]) {
    let lowered = paths(&lines.join("\n"));
    assert_eq!(ids(&lowered), expected);
}

#[test]
fn a_later_version_of_a_resource_is_a_level() {
    let list = listing("things");
    let lines = [
        format!("  /things: {{get: {{{list}}}}}"),
        format!("  /v3/things: {{get: {{{list}}}}}"),
        format!(
            "  /v3/things/{{id}}/parts: {{{ITEM}, get: {{{}}}}}",
            listing("parts")
        ),
        // Nothing else has this name.
        format!("  /v3/others: {{get: {{{}}}}}", listing("others")),
    ];
    let expected = [
        "things.list",
        "v3.things.list",
        "v3.things.list_parts",
        "others.list",
    ];
    called(&lines, &expected);
    // A version behind the resource is no level.
    let lines = [
        format!("  /things/v1: {{get: {{{list}}}}}"),
        format!("  /things/v2: {{get: {{{list}}}}}"),
    ];
    called(&lines, &["things.list", "things.list_v2"]);
}

#[test]
fn what_is_deprecated_says_so_where_nothing_else_tells_it_apart() {
    let lines = [
        format!("  /things/{{id}}: {{{ITEM}, get: {{deprecated: true}}}}"),
        format!("  /api/things/{{id}}: {{{ITEM}, get: {{}}}}"),
    ];
    called(&lines, &["things.get_deprecated", "things.get"]);
}

#[test]
fn what_is_attached_is_not_created() {
    let both = "parameters: [{name: id, in: path, required: true, schema: {type: string}}, {name: tag, in: path, \
                required: true, schema: {type: string}}]";
    let lines = [
        format!("  /contacts/{{id}}/tags: {{{ITEM}, post: {{operationId: attachTagToContact}}}}"),
        format!(
            "  /contacts/{{id}}/tags/{{tag}}: {{{both}, delete: {{operationId: detachTagFromContact}}}}"
        ),
        "  /tags: {post: {operationId: attachTag}}".to_owned(),
    ];
    let expected = [
        "contacts.tags.attach",
        "contacts.tags.detach",
        "tags.create",
    ];
    called(&lines, &expected);
}

#[test]
fn an_id_says_what_a_path_leaves_out() {
    let post = |path: &str, id: &str| vec![format!("  {path}: {{post: {{operationId: {id}}}}}")];
    called(
        &post("/oauth2/token/status", "RetrieveTokenStatus"),
        &["oauth2.retrieve_token_status"],
    );
    called(
        &post("/oauth2/revoke", "RevokeToken"),
        &["oauth2.revoke_token"],
    );
    called(&post("/queue/cancel", "cancelQueueJob"), &["queue.cancel"]);
    called(
        &post("/wallet/domains", "RegisterDomain"),
        &["wallet.register_domain"],
    );
    called(
        &post("/wallet/domains", "CreateDomain"),
        &["wallet.domains.create"],
    );
    let convert =
        format!("  /talks/{{id}}/convert: {{{ITEM}, post: {{operationId: convertTalkToTicket}}}}");
    called(&[convert], &["talks.convert_to_ticket"]);
}

#[test]
fn segments_are_read_to_their_end() {
    let append = format!("  '/taxonomies/{{id}}/levels:append': {{{ITEM}, post: {{}}}}");
    called(&[append], &["taxonomies.levels.append"]);
    let sessions = "  /files/upload_sessions: {post: {}}".to_owned();
    called(&[sessions], &["files.upload_sessions.create"]);
    let uploads = "  /files/upload_parts: {post: {}}".to_owned();
    called(&[uploads], &["files.upload_parts"]);
    // The note says nothing about a parameter that has its words.
    let noted = [
        format!("  '/links/{{id}}#id': {{{ITEM}, delete: {{}}}}"),
        format!("  '/links/{{id}}#later': {{{ITEM}, get: {{}}}}"),
    ];
    called(&noted, &["links.delete", "links.get_later"]);
}

#[test]
fn ids_under_tags_that_are_paths_are_read_with_the_path() {
    let filler = (0..8).map(|it| format!("  /audio/voices{it}: {{get: {{tags: [audio.voices]}}}}"));
    let mut lines: Vec<String> = filler.collect();
    lines.extend([
        format!("  /tuning/models/{{id}}/archive: {{{ITEM}, delete: {{tags: [models], operationId: api_routes_tuning_unarchive_tuned_model}}}}"),
        format!("  /records/{{id}}/live-judging: {{{ITEM}, post: {{tags: [audio.records], operationId: judge_record}}}}"),
        format!("  /sets/{{id}}/imports/from-file: {{{ITEM}, post: {{tags: [audio.sets], operationId: post_records_from_file}}}}"),
        "  /events/search-ids: {post: {tags: [audio.events], operationId: get_event_ids}}".to_owned(),
        "  /scim/sync: {post: {tags: [admin.scim], operationId: sync_trigger_scim_sync}}".to_owned(),
    ]);
    let lowered = paths(&lines.join("\n"));
    let names = ids(&lowered).into_iter();
    let names: Vec<_> = names
        .filter(|name| !name.starts_with("audio.voices"))
        .collect();
    let expected = [
        "audio.records.judge",
        "audio.sets.import_from_file",
        "audio.events.search_ids",
        "models.unarchive",
        "admin.scim.trigger_sync",
    ];
    assert_eq!(names, expected);
}

#[test]
fn a_group_that_paths_and_permissions_contradict_is_named_as_they_do() {
    let list = listing("jobs");
    let operation = |group: &str, at: usize| {
        format!(
            "  /page-rendering/kind{at}/jobs: {{get: {{x-fern-sdk-group-name: {group}.kind{at}.jobs, \
             x-fern-sdk-method-name: list, x-api-token-group: [Page Rendering Read], {list}}}}}"
        )
    };
    // Most operations have no group, so that groups are hints.
    let others = |at: usize| format!("  /others{at}: {{get: {{operationId: getOthers{at}}}}}");
    let lines: Vec<String> = (0..8)
        .map(|at| operation("page-run", at))
        .chain((0..8).map(others))
        .collect();
    let lowered = paths(&lines.join("\n"));
    let names = ids(&lowered);
    let count = |start: &str| names.iter().filter(|name| name.starts_with(start)).count();
    assert_eq!(
        (count("page_rendering."), count("page_run.")),
        (8, 0),
        "{names:?}"
    );
}
