//! Routing of requests.

use super::Served;

const SPEC: &str = "
openapi: 3.1.0
info: {title: Paths, version: '1'}
servers: [{url: 'https://api.example/v1'}, {url: 'https://{region}.example/{stage}/v2', variables: {region: {default: eu}, stage: {default: live}}}]
paths:
  /pets: {get: {responses: {'200': {$ref: '#/components/responses/list'}}}}
  /pets/{id}:
    parameters: [{name: id, in: path, required: true, schema: {type: string}}]
    get: {responses: {'200': {$ref: '#/components/responses/item'}}}
    delete: {responses: {'204': {description: Gone.}}}
  /pets/mine: {get: {responses: {'200': {$ref: '#/components/responses/mine'}}}}
  /pets/{id}.json: {get: {responses: {'200': {$ref: '#/components/responses/file'}}}}
  /pets/{id}/{part}/photo: {get: {responses: {'200': {$ref: '#/components/responses/photo'}}}}
  /pets/mine/{part}/name: {get: {responses: {'200': {$ref: '#/components/responses/name'}}}}
  /from-{first}-to-{last}: {get: {responses: {'200': {$ref: '#/components/responses/range'}}}}
  /files/{+path}: {get: {responses: {'200': {$ref: '#/components/responses/rest'}}}}
  /act?kind=run: {post: {responses: {'200': {$ref: '#/components/responses/run'}}}}
  /act?kind=stop: {post: {responses: {'200': {$ref: '#/components/responses/stop'}}}}
  /elsewhere:
    servers: [{url: 'https://other.example/deep/er'}]
    get: {responses: {'200': {$ref: '#/components/responses/elsewhere'}}}
components:
  responses:
    list: {description: ., content: {text/plain: {example: list}}}
    item: {description: ., content: {text/plain: {example: item}}}
    mine: {description: ., content: {text/plain: {example: mine}}}
    file: {description: ., content: {text/plain: {example: file}}}
    photo: {description: ., content: {text/plain: {example: photo}}}
    name: {description: ., content: {text/plain: {example: name}}}
    range: {description: ., content: {text/plain: {example: range}}}
    rest: {description: ., content: {text/plain: {example: rest}}}
    run: {description: ., content: {text/plain: {example: run}}}
    stop: {description: ., content: {text/plain: {example: stop}}}
    elsewhere: {description: ., content: {text/plain: {example: elsewhere}}}
";

#[test]
fn fixed_segments_come_before_parameters() {
    let served = Served::new(SPEC);
    for (target, name) in [
        ("/v1/pets", "list"),
        ("/v1/pets/7", "item"),
        ("/v1/pets/mine", "mine"),
        ("/v1/pets/m%69ne", "mine"),
        ("/v1/pets/7.json", "file"),
        ("/v1/pets/a%2Fb", "item"),
        ("/v1/pets/mine/x/photo", "photo"),
        ("/v1/pets/mine/x/name", "name"),
        ("/v1/from-a-to-b", "range"),
        ("/v1/files/a/b/c.txt", "rest"),
        ("/v1/pets?x=1", "list"),
    ] {
        let reply = served.get(target);
        assert_eq!(
            (reply.status, reply.text().as_str()),
            (200, name),
            "{target}"
        );
    }
    for target in [
        "/v1/pets/",
        "/v1/pets/7/x",
        "/v1",
        "/v1/from--to-b",
        "/",
        "/v1/pets//x/photo",
        "*",
    ] {
        assert_eq!(served.get(target).status, 404, "{target}");
    }
}

#[test]
fn servers_have_paths_of_their_own() {
    let served = Served::new(SPEC);
    assert!(served.server.url().ends_with("/v1"));
    for (target, name) in [
        ("/live/v2/pets", "list"),
        ("/test/v2/pets/mine", "mine"),
        // Also without the path of the server.
        ("/pets/mine", "mine"),
        ("/deep/er/elsewhere", "elsewhere"),
    ] {
        assert_eq!(served.get(target).text(), name, "{target}");
    }
    assert_eq!(served.get("/v1/elsewhere").status, 404);
}

#[test]
fn a_query_may_tell_operations_apart() {
    let served = Served::new(SPEC);
    for (target, name) in [
        ("/v1/act?kind=run", "run"),
        ("/v1/act?x=1&kind=stop", "stop"),
    ] {
        assert_eq!(served.send("POST", target, &[], "").text(), name);
    }
    assert_eq!(
        served.send("POST", "/v1/act?kind=sleep", &[], "").status,
        405
    );
}

#[test]
fn other_methods_are_named() {
    let served = Served::new(SPEC);
    let reply = served.send("PUT", "/v1/pets/7", &[], "");
    assert_eq!(
        (reply.status, reply.header("allow")),
        (405, Some("DELETE, GET, HEAD"))
    );
    let reply = served.send("PUT", "/v1/pets/mine", &[], "");
    assert_eq!(
        (reply.status, reply.header("allow")),
        (405, Some("DELETE, GET, HEAD"))
    );
    // A literal segment has precedence only for the methods that it has.
    assert_eq!(served.send("DELETE", "/v1/pets/mine", &[], "").status, 204);
    let reply = served.send("HEAD", "/v1/pets", &[], "");
    assert_eq!(
        (reply.status, reply.header("content-length")),
        (200, Some("4"))
    );
}

#[test]
fn many_paths_are_found_as_fast_as_few() {
    let path = |number: usize| {
        format!(
            "  /group{}/{{a}}/item{number}/{{b}}: {{get: {{responses: {{'200': {{description: ., content: {{text/plain: {{example: 'n{number}'}}}}}}}}}}}}\n",
            number % 7
        )
    };
    let paths: String = (0..3_000).map(path).collect();
    let spec = format!("openapi: 3.0.3\ninfo: {{title: Many, version: '1'}}\npaths:\n{paths}");
    let served = Served::new(&spec);
    assert_eq!(served.server.operations(), 3_000);
    for number in [0, 1_499, 2_999] {
        let target = format!("/group{}/x/item{number}/y", number % 7);
        assert_eq!(served.get(&target).text(), format!("n{number}"));
    }
}
