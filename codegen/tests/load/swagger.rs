//! Conversion of Swagger 2.0 to OpenAPI 3.0.

use std::fs;

use sdk_codegen::load::{Document, Source, Version};
use serde_json::{Value, json};

use crate::{at, load};

const START: &str = "swagger: '2.0'\ninfo: {title: t, version: '1'}\nhost: api.example\n";

/// The tree of a valid description.
fn tree(rest: &str) -> Value {
    let (document, diagnostics) = load(&format!("{START}{rest}")).expect("it is read");
    assert_eq!(document.version(), Version::V2_0);
    assert!(diagnostics.is_empty(), "{}", diagnostics.render());
    document.root().value().clone()
}

#[test]
fn a_body_and_its_responses_have_the_media_types_of_their_operation() {
    let tree = tree(
        "consumes: [application/xml]
produces: [application/json, application/xml]
paths:
  /a:
    post:
      consumes: [application/json, text/xml]
      parameters:
        - {name: q, in: query, type: string, enum: [x]}
        - {name: b, in: body, required: true, description: It., schema: {type: string}}
      responses:
        '200': {description: d, schema: {type: integer}, examples: {application/json: 1}}
        '204': {description: d}
    put:
      parameters: [{name: b, in: body, schema: {type: string}}]
      produces: [text/csv]
      responses:
        '200': {description: d, schema: {type: file}}
        '400': {description: d, schema: {type: object}}
",
    );
    let item = &tree["paths"]["/a"];
    let schema = |kind: &str| json!({"schema": {"type": kind}});
    assert_eq!(
        item["post"],
        json!({
            "parameters": [{"name": "q", "in": "query", "schema": {"type": "string", "enum": ["x"]}}],
            "responses": {
                "200": {"description": "d", "content": {
                    "application/json": {"schema": {"type": "integer"}, "example": 1},
                    "application/xml": schema("integer"),
                }},
                "204": {"description": "d"},
            },
            "requestBody": {"required": true, "description": "It.", "content": {
                "application/json": schema("string"),
                "text/xml": schema("string"),
            }},
        })
    );
    let put = &item["put"];
    let body = &put["requestBody"]["content"];
    assert_eq!(*body, json!({"application/xml": schema("string")}));
    let file = json!({"text/csv": {"schema": {"type": "string", "format": "binary"}}});
    assert_eq!(put["responses"]["200"]["content"], file);
    // An error response is not a file, whatever the operation produces.
    let failure = &put["responses"]["400"]["content"];
    assert_eq!(failure["application/json"], schema("object"));
}

#[test]
fn fields_of_forms_are_one_body() {
    let tree = tree(
        "paths:
  /a:
    parameters: [{$ref: '#/parameters/Name'}, {name: id, in: header, type: string}]
    post:
      consumes: [application/x-www-form-urlencoded, multipart/form-data]
      parameters: [{name: tags, in: formData, type: array, items: {type: string}, collectionFormat: multi}]
      responses: {'204': {description: d}}
parameters:
  Name: {name: name, in: formData, type: string, maxLength: 9, required: true, description: Its name.}
",
    );
    let item = &tree["paths"]["/a"];
    assert_eq!(item["parameters"].as_array().map(Vec::len), Some(1));
    let body = &item["post"]["requestBody"];
    let form = json!({
        "schema": {
            "type": "object",
            "properties": {
                "tags": {"type": "array", "items": {"type": "string"}},
                "name": {"type": "string", "maxLength": 9, "description": "Its name."},
            },
            "required": ["name"],
        },
        "encoding": {"tags": {"explode": true}},
    });
    assert_eq!(body["required"], true);
    assert_eq!(
        body["content"],
        json!({"application/x-www-form-urlencoded": form, "multipart/form-data": form})
    );
}

#[test]
fn lists_are_written_as_their_collection_format_says() {
    let parameter = |more: &str| {
        let tree = tree(&format!(
            "paths: {{/a: {{get: {{parameters: [{{name: a, type: array, items: {{type: string}}, {more}}}], responses: {{}}}}}}}}\n"
        ));
        let parameter = &tree["paths"]["/a"]["get"]["parameters"][0];
        (parameter["style"].clone(), parameter["explode"].clone())
    };
    let cases = [
        ("in: query", Value::Null, false),
        ("in: query, collectionFormat: csv", Value::Null, false),
        ("in: query, collectionFormat: multi", Value::Null, true),
        (
            "in: query, collectionFormat: ssv",
            "spaceDelimited".into(),
            false,
        ),
        (
            "in: query, collectionFormat: tsv",
            "tabDelimited".into(),
            false,
        ),
        (
            "in: header, collectionFormat: pipes",
            "pipeDelimited".into(),
            false,
        ),
    ];
    for (more, style, explode) in cases {
        assert_eq!(parameter(more), (style, explode.into()), "{more}");
    }
}

