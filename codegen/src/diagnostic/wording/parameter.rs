//! Problems with a parameter.

use super::super::{Code, Problem};

const SKIPPED: &str = "the parameter is skipped";

pub(crate) fn duplicate(name: &str) -> Problem {
    let message = format!("the parameter `{name}` is listed twice");
    Problem::new(Code::DuplicateParameter, message)
        .note("the first one is used")
        .help("remove one of the two")
}

pub(crate) fn without_name() -> Problem {
    Problem::new(Code::ParameterWithoutName, "a parameter has no name")
        .note(SKIPPED)
        .help("add its `name`")
}

pub(crate) fn unknown_location(name: &str, location: &str) -> Problem {
    let message = format!("the parameter `{name}` is in `{location}`, which does not exist");
    let help = match location {
        "body" | "formdata" | "formData" => "describe the body of the request as `requestBody`",
        _ => "write `in: path`, `query`, `header` or `cookie`",
    };
    Problem::new(Code::UnknownParameterLocation, message)
        .note(SKIPPED)
        .help(help)
}

pub(crate) fn whole_query_beside(name: &str) -> Problem {
    let message =
        format!("the parameter `{name}` is the whole query string, beside other parameters");
    Problem::new(Code::QueryStringBesideQuery, message)
        .note(SKIPPED)
        .help("remove it, or put the other parameters into its schema")
}

pub(crate) fn ignored_header(name: &str) -> Problem {
    let message = format!("the header `{name}` is not a parameter");
    Problem::new(Code::IgnoredHeaderParameter, message)
        .note("it is ignored: it is derived from the body, the responses and the credentials")
        .help("remove it, and describe `content` or a security scheme")
}

pub(crate) fn invalid_name(name: &str) -> Problem {
    let name = name.escape_debug();
    let message = format!("`{name}` cannot be the name of a header or a cookie");
    Problem::new(Code::InvalidParameterName, message)
        .note(SKIPPED)
        .help("use ASCII letters, digits and `-`, `_` or `.`")
}

pub(crate) fn undeclared_in_path(name: &str) -> Problem {
    let message = format!("the path parameter `{{{name}}}` is not described");
    Problem::new(Code::UndeclaredPathParameter, message)
        .note("it is read as a string")
        .help(format!(
            "add a parameter with `name: {name}`, `in: path` and a schema"
        ))
}

pub(crate) fn unused_in_path(name: &str) -> Problem {
    let message = format!("the path has no `{{{name}}}`");
    Problem::new(Code::UnusedPathParameter, message)
        .note(SKIPPED)
        .help("add it to the path, or remove the parameter")
}

pub(crate) fn unknown_style(style: &str, used: &str) -> Problem {
    let message = format!("there is no style `{style}` for this parameter");
    Problem::new(Code::UnknownStyle, message)
        .note(format!("the style `{used}` is used"))
        .help(format!("write `style: {used}`, or remove it"))
}
