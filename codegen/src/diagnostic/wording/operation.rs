//! Problems with an operation or its path.

use super::super::{Code, Problem};

pub(crate) fn invalid_method(method: &str) -> Problem {
    let message = format!(
        "`{}` cannot be the method of a request",
        method.escape_debug()
    );
    Problem::new(Code::InvalidMethod, message).help("use ASCII letters, digits and `-`, `_` or `.`")
}

pub(crate) fn method_twice(method: &str) -> Problem {
    let message = format!("the path has another operation for `{method}`");
    Problem::new(Code::InvalidMethod, message).help(format!(
        "keep the one under `{}`, and remove the one under `additionalOperations`",
        method.to_ascii_lowercase()
    ))
}

const SKIPPED: &str = "the operation is skipped";

/// The warning about a skipped operation, with the reason as a complete sentence.
pub(crate) fn skipped(operation: &str, why: Problem) -> Problem {
    let message = format!("`{operation}` cannot be generated: {}", why.message);
    Problem { message, ..why }.note(SKIPPED)
}

pub(crate) fn not_an_object() -> Problem {
    Problem::new(Code::InvalidOperation, "it is not an object")
        .help("write an object with at least `responses`")
}

pub(crate) fn invalid_path(why: String) -> Problem {
    Problem::new(Code::InvalidPath, why)
        .help("write a path such as `/pets/{pet_id}`, with the name of a parameter in the braces")
}

pub(crate) fn path_fragment(sent: &str) -> Problem {
    let message = "the text after `#` in a path is never sent";
    Problem::new(Code::PathFragment, message)
        .note(format!("the path is read as `{sent}`"))
        .help("describe what distinguishes the operations as parameters")
}

pub(crate) fn path_query(path: &str) -> Problem {
    let message = "a query is not part of a path";
    Problem::new(Code::PathQuery, message)
        .note(format!(
            "the path is read as `{path}`; fixed values of the query are sent with every request"
        ))
        .help("describe the query as parameters of the operation")
}

pub(crate) fn no_success() -> Problem {
    let message = "no successful response is described";
    Problem::new(Code::NoSuccessResponse, message)
        .note("the body of successful responses is not decoded")
        .help("add a response such as `\"200\"` or `2XX`")
}

pub(crate) fn invalid_status(key: &str) -> Problem {
    let message = format!("`{}` is not a status code", key.escape_debug());
    Problem::new(Code::InvalidStatus, message)
        .note("the response is skipped")
        .help("write a status code such as `\"404\"`, a range such as `4XX`, or `default`")
}

pub(crate) fn informational_status(key: &str) -> Problem {
    let message = format!("`{key}` is an interim response, sent before that of the operation");
    Problem::new(Code::ResponseLeftOut, message)
        .note("it is handled by HTTP")
        .help("describe the response that follows it")
}

pub(crate) fn repeated_status(key: &str) -> Problem {
    let message = format!("`{key}` is described twice");
    Problem::new(Code::ResponseLeftOut, message)
        .note("the first one is used")
        .help("remove one of them")
}

pub(crate) fn other_success(status: &str, read: &str) -> Problem {
    let message = format!("the body of `{status}` differs from that of `{read}`");
    Problem::new(Code::ResponseLeftOut, message)
        .note(format!("it is read like the body of `{read}`"))
        .help("describe JSON bodies: these have a type for each status")
}

pub(crate) fn pagination_misfit() -> Problem {
    let message =
        "the pagination rule for this operation names a parameter or a list that it does not have";
    Problem::new(Code::PaginationMisfit, message)
        .note("the rule is ignored for this operation")
        .help("correct `parameter`, `next` or `items` of the `[[pagination]]` rule in sdk.toml")
}
