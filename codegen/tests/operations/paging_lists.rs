//! Which member of a response is the paginated list, and what its items have.

use sdk_codegen::ir::NextPage;

use super::paging::{ITEMS, pages};
use super::{lowered_with, only};

/// Lowers a list at this path with a parameter `cursor` and these members.
fn listed(path: &str, members: &str) -> sdk_codegen::lower::Lowered {
    lowered_with(
        "",
        &format!(
            "servers: [{{url: 'https://shop.example'}}]
paths:
  {path}: {{get: {{parameters: [{{name: cursor, in: query, schema: {{type: string}}}}], responses: {{'200': {{description: d, content: {{application/json: {{schema: {{type: object, properties: {{{members}}}}}}}}}}}}}}}}}"
        ),
    )
}

#[test]
fn of_several_lists_the_one_called_like_the_path_has_pages() {
    let lists = |names: [&str; 2]| {
        let lists = names.map(|name| format!("{name}: {{{ITEMS}}}"));
        let members = format!("{}, next_cursor: {{type: string}}", lists.join(", "));
        let lowered = listed("/flows/registrations", &members);
        only(&lowered).pagination.clone().map(|it| it.items)
    };
    let found = |path: &str| Some(path.to_owned());
    assert_eq!(
        lists(["flow_registrations", "flow_versions"]),
        found("/flow_registrations")
    );
    // Here an equal name says more than one that only ends in a segment.
    assert_eq!(lists(["flows", "flow_registrations"]), found("/flows"));
    assert_eq!(lists(["members", "invites"]), None);
}

#[test]
fn the_last_item_leads_on_if_every_kind_of_item_has_an_id() {
    let last = |other: &str, more: &str| {
        let kind = |members: &str| format!("{{type: object, properties: {{{members}}}}}");
        let kinds = [
            kind("id: {type: string}, bank: {type: string}"),
            kind(other),
        ]
        .join(", ");
        let schema = format!(
            "type: object, properties: {{data: {{type: array, items: {{anyOf: [{kinds}]}}}}{more}}}"
        );
        let found = pages(
            &[("starting_after", "string"), ("limit", "integer")],
            &schema,
        );
        found.map(|it| it.next)
    };
    let more = ", has_more: {type: boolean}";
    let by_id = Some(NextPage::Last(0, "/id".to_owned()));
    assert_eq!(
        last("id: {type: string}, card: {type: string}", more),
        by_id
    );
    assert_eq!(last("card: {type: string}", more), None);
    // Without a sign that there are more, an item may be listed by another id that it has.
    assert_eq!(last("id: {type: string}, card: {type: string}", ""), by_id);
    assert_eq!(
        last("id: {type: string}, card_id: {type: string}", ""),
        None
    );
}

#[test]
fn lists_without_pages_are_reported() {
    let lowered = listed(
        "/orders",
        &format!("orders: {{{ITEMS}}}, name: {{type: string}}"),
    );
    let coverage = lowered.report.coverage;
    assert_eq!((coverage.pages.described, coverage.pages.emitted), (1, 0));
    assert_eq!(coverage.unpaged, ["GET /orders"]);
}
