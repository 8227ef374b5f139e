use sdk_codegen::ir::{BodyContent, Role, Type};

use super::{paths, post, warning};

fn body(media: &str) -> (String, BodyContent) {
    let operation = post(&format!(
        "requestBody: {{required: true, content: {{{media}}}}}"
    ));
    let body = operation.body.expect("it has a body");
    (body.media_type, body.content)
}

#[test]
fn the_fields_of_an_object_stand_on_the_request() {
    let operation = post(
        "operationId: create, requestBody: {required: true, content: {application/json: {schema: {type: object, required: [b, k],
           properties: {a: {type: string}, b: {type: string}, k: {type: string, enum: [x]}}}}}}",
    );
    let body = operation.body.unwrap();
    assert!(body.required);
    let BodyContent::Fields { names, .. } = body.content else {
        panic!("{:?}", body.content);
    };
    let names: Vec<_> = names
        .iter()
        .map(|(name, role)| (name.as_str(), *role))
        .collect();
    assert_eq!(
        names,
        [
            ("b", Role::Staged),
            ("k", Role::Constant),
            ("a", Role::Optional)
        ]
    );
    assert_eq!(operation.steps, ["CreateNeedsB"]);
}

#[test]
fn a_body_that_may_be_left_out_is_given_whole_where_its_fields_may_not() {
    let schema = |required: &str| {
        format!(
            "requestBody: {{content: {{application/json: {{schema: {{type: object, required: [{required}], properties: {{a: {{type: string}}}}}}}}}}}}"
        )
    };
    let content = |required| post(&schema(required)).body.unwrap().content;
    assert!(matches!(content(""), BodyContent::Fields { .. }));
    assert!(matches!(content("a"), BodyContent::Json(Type::Named(_))));
}

#[test]
fn other_json_is_given_whole() {
    let operation = post(
        "operationId: create, requestBody: {required: true, content: {application/json: {schema: {type: array, items: {type: string}}}}}",
    );
    assert_eq!(operation.steps, ["CreateNeedsBody"]);
    let content = operation.body.unwrap().content;
    assert!(matches!(content, BodyContent::Json(Type::List(_))));
    assert!(matches!(
        body("application/json: {}").1,
        BodyContent::Json(Type::Json)
    ));
}

#[test]
fn json_is_preferred_among_several() {
    let (media, content) =
        body("multipart/form-data: {}, text/plain: {}, application/scim+json: {}");
    assert_eq!(media, "application/scim+json");
    assert!(matches!(content, BodyContent::Json(_)));
    assert_eq!(
        body("application/merge-patch+json: {}, application/json: {}").0,
        "application/json"
    );
    assert_eq!(body("'*/*': {}").0, "application/json");
}

#[test]
fn text_and_bytes_are_given_as_they_are() {
    let (media, content) = body("'text/plain; charset=utf-8': {}");
    assert_eq!(media, "text/plain; charset=utf-8");
    assert!(matches!(content, BodyContent::Text));
    assert!(matches!(
        body("application/octet-stream: {}").1,
        BodyContent::Bytes
    ));
    assert!(matches!(body("image/*: {}").1, BodyContent::Bytes));
    assert_eq!(body("image/*: {}").0, "application/octet-stream");
    let binary = body("application/json: {schema: {type: string, format: binary}}");
    assert!(matches!(binary.1, BodyContent::Bytes));
}

#[test]
fn a_form_on_a_get_is_left_out_and_the_call_is_kept() {
    let lowered =
        paths("  /a: {get: {requestBody: {content: {application/x-www-form-urlencoded: {}}}}}");
    assert!(super::only(&lowered).body.is_none());
    assert!(warning(&lowered).contains("GET has no body"));
}

#[test]
fn a_body_without_a_media_type_is_left_out() {
    let lowered = paths("  /a: {post: {requestBody: {content: {}}}}");
    assert!(super::only(&lowered).body.is_none());
    assert!(warning(&lowered).contains("a body without a media type is left out"));
}
