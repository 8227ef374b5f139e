//! Pagination through request bodies and headers.

use sdk_codegen::ir::{NextPage, Pagination};

use super::paging::{ITEMS, object, pages};
use super::{lowered_with, only, paths, post};

/// The pagination of a list that is requested by `POST`, with these body members (name and type).
fn searched(members: &[(&str, &str)], schema: &str) -> Option<Pagination> {
    let members: Vec<_> = members
        .iter()
        .map(|(name, ty)| format!("{name}: {{type: {ty}}}"))
        .collect();
    let members = members.join(", ");
    let operation = post(&format!(
        "requestBody: {{content: {{application/json: {{schema: {{type: object, properties: {{{members}}}}}}}}}}}, responses: {{'200': {{description: d, content: {{application/json: {{schema: {{{schema}}}}}}}}}}}"
    ));
    operation.pagination
}

#[test]
fn members_of_a_body_ask_for_pages() {
    let found = searched(
        &[
            ("query", "string"),
            ("cursor", "string"),
            ("limit", "integer"),
        ],
        &object("next_cursor: {type: string}"),
    );
    let found = found.unwrap();
    assert_eq!(found.next, NextPage::Cursor(1, "/next_cursor".to_owned()));
    assert_eq!(found.size, Some(2));
    let numbered = [("page", "integer, default: 0")];
    let found = searched(&numbered, &object("total_pages: {type: integer}")).unwrap();
    assert_eq!((found.next, found.first), (NextPage::Number(0), 0));
    // Without an indication of further pages, a `POST` may create something.
    assert_eq!(searched(&numbered, &object("name: {type: string}")), None);
}

#[test]
fn a_header_leads_to_the_next_page() {
    let found = |name: &str, place: &str, header: &str| {
        let lowered = lowered_with(
            "",
            &format!(
                "servers: [{{url: 'https://shop.example'}}]
paths:
  /a: {{get: {{parameters: [{{name: {name}, in: {place}, schema: {{type: string}}}}], responses: {{'200': {{description: d, headers: {{{header}: {{schema: {{type: string}}}}}}, content: {{application/json: {{schema: {{{ITEMS}}}}}}}}}}}}}}}"
            ),
        );
        only(&lowered).pagination.clone().map(|it| it.next)
    };
    let sent_back = |header: &str| Some(NextPage::Header(0, header.to_owned()));
    assert_eq!(
        found("pageToken", "query", "X-Next-Page-Token"),
        sent_back("x-next-page-token")
    );
    assert_eq!(
        found("x-ms-continuation", "header", "x-ms-continuation"),
        sent_back("x-ms-continuation")
    );
    assert_eq!(found("x-trace", "header", "x-trace"), None);
}

#[test]
fn an_offset_of_the_next_page_and_a_cursor_in_brackets_lead_on() {
    let found = pages(
        &[("offset", "string")],
        &object("next_page_offset: {type: string, nullable: true}"),
    );
    let next = found.map(|pages| pages.next);
    assert_eq!(
        next,
        Some(NextPage::Cursor(0, "/next_page_offset".to_owned()))
    );
    let links = "links: {type: object, properties: {next: {type: string, nullable: true}}}";
    let found = pages(&[("page[cursor]", "string")], &object(links));
    let next = found.map(|pages| pages.next);
    assert_eq!(next, Some(NextPage::Url("/links/next".to_owned())));
}

#[test]
fn of_several_lists_the_path_says_which_one_comes_in_pages() {
    let lists = |names: [&str; 2]| {
        let lists = names.map(|name| format!("{name}: {{type: array, items: {{type: string}}}}"));
        let members = lists.join(", ");
        let schema =
            format!("type: object, properties: {{{members}, total_results: {{type: integer}}}}");
        let lowered = paths(&format!(
            "  /channels/messages/search: {{get: {{parameters: [{{name: offset, in: query, schema: {{type: integer}}}}], responses: {{'200': {{description: d, content: {{application/json: {{schema: {{{schema}}}}}}}}}}}}}}}"
        ));
        let found = only(&lowered).pagination.clone();
        found.map(|pages| pages.items)
    };
    assert_eq!(lists(["members", "messages"]).as_deref(), Some("/members"));
    assert_eq!(
        lists(["messages", "warnings"]).as_deref(),
        Some("/messages")
    );
    assert_eq!(lists(["members", "owners"]), None);
    assert_eq!(lists(["channels", "owners"]).as_deref(), Some("/channels"));
}

#[test]
fn a_number_in_a_text_counts_pages_if_the_response_does() {
    let counted = object("total_pages: {type: integer}");
    for schema in ["string, example: 2", "string, example: '2'"] {
        let found = pages(&[("page", schema), ("per_page", "integer")], &counted).unwrap();
        assert_eq!(found.next, NextPage::Number(0));
        assert_eq!((found.first, found.size), (1, Some(1)));
        assert_eq!(pages(&[("page", schema)], ITEMS), None);
    }
    assert_eq!(pages(&[("page", "string, example: next")], &counted), None);
}

#[test]
fn an_id_leads_on_in_a_list_that_is_only_read_forwards() {
    let parameters = [("after", "string"), ("limit", "integer")];
    let found = pages(&parameters, ITEMS).unwrap();
    assert_eq!(found.next, NextPage::Last(0, "/id".to_owned()));
    assert_eq!((found.items.as_str(), found.size), ("", Some(1)));
    // Without a limit nothing comes in pages, and in a list that is also read backwards the order is unknown.
    assert_eq!(pages(&parameters[..1], ITEMS), None);
    let both = [parameters[0], ("before", "string"), parameters[1]];
    assert_eq!(pages(&both, ITEMS), None);
    // Items with several ids may be in the order of another one.
    let members = "{id: {type: string}, user_id: {type: string}}";
    let schema = format!("type: array, items: {{type: object, properties: {members}}}");
    assert_eq!(pages(&parameters, &schema), None);
}
