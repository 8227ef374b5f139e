use sdk_codegen::ir::{
    AlternativeContent, BodyContent, BodyFormat, FieldSpelling, ParameterStyle, Role, Type,
};

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
    assert_eq!(operation.steps().collect::<Vec<_>>(), ["CreateNeedsB"]);
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
}

#[test]
fn an_optional_body_has_no_steps() {
    let operation = |required: &str, a: &str| {
        post(&format!(
            "requestBody: {{content: {{application/json: {{schema: {{type: object, required: [{required}], properties: {{a: {{{a}}}}}}}}}}}}}"
        ))
    };
    for required in ["", "a"] {
        let operation = operation(required, "type: string");
        assert_eq!(operation.steps().count(), 0);
        let BodyContent::Fields { names, .. } = operation.body.unwrap().content else {
            panic!("not given one by one");
        };
        assert_eq!(names, [("a".to_owned(), Role::Optional)]);
    }
    // It is passed as a whole, so that it can be absent.
    let content = operation("a", "const: x").body.unwrap().content;
    assert!(matches!(content, BodyContent::Json(Type::Named(_))));
}

#[test]
fn other_json_is_set_whole() {
    let operation = post(
        "operationId: create, requestBody: {required: true, content: {application/json: {schema: {type: array, items: {type: string}}}}}",
    );
    assert_eq!(operation.steps().collect::<Vec<_>>(), ["CreateNeedsBody"]);
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
fn text_and_bytes_are_sent_as_they_are() {
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
fn a_form_of_a_get_is_skipped_and_the_operation_is_not() {
    let lowered =
        paths("  /a: {get: {requestBody: {content: {application/x-www-form-urlencoded: {}}}}}");
    assert!(super::only(&lowered).body.is_none());
    assert!(warning(&lowered).contains("`GET` requests have no body"));
}

#[test]
fn a_body_without_a_media_type_is_skipped() {
    let lowered = paths("  /a: {post: {requestBody: {content: {}}}}");
    assert!(super::only(&lowered).body.is_none());
    assert!(warning(&lowered).contains("a request body has no media type"));
}

#[test]
fn a_form_is_made_of_fields() {
    let operation = post(
        "operationId: create, requestBody: {required: true, content: {application/x-www-form-urlencoded: {
           schema: {type: object, required: [a], properties: {a: {type: string}, b: {type: array, items: {type: string}}, c: {type: string}, d: {type: object}}},
           encoding: {b: {style: spaceDelimited}, c: {contentType: application/json}, d: {contentType: application/json}}}}}",
    );
    assert_eq!(operation.steps().collect::<Vec<_>>(), ["CreateNeedsA"]);
    let body = operation.body.unwrap();
    assert!(matches!(body.content, BodyContent::Fields { .. }));
    let BodyFormat::Form(fields) = body.format else {
        panic!("{:?}", body.format);
    };
    let spelled = |style, explode| FieldSpelling::Style {
        style,
        explode,
        allow_reserved: false,
    };
    let content = |json| FieldSpelling::Content {
        media_type: "application/json".to_owned(),
        json,
    };
    let fields: Vec<_> = fields
        .into_iter()
        .map(|field| (field.wire_name, field.spelling))
        .collect();
    assert_eq!(
        fields,
        [
            (
                "b".to_owned(),
                spelled(ParameterStyle::SpaceDelimited, false)
            ),
            ("c".to_owned(), content(false)),
            ("d".to_owned(), content(true)),
        ]
    );
}

#[test]
fn a_merge_patch_accepts_null() {
    let operation = post(
        "requestBody: {required: true, content: {application/merge-patch+json: {schema: {type: object, required: [a],
           properties: {a: {type: string}, b: {type: string}}}}}}",
    );
    let body = operation.body.unwrap();
    assert_eq!(body.media_type, "application/merge-patch+json");
    let BodyContent::Fields { names, .. } = body.content else {
        panic!("{:?}", body.content);
    };
    assert_eq!(names.len(), 2);
}

#[test]
fn other_media_types_have_methods_of_their_own() {
    let body = |media: &str| {
        let operation = post(&format!("requestBody: {{content: {{{media}}}}}"));
        let body = operation.body.unwrap();
        let others = body.alternatives.into_iter();
        let others = others.map(|other| (other.rust_name, other.content));
        others.collect::<Vec<_>>()
    };
    let object = |name: &str| {
        format!("{{schema: {{type: object, properties: {{{name}: {{type: string}}}}}}}}")
    };
    let (a, b) = (object("a"), object("b"));
    assert_eq!(
        body(&format!(
            "application/json: {a}, multipart/form-data: {b}, application/x-www-form-urlencoded: {b},
             text/csv: {b}, image/png: {b}, application/scim+json: {b}, 'nonsense': {b}"
        )),
        [
            ("body_as_multipart".to_owned(), AlternativeContent::Multipart),
            ("body_as_form".to_owned(), AlternativeContent::Form),
            ("body_as_csv".to_owned(), AlternativeContent::Text),
            ("body_as_png".to_owned(), AlternativeContent::Bytes),
            ("body_as_scim_json".to_owned(), AlternativeContent::Json),
        ]
    );
    // The requests differ, although the schema is the same.
    assert_eq!(
        body(&format!("application/json: {a}, multipart/form-data: {a}")),
        [(
            "body_as_multipart".to_owned(),
            AlternativeContent::Multipart
        )]
    );
}

#[test]
fn lines_are_set_one_by_one() {
    let lines = |schema: &str| body(&format!("application/x-ndjson: {{schema: {{{schema}}}}}")).1;
    assert!(matches!(
        lines("type: integer"),
        BodyContent::Lines(Type::Int(_))
    ));
    assert!(matches!(
        lines("type: array, items: {type: integer}"),
        BodyContent::Lines(Type::Int(_))
    ));
    assert!(matches!(lines("type: string"), BodyContent::Bytes));
}
