//! Names of operations that do something to a resource, and names that a document gives in other ways.

use super::ids;
use super::paths;
use super::placed::{ITEM, listing};

/// The names of operations whose paths are listed one a line.
#[track_caller]
fn called(lines: &[&str], expected: &[&str]) {
    assert_eq!(ids(&paths(&lines.join("\n"))), expected);
}

#[test]
fn one_change_below_a_resource_is_its_method() {
    let lines = [
        format!("  /users/{{id}}/metadata: {{{ITEM}, patch: {{operationId: patchMetadata}}}}"),
        format!(
            "  /users/{{id}}/web_provision: {{{ITEM}, post: {{operationId: postUserProvision}}}}"
        ),
        format!(
            "  /users/{{id}}/password: {{{ITEM}, post: {{operationId: postPassword, summary: Reset the password}}}}"
        ),
        format!("  /users/{{id}}/token: {{{ITEM}, post: {{operationId: createUserToken}}}}"),
        format!(
            "  /users/{{id}}/image: {{{ITEM}, put: {{summary: Set}}, delete: {{summary: Clear}}}}"
        ),
        format!("  /users/{{id}}/feed: {{{ITEM}, put: {{tags: [Feed]}}}}"),
        format!("  /users/{{id}}/status: {{{ITEM}, get: {{summary: Status}}}}"),
    ];
    called(
        &lines.each_ref().map(String::as_str),
        &[
            "users.update_metadata",
            "users.web_provision",
            "users.reset_password",
            "users.create_token",
            "users.get_status",
            "users.image.update",
            "users.image.delete",
            "users.feed.update",
        ],
    );
}

#[test]
fn what_is_done_may_stand_in_front_of_an_id_and_behind_one() {
    let two = "parameters: [{name: id, in: path, required: true, schema: {type: string}}, {name: tool, in: path, required: true, schema: {type: string}}]";
    let lines = [
        format!("  /agents/{{id}}/tools/attach/{{tool}}: {{{two}, patch: {{summary: Attach}}}}"),
        format!("  /workflows/{{id}}/run: {{{ITEM}, put: {{summary: Run}}}}"),
        format!("  /agents/{{id}}/messages/stream: {{{ITEM}, post: {{summary: Send}}}}"),
        format!("  /agents/{{id}}/messages/async: {{{ITEM}, post: {{summary: Send}}}}"),
        "  /users/count: {get: {summary: Count}}".to_owned(),
    ];
    called(
        &lines.each_ref().map(String::as_str),
        &[
            "agents.tools.attach",
            "agents.messages.stream",
            "agents.messages.create_async",
            "workflows.run",
            "users.count",
        ],
    );
}

#[test]
fn what_a_resource_becomes_is_said_by_the_id() {
    let lines = [
        format!(
            "  /messages/{{id}}/read: {{{ITEM}, put: {{operationId: markMessageAsRead}}, delete: {{operationId: markMessageAsUnread (2)}}}}"
        ),
        format!("  /messages/{{id}}/archived: {{{ITEM}, put: {{operationId: archiveMessage}}}}"),
        format!(
            "  /messages/{{id}}/logo: {{{ITEM}, put: {{operationId: uploadLogo}}, delete: {{operationId: deleteLogo}}}}"
        ),
    ];
    called(
        &lines.each_ref().map(String::as_str),
        &[
            "messages.mark_as_read",
            "messages.mark_as_unread",
            "messages.archive",
            "messages.logo.update",
            "messages.logo.delete",
        ],
    );
}

#[test]
fn an_action_on_many_is_told_apart_by_the_summary() {
    let one = format!("  /users/{{id}}/ban: {{{ITEM}, post: {{summary: Ban a user}}}}");
    let many = "  /users/ban: {post: {summary: Ban multiple users}}";
    called(&[&one, many], &["users.ban", "users.bulk_ban"]);
}

#[test]
fn a_list_may_have_the_path_of_one_thing() {
    let list = listing("data");
    let lines = [
        format!("  /objects/{{id}}: {{{ITEM}, get: {{operationId: listObjects, {list}}}}}"),
        format!("  /settings/{{id}}: {{{ITEM}, get: {{operationId: getSetting, {list}}}}}"),
    ];
    called(
        &lines.each_ref().map(String::as_str),
        &["objects.list", "settings.get"],
    );
}

#[test]
fn ids_may_begin_with_their_tag() {
    let line = |index: usize| {
        format!(
            "  /api/toys{index}: {{get: {{tags: [PetToys{index}], operationId: petToys{index}_listColors}}}}"
        )
    };
    let lines: Vec<String> = (0..8).map(line).collect();
    let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
    let expected: Vec<String> = (0..8)
        .map(|index| format!("pet_toys{index}.list_colors"))
        .collect();
    let expected: Vec<&str> = expected.iter().map(String::as_str).collect();
    called(&lines, &expected);
    // Most ids have to.
    called(&lines[..1], &["toys0.get"]);
}

