use sdk_codegen::ir::{Output, Type};
use sdk_codegen::lower::Lowered;

use super::responses::json;
use super::{lowered_with, only, operations, paths};

const ENVELOPE: &str = "[envelope]\nvalue = 'result'\nsuccess = 'success'\nerrors = 'errors'";

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
fn an_envelope_without_a_value_is_nothing_that_may_have_failed() {
    let output = |properties: &str| {
        let schema = format!("{{type: object, properties: {{{properties}}}}}");
        let ok = json(&schema);
        let description = format!("paths: {{/a: {{get: {{responses: {{'200': {ok}}}}}}}}}");
        only(&lowered_with(ENVELOPE, &description)).output.clone()
    };
    let bare = "success: {type: boolean}, errors: {type: array, items: {}}";
    assert!(matches!(output(bare), Output::Empty { enveloped: true }));
    for more in ["result: {type: string}", "id: {type: string}"] {
        let output = output(&format!("{bare}, {more}"));
        assert!(matches!(output, Output::Json { .. }), "{output:?}");
    }
    let without = output("errors: {type: array, items: {}}");
    assert!(matches!(without, Output::Json { .. }), "{without:?}");
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
    assert_eq!(names, ["AGetConflictError", "Failure"]);
}

/// A description without configuration whose responses have these schemas.
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
