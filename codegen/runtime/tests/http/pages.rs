//! Lists in pages.

use sdk_runtime::{Call, ErrorKind, Items, Operation, Pages, Paging, Parameter, query};
use serde_json::{Value, json as value};

use super::fixture::{client, operation};
use super::server::{Request, Server, json};

const PARAMETERS: &[Parameter] = &[
    Parameter::query("page"),
    Parameter::query("size"),
    Parameter::query("kind"),
];
pub(super) const LIST: Operation = operation("zoo.list", "GET", "/a", PARAMETERS, &[&[0]], false);
const ENVELOPED: Operation = operation("zoo.list", "GET", "/a", PARAMETERS, &[&[0]], true);

/// The value of a query parameter.
fn asked(request: &Request, name: &str) -> Option<String> {
    let query = request.target.split_once('?')?.1;
    let mut pairs = query.split('&').filter_map(|pair| pair.split_once('='));
    pairs.find_map(|(key, value)| (key == name).then(|| value.to_owned()))
}

fn asked_number(request: &Request, name: &str) -> Option<usize> {
    asked(request, name).map(|text| text.parse().unwrap())
}

/// A server with so many items, which are their own positions; `wrap` makes the body of the page
/// that begins at a position.
pub(super) async fn serve(
    count: usize,
    at: impl Fn(&Request) -> usize + Send + Sync + 'static,
    wrap: impl Fn(&[usize], usize) -> Value + Send + Sync + 'static,
) -> Server {
    Server::start(move |_, request| {
        let size = asked_number(request, "size").unwrap_or(2);
        let all: Vec<usize> = (0..count).collect();
        let start = at(request).min(count);
        let page = &all[start..(start + size).min(count)];
        json("200 OK", &wrap(page, start).to_string())
    })
    .await
}

fn page_number(request: &Request) -> usize {
    let size = asked_number(request, "size").unwrap_or(2);
    (asked_number(request, "page").unwrap_or(1) - 1) * size
}

pub(super) fn offset(request: &Request) -> usize {
    asked_number(request, "page").unwrap_or(0)
}

pub(super) fn call(server: &Server, operation: &'static Operation) -> Call {
    client(&server.url).call(operation)
}

pub(super) async fn walk(call: Call, rule: &'static Paging) -> Vec<u64> {
    Pages::<u64>::new(call, rule).items().all().await.unwrap()
}

/// Asserts which items come, and with how many requests.
macro_rules! walks {
    ($name:ident, $rule:expr, $at:expr, $wrap:expr, $($count:literal in $requests:literal),+) => {
        #[tokio::test]
        async fn $name() {
            static RULE: Paging = $rule;
            $({
                let server = serve($count, $at, $wrap).await;
                let items = walk(call(&server, &LIST), &RULE).await;
                assert_eq!(items, (0..$count).collect::<Vec<_>>());
                assert_eq!(server.count(), $requests, "for {} items", $count);
            })+
        }
    };
}

walks!(
    pages_end_on_their_number,
    Paging::number("/result", query("page")).pages("/info/pages").page("/info/page"),
    page_number,
    |page, start| value!({"result": page, "info": {"page": start / 2 + 1, "pages": 3}}),
    5 in 3, 6 in 3
);
walks!(
    pages_end_on_the_number_of_items,
    Paging::number("/result/list", query("page")).total("/info/total").per_page("/info/size"),
    page_number,
    |page, _| value!({"result": {"list": page}, "info": {"total": "4", "size": 2}}),
    4 in 2
);
walks!(
    pages_end_when_one_is_not_full,
    Paging::number("", query("page")),
    page_number,
    |page, _| value!(page),
    0 in 1, 1 in 2, 3 in 2, 4 in 3
);
walks!(
    pages_end_when_the_server_says_so,
    Paging::number("/items", query("page")).more("/more"),
    page_number,
    |page, start| value!({"items": page, "more": start < 2}),
    4 in 2
);
walks!(
    cursors_end_when_the_server_is_done,
    Paging::cursor("/items", query("page"), "/iterator").done("/done"),
    offset,
    |page, start| value!({"items": page, "iterator": (start + 2).to_string(), "done": start >= 4}),
    6 in 3
);
walks!(
    offsets_grow_by_what_came,
    Paging::offset("/items", query("page")).total("/total"),
    offset,
    |page, _| value!({"items": page, "total": 5}),
    5 in 3
);
walks!(
    offsets_end_when_there_is_no_next_url,
    Paging::offset("/items", query("page")).more("/next"),
    offset,
    |page, start| {
        let next = if start < 2 { value!("https://zoo.example/?page=2") } else { value!("") };
        value!({"items": page, "next": next})
    },
    4 in 2
);
walks!(
    cursors_lead_from_page_to_page,
    Paging::cursor("/items", query("page"), "/info/next"),
    offset,
    |page, start| {
        let next = if start < 4 { value!((start + 2).to_string()) } else { Value::Null };
        value!({"items": page, "info": {"next": next}})
    },
    6 in 3
);
walks!(
    the_last_item_leads_to_the_next_page,
    Paging::last("/items", query("page"), "").more("/more"),
    |request| asked_number(request, "page").map_or(0, |last| last + 1),
    |page, start| value!({"items": page, "more": start < 4}),
    6 in 3
);

