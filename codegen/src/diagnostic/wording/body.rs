//! Problems with request bodies.

use super::super::{Code, Problem};

pub(crate) fn unknown(why: &str) -> Problem {
    Problem::new(Code::UnknownBody, format!("its body is unknown: {why}"))
        .help("correct the reference in `requestBody`")
}

pub(crate) fn unsupported(media_type: &str) -> Problem {
    let message = format!("bodies of type `{media_type}` are not supported");
    Problem::new(Code::UnsupportedBody, message)
        .help("add a media type with one slash to `content`, such as `application/json`")
}

pub(crate) fn without_media_type() -> Problem {
    Problem::new(
        Code::BodyWithoutMediaType,
        "a request body has no media type",
    )
    .note("the body is skipped")
    .help("add one to `content`, such as `application/json: {schema: …}`")
}

pub(crate) fn invalid_media_type(key: &str, read_as: &str) -> Problem {
    let message = format!("`{key}` is not a media type");
    Problem::new(Code::InvalidMediaType, message)
        .note(format!("it is read as `{read_as}`"))
        .help(format!("write `{read_as}`"))
}

pub(crate) fn media_type_left_out(name: &str) -> Problem {
    let message = format!("no body of type `{name}` can be sent");
    Problem::new(Code::MediaTypeLeftOut, message)
        .note("the other media types can be sent")
        .help("write a media type with one slash, such as `application/json`")
}

pub(crate) fn response_type_left_out(name: &str, read: &str) -> Problem {
    let message = format!("responses of type `{name}` are not read");
    Problem::new(Code::MediaTypeLeftOut, message)
        .note(format!("the response is read as `{read}`"))
        .help("write a media type such as `application/pdf`, or remove it")
}

pub(crate) fn parts_differ() -> Problem {
    let message = "the parts of the body have different types";
    Problem::new(Code::PartsDiffer, message)
        .note("each part is read as bytes, with its own headers")
        .help("describe all parts by one schema with one media type in `itemEncoding`; of a response, the first ones may differ")
}

pub(crate) fn named_encoding() -> Problem {
    let message = "`encoding` is for parts with names, and these have none";
    Problem::new(Code::PartsDiffer, message)
        .note("it is ignored")
        .help("write `prefixEncoding` or `itemEncoding`")
}

pub(crate) fn not_allowed(method: &str) -> Problem {
    let message = format!("`{method}` requests have no body");
    Problem::new(Code::BodyNotAllowed, message)
        .note("the body is skipped")
        .help("describe it as query parameters, or use another method")
}
