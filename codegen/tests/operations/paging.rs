//! Recognition of paginated lists.

use sdk_codegen::ir::{NextPage, Pagination};

use super::{lowered_with, only, paths, warning};

pub(super) const ITEMS: &str =
    "type: array, items: {type: object, properties: {id: {type: string}}}";

/// The pagination of a list with these query parameters (name and type) and this response.
pub(super) fn pages(parameters: &[(&str, &str)], schema: &str) -> Option<Pagination> {
    only(&lowered_with("", &description(parameters, schema, "")))
        .pagination
        .clone()
}

fn description(parameters: &[(&str, &str)], schema: &str, more: &str) -> String {
    let parameters: Vec<_> = parameters
        .iter()
        .map(|(name, ty)| format!("{{name: '{name}', in: query, schema: {{type: {ty}}}}}"))
        .collect();
    let parameters = parameters.join(", ");
    format!(
        "servers: [{{url: 'https://shop.example'}}]
paths:
  /a: {{get: {{{more} parameters: [{parameters}], responses: {{'200': {{description: d, content: {{application/json: {{schema: {{{schema}}}}}}}}}}}}}}}"
    )
}

/// An object with a list called `items` and these members.
pub(super) fn object(members: &str) -> String {
    format!("type: object, properties: {{items: {{{ITEMS}}}, {members}}}")
}

fn integers(names: &[&str]) -> String {
    let members = names
        .iter()
        .map(|name| format!("{name}: {{type: integer}}"));
    members.collect::<Vec<_>>().join(", ")
}

#[test]
fn pages_have_numbers() {
    let parameters = [
        ("kind", "string"),
        ("page", "integer"),
        ("perPage", "integer"),
    ];
    let inner = integers(&["page", "per_page", "total_pages", "total_count"]);
    let found = pages(
        &parameters,
        &object(&format!("meta: {{type: object, properties: {{{inner}}}}}")),
    );
    let found = found.unwrap();
    assert_eq!(found.items, "/items");
    assert_eq!(found.next, NextPage::Number(1));
    assert_eq!((found.size, found.first), (Some(2), 1));
    assert_eq!(found.page.as_deref(), Some("/meta/page"));
    assert_eq!(found.pages.as_deref(), Some("/meta/total_pages"));
    assert_eq!(found.total.as_deref(), Some("/meta/total_count"));
    assert_eq!(found.per_page.as_deref(), Some("/meta/per_page"));
    assert_eq!(found.more, None);
    let plain = pages(&[("page", "integer")], ITEMS).unwrap();
    assert_eq!(
        (plain.items.as_str(), plain.next),
        ("", NextPage::Number(0))
    );
    let from_zero = pages(&[("page", "integer, default: 0")], ITEMS).unwrap();
    assert_eq!(from_zero.first, 0);
}

#[test]
fn items_have_positions() {
    let found = pages(
        &[("offset", "integer"), ("limit", "integer")],
        &object("total: {type: integer}"),
    );
    let found = found.unwrap();
    assert_eq!(found.next, NextPage::Offset(0));
    assert_eq!(found.total.as_deref(), Some("/total"));
    let next = object("count: {type: integer}, next: {type: string, format: uri, nullable: true}");
    let found = pages(&[("limit", "integer"), ("offset", "integer")], &next).unwrap();
    assert_eq!(found.next, NextPage::Offset(1));
    assert_eq!((found.total, found.more.as_deref()), (None, Some("/next")));
}

#[test]
fn cursors_are_sent_back() {
    for (parameter, member, path) in [
        ("cursor", "next_cursor: {type: string}", "/next_cursor"),
        (
            "page_token",
            "next_page: {type: string, nullable: true}",
            "/next_page",
        ),
        (
            "pageToken",
            "next-page-token: {type: string}",
            "/next-page-token",
        ),
        ("marker", "next_marker: {type: string}", "/next_marker"),
        ("page", "next_page: {type: string}", "/next_page"),
        (
            "continue",
            "metadata: {type: object, properties: {continue: {type: string}}}",
            "/metadata/continue",
        ),
        (
            "cursor",
            "info: {type: object, properties: {cursors: {type: object, properties: {after: {type: string}}}}}",
            "/info/cursors/after",
        ),
    ] {
        let found = pages(&[(parameter, "string")], &object(member)).unwrap();
        assert_eq!(found.next, NextPage::Cursor(0, path.to_owned()));
    }
    let both = [("page", "integer"), ("cursor", "string")];
    let next = |members| pages(&both, &object(members)).unwrap().next;
    assert_eq!(
        next("cursor: {type: string}"),
        NextPage::Cursor(1, "/cursor".to_owned())
    );
    assert_eq!(
        next("cursor: {type: string}, total: {type: integer}"),
        NextPage::Number(0)
    );
}

