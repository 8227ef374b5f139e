//! What is wrong with a description as a whole.

use super::super::{Code, Problem};

const FIRST_LINE: &str = "write `openapi: 3.0.3` or `openapi: 3.1.0` at the top";

pub(crate) fn not_an_object() -> Problem {
    Problem::new(Code::NotADescription, "the document is not an object").help(FIRST_LINE)
}

pub(crate) fn swagger_2() -> Problem {
    let message = "this is a Swagger 2.0 description";
    Problem::new(Code::Swagger2, message)
        .note("OpenAPI 3.0 and 3.1 are supported")
        .help("convert the description first, for example with `npx swagger2openapi`")
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
        .note("OpenAPI 3.0 and 3.1 are supported")
        .help("write the description in OpenAPI 3.1, or convert it")
}

pub(crate) fn too_many_operations(limit: usize) -> Problem {
    let message = format!("the description has more than {limit} operations");
    Problem::new(Code::TooManyOperations, message)
        .help("set `operations` under `[limits]` in sdk.toml if this is intended")
}
