//! Validation of requests.

use sdk_codegen::mock::Behavior;
use serde_json::json;

use super::Served;

pub const SPEC: &str = "
openapi: 3.1.0
info: {title: Checks, version: '1'}
security: [{token: []}, {name: [], key: []}]
paths:
  /search/{kind}:
    parameters: [{name: kind, in: path, required: true, schema: {enum: [cat, dog]}}]
    get:
      security: []
      parameters:
        - {name: limit, in: query, required: true, schema: {type: integer, maximum: 50}}
        - {name: since, in: query, schema: {type: string, format: date-time}}
        - {name: ids, in: query, explode: false, schema: {type: array, items: {type: integer}}}
        - {name: tags, in: query, schema: {type: array, maxItems: 2, items: {type: string, pattern: '^[a-z]+$'}}}
        - {name: pipes, in: query, style: pipeDelimited, explode: false, schema: {type: array, items: {type: integer}}}
        - {name: filter, in: query, style: deepObject, schema: {type: object, properties: {age: {type: integer}, in: {type: object, properties: {city: {enum: [x]}}}}}}
        - {name: page, in: query, schema: {type: object, additionalProperties: false, properties: {from: {type: integer}, to: {type: integer}}}}
        - {name: json, in: query, content: {application/json: {schema: {type: object, required: [a]}}}}
        - {name: X-Level, in: header, schema: {type: integer}}
        - {name: session, in: cookie, schema: {type: string, minLength: 4}}
      responses: &ok {'200': {description: ., content: {application/json: {example: ok}}}}
  /pets:
    post:
      requestBody:
        required: true
        content:
          application/json: {schema: {$ref: '#/components/schemas/Pet'}}
          application/x-www-form-urlencoded: {schema: {$ref: '#/components/schemas/Pet'}}
          multipart/form-data: {schema: {type: object, required: [photo], properties: {photo: {type: string, format: binary}, age: {type: integer}}}}
      responses:
        '201': {description: ., content: {application/json: {example: ok}}}
        default: {description: ., content: {application/json: {schema: {$ref: '#/components/schemas/Error'}}}}
  /open: {get: {security: [{}, {token: []}], responses: *ok}}
  /basic: {get: {security: [{basic: []}], responses: *ok}}
  /query: {get: {security: [{query: []}, {cookie: []}], responses: *ok}}
components:
  securitySchemes:
    token: {type: http, scheme: bearer}
    basic: {type: http, scheme: basic}
    name: {type: apiKey, in: header, name: X-Name}
    key: {type: apiKey, in: header, name: X-Key}
    query: {type: apiKey, in: query, name: api_key}
    cookie: {type: apiKey, in: cookie, name: sid}
  schemas:
    Pet: {type: object, required: [id, name], properties: {id: {type: string, readOnly: true}, name: {type: string, minLength: 2}, age: {type: integer}, tags: {type: array, items: {type: string}}}}
    Error: {type: object, required: [ok, error], properties: {ok: {type: boolean}, error: {type: object, required: [code, message], properties: {code: {type: integer, enum: [1, 2]}, message: {type: string}}}}}
";

/// A server that requires no credentials.
pub fn no_auth(spec: &str) -> Served {
    let behavior = Behavior {
        auth: false,
        ..Behavior::default()
    };
    Served::with(spec, "", behavior)
}

#[test]
fn parameters_are_read_by_their_styles() {
    let served = Served::new(SPEC);
    for query in [
        "limit=5",
        "limit=5&since=2024-01-01T00:00:00%2B01:00",
        "limit=5&since=2024-01-01T00:00:00+01:00",
        "limit=5&ids=1,2,3",
        "limit=5&tags=a&tags=b",
        "limit=5&pipes=1%7C2|3",
        "limit=5&filter[age]=3&filter[in][city]=x",
        "limit=5&filter%5Bage%5D=3",
        "limit=5&from=1&to=2",
        "limit=5&json=%7B%22a%22:1%7D",
        "limit=5&unknown=1",
    ] {
        let reply = served.get(&format!("/search/cat?{query}"));
        assert_eq!(reply.status, 200, "{query}: {reply:?}");
    }
    for (query, place) in [
        ("", "limit"),
        ("limit=five", "limit"),
        ("limit=51", "limit"),
        ("limit=5&since=today", "since"),
        ("limit=5&ids=1,x", "ids"),
        ("limit=5&tags=A", "tags"),
        ("limit=5&tags=a&tags=b&tags=c", "tags"),
        ("limit=5&pipes=1%7Cx", "pipes"),
        ("limit=5&filter[age]=x", "filter"),
        ("limit=5&filter[in][city]=y", "filter"),
        ("limit=5&from=x", "page"),
        ("limit=5&json=%7B%7D", "json"),
        ("limit=5&json=%7B", "json"),
    ] {
        let reply = served.get(&format!("/search/cat?{query}"));
        let named = reply.header("x-mock-error").unwrap_or_default();
        assert!(
            reply.status == 400 && named.contains(&format!("query parameter `{place}`")),
            "{query}: {reply:?}"
        );
    }
    assert_eq!(served.get("/search/cow?limit=1").status, 400);
    let send = |header: (&str, &str)| {
        served
            .send("GET", "/search/dog?limit=1", &[header], "")
            .status
    };
    assert_eq!(send(("x-level", "3")), 200);
    assert_eq!(send(("x-level", "high")), 400);
    assert_eq!(send(("cookie", "a=b; session=abcd")), 200);
    assert_eq!(send(("cookie", "a=b; session=abc")), 400);
}

