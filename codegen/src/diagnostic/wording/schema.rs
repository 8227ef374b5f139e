//! Problems with a schema.

use super::super::{Code, Problem};

const ANY: &str = "it is read as any JSON";
const WRITE_OUT: &str = "write the combinations that occur as one `oneOf` of named schemas";

pub(crate) fn property_with_nul() -> Problem {
    let message = "the name of a property has a NUL character";
    Problem::new(Code::PropertyWithNul, message)
        .note("the property is skipped")
        .help("remove the character from the name")
}

pub(crate) fn unknown_required(name: &str) -> Problem {
    let message = format!("`required` names `{name}`, which is not a property");
    Problem::new(Code::UnknownRequired, message)
        .note("it is ignored")
        .help("describe it under `properties`, or remove it from `required`")
}

pub(crate) fn too_deep() -> Problem {
    Problem::new(Code::SchemasTooDeep, "schemas are nested too deeply here")
        .note(ANY)
        .help("move the inner schemas to `components` and refer to them")
}

pub(crate) fn too_many_types() -> Problem {
    let message = "the schemas of this document combine into too many types";
    Problem::new(Code::TooManyTypes, message)
        .note("the value is read as any JSON")
        .help(WRITE_OUT)
}

pub(crate) fn not_combined() -> Problem {
    let message = "the schemas of this document combine into too many types";
    Problem::new(Code::TooManyTypes, message)
        .note("alternatives with other keywords beside them are read as any JSON")
        .help(WRITE_OUT)
}

pub(crate) fn too_many_combinations(limit: usize) -> Problem {
    let message = format!("the lists of alternatives combine in more than {limit} ways");
    Problem::new(Code::TooManyCombinations, message)
        .note(ANY)
        .help(WRITE_OUT)
}

pub(crate) fn too_many_choices() -> Problem {
    let message = "too many lists of alternatives are combined";
    Problem::new(Code::TooManyChoices, message)
        .note("this list is ignored")
        .help(WRITE_OUT)
}

pub(crate) fn conflicting_types(one: &str, other: &str) -> Problem {
    let message = format!("`allOf` requires both `{one}` and `{other}` here");
    Problem::new(Code::ConflictingTypes, message)
        .note(format!("it is read as `{one}`"))
        .help("no value is of both types: use `oneOf`, or remove one of the two")
}

pub(crate) fn unknown_type(name: &str) -> Problem {
    Problem::new(Code::UnknownType, format!("there is no type `{name}`"))
        .note(ANY)
        .help("write one of `string`, `number`, `integer`, `boolean`, `array`, `object`")
}

pub(crate) fn of_itself() -> Problem {
    let message = "this schema refers only to itself";
    Problem::new(Code::SchemaOfItself, message)
        .note(ANY)
        .help("add what the schema describes, such as `type: object` with `properties`")
}

pub(crate) fn endless_value(name: &str) -> Problem {
    let message = format!(
        "a value with `{name}` would be infinite, because `{name}` leads back to its own type"
    );
    Problem::new(Code::EndlessValue, message)
        .note(format!("`{name}` is read as optional"))
        .help(format!(
            "remove `{name}` from `required`, or let it be `null` or a list"
        ))
}
