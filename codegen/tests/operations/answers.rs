use sdk_codegen::ir::{ErrorResponse, Output, StatusPattern, StreamContent, Type};
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
fn a_success_without_a_body_has_no_value() {
    let (text, none) = (json("{type: string}"), "{description: d}");
    let is = |keys: &str, expected: Type| {
        let output = only(&responses(keys)).output.clone();
        let Output::Json { ty, .. } = output else {
            panic!("{output:?}");
        };
        assert_eq!(ty, expected);
    };
    let optional = || Type::Nullable(Box::new(Type::String));
    is(&format!("'204': {none}, '200': {text}"), optional());
    is(&format!("'202': {none}, 2XX: {text}"), optional());
    is(&format!("'200': {text}, '201': {text}"), Type::String);
    is(&format!("default: {none}, 2XX: {text}"), Type::String);
    is(&format!("default: {text}"), Type::String);
    let pdf = "{description: d, content: {application/pdf: {}}}";
    let output = only(&responses(&format!("'204': {none}, '200': {pdf}")))
        .output
        .clone();
    assert!(matches!(output, Output::Bytes));
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
fn different_successes_are_told_apart_by_status() {
    let (text, number) = (json("{type: string}"), json("{type: integer}"));
    let lowered = responses(&format!(
        "'201': {number}, '200': {text}, '206': {number}, '299': {{description: d}}, 2XX: {{description: d}}"
    ));
    let Output::ByStatus { name, cases } = &only(&lowered).output else {
        panic!("{:?}", only(&lowered).output);
    };
    assert_eq!(name, "GetOutput");
    let names: Vec<_> = cases.iter().map(|case| case.rust_name.as_str()).collect();
    let expected = ["Ok", "Created", "PartialContent", "Status299", "Other"];
    assert_eq!(names, expected);
    assert_eq!(only(&lowered).accept, "application/json");
}

#[test]
fn what_comes_piece_by_piece_is_a_stream() {
    let of = |content: &str| {
        let lowered = responses(&format!(
            "'200': {{description: d, content: {{{content}}}}}"
        ));
        let operation = only(&lowered).clone();
        let stream = operation.stream.map(|it| (it.media_type, it.content));
        (operation.output, stream)
    };
    let (output, stream) =
        of("text/event-stream: {schema: {type: object, properties: {data: {type: integer}}}}");
    assert!(matches!(output, Output::Stream));
    assert!(matches!(
        stream,
        Some((name, StreamContent::Events(Type::Int(_)))) if name == "text/event-stream"
    ));
    let (output, stream) = of("text/event-stream: {schema: {type: string}}, application/json: {}");
    assert!(matches!(output, Output::Json { .. }));
    assert!(matches!(stream, Some((_, StreamContent::TextEvents))));
    let (output, stream) = of("application/jsonl: {schema: {type: array, items: {type: boolean}}}");
    assert!(matches!(output, Output::Stream));
    assert!(matches!(
        stream,
        Some((_, StreamContent::Lines(Type::Bool)))
    ));
    let (output, stream) = of("application/x-ndjson: {schema: {type: string}}");
    assert!(matches!(output, Output::Text));
    assert!(matches!(
        stream,
        Some((_, StreamContent::Lines(Type::Json)))
    ));
    let whole = "{type: object, properties: {data: {type: string}, more: {type: string}}}";
    let (_, stream) = of(&format!("text/event-stream: {{schema: {whole}}}"));
    assert!(matches!(
        stream,
        Some((_, StreamContent::Events(Type::Named(_))))
    ));
}

#[test]
fn json_is_asked_for_by_the_name_it_has() {
    let accept = |content: &str| {
        let lowered = responses(&format!(
            "'200': {{description: d, content: {{{content}}}}}"
        ));
        only(&lowered).accept.clone()
    };
    assert_eq!(
        accept("application/vnd.api+json; v=1: {}"),
        "application/vnd.api+json"
    );
    assert_eq!(accept("image/png: {}"), "*/*");
    assert_eq!(accept("'*/*': {}"), "*/*");
}

#[test]
fn headers_of_a_success_have_types() {
    let lowered = paths(
        "  /a:
    get: {responses: {'200': {description: d, headers: {X-Left: {schema: {type: integer}}, ETag: {}, Content-Type: {}, 'no token': {}}}, '404': {description: d, headers: {X-Other: {}}}}}
    delete: {responses: {'204': {description: d, headers: {x-left: {schema: {type: integer}}, etag: {}}}}}
    put: {responses: {'204': {description: d, headers: {Link: {schema: {type: array, items: {type: string}}}}}}}",
    );
    let sets: Vec<_> = operations(&lowered)
        .map(|operation| operation.headers.clone().unwrap())
        .collect();
    let fields: Vec<_> = sets[0]
        .fields
        .iter()
        .map(|field| (field.wire_name.as_str(), field.rust_name.as_str()))
        .collect();
    assert_eq!(fields, [("x-left", "x_left"), ("etag", "etag")]);
    assert!(matches!(sets[0].fields[0].ty, Type::Int(_)));
    assert_eq!(sets[0].fields[1].ty, Type::String);
    let names: Vec<_> = sets.iter().map(|set| set.name.as_str()).collect();
    assert_eq!(names, ["GetHeaders", "GetHeaders", "UpdateHeaders"]);
}

#[test]
fn without_a_success_nothing_is_looked_at() {
    let lowered = responses("'404': {description: d}, default: {description: d}");
    assert!(matches!(
        only(&lowered).output,
        Output::Empty { enveloped: false }
    ));
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
    assert!(matches!(output(""), Output::Empty { enveloped: false }));
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
