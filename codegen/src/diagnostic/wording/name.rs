//! Problems with names that are taken.

use super::super::{Code, Problem};

pub(crate) fn method(wanted: &str, given: &str) -> Problem {
    let message = format!("the method name `{wanted}` is taken");
    Problem::new(Code::MethodNameTaken, message)
        .note(format!("the method is called `{given}`"))
        .help("give it a name with `x-fern-sdk-method-name`, or under `[names]` in sdk.toml")
}

pub(crate) fn incoming(wanted: &str, given: &str) -> Problem {
    let message = format!("several webhooks or callbacks would be called `{wanted}`");
    Problem::new(Code::WebhookNameTaken, message)
        .note(format!("this one is called `{given}`"))
        .help("give the webhooks or callbacks keys that differ in their letters")
}

pub(crate) fn parameter(given: &str) -> Problem {
    let message = "several arguments of this operation would have the same name";
    Problem::new(Code::ParameterNameTaken, message)
        .note(format!("this one is called `{given}`"))
        .help("give it a name with `x-fern-parameter-name`, or under `[names]` in sdk.toml")
}

pub(crate) fn server(given: &str) -> Problem {
    let message = "several servers or server variables would have the same name";
    Problem::new(Code::ServerNameTaken, message)
        .note(format!("this one is called `{given}`"))
        .help("give them descriptions or variables that differ in their letters")
}

pub(crate) fn property(wanted: &str, property: &str, given: &str) -> Problem {
    let message = format!("several properties would be called `{wanted}`");
    Problem::new(Code::PropertyNameTaken, message)
        .note(format!("`{property}` is called `{given}`"))
        .help("give one of them another name under `[names]` in sdk.toml")
}

pub(crate) fn enum_value(wanted: &str, value: &str, given: &str) -> Problem {
    let message = format!("several values would be called `{wanted}`");
    Problem::new(Code::EnumValueNameTaken, message)
        .note(format!("`{value}` is called `{given}`"))
        .help(
            "give one of them another name with `x-enum-varnames`, or under `[names]` in sdk.toml",
        )
}

pub(crate) fn alternative(wanted: &str, given: &str) -> Problem {
    let message = format!("several alternatives would be called `{wanted}`");
    Problem::new(Code::AlternativeNameTaken, message)
        .note(format!("this one is called `{given}`"))
        .help("give it a `title`, or another name under `[names]` in sdk.toml")
}

pub(crate) fn schema(wanted: &str, given: &str) -> Problem {
    let message = format!("several schemas would be called `{wanted}`");
    Problem::new(Code::TypeNameTaken, message)
        .note(format!("this one is called `{given}`"))
        .help("give it another name under `[names]` in sdk.toml")
}

pub(crate) fn step(wanted: &str, given: &str) -> Problem {
    let message = format!("the name `{wanted}` of a builder's step is taken");
    Problem::new(Code::StepNameTaken, message)
        .note(format!("the step is called `{given}`"))
        .help("give the schema or the property another name under `[names]` in sdk.toml")
}