#[test]
fn where_most_ids_repeat_their_resource_none_does() {
    let list = listing("data");
    let all = format!("  /pets: {{get: {{operationId: pets.getPets, {list}}}}}");
    let both = format!(
        "  /pets: {{get: {{operationId: pets.getPets, {list}}}, post: {{operationId: pets.createPet}}}}"
    );
    let done = "  /pets/wash: {post: {operationId: pets.wash}}";
    called(&[&all, done], &["pets.get_pets", "pets.wash"]);
    called(&[&both, done], &["pets.list", "pets.create", "pets.wash"]);
}

#[test]
fn extensions_of_other_tools_name_methods_too() {
    let grouped = "  /a: {get: {tags: [T], x-speakeasy-group: reports.daily, x-speakeasy-name-override: fetchAll}}";
    called(&[grouped], &["reports.daily.fetch_all"]);
    // A method with a name belongs to its tag.
    let tagged = "  /b/c: {post: {tags: [Links], x-speakeasy-name-override: upsert}}";
    called(&[tagged], &["links.upsert"]);
}

#[test]
fn random_identifiers_and_what_all_paths_share_are_in_no_name() {
    called(
        &["  /templates/securityClass-6VMVochwUWo/schema: {get: {summary: S}}"],
        &["templates.security_class.schema.get"],
    );
    let lines = [
        "  /public/scores: {get: {tags: [Scores]}}",
        "  /public/v2/scores: {get: {tags: [Scores]}}",
    ];
    called(&lines, &["scores.list", "v2.scores.list"]);
    called(
        &["  /m2m_tokens: {post: {tags: [M2M Tokens]}}"],
        &["m2m_tokens.create"],
    );
}

#[test]
fn one_read_below_a_resource_is_its_method() {
    let [messages, entries] = ["messages", "entries"].map(listing);
    let bytes = "responses: {'200': {description: d, content: {application/octet-stream: {}}}}";
    let both = "parameters: [{name: id, in: path, required: true, schema: {type: string}}, {name: note, in: path, required: true, schema: {type: string}}]";
    let lines = [
        format!("  /users/{{id}}/messages: {{{ITEM}, get: {{{messages}}}}}"),
        format!("  /users/{{id}}/history: {{{ITEM}, get: {{{entries}}}}}"),
        format!("  /files/{{id}}/content: {{{ITEM}, get: {{{bytes}}}}}"),
        format!("  /users/{{id}}/keys: {{{ITEM}, get: {{tags: [User keys], {entries}}}}}"),
        format!("  /users/{{id}}/notes: {{{ITEM}, get: {{{entries}}}}}"),
        format!("  /users/{{id}}/notes/{{note}}: {{{both}, delete: {{}}}}"),
    ];
    called(
        &lines.each_ref().map(String::as_str),
        &[
            "users.list_messages",
            "users.get_history",
            "users.keys.list",
            "users.notes.list",
            "users.notes.delete",
            "files.content",
        ],
    );
}

#[test]
fn one_read_that_would_repeat_a_word_is_no_method_of_the_resource_above() {
    let entries = listing("entries");
    let lines = [
        format!("  /incidents/{{id}}/related_incidents: {{{ITEM}, get: {{{entries}}}}}"),
        format!("  /lists/{{id}}/tags: {{{ITEM}, get: {{{entries}}}}}"),
        format!("  /profiles/{{id}}/lists: {{{ITEM}, get: {{{entries}}}}}"),
    ];
    called(
        &lines.each_ref().map(String::as_str),
        &[
            "incidents.related_incidents.list",
            "lists.tags.list",
            "profiles.lists.list",
        ],
    );
}

#[test]
fn a_verb_that_says_more_than_the_http_method_is_the_method() {
    let lines = [
        format!(
            "  /users/{{id}}: {{{ITEM}, put: {{operationId: setUser}}, delete: {{operationId: archiveUser}}}}"
        ),
        format!("  /roles/{{id}}: {{{ITEM}, patch: {{}}}}"),
        "  /roles: {put: {summary: Create or replace a role}}".to_owned(),
        format!("  /logs/{{id}}/insert: {{{ITEM}, post: {{}}}}"),
        format!("  /logs/{{id}}/fetch: {{{ITEM}, post: {{}}, get: {{}}}}"),
        format!("  /albums/{{id}}/contains: {{{ITEM}, get: {{}}}}"),
    ];
    called(
        &lines.each_ref().map(String::as_str),
        &[
            "users.set",
            "users.archive",
            "roles.update",
            "roles.replace",
            "logs.insert",
            "logs.fetch_post",
            "logs.fetch",
            "albums.contains",
        ],
    );
}
