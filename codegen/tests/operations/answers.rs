use sdk_codegen::ir::{ErrorResponse, Output, StatusPattern, Type};
use sdk_codegen::lower::Lowered;

use super::{NO_SUCCESS, lowered_with, only, operations, paths, warning, warnings};

const ENVELOPE: &str = "[envelope]\nvalue = 'result'\nsuccess = 'success'\nerrors = 'errors'";

fn responses(responses: &str) -> Lowered {
    paths(&format!("  /a: {{get: {{responses: {{{responses}}}}}}}"))
}

fn json(schema: &str) -> String {
    format!("{{description: d, content: {{application/json: {{schema: {schema}}}}}}}")
}

fn enveloped(schema: &str) -> (Type, bool) {
    let description = format!(
        "paths: {{/a: {{get: {{responses: {{'200': {}}}}}}}}}",
        json(schema)
    );
    match &only(&lowered_with(ENVELOPE, &description)).output {
        Output::Json { ty, enveloped } => (ty.clone(), *enveloped),
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_success_is_what_the_statuses_for_it_have_in_common() {
    let (text, none) = (json("{type: string}"), "{description: d}");
    let answer = |keys: &str| match only(&responses(keys)).output.clone() {
        Output::Json { ty, .. } => Some(ty),
        _ => None,
    };
    let perhaps = Type::Nullable(Box::new(Type::String));
    assert_eq!(answer(&format!("default: {text}")), Some(Type::String));
    let beside_default = answer(&format!("default: {none}, 2XX: {text}"));
    assert_eq!(beside_default, Some(Type::String));
    // One of them has no body.
    let beside_nothing = answer(&format!("'204': {none}, '200': {text}"));
    assert_eq!(beside_nothing, Some(perhaps.clone()));
    let beside_nothing = answer(&format!("'202': {none}, 2XX: {text}"));
    assert_eq!(beside_nothing, Some(perhaps));
    assert_eq!(answer(&format!("'202': {none}")), None);
}

#[test]
fn without_a_success_nothing_is_looked_at() {
    let lowered = responses("'404': {description: d}, default: {description: d}");
    assert!(matches!(only(&lowered).output, Output::Empty));
    let mut said = lowered.diagnostics.iter();
    assert!(said.any(|diagnostic| diagnostic.message.contains(NO_SUCCESS)));
}

#[test]
fn the_media_type_decides() {
    let output = |content: &str| {
        let lowered = responses(&format!(
            "'200': {{description: d, content: {{{content}}}}}"
        ));
        only(&lowered).output.clone()
    };
    assert!(matches!(
        output("text/csv: {}, application/hal+json: {}"),
        Output::Json { .. }
    ));
    assert!(matches!(
        output("image/png: {}, text/csv: {}"),
        Output::Text
    ));
    assert!(matches!(output("application/xml: {}"), Output::Text));
    assert!(matches!(output("image/png: {}"), Output::Bytes));
    assert!(matches!(output("nonsense: {}"), Output::Bytes));
    assert!(matches!(
        output("'*/*': {schema: {type: string, format: binary}}"),
        Output::Bytes
    ));
    assert!(matches!(output(""), Output::Empty));
}

#[test]
fn errors_are_listed_by_status() {
    let lowered = responses(&format!(
        "default: {{description: Else.}}, 4xx: {{description: d}}, '409': {}, '200': {{description: d}}, '201': {{description: d}}, x-y: 1",
        json("{type: string}")
    ));
    let errors = &only(&lowered).errors;
    let statuses: Vec<_> = errors.iter().map(|error| error.status).collect();
    let expected = [
        StatusPattern::Code(409),
        StatusPattern::Range(4),
        StatusPattern::Default,
    ];
    assert_eq!(statuses, expected);
    let ErrorResponse { doc, ty, .. } = &errors[0];
    assert_eq!(
        (doc.0.as_slice(), ty),
        (["d".to_owned()].as_slice(), &Some(Type::String))
    );
    assert_eq!(errors[2].doc.0, ["Else."]);
}

#[test]
fn what_is_no_status_is_left_out() {
    for key in ["'20'", "'2X'", "'600'", "6XX", "ok", "'-20'"] {
        let lowered = responses(&format!(
            "{key}: {{description: d}}, '204': {{description: d}}"
        ));
        assert!(only(&lowered).errors.is_empty());
        assert!(
            warning(&lowered).ends_with("is not a status"),
            "{:?}",
            warnings(&lowered)
        );
    }
}

#[test]
fn the_value_is_taken_out_of_the_envelope() {
    let whole = "{type: object, properties: {success: {type: boolean}, result: {type: string}}}";
    assert_eq!(enveloped(whole), (Type::String, true));
    let parts = "{allOf: [{type: object, properties: {success: {type: boolean}, result: {}}}, {type: object, properties: {result: {type: string}}}]}";
    assert_eq!(enveloped(parts), (Type::String, true));
    let nullable = "{type: object, properties: {success: {type: boolean}, result: {type: string, nullable: true}}}";
    assert_eq!(
        enveloped(nullable),
        (Type::Nullable(Box::new(Type::String)), true)
    );
}

#[test]
fn what_is_not_the_envelope_is_taken_whole() {
    let no_success = "{type: object, properties: {result: {type: string}}}";
    assert!(matches!(enveloped(no_success), (Type::Named(_), false)));
    let no_value = "{type: object, properties: {success: {type: boolean}}}";
    assert!(matches!(enveloped(no_value), (Type::Named(_), false)));
    assert_eq!(enveloped("{type: string}"), (Type::String, false));
}

#[test]
fn a_bare_envelope_of_errors_needs_no_type() {
    let errors =
        "properties: {success: {type: boolean}, errors: {type: array, items: {type: string}}";
    let description = format!(
        "paths: {{/a: {{get: {{responses: {{'204': {{description: d}}, '400': {}, '409': {}, '410': {}}}}}}}}}
components: {{schemas: {{Failure: {{type: object, {errors}}}}}}}}}",
        json(&format!("{{type: object, {errors}}}}}")),
        json(&format!("{{type: object, {errors}, conflict: {{type: string}}}}}}")),
        json("{$ref: '#/components/schemas/Failure'}"),
    );
    let lowered = lowered_with(ENVELOPE, &description);
    let typed: Vec<_> = only(&lowered)
        .errors
        .iter()
        .map(|error| error.ty.is_some())
        .collect();
    assert_eq!(typed, [false, true, true]);
    let names: Vec<_> = lowered
        .api
        .types
        .iter()
        .map(|ty| ty.name.as_str())
        .collect();
    assert_eq!(names, ["AGetError409", "Failure"]);
}

