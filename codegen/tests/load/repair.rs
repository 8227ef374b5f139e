//! Invalid descriptions whose meaning is obvious are corrected.

use serde_json::json;

use crate::{at, load};

#[test]
fn what_only_yaml_has_is_read_as_json() {
    let text = "openapi: 3.0.3
components:
  schemas:
    S:
      properties: {true: {}, 1.0: {}, null: {}}
      maximum: .inf
      x-role: !Sub 'arn:${x}'
      x-list: !GetAtt [a, b]
";
    let (document, diagnostics) = load(text).expect("it is read");
    assert_eq!(
        *at(&document, "components/schemas/S").value(),
        json!({
            "properties": {"true": {}, "1.0": {}, "null": {}},
            "x-role": "arn:${x}",
            "x-list": ["a", "b"],
        })
    );
    let reported: Vec<_> = diagnostics
        .iter()
        .map(|it| format!("{} {}; {}", it.at, it.message, it.notes.join("; ")))
        .collect();
    let s = "#/components/schemas/S";
    let ignored = "the tag is ignored; its value is read";
    for expected in [
        format!("{s}/properties/true the key `true` is not a string; it is read as `\"true\"`"),
        format!("{s}/properties/1.0 the key `1.0` is not a string; it is read as `\"1.0\"`"),
        format!("{s}/properties/null the key `null` is not a string; it is read as `\"null\"`"),
        format!("{s}/maximum `inf` is not a number in JSON; it is read as `null`"),
        format!("{s}/x-role the YAML tag `!Sub` has no meaning in a description; {ignored}"),
        format!("{s}/x-list the YAML tag `!GetAtt` has no meaning in a description; {ignored}"),
    ] {
        assert!(reported.contains(&expected), "{expected}: {reported:#?}");
    }
}

#[test]
fn schemas_one_level_too_high_are_put_where_they_belong() {
    let text = "openapi: 3.0.3
paths:
  /a:
    post:
      parameters:
        - {name: a, in: query, type: array, collectionFormat: pipes, items: {type: string}}
      requestBody: {schema: {type: string}}
      responses:
        '200': {description: d, schema: {type: integer}}
        '201': {description: d, content: {application/json: {type: string}}}
        '202': {description: d, content: {application/json: {$ref: '#/components/schemas/S'}}}
components: {schemas: {S: {type: string}}}
";
    let (document, diagnostics) = load(text).expect("it is read");
    let post = at(&document, "paths").value()["/a"]["post"].clone();
    let json = |schema| json!({"application/json": {"schema": schema}});
    assert_eq!(
        post["parameters"][0],
        json!({"name": "a", "in": "query", "style": "pipeDelimited", "explode": false,
            "schema": {"type": "array", "items": {"type": "string"}}})
    );
    let content = |of: &str| post["responses"][of]["content"].clone();
    assert_eq!(
        post["requestBody"]["content"],
        json(json!({"type": "string"}))
    );
    assert_eq!(content("200"), json(json!({"type": "integer"})));
    assert_eq!(content("201"), json(json!({"type": "string"})));
    assert_eq!(
        content("202"),
        json(json!({"$ref": "#/components/schemas/S"}))
    );
    assert_eq!(diagnostics.iter().count(), 5);
}
