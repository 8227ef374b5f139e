use serde_json::{Value, json};

use crate::{at, load};

/// Loads a description with one schema, and returns the normalized schema and the warnings.
fn schema(version: &str, schema: &Value) -> (Value, Vec<String>) {
    let text = json!({
        "openapi": version,
        "components": {"schemas": {"S": schema, "T": {"type": "string"}}},
    });
    let (document, diagnostics) = load(&text.to_string()).expect("it is read");
    let warnings = diagnostics
        .iter()
        .map(|d| format!("{} {}; {}", d.at, d.message, d.notes.join("; ")))
        .collect();
    (
        at(&document, "components/schemas/S").value().clone(),
        warnings,
    )
}

fn rewritten(from: Value, to: Value) {
    let (schema, warnings) = schema("3.1.0", &from);
    assert_eq!(schema, to, "from {from}");
    assert_eq!(warnings, [""; 0]);
}

fn repaired(from: Value, to: Value, warning: &str) {
    let (schema, warnings) = schema("3.0.3", &from);
    assert_eq!(schema, to, "from {from}");
    assert!(
        matches!(&warnings[..], [one] if one.contains(warning)),
        "{warnings:?} instead of {warning}"
    );
}

#[test]
fn types_of_openapi_3_1_are_read_as_those_of_3_0() {
    let cases = [
        (
            json!({"type": ["string", "null"]}),
            json!({"type": "string", "nullable": true}),
        ),
        (
            json!({"type": ["integer", "number"]}),
            json!({"type": "number"}),
        ),
        (
            json!({"type": "null"}),
            json!({"enum": [null], "nullable": true}),
        ),
        (
            json!({"type": ["string", "array"], "items": true, "maxLength": 3}),
            json!({"anyOf": [{"type": "string", "maxLength": 3}, {"type": "array", "items": {}}]}),
        ),
        (
            json!({"type": ["string", "integer"], "enum": ["a", 1]}),
            json!({"enum": ["a", 1]}),
        ),
        (
            json!({"anyOf": [{"type": "string"}, {"type": "integer"}, {"type": "null"}]}),
            json!({"anyOf": [{"type": "string"}, {"type": "integer"}], "nullable": true}),
        ),
        (
            json!({"oneOf": [{"$ref": "#/components/schemas/T"}, {"const": null}]}),
            json!({"allOf": [{"$ref": "#/components/schemas/T"}], "nullable": true}),
        ),
    ];
    for (from, to) in cases {
        rewritten(from, to);
    }
}

#[test]
fn keywords_of_openapi_3_1_are_read_as_those_of_3_0() {
    let cases = [
        (
            json!({"enum": ["a", null]}),
            json!({"enum": ["a"], "nullable": true}),
        ),
        (json!({"const": "a"}), json!({"const": "a"})),
        (
            json!({"exclusiveMinimum": 3}),
            json!({"minimum": 3, "exclusiveMinimum": true}),
        ),
        (
            json!({"maximum": 2, "exclusiveMaximum": 3.5}),
            json!({"maximum": 2}),
        ),
        (json!({"examples": ["a", "b"]}), json!({"example": "a"})),
        (
            json!({"items": [true, {}]}),
            json!({"prefixItems": [{}, {}]}),
        ),
        (
            json!({"unevaluatedProperties": {"type": "string"}}),
            json!({"additionalProperties": {"type": "string"}}),
        ),
        (
            json!({"unevaluatedProperties": {}, "additionalProperties": true}),
            json!({"unevaluatedProperties": {}, "additionalProperties": true}),
        ),
        (
            json!({"contentEncoding": "base64"}),
            json!({"contentEncoding": "base64", "format": "byte", "type": "string"}),
        ),
        (
            json!({"contentMediaType": "application/octet-stream"}),
            json!({
                "contentMediaType": "application/octet-stream", "format": "binary", "type": "string",
            }),
        ),
        (json!(true), json!({})),
        (json!(false), json!({"not": {}})),
        (
            json!({"additionalProperties": false}),
            json!({"additionalProperties": false}),
        ),
        (
            json!({"$ref": "#/components/schemas/T", "maxLength": 3}),
            json!({"maxLength": 3, "allOf": [{"$ref": "#/components/schemas/T"}]}),
        ),
    ];
    for (from, to) in cases {
        rewritten(from, to);
    }
}