#[test]
fn the_last_item_or_a_url_leads_on() {
    let more = object("has_more: {type: boolean}");
    let found = pages(&[("starting_after", "string"), ("limit", "integer")], &more).unwrap();
    assert_eq!(found.next, NextPage::Last(0, "/id".to_owned()));
    assert_eq!(
        (found.more.as_deref(), found.size),
        (Some("/has_more"), Some(1))
    );
    for (member, path) in [
        (
            "links: {type: object, properties: {next: {type: string}}}",
            "/links/next",
        ),
        (
            "_links: {type: object, properties: {next: {type: object, properties: {href: {type: string}}}}}",
            "/_links/next/href",
        ),
        ("next_url: {type: string}", "/next_url"),
        ("next: {type: string}", "/next"),
    ] {
        let found = pages(&[], &object(member)).unwrap();
        assert_eq!(found.next, NextPage::Url(path.to_owned()));
    }
    // A URL of the next page applies to any list, even a nested one.
    let url = "next: {type: string, format: uri}";
    let post = description(&[], &object(url), "").replace("get:", "post:");
    let found = only(&lowered_with("", &post)).pagination.clone().unwrap();
    assert_eq!(found.next, NextPage::Url("/next".to_owned()));
    let deeper = format!(
        "type: object, properties: {{inner: {{type: object, properties: {{cats: {{{ITEMS}}}}}}}, {url}}}"
    );
    let found = pages(&[("page", "integer")], &deeper);
    assert_eq!(found, None);
    let found = pages(&[], &deeper).unwrap();
    assert_eq!(found.items, "/inner/cats");
    assert_eq!(found.next, NextPage::Url("/next".to_owned()));
    let linked = "  /a: {get: {responses: {'200': {description: d, headers: {Link: {schema: {type: string}}}, content: {application/json: {schema: {type: array, items: {type: string}}}}}}}}";
    let found = only(&paths(linked)).pagination.clone().unwrap();
    assert_eq!(found.next, NextPage::Link);
}

#[test]
fn lists_without_pages_are_not_paginated() {
    let none =
        |parameters: &[(&str, &str)], schema: &str| assert_eq!(pages(parameters, schema), None);
    none(&[("limit", "integer")], ITEMS);
    none(&[("page", "integer")], "type: string");
    none(&[("page", "string")], ITEMS);
    // Two candidates are ambiguous.
    let two = format!("type: object, properties: {{cats: {{{ITEMS}}}, dogs: {{{ITEMS}}}}}");
    none(&[("page", "integer")], &two);
    // The names of the methods are taken.
    none(&[("page", "integer"), ("items", "string")], ITEMS);
    let post = description(&[("page", "integer")], ITEMS, "").replace("get:", "post:");
    assert_eq!(only(&lowered_with("", &post)).pagination, None);
}

#[test]
fn one_of_several_lists_is_the_usual_one() {
    let schema = format!("type: object, properties: {{included: {{{ITEMS}}}, data: {{{ITEMS}}}}}");
    assert_eq!(
        pages(&[("page", "integer")], &schema).unwrap().items,
        "/data"
    );
}

#[test]
fn a_list_in_an_envelope_is_found_with_its_siblings() {
    const ENVELOPE: &str = "[envelope]\nvalue = 'result'\nsuccess = 'ok'";
    let wrapped = |value: &str| {
        format!(
            "type: object, properties: {{ok: {{type: boolean}}, result: {{{value}}}, result_info: {{type: object, properties: {{total: {{type: integer}}}}}}}}"
        )
    };
    for (value, path) in [
        (ITEMS.to_owned(), "/result"),
        (object("x: {}"), "/result/items"),
    ] {
        let description = description(&[("page", "integer")], &wrapped(&value), "");
        let found = only(&lowered_with(ENVELOPE, &description))
            .pagination
            .clone()
            .unwrap();
        assert_eq!(found.items, path);
        assert_eq!(found.total.as_deref(), Some("/result_info/total"));
    }
}

