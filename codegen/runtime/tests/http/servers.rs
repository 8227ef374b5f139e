use sdk_runtime::{Api, ClientBuilder, ErrorKind, Operation};

use super::fixture::{OK, TOKEN, ZOO, operation};
use super::server::{Server, json};

/// A zoo that is served elsewhere.
const fn at(base_url: &'static str) -> Api {
    Api { base_url, ..ZOO }
}

static PLACES: Api = at("https://{tenant=demo}.zoo.example/{version=v1}");
static PREFIX: Api = at("{scheme=https}://{host=zoo.example}{base=/v1}");
static SUFFIX: Api = at("https://zoo{suffix=}.example{base=}");
static WHOLE: Api = at("{url=https://zoo.example}/v1");

fn url(api: &'static Api, variables: &[(&'static str, &str)]) -> Result<String, String> {
    let builder = ClientBuilder::new(api).credential(0, TOKEN);
    let set = |builder: ClientBuilder, (name, value): &(&'static str, &str)| {
        builder.server_variable(name, *value)
    };
    let built = variables.iter().fold(builder, set).build();
    built
        .map(|client| client.base_url().to_owned())
        .map_err(|error| {
            assert_eq!(error.kind(), ErrorKind::Config);
            error.to_string()
        })
}

#[test]
fn variables_are_what_is_described_unless_set() {
    let places = |variables: &[_]| url(&PLACES, variables).unwrap();
    assert_eq!(places(&[]), "https://demo.zoo.example/v1");
    let both = [("tenant", "a-1.b"), ("version", "v2/beta@1")];
    assert_eq!(places(&both), "https://a-1.b.zoo.example/v2/beta@1");
    assert_eq!(places(&[("version", "")]), "https://demo.zoo.example");
    let twice = [("tenant", "a"), ("tenant", "b"), ("nobody", "knows")];
    assert_eq!(places(&twice), "https://b.zoo.example/v1");
    let prefix = |variables: &[_]| url(&PREFIX, variables).unwrap();
    assert_eq!(prefix(&[]), "https://zoo.example/v1");
    let local = [("scheme", "http"), ("host", "[::1]:80"), ("base", "")];
    assert_eq!(prefix(&local), "http://[::1]");
    assert_eq!(prefix(&[("base", "/v2/x")]), "https://zoo.example/v2/x");
    let suffix = [("suffix", "-eu"), ("base", "/api")];
    assert_eq!(url(&SUFFIX, &suffix).unwrap(), "https://zoo-eu.example/api");
    let whole = [("url", "https://other.example/x")];
    assert_eq!(url(&WHOLE, &whole).unwrap(), "https://other.example/x/v1");
}

#[test]
fn what_would_make_another_url_is_refused() {
    let never = [
        "a b", "a\n", "a?b", "a#b", "a\\b", "a\"b", "{a}", "\u{a0}", "\0",
    ];
    for value in never {
        for name in ["tenant", "version", "nobody"] {
            let error = url(&PLACES, &[(name, value)]).unwrap_err();
            assert!(error.contains(name), "{error}");
        }
    }
    let hosts = [
        "",
        "a/b",
        "evil.example/",
        "user@evil.example",
        "a%2fb",
        "ü",
        "a:80",
    ];
    for value in hosts {
        assert!(url(&PLACES, &[("tenant", value)]).is_err(), "{value}");
    }
    for value in ["..", "v1/..", "./v1", "%2E./x", "ü"] {
        assert!(url(&PLACES, &[("version", value)]).is_err(), "{value}");
    }
    for (name, value) in [
        ("scheme", "http"),
        ("scheme", "https://evil.example/"),
        ("scheme", ""),
        ("host", "zoo.example/v2"),
        ("base", "v2"),
        ("base", ".evil.example/"),
        ("base", "@evil.example/"),
        ("base", ":80@evil.example/"),
    ] {
        assert!(url(&PREFIX, &[(name, value)]).is_err(), "{name} {value}");
    }
    let port = [("base", ":8080")];
    assert_eq!(url(&SUFFIX, &port).unwrap(), "https://zoo.example:8080");
    for (name, value) in [
        ("suffix", "/x"),
        ("suffix", "x/"),
        ("base", "x/y"),
        ("base", "x"),
        ("base", ".evil.example"),
        ("base", ":80@evil.example"),
        ("base", "@x"),
    ] {
        assert!(url(&SUFFIX, &[(name, value)]).is_err(), "{name} {value}");
    }
    for value in ["", "https://", "https://a@b", "ftp://a", "zoo.example"] {
        assert!(url(&WHOLE, &[("url", value)]).is_err(), "{value}");
    }
}

#[test]
fn another_server_and_a_base_url_take_their_place() {
    let builder = ClientBuilder::new(&PLACES).credential(0, TOKEN);
    let chosen = builder
        .clone()
        .server_variable("tenant", "a")
        .server("https://{tenant=test}.sandbox.example");
    let client = chosen.clone().build().unwrap();
    assert_eq!(client.base_url(), "https://a.sandbox.example");
    let client = chosen.base_url("https://own.example").build().unwrap();
    assert_eq!(client.base_url(), "https://own.example");
}

#[tokio::test]
async fn operations_with_servers_of_their_own_have_the_same_variables() {
    let server = Server::always(json("200 OK", OK)).await;
    let own: &'static str = format!("{}/{{version=v1}}", server.url).leak();
    let read = operation("zoo.read", "GET", "/a", &[], &[&[0]], true);
    let read = Operation {
        base_url: Some(own),
        ..read
    };
    let read: &'static Operation = Box::leak(Box::new(read));
    let builder = ClientBuilder::new(&ZOO).credential(0, TOKEN);
    let client = builder.clone().build().unwrap();
    client.call(read).execute().await.unwrap();
    let client = builder.server_variable("version", "v2").build().unwrap();
    client.call(read).execute().await.unwrap();
    let overridden = ClientBuilder::new(&ZOO)
        .credential(0, TOKEN)
        .server_variable("version", "v2")
        .base_url(format!("{}/own", server.url));
    let client = overridden.build().unwrap();
    client.call(read).execute().await.unwrap();
    let targets: Vec<_> = server.requests().into_iter().map(|it| it.target).collect();
    assert_eq!(targets, ["/base/v1/a", "/base/v2/a", "/base/own/a"]);
    let client = ClientBuilder::new(&ZOO).credential(0, TOKEN);
    let client = client.server_variable("version", "..").build().unwrap();
    let error = client.call(read).execute().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Config);
}
