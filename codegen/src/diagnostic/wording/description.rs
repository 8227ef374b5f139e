//! Problems with a description as a whole.

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
    let message = "the description does not state its OpenAPI version";
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

pub(crate) fn no_license() -> Problem {
    let message = "neither sdk.toml nor the description names a licence";
    Problem::new(Code::NoLicense, message)
        .note("the manifest has no licence")
        .help("write `license = \"MIT OR Apache-2.0\"` under `[package]` in sdk.toml, or another SPDX expression")
}

pub(crate) fn unknown_license(name: &str) -> Problem {
    let message = format!("`{name}` is not an SPDX licence expression");
    Problem::new(Code::UnknownLicense, message)
        .note("the manifest has no licence")
        .help("write its SPDX expression, such as `MIT` or `LicenseRef-Own`, as `info.license.name` or as `license` under `[package]` in sdk.toml")
}
