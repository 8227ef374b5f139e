use sdk_codegen::ir::{ErrorResponse, Output, StatusPattern, StreamContent, Type, TypeKind};
use sdk_codegen::lower::Lowered;

use super::{NO_SUCCESS, lowered_with, only, operations, paths, warning, warnings};

fn responses(responses: &str) -> Lowered {
    paths(&format!("  /a: {{get: {{responses: {{{responses}}}}}}}"))
}

pub(crate) fn json(schema: &str) -> String {
    format!("{{description: d, content: {{application/json: {{schema: {schema}}}}}}}")
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
fn different_successes_are_distinguished_by_status() {
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
    let (output, stream) = of("image/png: {}, application/json: {}");
    assert!(matches!(output, Output::Json { .. }));
    assert!(matches!(
        stream,
        Some((name, StreamContent::Bytes)) if name == "image/png"
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
    let mut reported = lowered.diagnostics.iter();
    assert!(reported.any(|diagnostic| diagnostic.message.contains(NO_SUCCESS)));
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
fn an_invalid_status_is_skipped() {
    for key in ["'20'", "'2X'", "'600'", "6XX", "ok", "'-20'"] {
        let lowered = responses(&format!(
            "{key}: {{description: d}}, '204': {{description: d}}"
        ));
        assert!(only(&lowered).errors.is_empty());
        assert!(
            warning(&lowered).ends_with("is not a status code"),
            "{:?}",
            warnings(&lowered)
        );
    }
}

#[test]
fn bytes_are_preferred_to_json_that_is_only_a_string() {
    let content = |json: &str| {
        paths(&format!(
            "  /a: {{get: {{responses: {{'200': {{description: d, content: {{application/json: {{schema: {{{json}}}}}, video/mp4: {{schema: {{type: string, format: binary}}}}}}}}}}}}}}"
        ))
    };
    assert!(matches!(
        only(&content("type: string")).output,
        Output::Bytes
    ));
    let described = content("type: object, properties: {a: {type: string}}");
    assert!(matches!(only(&described).output, Output::Json { .. }));
}

#[test]
fn dates_can_stay_texts() {
    let schema = "type: object, properties: {made_at: {type: string, example: '2024-01-01'}}";
    let text = format!(
        "paths: {{/a: {{get: {{responses: {{'200': {}}}}}}}}}",
        json(&format!("{{{schema}}}"))
    );
    let made_at = |config: &str| {
        let lowered = lowered_with(config, &text);
        let TypeKind::Struct(it) = &lowered.api.types[0].kind else {
            panic!("{:?}", lowered.api.types);
        };
        it.fields[0].ty.clone()
    };
    assert_eq!(made_at(""), Type::Date);
    assert_eq!(made_at("[decode]\ndates_as_text = true"), Type::String);
}
