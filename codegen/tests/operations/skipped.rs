use sdk_codegen::lower::Lowered;

use super::{ids, lowered_as, only, operations, paths, warning, warnings};

fn why(lowered: &Lowered) -> &str {
    let [skipped] = lowered.report.skipped.as_slice() else {
        panic!("{:?}", lowered.report);
    };
    assert!(operations(lowered).next().is_none());
    let warning = format!(
        "{} `{}` cannot be generated: {}",
        skipped.at,
        skipped.operation,
        skipped.why()
    );
    assert_eq!(warnings(lowered), [warning]);
    skipped.why()
}

#[test]
fn every_operation_is_counted() {
    let lowered = paths(
        "  /a: {get: {}, put: {x-fern-ignore: true}, x-other: {}}
  /b: {post: {requestBody: {content: {nonsense: {}}}}}
  x-c: {get: {}}",
    );
    let report = &lowered.report;
    assert_eq!(
        (report.operations, report.emitted, report.ignored),
        (3, 1, 1)
    );
    assert_eq!(report.skipped[0].operation, "POST /b");
    assert_eq!(report.skipped[0].at.to_string(), "#/paths/~1b/post");
    assert_eq!(ids(&lowered), ["a.get"]);
}

#[test]
fn a_path_that_makes_no_url_costs_its_operations() {
    for (path, reason) in [
        ("/a/{id", "its path has an unclosed `{`"),
        ("/a/{}", "its path has braces without a name between them"),
        ("/a}", "its path has `}` outside of braces"),
        ("/a/../b", "its path has the segment `..`"),
        ("/%2e%2E/b", "its path has the segment `%2e%2E`"),
        ("/a/.%2e/b", "its path has the segment `.%2e`"),
        ("/a/%2e", "its path has the segment `%2e`"),
        (r"/a\..\b", "its path has the segment `..`"),
        ("https://a.example/b", "its path is a URL"),
    ] {
        let lowered = paths(&format!("  '{path}': {{get: {{}}}}"));
        assert_eq!(why(&lowered), reason);
    }
}

#[test]
fn a_path_that_no_server_takes_costs_its_operations() {
    let lowered = paths(&format!("  ? /{}\n  : {{get: {{}}}}", "a/".repeat(3000)));
    assert_eq!(
        lowered.report.skipped[0].why(),
        "its path is longer than 4096 bytes"
    );
}

#[test]
fn a_body_that_cannot_be_written_costs_its_operation() {
    for media in ["application/", "nonsense"] {
        let lowered = paths(&format!(
            "  /a: {{post: {{requestBody: {{content: {{{media}: {{}}}}}}}}}}"
        ));
        assert_eq!(
            why(&lowered),
            format!("bodies of type `{media}` are not supported")
        );
    }
    let lowered = paths("  /a: {post: {requestBody: {$ref: '#/nowhere'}}}");
    assert!(why(&lowered).starts_with("its body is unknown: "));
}

#[test]
fn a_body_of_a_misspelled_media_type_is_what_is_meant() {
    for (key, name) in [
        ("''", "application/json"),
        ("applicationjson;version=2", "application/json"),
        ("application/ json", "application/json"),
        ("x-www-form-urlencoded", "application/x-www-form-urlencoded"),
        ("form-data", "multipart/form-data"),
    ] {
        let lowered = paths(&format!(
            "  /a: {{post: {{requestBody: {{content: {{{key}: {{schema: {{type: object}}}}}}}}}}}}"
        ));
        let body = operations(&lowered).next().unwrap().body.as_ref().unwrap();
        assert_eq!(body.media_type, name);
        let reported = lowered.diagnostics.iter().next().expect("it is said");
        let key = key.trim_matches('\'');
        assert_eq!(reported.message, format!("`{key}` is not a media type"));
        assert_eq!(reported.notes, [format!("it is read as `{name}`")]);
    }
}

#[test]
fn a_path_is_escaped_when_it_is_sent() {
    for path in ["/Your API/{id}", "/a|b/é", "/\"a\""] {
        let lowered = paths(&format!("  '{path}': {{get: {{}}}}"));
        assert_eq!(operations(&lowered).next().unwrap().path, path);
    }
    let lowered = paths("  pets/{id}: {get: {}}");
    assert_eq!(operations(&lowered).next().unwrap().path, "/pets/{id}");
}

#[test]
fn an_invalid_operation_is_skipped_alone() {
    let lowered = paths("  /a: {get: 7, put: {}}\n  /b: []\n  /c: {$ref: '#/nowhere'}");
    assert_eq!(lowered.report.operations, 2);
    assert_eq!(lowered.report.skipped[0].why(), "it is not an object");
    assert!(
        warnings(&lowered)
            .iter()
            .any(|warning| warning.contains("#/nowhere"))
    );
}

