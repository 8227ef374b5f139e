//! `multipart` bodies.

use sdk_codegen::ir::Role;

use super::{lowered_as, only, post};

/// The files of a `multipart` body: wire name, whether it is required, and whether there may be
/// several.
fn files(schema: &str) -> Vec<(Option<String>, bool, bool)> {
    let operation = post(&format!(
        "requestBody: {{content: {{multipart/form-data: {{schema: {{{schema}}}}}}}}}"
    ));
    let files = operation.body.expect("a body").files.into_iter();
    files
        .map(|file| (file.wire_name, file.role == Role::Staged, file.many))
        .collect()
}

#[test]
fn parts_without_a_type_are_files_in_openapi_3_1() {
    let files = |version: &str| {
        let schema =
            "{type: object, properties: {a: {}, b: {type: array, items: {}}, c: {}, d: {}}}";
        let encoding = "{c: {contentType: application/json}, d: {contentType: '*/*'}}";
        let lowered = lowered_as(
            version,
            "",
            &format!(
                "servers: [{{url: 'https://shop.example'}}]
paths:
  /a: {{post: {{requestBody: {{content: {{multipart/form-data: {{schema: {schema}, encoding: {encoding}}}}}}}}}}}"
            ),
        );
        let body = only(&lowered).body.clone().expect("a body");
        let files = body.files.into_iter();
        let files = files.map(|file| (file.wire_name.unwrap_or_default(), file.many));
        files.collect::<Vec<_>>()
    };
    let named = |name: &str, many| (name.to_owned(), many);
    let expected = [named("a", false), named("b", true), named("d", false)];
    assert_eq!(files("3.1.0"), expected);
    assert_eq!(files("3.0.3"), []);
}

#[test]
fn bytes_in_several_parts_are_files() {
    let named = |name: &str, required, many| (Some(name.to_owned()), required, many);
    assert_eq!(
        files(
            "type: object, required: [a, c], properties: {a: {type: string, format: binary},
             b: {type: array, items: {type: string, format: binary}}, c: {type: string},
             d: {type: string, example: '@photo.png'}, e: {allOf: [{type: string, format: binary}], nullable: true}}"
        ),
        [
            named("a", true, false),
            named("b", false, true),
            named("d", false, false),
            named("e", false, false)
        ]
    );
    let texts = "type: object, properties: {a: {type: string, example: '@channel'},
        b: {type: string, maxLength: 9, example: '@jo.doe'}, c: {type: string, example: '@me, see a.png'}}";
    assert_eq!(files(texts), []);
    let any = [(None, false, true)];
    assert_eq!(files("type: object, properties: {a: {type: string}}"), []);
    assert_eq!(
        files(
            "type: object, properties: {a: {type: string}}, additionalProperties: {type: string, format: binary}"
        ),
        any
    );
    assert_eq!(
        files("type: object, additionalProperties: {type: string, format: binary}"),
        any
    );
    assert_eq!(
        files(
            "anyOf: [{type: object, properties: {a: {type: string}}}, {type: object, properties: {b: {type: string}}}]"
        ),
        any
    );
}

#[test]
fn a_body_of_several_parts_is_required_where_a_part_is() {
    let operation = post(
        "operationId: create, requestBody: {content: {multipart/form-data: {schema: {type: object, required: [a, f],
           properties: {a: {type: string}, f: {type: string, format: binary}}}}}}",
    );
    assert_eq!(
        operation.steps().collect::<Vec<_>>(),
        ["CreateNeedsA", "CreateNeedsF"]
    );
    assert!(operation.body.unwrap().required);
}
