use kitchen::models;

use crate::server::Server;

#[tokio::test]
async fn in_the_path() {
    let server = Server::empty();
    let client = server.client();
    let call = client.parameters().path(
        "a/b ü",
        [1, 2],
        "v",
        ["a", "b"],
        ["c", "d"],
        ["e", "f"],
        [("x", 1), ("y", 2)],
    );
    call.send().await.unwrap();
    assert_eq!(
        server.request().line,
        "GET /path/a%2Fb%20%C3%BC/1,2/.v/.a.b/;matrix=c,d/;matrices=e;matrices=f/x=1,y=2/a%2Fb%20%C3%BC"
    );
}

#[tokio::test]
async fn in_the_path_with_signs_beside_the_name() {
    let server = Server::in_turn(&[("200 OK", ""), ("200 OK", "")]);
    let client = server.client();
    let read = |name: &str| {
        let labels = [("x", 1), ("y", 2)];
        client.parameters().read_file(name, labels)
    };
    read("shelves/1/a b?").send().await.unwrap();
    read("a").part("p/q").send().await.unwrap();
    for name in ["", "..", "a/../b", "a/./b", "/a", "a//b"] {
        let error = read(name).send().await.unwrap_err();
        assert_eq!(error.kind(), kitchen::ErrorKind::Config, "{name}");
    }
    let requests = server.requests();
    assert_eq!(
        requests[0].line,
        "GET /files/shelves/1/a%20b%3F:read/x=1,y=2"
    );
    assert_eq!(requests[1].line, "GET /files/a:read/x=1,y=2/p%2Fq");
}

#[tokio::test]
async fn in_the_query() {
    let server = Server::empty();
    let client = server.client();
    let whole = models::Where::new()
        .name("a&b")
        .ids([1, 2])
        .age(models::WhereAge::new().gte(18));
    let call = client.parameters().query("path").id_in_query(7);
    let call = call
        .shared(8)
        .many(["a", "b"])
        .joined(["a", "b,c"])
        .spaced(["a", "b"])
        .piped(["a", "b"])
        .where_(whole.clone())
        .map([("k", "v"), ("l", "w")])
        .next("/a?b=c&d#e")
        .empty("")
        .filter(models::Where::new().name("x"))
        .on(true)
        .ratio(0.5)
        .since("2025-01-31T12:00:00+01:00")
        .order(models::ParameterQueryOrder::Down)
        .timeout_in_query(9)
        .filter_name("n");
    call.send().await.unwrap();
    let request = server.request();
    assert!(request.line.starts_with("GET /query/path?"));
    assert_eq!(
        request.query(),
        [
            "shared=8",
            "id=7",
            "many=a",
            "many=b",
            "joined=a,b%2Cc",
            "spaced=a%20b",
            "piped=a%7Cb",
            "where%5Bname%5D=a%26b",
            "where%5Bids%5D%5B0%5D=1",
            "where%5Bids%5D%5B1%5D=2",
            "where%5Bage%5D%5Bgte%5D=18",
            "k=v",
            "l=w",
            "next=/a?b=c%26d%23e",
            "empty=",
            "filter=%7B%22name%22%3A%22x%22%7D",
            "on=true",
            "ratio=0.5",
            "since=2025-01-31T12%3A00%3A00%2B01%3A00",
            "order=down",
            "fixed=yes%21",
            "timeout=9",
            "filter%5Bname%5D=n",
        ]
    );
}

#[tokio::test]
async fn in_headers_and_cookies() {
    let server = Server::empty();
    let client = server.client();
    let call = client.parameters().headers();
    let call = call
        .x_ids([1, 2])
        .x_map([("a", "1"), ("b", "2")])
        .session("a;b")
        .prefs(["x", "y"]);
    call.send().await.unwrap();
    let request = server.request();
    assert_eq!(request.header("x-ids"), Some("1,2"));
    assert_eq!(request.header("x-map"), Some("a=1,b=2"));
    assert_eq!(request.header("cookie"), Some("session=a%3Bb; prefs=x,y"));
}

#[test]
fn limits_are_checked_when_that_is_asked_for() {
    let client = kitchen::Client::builder().without_credentials();
    let client = client.build().unwrap();
    let call = client.parameters().query("path").id_in_query(7);
    let call = call.many(["a", "b", "c"]).ratio(1.5).on(true);
    let invalid = call.validate().unwrap_err();
    assert_eq!(
        invalid.to_string(),
        "many: number of items must be at most 2; ratio: must be at most 1"
    );
    assert!(
        client
            .parameters()
            .headers()
            .session("s")
            .validate()
            .is_ok()
    );
    let texts = ["a"];
    let none: [(&str, i64); 0] = [];
    let path = client
        .parameters()
        .path("9", [1], "v", texts, texts, texts, none);
    let invalid = path.validate().unwrap_err();
    assert_eq!(invalid.to_string(), "plain: must match ^[a-z]");
}