#[test]
fn bodies_are_checked_with_pointers() {
    let served = no_auth(SPEC);
    let reply = served.json(
        "POST",
        "/pets",
        &json!({"name": "Tom", "age": 3, "tags": ["a"]}),
    );
    assert_eq!(reply.status, 201, "{reply:?}");
    let reply = served.json(
        "POST",
        "/pets",
        &json!({"name": "Tom", "age": "old", "tags": ["a", 1]}),
    );
    let message = reply.json()["error"]["message"]
        .as_str()
        .expect("a message")
        .to_owned();
    assert_eq!(reply.status, 400);
    assert!(
        message.contains("body at /age") && message.contains("body at /tags/1"),
        "{message}"
    );
    let broken = served.send(
        "POST",
        "/pets",
        &[("content-type", "application/json")],
        "{\"name\": ",
    );
    assert!(broken.text().contains("it is no JSON"), "{broken:?}");
    let missing = served.send("POST", "/pets", &[], "");
    assert!(
        missing.status == 400 && missing.text().contains("it is required"),
        "{missing:?}"
    );
    let reply = served.send("POST", "/pets", &[("content-type", "text/plain")], "x");
    assert_eq!(reply.status, 415);
    let accepted = reply.header("accept").unwrap_or_default();
    assert!(accepted.contains("multipart/form-data"), "{reply:?}");
    let zipped = [
        ("content-type", "application/json"),
        ("content-encoding", "gzip"),
    ];
    assert_eq!(
        served
            .send("POST", "/pets", &zipped, "x")
            .header("accept-encoding"),
        Some("identity")
    );
}

#[test]
fn forms_are_checked() {
    let served = no_auth(SPEC);
    let form = |body: &str| {
        let header = [("content-type", "application/x-www-form-urlencoded")];
        served.send("POST", "/pets", &header, body)
    };
    assert_eq!(form("name=Tom+Cat&age=3&tags=a&tags=b").status, 201);
    assert!(form("name=Tom&age=old").text().contains("/age"));
    let parts = |parts: &str| {
        let header = [("content-type", "multipart/form-data; boundary=b")];
        served.send("POST", "/pets", &header, parts)
    };
    let photo =
        "--b\r\ncontent-disposition: form-data; name=\"photo\"; filename=\"a.png\"\r\n\r\nxx\r\n";
    let age = "--b\r\ncontent-disposition: form-data; name=\"age\"\r\n\r\nold\r\n";
    assert_eq!(parts(&format!("{photo}--b--\r\n")).status, 201);
    assert!(
        parts(&format!("{photo}{age}--b--\r\n"))
            .text()
            .contains("/age")
    );
    assert!(parts("--b--\r\n").text().contains("photo"));
    assert_eq!(parts("nonsense").status, 400);
}

#[test]
fn credentials_are_those_that_are_accepted() {
    let served = Served::new(SPEC);
    let body = json!({"name": "Tom"}).to_string();
    let send = |headers: &[(&str, &str)]| {
        let mut all = vec![("content-type", "application/json")];
        all.extend(headers);
        served.send("POST", "/pets", &all, &body)
    };
    let refused = send(&[]);
    assert_eq!(
        (refused.status, refused.header("www-authenticate")),
        (401, Some("Bearer"))
    );
    let message = refused.json()["error"]["message"]
        .as_str()
        .expect("a message")
        .to_owned();
    assert!(
        message.contains(
            "token (header Authorization, scheme bearer), or name (header X-Name) with key"
        ),
        "{message}"
    );
    for (headers, status) in [
        (&[("authorization", "Bearer t")][..], 201),
        (&[("authorization", "bearer t")], 201),
        (&[("x-name", "n"), ("x-key", "k")], 201),
        (&[("x-name", "n")], 401),
        (&[("authorization", "Bearer")], 401),
        (&[("authorization", "Basic dDp0")], 401),
    ] {
        assert_eq!(send(headers).status, status, "{headers:?}");
    }
    let get = |target: &str, header: (&str, &str)| served.send("GET", target, &[header], "").status;
    assert_eq!(get("/open", ("x", "y")), 200);
    assert_eq!(get("/basic", ("authorization", "Basic dTpw")), 200);
    assert_eq!(get("/basic", ("authorization", "Basic !")), 401);
    assert_eq!(get("/query?api_key=k", ("x", "y")), 200);
    assert_eq!(get("/query", ("cookie", "sid=1")), 200);
    assert_eq!(get("/query", ("cookie", "other=1")), 401);
    assert_eq!(no_auth(SPEC).get("/basic").status, 200);
}