/// A description without configuration whose answers have these schemas.
fn answering(schemas: &[&str]) -> Lowered {
    let gets = schemas.iter().enumerate().map(|(index, schema)| {
        let failure = "{type: object, properties: {success: {type: boolean}, errors: {type: array, items: {type: object, properties: {code: {type: integer}}}}}}";
        let (answer, failure) = (json(schema), json(failure));
        format!("  /things/{index}: {{get: {{operationId: get{index}, responses: {{'200': {answer}, default: {failure}}}}}}}\n")
    });
    paths(&gets.collect::<String>())
}

#[test]
fn an_envelope_shows_without_configuration() {
    let lowered = answering(&[
        "{type: object, properties: {success: {type: boolean}, data: {type: string}}}",
        "{type: object, properties: {success: {type: boolean}, result_info: {type: object}, data: {type: integer}}}",
        "{type: object, properties: {success: {type: boolean}, data: {type: string}, took: {type: integer}}}",
        "{type: object, properties: {success: {type: boolean}, result: {type: string}}}",
        "{type: object, properties: {data: {type: string}}}",
    ]);
    let envelope = lowered.api.envelope.as_ref().unwrap();
    assert_eq!(envelope.value, "data");
    assert_eq!(envelope.success.as_deref(), Some("success"));
    assert_eq!(envelope.errors.as_deref(), Some("errors"));
    assert_eq!(envelope.messages, None);
    let wrapped: Vec<bool> = operations(&lowered)
        .map(|it| match it.output {
            Output::Json { enveloped, .. } => enveloped,
            _ => panic!("{:?}", it.output),
        })
        .collect();
    assert_eq!(wrapped, [true, true, false, false, false]);
    let errors = operations(&lowered).flat_map(|it| &it.errors);
    assert!(errors.into_iter().all(|error| error.ty.is_none()));
}

#[test]
fn a_flag_beside_a_value_is_no_envelope_unless_it_is_one() {
    let lowered = answering(&[
        "{type: object, properties: {success: {type: string}, data: {type: string}}}",
        "{type: object, properties: {data: {type: string}, meta: {type: object}}}",
    ]);
    assert!(lowered.api.envelope.is_none());
}
