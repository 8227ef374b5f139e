//! What is wrong with a description as a whole.

use super::super::{Code, Problem};

const SUPPORTED: &str = "Swagger 2.0 and OpenAPI 3.0, 3.1 and 3.2 are supported";

const FIRST_LINE: &str = "write `openapi: 3.0.3` or `openapi: 3.1.0` at the top";

pub(crate) fn not_an_object() -> Problem {
    Problem::new(Code::NotADescription, "the document is not an object").help(FIRST_LINE)
}

pub(crate) fn unknown_swagger() -> Problem {
    let message = "this version of Swagger is not supported";
    Problem::new(Code::Swagger2, message)
        .note(SUPPORTED)
        .help("write `swagger: \"2.0\"`, or convert the description to OpenAPI 3")
}

pub(crate) fn missing_version() -> Problem {
    let message = "the description does not say its OpenAPI version";
    Problem::new(Code::MissingVersion, message).help(FIRST_LINE)
}

pub(crate) fn version_not_string() -> Problem {
    Problem::new(Code::MissingVersion, "`openapi` is not a string").help(FIRST_LINE)
}

pub(crate) fn unknown_version(version: &str) -> Problem {
    let message = format!("OpenAPI version `{version}` is not supported");
    Problem::new(Code::UnknownVersion, message)
        .note(SUPPORTED)
        .help("write the description in OpenAPI 3.2, or convert it")
}

pub(crate) fn too_many_operations(limit: usize) -> Problem {
    let message = format!("the description has more than {limit} operations");
    Problem::new(Code::TooManyOperations, message)
        .help("set `operations` under `[limits]` in sdk.toml if this is intended")
}
