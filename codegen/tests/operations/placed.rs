//! Names that are derived from paths, and their stability.

use std::collections::BTreeMap;

use sdk_codegen::lower::Lowered;

use super::{ids, operations, paths};

pub const ITEM: &str = "parameters: [{name: id, in: path, required: true, schema: {type: string}}]";

/// A response with a list of this name.
pub fn listing(name: &str) -> String {
    format!(
        "responses: {{'200': {{description: d, content: {{application/json: {{schema: {{type: object, properties: {{{name}: {{type: array, items: {{type: string}}}}}}}}}}}}}}}}"
    )
}

#[test]
fn a_list_is_listed_and_one_of_it_is_got() {
    let list = listing("things");
    let lowered = paths(&format!(
        "  /things: {{get: {{tags: [T], operationId: getThings, {list}}}, post: {{tags: [T], operationId: addThing}}}}
  /things/{{id}}: {{{ITEM}, get: {{tags: [T], operationId: getThing}}, delete: {{tags: [T], operationId: removeThing}}}}
  /getThings: {{get: {{tags: [Others], operationId: getThings2}}}}"
    ));
    assert_eq!(
        ids(&lowered),
        [
            "things.list",
            "things.create",
            "things.get",
            "things.delete",
            "others.get_things"
        ]
    );
}

#[test]
fn resources_nest_like_paths_and_the_last_words_may_be_an_action() {
    let lowered = paths(&format!(
        "  /v1/carts/{{id}}/items: {{{ITEM}, get: {{tags: [A sentence about all carts], operationId: getCartsByIdItems}}}}
  /v1/carts/{{id}}/cancel: {{{ITEM}, post: {{operationId: cancel_cart_v1_carts__id__cancel_post}}}}
  /v1/carts/{{id}}/purge_cache: {{{ITEM}, post: {{}}}}
  /v1/carts/{{id}}/bulk_operations: {{{ITEM}, post: {{}}}}
  /v1/carts/{{id}}: {{{ITEM}, patch: {{operationId: updateCart}}, post: {{operationId: postCartsCart}}}}"
    ));
    assert_eq!(
        ids(&lowered),
        [
            "carts.list_items",
            "carts.cancel",
            "carts.purge_cache",
            "carts.update",
            "carts.post",
            "carts.bulk_operations.create",
        ]
    );
}

#[test]
fn an_id_that_is_a_path_of_names_is_taken_as_it_is() {
    let lowered = paths(
        "  /repos/{owner}/issues: {parameters: [{name: owner, in: path, required: true, schema: {type: string}}], get: {tags: [issues], operationId: issues/list-for-repo}}
  /workers/domains: {get: {tags: [Domains], operationId: workers.domains.search}}",
    );
    assert_eq!(
        ids(&lowered),
        ["issues.list_for_repo", "workers.domains.search"]
    );
}

#[test]
fn a_new_operation_renames_nothing() {
    let old = format!(
        "  /v1/things: {{get: {{tags: [T], operationId: listThings}}}}
  /v1/things/{{id}}: {{{ITEM}, get: {{tags: [T], operationId: getThing}}, put: {{tags: [T], operationId: putThing}}}}
"
    );
    let new = format!(
        "  /v2/things: {{get: {{tags: [T], operationId: listThingsV2}}}}
  /v1/things/{{id}}/parts: {{{ITEM}, get: {{tags: [T], operationId: listParts}}}}
  '/v1/things?beta=true': {{get: {{tags: [T], operationId: listThingsBeta}}}}
  /v1/things/{{id}}/{{other}}: {{parameters: [{{name: id, in: path, required: true, schema: {{type: string}}}}, {{name: other, in: path, required: true, schema: {{type: string}}}}], get: {{tags: [T], operationId: getThingOther}}}}
"
    );
    let alone = named(&paths(&old));
    assert_eq!(alone["getThing"], "things.get");
    for text in [format!("{old}{new}"), format!("{new}{old}")] {
        let both = named(&paths(&text));
        assert_eq!(both.len(), 7);
        for (id, name) in &alone {
            assert_eq!(&both[id], name);
        }
    }
}