#[test]
fn servers_come_from_host_path_and_schemes() {
    let servers = |start: &str| {
        let text = format!(
            "swagger: '2.0'\n{start}\npaths: {{/a: {{get: {{schemes: [http], responses: {{}}}}}}}}\n"
        );
        let (document, _) = load(&text).expect("it is read");
        let root = document.root().value();
        let own = root["paths"]["/a"]["get"]["servers"].clone();
        (root["servers"].clone(), own)
    };
    let url = |url: &str| json!([{"url": url}]);
    assert_eq!(
        servers("host: a.example:8080\nbasePath: v1/\nschemes: [ws, http, https]"),
        (
            json!([
                {"url": "https://a.example:8080/v1/", "name": "https"},
                {"url": "http://a.example:8080/v1/", "name": "http"},
            ]),
            url("http://a.example:8080/v1/"),
        )
    );
    assert_eq!(servers("host: a.example").0, url("https://a.example"));
    assert_eq!(servers("basePath: /v1").0, url("/v1"));
    assert_eq!(servers("basePath: /").0, Value::Null);
}

#[test]
fn what_has_a_name_is_a_component() {
    let tree = tree(
        "paths: {}
securityDefinitions:
  basic: {type: basic}
  key: {type: apiKey, in: header, name: X-Key}
  code: {type: oauth2, flow: accessCode, authorizationUrl: 'https://a.example/a', tokenUrl: 'https://a.example/t', scopes: {r: R.}}
definitions:
  Pet: {type: object, discriminator: kind, properties: {kind: {type: string}, file: {type: file}}}
  Cat: {x-ms-discriminator-value: cat, x-nullable: true, allOf: [{$ref: '#/definitions/Pet'}]}
parameters: {Page: {name: page, in: query, type: integer}}
responses: {Gone: {description: d, schema: {type: string}}}
",
    );
    let components = &tree["components"];
    let schemes = &components["securitySchemes"];
    assert_eq!(schemes["basic"], json!({"type": "http", "scheme": "basic"}));
    assert_eq!(schemes["key"]["type"], "apiKey");
    assert_eq!(
        schemes["code"]["flows"]["authorizationCode"]["tokenUrl"],
        "https://a.example/t"
    );
    let pet = &components["schemas"]["Pet"];
    assert_eq!(
        pet["discriminator"],
        json!({"propertyName": "kind", "mapping": {"cat": "#/definitions/Cat"}})
    );
    let file = json!({"type": "string", "format": "binary"});
    assert_eq!(pet["properties"]["file"], file);
    assert_eq!(components["schemas"]["Cat"]["nullable"], true);
    let page = &components["parameters"]["Page"];
    assert_eq!(page["schema"], json!({"type": "integer"}));
    let gone = &components["responses"]["Gone"]["content"];
    assert_eq!(gone["application/json"]["schema"]["type"], "string");
}

#[test]
fn references_lead_to_what_was_written_there() {
    let (document, _) = load(&format!(
        "{START}paths:
  /a:
    post:
      parameters: [{{name: b, in: body, schema: {{type: integer}}}}, {{name: q, in: query, type: boolean}}]
      responses: {{'200': {{description: d, schema: {{type: string}}}}}}
definitions:
  A: {{$ref: '#/definitions/B'}}
  B: {{type: number}}
  Body: {{$ref: '#/paths/~1a/post/parameters/0/schema'}}
  Query: {{$ref: '#/paths/~1a/post/parameters/1'}}
  Response: {{$ref: '#/paths/~1a/post/responses/200/schema'}}
"
    ))
    .expect("it is read");
    let ends = [
        ("A", json!({"type": "number"})),
        ("Body", json!({"type": "integer"})),
        ("Response", json!({"type": "string"})),
    ];
    for (name, end) in ends {
        let node = at(&document, "components/schemas").get(name);
        let end_of = node.expect("it is there").follow().expect("it leads on");
        assert_eq!(*end_of.value(), end, "{name}");
    }
    let query = at(&document, "components/schemas/Query").follow();
    assert_eq!(query.expect("it leads on").value()["name"], "q");
}

#[test]
fn a_description_of_several_files_is_read() {
    let folder = tempfile::tempdir().expect("made");
    let put = |name: &str, text: &str| fs::write(folder.path().join(name), text).expect("written");
    put(
        "api.yaml",
        "swagger: '2.0'\nconsumes: [text/xml]\npaths: {/a: {$ref: 'a.yaml'}}\n",
    );
    put(
        "a.yaml",
        "post:\n  parameters: [{name: b, in: body, schema: {$ref: 'models.yaml#/definitions/A'}}]\n  responses: {}\n",
    );
    put("models.yaml", "definitions: {A: {type: file}}\n");
    let source = Source::read(folder.path().join("api.yaml")).expect("it is there");
    let (document, diagnostics) = Document::load(source).expect("it is read");
    assert!(diagnostics.is_empty(), "{}", diagnostics.render());
    let paths = at(&document, "paths");
    let item = paths.get("/a").expect("a path").follow().expect("a file");
    let content = &item.value()["post"]["requestBody"]["content"];
    assert!(
        content["text/xml"]["schema"]["$ref"].is_string(),
        "{content}"
    );
}