#[test]
fn the_configuration_says_what_the_shape_does_not() {
    let rule =
        "[[pagination]]\nkind = 'cursor'\nparameter = 'from'\nnext = '/to'\nitems = '/items'\n";
    let pages = |config: &str, parameter| {
        let description = description(&[(parameter, "string")], &object("to: {type: string}"), "");
        lowered_with(config, &description)
    };
    let lowered = pages(rule, "from");
    let found = only(&lowered).pagination.clone().unwrap();
    assert_eq!(found.next, NextPage::Cursor(0, "/to".to_owned()));
    assert_eq!(only(&pages(rule, "other")).pagination, None);
    let named = format!("{rule}operations = ['#/paths/~1a/get']\n");
    assert!(warning(&pages(&named, "other")).contains("the pagination rule"));
    let none = "[[pagination]]\nkind = 'none'\noperations = ['#/paths/~1a/get']\n";
    let description = description(&[("page", "integer")], ITEMS, "");
    assert_eq!(only(&lowered_with(none, &description)).pagination, None);
}

#[test]
fn the_extension_says_it_too() {
    let pages = |extension: &str, parameters: &[(&str, &str)]| {
        let more = format!("x-fern-pagination: {extension},");
        let description = description(parameters, &object("to: {type: string}"), &more);
        only(&lowered_with("", &description)).pagination.clone()
    };
    let cursor = "{cursor: $request.from, next_cursor: $response.to, results: $response.items}";
    let next = pages(cursor, &[("from", "string")]).unwrap().next;
    assert_eq!(next, NextPage::Cursor(0, "/to".to_owned()));
    let offset = "{offset: $request.query.at, results: $response.items}";
    let next = pages(offset, &[("at", "integer")]).unwrap().next;
    assert_eq!(next, NextPage::Number(0));
    let steps = "{offset: $request.at, step: $request.by, results: $response.items}";
    let found = pages(steps, &[("at", "integer"), ("by", "integer")]).unwrap();
    assert_eq!((found.next, found.size), (NextPage::Offset(0), Some(1)));
    assert_eq!(pages("false", &[("page", "integer")]), None);
}

#[test]
fn a_text_in_an_object_about_the_next_page_leads_there() {
    let schema = object(
        "next_page: {type: object, properties: {offset: {type: string}, uri: {type: string, format: uri}}}",
    );
    let found = pages(&[("limit", "integer"), ("offset", "string")], &schema);
    let next = found.map(|pages| pages.next);
    assert_eq!(
        next,
        Some(NextPage::Cursor(1, "/next_page/offset".to_owned()))
    );
}

#[test]
fn the_last_id_leads_on_where_there_is_more() {
    let schema = object("last_id: {type: string}, has_more: {type: boolean}");
    let found = pages(&[("after", "string")], &schema);
    let next = found.map(|pages| pages.next);
    assert_eq!(next, Some(NextPage::Cursor(0, "/last_id".to_owned())));
    assert_eq!(
        pages(&[("after", "string")], &object("last_id: {type: string}")),
        None
    );
}

#[test]
fn a_bare_list_with_a_cursor_goes_on_by_its_link_header() {
    let found = pages(&[("cursor", "string")], ITEMS);
    assert_eq!(found.map(|pages| pages.next), Some(NextPage::Link));
    assert_eq!(pages(&[], ITEMS), None);
}

#[test]
fn an_iterator_leads_on_until_it_is_done() {
    let members = "iterator: {type: string, nullable: true}, done: {type: boolean}";
    let found = pages(&[("iterator", "string")], &object(members)).unwrap();
    assert_eq!(found.next, NextPage::Cursor(0, "/iterator".to_owned()));
    assert_eq!(found.done.as_deref(), Some("/done"));
    assert_eq!(found.more, None);
}
