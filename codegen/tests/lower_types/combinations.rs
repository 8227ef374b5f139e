//! Schemas with more combinations than fit into memory become a more general type, with a warning
//! at their location.

use std::fmt::Write as _;

use crate::outline::{Lowered, back};

const TOO_MANY_WAYS: &str = "combine in more than 256 ways";
const TOO_MANY_TYPES: &str = "the schemas of this document combine into too many types";

/// Schemas `S0`, `S1` … of which `Root` refers to the first, and a plain schema.
fn numbered(count: usize, schema: impl Fn(usize) -> String) -> Lowered {
    let mut schemas = String::from(
        "
Root:
  type: object
  properties:
    first: {$ref: '#/components/schemas/S0'}
    plain: {$ref: '#/components/schemas/Plain'}
Plain: {type: object, properties: {name: {type: string}}}
",
    );
    for index in 0..count {
        let _ = writeln!(schemas, "S{index}: {}", schema(index));
    }
    back(&schemas)
}

fn refer(index: usize) -> String {
    format!("{{$ref: '#/components/schemas/S{index}'}}")
}

fn object(name: &str) -> String {
    format!("{{type: object, required: [{name}], properties: {{{name}: {{type: string}}}}}}")
}

/// References to `count` schemas.
fn all(count: usize) -> String {
    (0..count).map(refer).collect::<Vec<_>>().join(", ")
}

/// A list of alternatives: three objects with a distinct property.
fn choice(name: &str) -> String {
    let objects = ["a", "b", "c"].map(|letter| object(&format!("{name}{letter}")));
    format!("{{oneOf: [{}]}}", objects.join(", "))
}

/// Asserts that only the plain schema and the root have types.
#[track_caller]
fn only_plain(lowered: &Lowered) {
    lowered.are(
        "struct Plain { name?: String }
         struct Root { first?: Json, plain?: Plain }",
    );
}

#[test]
fn two_lists_of_alternatives_are_multiplied() {
    let lowered = numbered(1, |_| {
        format!("{{allOf: [{}, {}]}}", choice("x"), choice("y"))
    });
    assert_eq!(lowered.types.matches("struct S").count(), 9);
}

#[test]
fn many_inline_lists_are_any_json() {
    let lists: Vec<String> = (0..11).map(|index| choice(&format!("p{index}"))).collect();
    let lowered = numbered(1, |_| format!("{{allOf: [{}]}}", lists.join(", ")));
    only_plain(&lowered);
    lowered.warns(TOO_MANY_WAYS);
}

#[test]
fn many_lists_of_named_schemas_are_any_json() {
    let lowered = numbered(12, |index| match index {
        0 => format!(
            "{{allOf: [{}]}}",
            (1..12).map(refer).collect::<Vec<_>>().join(", ")
        ),
        index => choice(&format!("p{index}")),
    });
    only_plain(&lowered);
    lowered.warns(TOO_MANY_WAYS);
}

#[test]
fn a_chain_of_bases_with_alternatives_is_any_json() {
    let lowered = numbered(17, |index| match index {
        16 => object("end"),
        index => format!(
            "{{allOf: [{}], oneOf: [{}, {}]}}",
            refer(index + 1),
            object(&format!("a{index}")),
            object(&format!("b{index}"))
        ),
    });
    only_plain(&lowered);
    lowered.warns(TOO_MANY_WAYS);
}

#[test]
fn alternatives_that_are_each_other_beside_properties_are_any_json() {
    let lowered = numbered(40, |index| {
        format!(
            "{{anyOf: [{}], properties: {{p{index}: {{type: string}}}}}}",
            all(40)
        )
    });
    only_plain(&lowered);
    lowered.warns(TOO_MANY_TYPES);
}

#[test]
fn alternatives_that_are_each_other_are_unions() {
    let lowered = numbered(30, |index| {
        format!("{{oneOf: [{}, {}]}}", all(30), object(&format!("p{index}")))
    });
    assert_eq!(lowered.types.matches("union S").count(), 30);
    // The number of `p0` is part of its name, which stands in front.
    for index in 0..30 {
        lowered.has(&format!("struct P{index}S{index} {{ p{index}: String }}"));
    }
}

#[test]
fn properties_that_meet_in_every_set_are_bounded() {
    // The sets of schemas that apply to `m` correspond to the states of a deterministic automaton.
    let lowered = numbered(24, |index| {
        format!(
            "{{type: object, properties: {{n: {}, m: {{allOf: [{}, {}]}}}}}}",
            refer((index + 1) % 24),
            refer((index + 1) % 24),
            refer((index + 2) % 24)
        )
    });
    assert!(lowered.types.lines().count() < 2_000);
    lowered.warns(TOO_MANY_TYPES);
}

#[test]
fn a_deep_hierarchy_is_bounded() {
    let lowered = numbered(1500, |index| {
        let base = (index + 1 < 1500).then(|| format!("allOf: [{}], ", refer(index + 1)));
        format!(
            "{{type: object, {}properties: {{p{index}: {}}}}}",
            base.unwrap_or_default(),
            refer((index + 1) % 1500)
        )
    });
    assert!(lowered.types.len() < 10_000_000);
    lowered.warns(TOO_MANY_TYPES);
}

#[test]
fn a_hierarchy_lists_each_tag_once() {
    let lowered = numbered(40, |index| {
        let (base, own) = match index {
            0 => (String::new(), String::from("{kind: {type: string}}")),
            index => (
                format!("allOf: [{}], ", refer(index - 1)),
                format!("{{c{index}: {{type: string}}}}"),
            ),
        };
        format!("{{type: object, {base}properties: {own}, discriminator: {{propertyName: kind}}}}")
    });
    let mut lines = lowered.types.lines();
    let line = lines.find(|line| line.starts_with("union S0 "));
    for member in line.expect("the first is a union").split(", ") {
        let (_, tags) = member.split_once(')').expect("a member has a type");
        let (tags, _) = tags.split_once('~').expect("a member has a shape");
        assert!(tags.split_whitespace().count() <= 40, "{member}");
    }
}

#[test]
fn a_list_of_many_constants_is_an_enum() {
    let values: Vec<String> = (0..20_000).map(|n| format!("{{const: v{n}}}")).collect();
    let lowered = numbered(1, |_| format!("{{oneOf: [{}]}}", values.join(", ")));
    assert!(lowered.types.contains("V19999 = v19999"));
}
