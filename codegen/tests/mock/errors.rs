//! The schemas of errors.

use sdk_codegen::mock::Behavior;
use serde_json::{Value, json};

use super::Served;
use super::checks::{SPEC, no_auth};

/// A description without documented errors.
fn bare() -> String {
    SPEC.replace("        default: {", "        x-default: {")
}

#[test]
fn errors_have_the_form_of_the_description() {
    let served = no_auth(SPEC);
    let reply = served.json("POST", "/pets", &json!({}));
    let value = reply.json();
    assert_eq!(reply.header("content-type"), Some("application/json"));
    // 400 is not an allowed value of `code`.
    assert!(
        [json!(1), json!(2)].contains(&value["error"]["code"]),
        "{value}"
    );
    // Requests that match no operation have the same schema of errors.
    assert!(
        served.get("/nowhere").json()["error"]["message"]
            .as_str()
            .is_some_and(|it| it.contains("/nowhere"))
    );
}

#[test]
fn without_a_form_errors_are_problem_details() {
    let served = no_auth(&bare());
    let reply = served.json("POST", "/pets", &json!({"name": "T"}));
    let value = reply.json();
    assert_eq!(
        reply.header("content-type"),
        Some("application/problem+json")
    );
    assert_eq!(
        (value["status"].clone(), value["title"].clone()),
        (json!(400), json!("Bad Request"))
    );
    assert_eq!(value["errors"][0]["pointer"], json!("/name"));
    assert_eq!(served.get("/nowhere").json()["status"], json!(404));
}

#[test]
fn an_envelope_says_that_the_call_failed() {
    let spec = "
openapi: 3.0.3
info: {title: T, version: '1'}
paths:
  /a:
    get:
      parameters: [{name: n, in: query, required: true, schema: {type: integer}}]
      responses:
        '200': {description: ., content: {application/json: {schema: {$ref: '#/components/schemas/Whole'}}}}
        4XX: {description: ., content: {application/json: {schema: {$ref: '#/components/schemas/Whole'}}}}
components:
  schemas:
    Note: {type: object, required: [code, message], properties: {code: {type: integer, minimum: 1000}, message: {type: string}}}
    Whole: {type: object, required: [fine, payload, faults, notes], properties: {fine: {type: boolean}, payload: {type: object, nullable: true, properties: {a: {type: integer}}}, faults: {type: array, items: {$ref: '#/components/schemas/Note'}}, notes: {type: array, items: {$ref: '#/components/schemas/Note'}}}}
";
    let config =
        "[envelope]\nvalue = 'payload'\nsuccess = 'fine'\nerrors = 'faults'\nmessages = 'notes'\n";
    let served = Served::with(spec, config, Behavior::default());
    let good = served.get("/a?n=1").json();
    assert_eq!(
        (&good["fine"], &good["faults"], &good["notes"]),
        (&json!(true), &json!([]), &json!([]))
    );
    let bad = served.get("/a?n=x").json();
    assert_eq!(bad["fine"], json!(false));
    assert!(
        bad["faults"][0]["message"]
            .as_str()
            .is_some_and(|it| it.contains("query parameter `n`")),
        "{bad}"
    );
    assert!(
        bad["faults"][0]["code"]
            .as_i64()
            .is_some_and(|it| it >= 1000)
    );
}

#[test]
fn responses_have_no_control_characters() {
    let served = no_auth(&bare());
    for target in [
        "/nowhere/%1b%5b31m%0d%0aX:%20y",
        "/search/%e2%80%aecat?limit=%1b",
        "/search/cat?limit=%c2%9b31m",
    ] {
        let reply = served.get(target);
        assert!(reply.status >= 400);
        let text = reply.text() + reply.header("x-mock-error").unwrap_or_default();
        assert!(
            !text
                .chars()
                .any(|c| c.is_control() || ('\u{2028}'..='\u{202e}').contains(&c)),
            "{text:?}"
        );
    }
    let body: Value = json!({"name": "Tom", "\u{1b}[31m\u{202e}": 1, "age": "\u{9b}"});
    let text = served.json("POST", "/pets", &body).text();
    assert!(
        !text.chars().any(|c| c.is_control() || c == '\u{202e}'),
        "{text:?}"
    );
}