#[tokio::test]
async fn a_walk_begins_with_the_page_that_was_asked_for() {
    static RULE: Paging = Paging::number("/items", query("page"))
        .size(query("size"))
        .total("/total");
    let wrap = |page: &[usize], _| value!({"items": page, "total": 10});
    let server = serve(10, page_number, wrap).await;
    let mut call = call(&server, &LIST);
    call.set(query("page"), &2_u8);
    call.set(query("size"), &3_u8);
    call.set(query("kind"), &"cat".to_owned());
    assert_eq!(walk(call, &RULE).await, [3, 4, 5, 6, 7, 8, 9]);
    let targets: Vec<_> = server.requests().into_iter().map(|it| it.target).collect();
    assert_eq!(
        targets,
        [
            "/base/a?page=2&size=3&kind=cat",
            "/base/a?page=3&size=3&kind=cat",
            "/base/a?page=4&size=3&kind=cat"
        ]
    );
}

#[tokio::test]
async fn a_page_that_is_known_to_be_short_is_the_last_one() {
    static RULE: Paging = Paging::number("/items", query("page")).size(query("size"));
    let server = serve(1, page_number, |page, _| value!({"items": page})).await;
    let mut call = call(&server, &LIST);
    call.set(query("size"), &3_u8);
    assert_eq!(walk(call, &RULE).await, [0]);
    assert_eq!(server.count(), 1);
}

#[tokio::test]
async fn a_server_that_counts_from_zero_is_understood() {
    static RULE: Paging = Paging::number("/items", query("page"))
        .first(0)
        .pages("/pages");
    let at = |request: &Request| asked_number(request, "page").unwrap_or(0) * 2;
    let server = serve(4, at, |page, _| value!({"items": page, "pages": 2})).await;
    assert_eq!(walk(call(&server, &LIST), &RULE).await, [0, 1, 2, 3]);
    assert_eq!(server.count(), 2);
}

#[tokio::test]
async fn a_server_that_ignores_what_it_is_asked_ends_the_walk() {
    static RULES: [Paging; 5] = [
        Paging::number("/items", query("page")),
        Paging::number("/items", query("page")).page("/page"),
        Paging::offset("/items", query("page")).total("/total"),
        Paging::cursor("/items", query("page"), "/next"),
        Paging::url("/items", "/url"),
    ];
    for rule in &RULES {
        let server = serve(
            2,
            |_| 0,
            |page, _| value!({"items": page, "page": 1, "total": 9, "next": "x", "url": "?x=1"}),
        )
        .await;
        assert_eq!(walk(call(&server, &LIST), rule).await, [0, 1], "{rule:?}");
        assert_eq!(server.count(), 2, "{rule:?}");
    }
}

#[tokio::test]
async fn a_circle_of_cursors_ends_the_walk() {
    static RULE: Paging = Paging::cursor("/items", query("page"), "/next");
    let server = Server::start(|number, _| {
        let next = if number % 2 == 0 { "a" } else { "b" };
        let body = value!({"items": [number], "next": next});
        json("200 OK", &body.to_string())
    })
    .await;
    assert_eq!(walk(call(&server, &LIST), &RULE).await, [0, 1, 2]);
}

#[tokio::test]
async fn failures_end_the_walk() {
    static RULE: Paging = Paging::number("/result", query("page"));
    let bodies = [
        r#"{"success":true,"messages":["m"],"result":[1,2]}"#,
        r#"{"success":false,"errors":[{"code":7}],"result":null}"#,
    ];
    let server = Server::start(move |number, _| json("200 OK", bodies[number.min(1)])).await;
    let mut pages = Pages::<u64>::new(call(&server, &ENVELOPED), &RULE);
    let page = pages.next().await.unwrap().unwrap();
    assert_eq!(
        (page.value().as_slice(), page.messages().len()),
        ([1, 2].as_slice(), 1)
    );
    let error = pages.next().await.unwrap().unwrap_err();
    assert_eq!((error.kind(), error.errors().len()), (ErrorKind::Api, 1));
    assert!(pages.next().await.is_none());

    let server = Server::always(json("200 OK", r#"{"result":["x"]}"#)).await;
    let mut items: Items<u64> = Pages::new(call(&server, &ENVELOPED), &RULE).items();
    let error = items.next().await.unwrap().unwrap_err();
    assert_eq!(error.json_path(), Some("result[0]"));
    assert!(items.next().await.is_none());
}

#[tokio::test]
async fn a_list_that_is_missing_has_no_items() {
    static RULE: Paging = Paging::number("/result/items", query("page"));
    for body in ["{}", r#"{"result":null}"#, r#"{"result":{"items":null}}"#] {
        let server = Server::always(json("200 OK", body)).await;
        assert_eq!(walk(call(&server, &LIST), &RULE).await, [0_u64; 0]);
        assert_eq!(server.count(), 1);
    }
}