#[test]
fn only_schemas_are_rewritten() {
    let sample = json!({"type": ["string", "null"], "examples": [1], "$ref": "x", "b": 1});
    let written = json!({
        "example": sample, "default": sample, "enum": [sample], "x-any": sample, "const": sample,
        "properties": {"default": {"type": ["string", "null"]}, "x-b": {"type": ["null", "object"]}},
    });
    let mut expected = written.clone();
    expected["properties"] = json!({
        "default": {"type": "string", "nullable": true}, "x-b": {"type": "object", "nullable": true},
    });
    rewritten(written, expected);
}

#[test]
fn an_invalid_part_is_skipped_with_a_warning() {
    let cases = [
        (
            json!({"properties": {"a": {"required": true, "type": "string"}, "b": {"required": false}}}),
            json!({"properties": {"a": {"type": "string"}, "b": {}}, "required": ["a"]}),
            "#/components/schemas/S/properties/a/required `required` is not a flag",
        ),
        (
            json!({"required": ["a", null, "b"]}),
            json!({"required": ["a", "b"]}),
            "this is not a value of `required`; it is read as `[\"a\",\"b\"]`",
        ),
        (
            json!({"maxLength": "32"}),
            json!({"maxLength": 32}),
            "S/maxLength `\"32\"` is not",
        ),
        (
            json!({"minimum": "1.5"}),
            json!({"minimum": 1.5}),
            "read as",
        ),
        (json!({"maxItems": -1}), json!({}), "ignored"),
        (json!({"maxItems": 3.0}), json!({"maxItems": 3}), "read as"),
        (
            json!({"nullable": "true"}),
            json!({"nullable": true}),
            "read as",
        ),
        (json!({"description": 3}), json!({}), "ignored"),
        (
            json!({"properties": []}),
            json!({}),
            "this is not a value of `properties`",
        ),
        (
            json!({"allOf": {"type": "string"}}),
            json!({"allOf": [{"type": "string"}]}),
            "read as",
        ),
    ];
    for (from, to, warning) in cases {
        repaired(from, to, warning);
    }
}

#[test]
fn unknown_types_and_ignored_siblings_are_warnings() {
    let cases = [
        (
            json!({"type": "file"}),
            json!({"type": "string", "format": "binary"}),
            "`file`",
        ),
        (json!({"type": "any"}), json!({}), "there is no type `any`"),
        (
            json!({"type": "null", "oneOf": [{"type": "string"}, {"type": "boolean"}]}),
            json!({"oneOf": [{"type": "string"}, {"type": "boolean"}], "nullable": true}),
            "the alternatives are read as nullable",
        ),
        (
            json!({"type": "String"}),
            json!({"type": "string"}),
            "there is no type `String`; it is read as `type: string`",
        ),
        (
            json!({"type": "datetime"}),
            json!({"type": "string", "format": "date-time"}),
            "it is read as `type: string` with `format: date-time`",
        ),
        (
            json!({"type": "int32"}),
            json!({"type": "integer", "format": "int32"}),
            "there is no type `int32`; it is read as `type: integer` with `format: int32`",
        ),
        (
            json!({"type": 3}),
            json!({}),
            "this is not a value of `type`; `type` is ignored",
        ),
        (
            json!({"items": "string"}),
            json!({"items": {}}),
            "this is not a schema; any value is allowed",
        ),
        (
            json!({"$ref": "#/components/schemas/T", "nullable": true, "description": "d"}),
            json!({
                "nullable": true, "description": "d", "allOf": [{"$ref": "#/components/schemas/T"}],
            }),
            "`nullable` beside `$ref`",
        ),
        (
            json!({"$ref": "#/components/schemas/T", "type": "object"}),
            json!({"$ref": "#/components/schemas/T"}),
            "`type` beside `$ref`",
        ),
    ];
    for (from, to, warning) in cases {
        repaired(from, to, warning);
    }
}
