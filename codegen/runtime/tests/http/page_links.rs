//! Lists whose pages are led to by links, headers and members of the request's body.

use sdk_runtime::{
    Endpoint, Operation, Paged, Paging, Parameter, Request, RequestBody, body, format, header,
    json_body, query,
};
use serde_json::{Value, json as value};

use super::fixture::{builder, client, operation};
use super::pages::{LIST, call, offset, serve, walk};
use super::server::{Server, json, reply};

const PARAMETERS: &[Parameter] = &[Parameter::query("page"), Parameter::query("size")];
const IN_QUERY: Operation = operation("zoo.list", "GET", "/a", PARAMETERS, &[&[3]], false);

#[tokio::test]
async fn a_url_below_the_base_url_is_followed() {
    static RULE: Paging = Paging::url("/items", "/next");
    const SEARCH: Operation = operation("a.search", "POST", "/a", &[], &[&[0]], false);
    let server = Server::start(|number, request| {
        let host = request.header("host").unwrap_or_default().to_owned();
        let next = match number {
            0 => value!(format!("http://{host}/base/more/2?of=a#top")),
            1 => value!("/base/last"),
            _ => value!("no URL"),
        };
        json(
            "200 OK",
            &value!({"items": [number], "next": next}).to_string(),
        )
    })
    .await;
    let mut call = call(&server, &SEARCH);
    call.json(&value!({"q": 1}));
    assert_eq!(walk(call, &RULE).await, [0, 1, 2]);
    let requests = server.requests().into_iter();
    let requests: Vec<_> = requests.map(|it| (it.method, it.target, it.body)).collect();
    let get = |target: &str| ("GET".to_owned(), target.to_owned(), String::new());
    assert_eq!(requests[0].0, "POST");
    assert_eq!(requests[1..], [get("/base/more/2?of=a"), get("/base/last")]);
}

#[tokio::test]
async fn of_a_url_elsewhere_only_the_query_counts() {
    static RULE: Paging = Paging::url("/items", "/links/next");
    let server = serve(4, offset, |page, start| {
        let next = match start {
            0 => value!("https://evil.example/other?page=2&size=2&a%20b=c#top"),
            _ => Value::Null,
        };
        value!({"items": page, "links": {"next": next}})
    })
    .await;
    let client = builder(&server.url).credential(3, "k&y").build().unwrap();
    let mut call = client.call(&IN_QUERY);
    call.options_mut().query("more", "1");
    assert_eq!(walk(call, &RULE).await, [0, 1, 2, 3]);
    let targets: Vec<_> = server.requests().into_iter().map(|it| it.target).collect();
    assert_eq!(
        targets,
        [
            "/base/a?more=1&key=k%26y",
            "/base/a?page=2&size=2&a%20b=c&key=k%26y"
        ]
    );
}

#[tokio::test]
async fn the_link_header_leads_to_the_next_page() {
    static RULE: Paging = Paging::link("");
    let server = Server::start(|number, _| {
        let link = match number {
            0 => "link: <https://a.example/?page=0>; rel=prev, </a?page=5,6>; foo=1; rel=\"last NEXT\", <x>; rel=other\r\n",
            1 => "link: <https://a.example/?page=0>; rel=\"first\"\r\n",
            _ => "",
        };
        reply("200 OK", link, &format!("[{number}]"))
    })
    .await;
    assert_eq!(walk(call(&server, &LIST), &RULE).await, [0, 1]);
    assert_eq!(server.requests()[1].target, "/base/a?page=5,6");
}

#[tokio::test]
async fn a_link_that_says_it_has_no_results_is_the_end() {
    static RULE: Paging = Paging::link("");
    let server = Server::start(|number, _| {
        let results = number == 0;
        let link = format!("link: </a?cursor={number}>; rel=\"next\"; results=\"{results}\"\r\n");
        reply("200 OK", &link, &format!("[{number}]"))
    })
    .await;
    assert_eq!(walk(call(&server, &LIST), &RULE).await, [0, 1]);
}

#[tokio::test]
async fn a_token_in_a_header_is_sent_back() {
    const IN_HEADER: &[Parameter] = &[Parameter::header("x-ms-continuation")];
    const BY_HEADER: Operation = operation("zoo.list", "GET", "/a", IN_HEADER, &[&[0]], false);
    static TO_HEADER: Paging = Paging::header("", header("x-ms-continuation"), "x-ms-continuation");
    static TO_QUERY: Paging = Paging::header("", query("page"), "x-next-token");
    let start = || {
        Server::start(|number, _| {
            let token = match number {
                0 => "x-ms-continuation: a b\r\nx-next-token: a b\r\n",
                _ => "x-ms-continuation: \r\nx-next-token: \r\n",
            };
            reply("200 OK", token, &format!("[{number}]"))
        })
    };
    let server = start().await;
    assert_eq!(walk(call(&server, &BY_HEADER), &TO_HEADER).await, [0, 1]);
    let requests = server.requests();
    assert_eq!(requests[0].header("x-ms-continuation"), None);
    assert_eq!(requests[1].header("x-ms-continuation"), Some("a b"));
    let server = start().await;
    assert_eq!(walk(call(&server, &LIST), &TO_QUERY).await, [0, 1]);
    assert_eq!(server.requests()[1].target, "/base/a?page=a%20b");
}

const SEARCH_BY_BODY: Operation = Operation {
    id: "zoo.search",
    method: "POST",
    path: "/a",
    base_url: None,
    parameters: &[],
    security: Some(&[&[0]]),
    limits: &[],
    accept: "application/json",
    enveloped: false,
    errors: &[],
    body: Some(RequestBody {
        media_type: "application/json",
        required: true,
        needs: &[],
        members: &["query", "cursor"],
        constants: &[],
        fields: &[],
        write: json_body,
    }),
};
static BY_MEMBER: Paging = Paging::cursor("/items", body("cursor"), "/cursor");

enum Search {}

impl Endpoint for Search {
    const OPERATION: Operation = SEARCH_BY_BODY;
    type Response = format::Nothing;
}
impl Paged for Search {
    type Item = u64;
    const RULE: &'static Paging = &BY_MEMBER;
}

#[tokio::test]
async fn a_member_of_the_body_asks_for_the_next_page() {
    let start = || {
        Server::start(|number, _| {
            let cursor = (number == 0).then_some("further");
            json(
                "200 OK",
                &value!({"items": [number], "cursor": cursor}).to_string(),
            )
        })
    };
    let server = start().await;
    let expected = [
        r#"{"query":"cats"}"#,
        r#"{"query":"cats","cursor":"further"}"#,
    ];
    let bodies = |server: &Server| -> Vec<String> {
        server.requests().into_iter().map(|it| it.body).collect()
    };
    let mut search = client(&server.url)
        .call(&SEARCH_BY_BODY)
        .request::<Request<Search>>();
    search.call.set_argument::<String>(body("query"), "cats");
    assert_eq!(search.items().all().await.unwrap(), [0, 1]);
    assert_eq!(bodies(&server), expected);
    // A body that was given whole gets one member more.
    let server = start().await;
    let mut whole = call(&server, &SEARCH_BY_BODY);
    whole.json(&value!({"query": "cats"}));
    assert_eq!(walk(whole, &BY_MEMBER).await, [0, 1]);
    let sent = bodies(&server);
    assert_eq!(sent[0], expected[0]);
    assert_eq!(
        serde_json::from_str::<Value>(&sent[1]).unwrap(),
        value!({"query": "cats", "cursor": "further"})
    );
}
