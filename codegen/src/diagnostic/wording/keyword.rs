//! Problems with a keyword, and how it is read.

use super::super::{Code, Problem};

/// `value` is the value as JSON if it is short.
pub(crate) fn invalid(key: &str, value: Option<&str>, read_as: Option<&str>) -> Problem {
    let what = value.map_or_else(|| "this".to_owned(), |value| format!("`{value}`"));
    let message = format!("{what} is not a value of `{key}`");
    let problem = Problem::new(Code::InvalidKeyword, message);
    let problem = match read_as {
        Some(read) => problem.note(format!("it is read as `{read}`")),
        None => problem.note(format!("`{key}` is ignored")),
    };
    match read_as {
        Some(read) => problem.help(format!("write `{key}: {read}`")),
        None => problem.help(expected(key)),
    }
}

/// The type of value that a keyword requires.
fn expected(key: &str) -> String {
    let takes = match key {
        "type" => "one of `string`, `number`, `integer`, `boolean`, `array`, `object`",
        "minLength" | "maxLength" | "minItems" | "maxItems" | "minProperties" | "maxProperties" => {
            "a non-negative integer"
        }
        "minimum" | "maximum" | "multipleOf" | "exclusiveMinimum" | "exclusiveMaximum" => {
            "a number"
        }
        "nullable" | "deprecated" | "readOnly" | "writeOnly" | "uniqueItems" => "`true` or `false`",
        "properties" | "patternProperties" | "$defs" | "definitions" => {
            "an object with a schema for each name"
        }
        "allOf" | "anyOf" | "oneOf" | "prefixItems" => "a list of schemas",
        "enum" => "a list of values",
        "required" => "a list of property names",
        _ => "a string",
    };
    format!("write {takes}, or remove `{key}`")
}

pub(crate) fn schema_expected() -> Problem {
    let message = "this is not a schema";
    Problem::new(Code::SchemaExpected, message)
        .note("any value is allowed instead")
        .help("write an object such as `{type: string}`, or `true` to allow any value")
}

pub(crate) fn required_flag() -> Problem {
    let message = "`required` is not a flag of a property";
    Problem::new(Code::RequiredFlag, message)
        .note("if the flag is `true`, the property is read as required")
        .help("list the name under `required`, beside `properties`")
}

pub(crate) fn nullable_beside_reference() -> Problem {
    let message = "`nullable` beside `$ref` has no meaning in OpenAPI 3.0";
    Problem::new(Code::ReferenceSibling, message)
        .note("it is read as nullable")
        .help("put the reference into `allOf`, beside `nullable`")
}

pub(crate) fn beside_reference(key: &str) -> Problem {
    let message = format!("`{key}` beside `$ref` has no meaning in OpenAPI 3.0");
    Problem::new(Code::ReferenceSibling, message)
        .note(format!("`{key}` is ignored"))
        .help(format!("put the reference into `allOf`, beside `{key}`"))
}

pub(crate) fn unknown_type(name: &str, read_as: Option<&str>) -> Problem {
    let problem = Problem::new(Code::UnknownType, format!("there is no type `{name}`"));
    match read_as {
        Some(read) => problem
            .note(format!("it is read as {read}"))
            .help(format!("write {read}")),
        None => problem
            .note("the type is ignored")
            .help("write one of `string`, `number`, `integer`, `boolean`, `array`, `object`"),
    }
}

pub(crate) fn null_beside_choice() -> Problem {
    let message = "`null` is the only type beside a list of alternatives";
    Problem::new(Code::NullBesideChoice, message)
        .note("the alternatives are read as nullable")
        .help("remove `type`, and add `{type: \"null\"}` to the alternatives")
}

pub(crate) fn misplaced_in_parameter() -> Problem {
    let message = "the type of a parameter is beside its `schema`, not in it";
    Problem::new(Code::MisplacedSchema, message)
        .note("it is read as the `schema` of the parameter")
        .help("write `schema: {type: …}`")
}

pub(crate) fn misplaced_in_media_type() -> Problem {
    let message = "there is a schema instead of a media type object";
    Problem::new(Code::MisplacedSchema, message)
        .note("it is read as the `schema` of the media type")
        .help("put it one level deeper, under `schema`")
}

pub(crate) fn misplaced_in_body() -> Problem {
    let message = "there is a schema instead of `content`";
    Problem::new(Code::MisplacedSchema, message)
        .note("it is read as the schema of `application/json`")
        .help("write `content: {application/json: {schema: …}}`")
}

pub(crate) fn version_is_number(text: &str) -> Problem {
    let message = format!("`version` is the number `{text}`, not a string");
    Problem::new(Code::InvalidKeyword, message)
        .note(format!("it is read as `\"{text}\"`"))
        .help("put the version in quotes")
}

pub(crate) fn invalid_object(why: &str) -> Problem {
    Problem::new(Code::InvalidObject, format!("invalid object: {why}"))
        .note("it is skipped")
        .help("correct it according to the OpenAPI specification")
}
