//! Names of types that others have too.

use crate::outline::{back, lower};

#[test]
fn a_type_that_is_only_sent_is_told_from_the_one_that_is_received() {
    // The words that both places share, `Check` and `Target`, are the name of another type.
    let schemas = "
Root: {type: object, properties: {check: {$ref: '#/components/schemas/BaseCheck'}}}
Sent:
  type: object
  properties:
    check: {$ref: '#/components/schemas/BaseCheck'}
    flow: {$ref: '#/components/schemas/FlowCheck'}
BaseCheck: {type: object, properties: {target: {anyOf: [{$ref: '#/components/schemas/CheckTarget'}, {type: string}]}}}
FlowCheck: {type: object, properties: {target: {anyOf: [{$ref: '#/components/schemas/CheckTarget'}, {type: string}]}}}
CheckTarget: {type: object, properties: {a: {type: string}, b: {type: string, readOnly: true}}}
";
    let lowered = lower(schemas, &["Sent"], &["Root"], &[]);
    assert_eq!(
        lowered.names(),
        [
            "BaseCheck",
            "BaseCheckRequest",
            "BaseCheckTarget",
            "BaseCheckTargetRequest",
            "CheckTarget",
            "CheckTargetRequest",
            "FlowCheck",
            "Root",
            "Sent"
        ]
    );
}

/// A condition whose clauses have clauses, `depth` levels deep.
fn nested(depth: usize) -> String {
    let values = "{type: object, properties: {value: {type: string}}}";
    let mut nested =
        "{type: object, properties: {clauses: {type: array, items: {type: string}}}}".to_owned();
    for _ in 0..depth {
        nested = format!(
            "{{type: object, properties: {{clauses: {{type: array, items: {{anyOf: [{values}, {nested}]}}}}}}}}"
        );
    }
    nested
}

#[test]
fn a_type_deep_inside_is_named_after_the_one_around_it() {
    let schemas = format!(
        "\nFlagshipFlagRuleCondition: {}\nRoot: {{type: object, properties: {{a: {{$ref: '#/components/schemas/FlagshipFlagRuleCondition'}}}}}}\n",
        nested(5)
    );
    let lowered = back(&schemas);
    let is_hash = |end: &str| end.len() > 3 && end.bytes().all(|byte| byte.is_ascii_hexdigit());
    let hashed = |name: &&str| name.rsplit_once('X').is_some_and(|(_, end)| is_hash(end));
    let names = lowered.names();
    assert!(names.len() > 10, "{names:#?}");
    assert!(!names.iter().any(hashed), "{names:#?}");
}
