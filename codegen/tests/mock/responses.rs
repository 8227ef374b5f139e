//! The choice of responses and their values.

use sdk_codegen::mock::Behavior;
use serde_json::json;

use super::Served;

const SPEC: &str = "
openapi: 3.1.0
info: {title: Pets, version: '1'}
paths:
  /pets/{id}:
    parameters: [{name: id, in: path, required: true, schema: {type: string}}]
    get:
      responses:
        '200':
          description: A pet.
          headers:
            X-Rate: {required: true, schema: {type: integer, minimum: 3, maximum: 3}}
            X-Shown: {schema: {type: string}, example: shown}
            X-Optional: {schema: {type: string}}
          content:
            application/json:
              schema: {$ref: '#/components/schemas/Pet'}
              examples:
                cat: {value: {name: Tom}}
                dog: {$ref: '#/components/examples/dog'}
            application/xml: {schema: {$ref: '#/components/schemas/Pet'}}
            text/csv: {example: \"name\\nTom\"}
        '409': {description: Conflict., content: {application/json: {schema: {$ref: '#/components/schemas/Problem'}}}}
        5XX: {description: Broken., content: {application/json: {schema: {$ref: '#/components/schemas/Problem'}}}}
  /made:
    get:
      responses:
        '200':
          description: Everything that a schema can say.
          content: {application/json: {schema: {$ref: '#/components/schemas/Everything'}}}
  /stream: {get: {responses: {'200': {description: ., content: {text/event-stream: {schema: {type: object, required: [n], properties: {n: {const: 1}}}}}}}}}
  /lines: {get: {responses: {'200': {description: ., content: {application/x-ndjson: {schema: {type: object, required: [n], properties: {n: {const: 1}}}}}}}}}
  /image: {get: {responses: {'200': {description: ., content: {'image/*': {schema: {type: string, format: binary}}}}}}}
  /watch: {get: {responses: {'200': {description: ., content: {application/json: {example: 1}, 'application/json;stream=watch': {example: 2}}}}}}
  /empty: {post: {responses: {'201': {description: Made.}}}}
  /last: {get: {responses: {default: {description: ., content: {application/json: {example: [1]}}}}}}
components:
  examples: {dog: {value: {name: Rex}}}
  schemas:
    Pet: {type: object, title: Pet, required: [name, tags], properties: {name: {type: string, xml: {attribute: true}}, tags: {type: array, minItems: 1, items: {type: string, enum: [a<b], xml: {name: tag}}}}}
    Problem: {type: object, required: [message], properties: {message: {type: string}}}
    Node: {type: object, required: [next, name], properties: {name: {type: string, pattern: '^[a-f]{4}-[0-9]+$'}, next: {anyOf: [{$ref: '#/components/schemas/Node'}, {type: 'null'}]}}}
    Cat: {type: object, required: [kind, lives], properties: {kind: {type: string}, lives: {type: integer, minimum: 9, maximum: 9}}}
    Dog: {type: object, required: [kind, barks], properties: {kind: {type: string}, barks: {type: boolean}}}
    Everything:
      type: object
      additionalProperties: false
      required: [id, at, mail, code, node, size, part, both, either, fixed, list, map, hidden, pair]
      properties:
        id: {type: string, format: uuid}
        at: {type: string, format: date-time}
        mail: {type: string, format: email}
        code: {type: string, minLength: 30, maxLength: 31}
        node: {$ref: '#/components/schemas/Node'}
        size: {type: integer, exclusiveMinimum: 4, maximum: 11, multipleOf: 5}
        part: {type: number, minimum: 0.5, maximum: 0.75}
        both: {allOf: [{type: object, required: [a], properties: {a: {type: integer}}}, {type: object, required: [b], properties: {b: {type: boolean}}}]}
        either: {oneOf: [{$ref: '#/components/schemas/Cat'}, {$ref: '#/components/schemas/Dog'}], discriminator: {propertyName: kind, mapping: {tom: '#/components/schemas/Cat'}}}
        fixed: {const: [1, {a: null}]}
        list: {type: array, minItems: 3, maxItems: 3, uniqueItems: true, items: {type: integer, enum: [1, 2, 3]}}
        map: {type: object, minProperties: 2, additionalProperties: {type: integer}}
        pair: {type: array, minItems: 2, prefixItems: [{type: string, format: ipv4}, {type: boolean}], items: false}
        hidden: {type: string, writeOnly: true}
        nothing: {not: {}}
        wrong: {type: string, pattern: '^x+$', example: y}
";

#[test]
fn examples_come_first() {
    let served = Served::new(SPEC);
    let reply = served.get("/pets/1");
    assert_eq!((reply.status, reply.json()), (200, json!({"name": "Tom"})));
    assert_eq!(reply.header("content-type"), Some("application/json"));
    assert_eq!(reply.header("x-rate"), Some("3"));
    assert_eq!(reply.header("x-shown"), Some("shown"));
    assert_eq!(reply.header("x-optional"), None);
    let prefer = |what: &str| served.send("GET", "/pets/1", &[("prefer", what)], "");
    assert_eq!(prefer("example=dog").json(), json!({"name": "Rex"}));
    assert_eq!(prefer("example=cow").json(), json!({"name": "Tom"}));
    let made = prefer("dynamic=true");
    assert_eq!(made.json()["tags"], json!(["a<b"]));
    assert_eq!(made.header("preference-applied"), Some("dynamic=true"));
    assert_ne!(prefer("dynamic=true").json(), prefer("dynamic=true").json());
    assert_eq!(served.get("/last").json(), json!([1]));
    assert_eq!(served.send("POST", "/empty", &[], "").status, 201);
}

#[test]
fn a_client_chooses_the_status() {
    let served = Served::new(SPEC);
    let prefer = |what: &str| served.send("GET", "/pets/1", &[("prefer", what)], "");
    let reply = prefer("code=409");
    assert_eq!(reply.status, 409);
    assert!(reply.json()["message"].is_string());
    assert_eq!(reply.header("preference-applied"), Some("code=409"));
    assert!(prefer("code=503").json()["message"].is_string());
    // An undocumented status has the schema of other errors, and a message.
    let reply = prefer("code=418");
    assert_eq!(reply.status, 418);
    assert!(
        reply.json()["message"]
            .as_str()
            .is_some_and(|it| it.contains("418")),
        "{reply:?}"
    );
    for nonsense in ["code=99", "code=abc", "code=", "code=600", ";;,=", "code"] {
        assert_eq!(prefer(nonsense).status, 200, "{nonsense}");
    }
}

#[test]
fn a_client_chooses_the_media_type() {
    let served = Served::new(SPEC);
    let accept = |what: &str| served.send("GET", "/pets/1", &[("accept", what)], "");
    assert_eq!(accept("text/csv").text(), "name\nTom");
    assert_eq!(
        accept("text/*, application/json;q=0.5").header("content-type"),
        Some("text/csv")
    );
    assert_eq!(
        accept("application/json;q=0, */*;q=0.1").header("content-type"),
        Some("application/xml")
    );
    let xml = accept("application/xml").text();
    assert!(
        xml.contains("<Pet name=\"") && xml.contains("<tag>a&lt;b</tag>"),
        "{xml}"
    );
    let with = served.send(
        "GET",
        "/watch",
        &[("accept", "application/json;stream=watch")],
        "",
    );
    assert_eq!(with.text(), "2");
    assert_eq!(served.get("/watch").text(), "1");
    let refused = accept("image/png");
    assert_eq!(refused.status, 406);
    assert!(refused.text().contains("text/csv"), "{refused:?}");
    let image = served.send("GET", "/image", &[("accept", "image/webp")], "");
    assert_eq!(
        (image.status, image.header("content-type")),
        (200, Some("image/webp"))
    );
    assert_eq!(served.get("/stream").text(), "data: {\"n\":1}\n\n");
    assert_eq!(served.get("/lines").text(), "{\"n\":1}\n");
}

#[test]
fn streams_of_openapi_3_2_have_a_piece() {
    let served = Served::new(
        "
openapi: 3.2.0
info: {title: Pieces, version: '1'}
paths:
  /lines: {get: {responses: {'200': {description: ., content: {application/jsonl: {itemSchema: {const: 1}}}}}}}
  /parts:
    get: {responses: {'200': {description: ., content: {multipart/mixed: {itemSchema: {type: object, required: [n], properties: {n: {const: 1}}}}}}}}
    post: {requestBody: {content: {multipart/mixed: {itemSchema: {}}}}, responses: {'204': {description: .}}}
    query: {responses: {'200': {description: ., content: {application/json: {examples: {a: {dataValue: 2}}}}}}}
",
    );
    assert_eq!(served.get("/lines").text(), "1\n");
    let parts = served.get("/parts");
    let content_type = parts.header("content-type").expect("there is one");
    let (_, boundary) = content_type
        .split_once("multipart/mixed; boundary=")
        .expect(content_type);
    let expected = format!(
        "--{boundary}\r\ncontent-type: application/json\r\n\r\n{{\"n\":1}}\r\n--{boundary}--\r\n"
    );
    assert_eq!(parts.text(), expected);
    let headers = [("content-type", "multipart/mixed; boundary=b")];
    let sent = served.send("POST", "/parts", &headers, "--b\r\n\r\n1\r\n--b--");
    assert_eq!(sent.status, 204, "{sent:?}");
    assert_eq!(served.send("QUERY", "/parts", &[], "").text(), "2");
}

#[test]
fn values_fit_what_schemas_say() {
    let served = Served::new(SPEC);
    let value = served.get("/made").json();
    assert_eq!(value["size"].as_i64().map(|it| it % 5), Some(0), "{value}");
    assert!(value["node"]["next"].is_null());
    assert!(value["both"]["a"].is_i64() && value["both"]["b"].is_boolean());
    let kind = value["either"]["kind"].as_str().expect("a text");
    assert_eq!(
        kind == "tom",
        value["either"].get("lives").is_some(),
        "{value}"
    );
    assert_eq!(value["fixed"], json!([1, {"a": null}]));
    assert_eq!(value["list"].as_array().map(Vec::len), Some(3));
    assert_eq!(value["map"].as_object().map(serde_json::Map::len), Some(2));
    assert!(
        value["pair"][0]
            .as_str()
            .is_some_and(|it| it.parse::<std::net::Ipv4Addr>().is_ok())
    );
    assert!(value.get("hidden").is_none() && value.get("nothing").is_none());
    assert!(
        value["wrong"]
            .as_str()
            .is_some_and(|it| it.bytes().all(|it| it == b'x')),
        "{value}"
    );
}

#[test]
fn a_seed_gives_the_same_values() {
    let made = |seed| {
        let behavior = Behavior {
            seed,
            ..Behavior::default()
        };
        Served::with(SPEC, "", behavior).get("/made").json()
    };
    assert_eq!(made(7), made(7));
    assert_ne!(made(7), made(8));
}

#[test]
fn error_responses_can_be_requested() {
    let behavior = Behavior {
        fail_rate: 0.5,
        ..Behavior::default()
    };
    let served = Served::with(SPEC, "", behavior);
    let statuses: Vec<u16> = (0..60).map(|_| served.get("/pets/1").status).collect();
    let failed = statuses.iter().filter(|status| **status == 503).count();
    assert!((15..45).contains(&failed), "{statuses:?}");
    assert!(
        statuses.iter().all(|status| matches!(status, 200 | 503)),
        "{statuses:?}"
    );
    let late = std::time::Duration::from_millis(80);
    let behavior = Behavior {
        latency: (late, late),
        ..Behavior::default()
    };
    let served = Served::with(SPEC, "", behavior);
    let start = std::time::Instant::now();
    assert_eq!(served.get("/pets/1").status, 200);
    assert!(start.elapsed() >= late);
}