#[test]
fn nonsense_everywhere_is_survived() {
    for nonsense in [
        "7",
        "[]",
        "{}",
        "null",
        "[[]]",
        "{a: 1}",
        "'x'",
        "[null, 7, {x: y}]",
    ] {
        for key in [
            "parameters",
            "requestBody",
            "responses",
            "security",
            "servers",
            "tags",
            "operationId",
            "externalDocs",
            "x-api-token-group",
            "x-fern-sdk-group-name",
        ] {
            let lowered = paths(&format!("  /a: {{get: {{{key}: {nonsense}}}}}"));
            assert_eq!(lowered.report.operations, 1, "{key}: {nonsense}");
        }
        for key in ["servers", "tags", "components", "security", "paths"] {
            super::lowered(&format!("{key}: {nonsense}"));
        }
    }
}

#[test]
fn the_outcome_is_the_same_every_time() {
    let description = "  /a/{b}: {get: {tags: [x]}, post: {}}\n  /c: {get: {tags: [x]}}";
    let print = || format!("{:?}", paths(description).api);
    assert_eq!(print(), print());
}

#[test]
fn what_of_a_path_is_not_sent_is_reported() {
    for (path, sent, note) in [
        ("/a#f", "/a", "the text after `#` in a path is never sent"),
        ("/a#", "/a", "the text after `#` in a path is never sent"),
        ("/a?x=1", "/a", "a query is not part of a path"),
    ] {
        let lowered = paths(&format!("  '{path}': {{get: {{}}, put: {{}}}}"));
        let pointer = format!("#/paths/{}", path.replace('/', "~1"));
        assert_eq!(warning(&lowered), format!("{pointer} {note}"));
        let reported = lowered.diagnostics.iter().next().expect("it is said");
        assert!(
            reported.notes[0].contains("is read as `/a`"),
            "{:?}",
            reported.notes
        );
        assert!(operations(&lowered).all(|it| it.path == sent), "{path}");
    }
}

#[test]
fn a_query_string_parameter_excludes_others() {
    let lowered = lowered_as(
        "3.2.0",
        "",
        "paths:
  /a:
    get:
      parameters:
      - {name: page, in: query, schema: {type: integer}}
      - {name: all, in: querystring, content: {application/json: {schema: {type: object}}}}
      responses: {'204': {description: d}}
",
    );
    let placed: Vec<_> = lowered
        .diagnostics
        .iter()
        .map(|it| format!("{} {}", it.code, it.at))
        .collect();
    assert_eq!(placed, ["SDK0109 #/paths/~1a/get/parameters/1"]);
    assert_eq!(only(&lowered).parameters.len(), 1);
}

#[test]
fn emitted_and_skipped_objects_are_counted_and_reported() {
    let lowered = lowered_as(
        "3.2.0",
        "",
        "paths:
  /a/{id}:
    parameters: [{name: id, in: path, required: true, schema: {type: string}}]
    put:
      parameters: [{name: q, in: query, schema: {}}, {name: w, in: wherever, schema: {}}]
      requestBody: {content: {application/json: {schema: {type: string}}, application/cbor: {}, nonsense: {}}}
      responses: {'102': {description: d}, '200': {description: d, content: {application/json: {}, text/csv: {}}}, 4XX: {description: d}}
    get:
      responses:
        '200':
          description: d
          content:
            multipart/mixed: {itemSchema: {}, prefixEncoding: [{contentType: application/json}, {contentType: text/plain}]}
",
    );
    let coverage = lowered.report.coverage;
    let counts = [coverage.parameters, coverage.media_types, coverage.statuses];
    let counts = counts.map(|it| (it.described, it.emitted));
    assert_eq!(counts, [(4, 3), (6, 4), (4, 3)]);
    let placed = lowered.diagnostics.iter();
    let placed: Vec<_> = placed.map(|it| format!("{} {}", it.code, it.at)).collect();
    let expected = [
        "SDK0053 #/paths/~1a~1{id}/put/parameters/1",
        "SDK0103 #/paths/~1a~1{id}/put/requestBody/content/nonsense",
        "SDK0104 #/paths/~1a~1{id}/put/responses/102",
        "SDK0116 #/paths/~1a~1{id}/get/responses/200/content/multipart~1mixed",
    ];
    assert_eq!(placed, expected);
}

#[test]
fn lists_that_can_be_asked_for_by_page_are_counted() {
    let list = |parameter: &str, more: &str| {
        format!(
            "get: {{parameters: [{{name: {parameter}, in: query, schema: {{type: string}}}}], responses: {{'200': {{description: d, content: {{application/json: {{schema: {{type: object, properties: {{items: {{type: array, items: {{type: string}}}}{more}}}}}}}}}}}}}}}"
        )
    };
    let lowered = paths(&format!(
        "  /a: {{{}}}\n  /b: {{{}}}\n  /c: {{{}}}",
        list("cursor", ", next_cursor: {type: string}"),
        list("cursor", ""),
        list("color", "")
    ));
    let pages = lowered.report.coverage.pages;
    assert_eq!((pages.described, pages.emitted), (2, 1));
}