#[test]
fn one_word_is_for_reading_throughout_a_document() {
    let with = |of_ten: usize| {
        let read = |index: usize| {
            let verb = if index < of_ten { "retrieve" } else { "get" };
            format!(
                "  /{verb}s{index}/{{id}}: {{{ITEM}, get: {{operationId: {verb}Thing{index}}}}}\n"
            )
        };
        let described: String = (0..10).map(read).collect();
        let lowered = paths(&described);
        let mut names: Vec<_> = operations(&lowered).map(|it| it.fn_name.clone()).collect();
        names.dedup();
        names
    };
    assert_eq!(with(8), ["retrieve"]);
    assert_eq!(with(7), ["get"]);
}

#[test]
fn what_is_done_is_a_method_and_how_a_thing_is_found_no_resource() {
    let lowered = paths(&format!(
        "  /payments/{{id}}/refund: {{{ITEM}, post: {{}}}}
  /readers/{{id}}/process_payment: {{{ITEM}, post: {{}}}}
  /exchange_rates: {{get: {{operationId: GetExchangeRates, {}}}}}
  /rules/bulk: {{patch: {{operationId: editRules}}}}
  /cards/from-token: {{post: {{operationId: retrieveCardFromToken}}}}
  /groups/{{group}}/users/{{id}}: {{parameters: [{{name: group, in: path, required: true, schema: {{type: string}}}}, {{name: id, in: path, required: true, schema: {{type: string}}}}], put: {{operationId: addUserToGroup}}, delete: {{operationId: removeUserFromGroup}}}}
  /events: {{post: {{operationId: searchEvents}}}}",
        listing("data")
    ));
    assert_eq!(
        ids(&lowered),
        [
            "payments.refund",
            "readers.process_payment",
            "exchange_rates.list",
            "rules.bulk_edit",
            "cards.retrieve_from_token",
            "groups.users.add",
            "groups.users.remove",
            "events.search",
        ]
    );
}

#[test]
fn operations_with_the_same_name_are_distinguished_by_their_paths() {
    let given = "x-fern-sdk-group-name: audit, x-fern-sdk-method-name: get";
    let lowered = paths(&format!(
        "  /audit/findings/{{id}}: {{{ITEM}, get: {{{given}}}}}
  /audit/exports/{{id}}: {{{ITEM}, get: {{{given}}}}}
  /audit: {{get: {{{given}}}}}"
    ));
    assert_eq!(
        ids(&lowered),
        ["audit.get", "audit.findings.get", "audit.exports.get"]
    );
}

#[test]
fn what_is_deprecated_leaves_its_name() {
    let lowered = paths(&format!(
        "  /v1/orders/{{id}}: {{{ITEM}, put: {{deprecated: true, operationId: updateOrderOld}}}}
  /v2/orders/{{id}}: {{{ITEM}, put: {{operationId: updateOrder}}}}"
    ));
    assert_eq!(named(&lowered)["updateOrder"], "orders.update");
}

#[test]
fn words_that_run_together_are_split_by_those_of_the_operation() {
    let lowered = paths(
        "  /: {post: {operationId: getinputtokencounts, summary: Get input token counts}, get: {operationId: overshadowed, summary: Over and out}}",
    );
    assert_eq!(
        named(&lowered)["getinputtokencounts"],
        "root.get_input_token_counts"
    );
    assert_eq!(named(&lowered)["overshadowed"], "root.overshadowed");
}

#[test]
fn where_some_operations_are_named_the_path_says_more() {
    let given = |group: &str, method: &str| {
        format!("x-fern-sdk-group-name: {group}, x-fern-sdk-method-name: {method}")
    };
    let paths = |more: &str| {
        let indexes = given("vectors", "upsert");
        let jobs = given("logs.edge-job", "list");
        let assets = given("pages.assets.delete.custom", "asset");
        paths(&format!(
            "  /vectors/indexes/{{id}}/upsert: {{{ITEM}, post: {{{indexes}}}}}
  /logs/edge-jobs: {{get: {{{jobs}}}}}
  /pages/assets/{{id}}: {{{ITEM}, delete: {{{assets}}}}}
{more}"
        ))
    };
    assert_eq!(
        ids(&paths("  /others: {get: {}}\n")),
        [
            "vectors.indexes.upsert",
            "logs.edge_jobs.list",
            "pages.assets.delete",
            "others.list",
        ]
    );
    // A tag that names all of them is used as it is.
    assert_eq!(
        ids(&paths("")),
        [
            "vectors.upsert",
            "logs.edge_job.list",
            "pages.assets.delete.custom.asset",
        ]
    );
}

