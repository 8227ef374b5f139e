//! Problems in Swagger 2.0 documents, and with keywords of Swagger 2.0 in OpenAPI 3.

use super::super::{Code, Problem};

pub(crate) fn mixed(key: &str, is_swagger: bool) -> Problem {
    let (this, other) = match is_swagger {
        true => ("Swagger 2.0", "OpenAPI 3"),
        false => ("OpenAPI 3", "Swagger 2.0"),
    };
    let message = format!("`{key}` belongs to {other}, but the description is in {this}");
    let problem = Problem::new(Code::MixedVersions, message);
    match is_swagger {
        true => problem.note("it is read anyway"),
        false => problem.note("it is ignored, except for references into it"),
    }
    .help(help(key))
}

/// What to write instead of a keyword of the other version.
fn help(key: &str) -> String {
    let instead = match key {
        "swagger" => return "remove it: `openapi` states the version".to_owned(),
        "host" | "basePath" | "schemes" => "`servers`",
        "consumes" => "`content` of `requestBody`",
        "produces" | "schema" => "`content` of the responses",
        "definitions" => "`schemas` in `components`",
        "parameters" | "responses" => "`components`",
        "securityDefinitions" => "`securitySchemes` in `components`",
        "components" => "`definitions`, `parameters`, `responses` and `securityDefinitions`",
        "servers" => "`host`, `basePath` and `schemes`",
        "requestBody" => "a parameter with `in: body`",
        "content" => "`schema`, and `produces` for the media types",
        _ => return "remove it, or write the description in OpenAPI 3".to_owned(),
    };
    format!("write {instead} instead")
}

pub(crate) fn unknown_collection_format(format: &str) -> Problem {
    let message = format!("there is no collection format `{format}`");
    Problem::new(Code::UnknownCollectionFormat, message)
        .note("the items are separated by commas")
        .help("write `csv`, `ssv`, `tsv`, `pipes` or, in queries and forms, `multi`")
}

pub(crate) fn multi_outside_of_pairs() -> Problem {
    let message = "only parameters of queries and forms can be repeated by `multi`";
    Problem::new(Code::UnknownCollectionFormat, message)
        .note("the items are separated by commas")
        .help("write `csv`, `ssv`, `tsv` or `pipes`")
}

pub(crate) fn second_body() -> Problem {
    let message = "the operation has a second body";
    Problem::new(Code::SecondBody, message)
        .note("the first one is sent, this one is skipped")
        .help("remove one of them, or put both into one schema")
}

pub(crate) fn body_beside_form() -> Problem {
    let message = "the operation has a form field in addition to a body";
    Problem::new(Code::SecondBody, message)
        .note("the body is sent, form fields are skipped")
        .help("remove the body, or put the field into its schema")
}