#[test]
fn a_resource_is_spelled_as_its_tag_is() {
    let lowered = paths(&format!(
        "  /mnm/rules/{{id}}: {{{ITEM}, get: {{tags: [Magic Network Monitoring Rules]}}}}"
    ));
    assert_eq!(ids(&lowered), ["magic_network_monitoring.rules.get"]);
}

#[test]
fn a_method_says_no_resource_and_no_keyword() {
    let lowered = paths(&format!(
        "  /catalog/search-catalog-items: {{post: {{tags: [Catalog]}}}}
  /transfers/{{id}}/return: {{{ITEM}, post: {{}}}}"
    ));
    assert_eq!(
        ids(&lowered),
        ["catalog.search_items", "transfers.return_transfer"]
    );
}

#[test]
fn clashing_names_are_distinguished_by_path_or_version() {
    let lowered = paths(&format!(
        "  /v2/payments/{{id}}/cancel: {{{ITEM}, post: {{operationId: CancelPayment}}}}
  /v2/payments/cancel: {{post: {{operationId: CancelPaymentByIdempotencyKey}}}}
  /v1/orders/{{id}}: {{{ITEM}, put: {{deprecated: true, operationId: updateOrderOld}}}}
  /v2/orders/{{id}}: {{{ITEM}, put: {{operationId: updateOrder}}}}"
    ));
    let named = named(&lowered);
    assert_eq!(named["CancelPayment"], "payments.cancel");
    assert_eq!(
        named["CancelPaymentByIdempotencyKey"],
        "payments.cancel_by_idempotency_key"
    );
    assert_eq!(named["updateOrderOld"], "v1.orders.update");
}

/// The name of each operation, by its `operationId`.
fn named(lowered: &Lowered) -> BTreeMap<String, String> {
    let all = operations(lowered);
    let named = all.map(|it| (it.operation_id.clone().unwrap_or_default(), it.id.clone()));
    named.collect()
}

#[test]
fn what_stands_in_front_of_the_version_is_no_resource() {
    let mut lines: Vec<String> = ["cats", "dogs", "birds"]
        .iter()
        .map(|name| format!("  /pets/v1/{name}/{{id}}: {{{ITEM}, get: {{}}}}"))
        .collect();
    lines.push("  /v1/about: {get: {}}".to_owned());
    let names = ["cats.get", "dogs.get", "birds.get", "about.get"];
    let lowered = paths(&lines.join("\n"));
    assert_eq!(ids(&lowered), names);
    // In paths of several services, or without anything behind the version, the segment stays.
    lines[1] = lines[1].replace("/pets/", "/wild/");
    let lowered = paths(&lines.join("\n"));
    assert_eq!(ids(&lowered)[0], "pets.cats.get");
    let only = format!("  /pets/v1/{{id}}: {{{ITEM}, get: {{}}}}");
    assert_eq!(ids(&paths(&only)), ["pets.get"]);
}

#[test]
fn one_read_below_a_resource_is_its_method() {
    let lines = [
        "  /roles: {get: {}, post: {}}".to_owned(),
        "  /roles/current: {get: {}}".to_owned(),
        format!("  /roles/kinds: {{get: {{{}}}}}", listing("kinds")),
        "  /roles/default: {get: {}, put: {}}".to_owned(),
        "  /embed/card: {get: {}}".to_owned(),
    ];
    let lowered = paths(&lines.join("\n"));
    let names = [
        "roles.list",
        "roles.create",
        "roles.get_current",
        "roles.list_kinds",
        "roles.default.get",
        "roles.default.update",
        "embed.card.get",
    ];
    assert_eq!(ids(&lowered), names);
}
