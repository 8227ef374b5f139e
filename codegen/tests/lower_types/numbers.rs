//! Names of types whose keys, titles or positions end in a number.

use crate::outline::back;

/// The names of the types for these schemas, of which `Root` is used.
fn names(schemas: &str) -> Vec<String> {
    let lowered = back(schemas);
    let names = lowered.names().into_iter();
    names.map(str::to_owned).collect()
}

#[test]
fn a_number_goes_if_no_other_type_has_the_name() {
    let schemas = "
Root:
  type: object
  properties:
    order: {$ref: '#/components/schemas/order-2'}
    syntax: {$ref: '#/components/schemas/GrammarSyntax1'}
    answer: {$ref: '#/components/schemas/find_Response_200'}
order-2: {type: object, properties: {owner: {type: object, properties: {a: {type: string}}}}}
GrammarSyntax1: {type: string, enum: [lark, regex]}
find_Response_200: {type: object, properties: {b: {type: string}}}
";
    assert_eq!(
        names(schemas),
        [
            "FindResponse",
            "GrammarSyntax",
            "Order",
            "OrderOwner",
            "Root"
        ]
    );
}

#[test]
fn a_copy_is_named_by_its_title_or_its_first_use() {
    let schemas = "
Root:
  type: object
  properties:
    order: {$ref: '#/components/schemas/Order'}
    other: {$ref: '#/components/schemas/Order2'}
    status: {$ref: '#/components/schemas/Status'}
    refund: {$ref: '#/components/schemas/Refund'}
    missing: {$ref: '#/components/schemas/error_404'}
    gone: {$ref: '#/components/schemas/error_410'}
Order: {type: object, properties: {a: {type: string}}}
Order2: {type: object, title: Order of a shop, properties: {b: {type: string}}}
Status: {type: string, enum: [paid, sent]}
Refund:
  type: object
  properties:
    status: {$ref: '#/components/schemas/Status-2'}
    items: {type: array, items: {$ref: '#/components/schemas/Order3'}}
Status-2: {type: string, enum: [open, done]}
Order3: {type: object, properties: {c: {type: string}}}
error_404: {type: object, title: Missing Thing Error, properties: {d: {type: string}}}
error_410: {type: object, properties: {e: {type: string}}}
";
    let expected = [
        "GoneError",
        "MissingThingError",
        "Order",
        "OrderOfAShop",
        "Refund",
        "RefundItem",
        "RefundStatus",
        "Root",
        "Status",
    ];
    assert_eq!(names(schemas), expected);
}

#[test]
fn versions_and_products_keep_their_numbers_and_sizes_stand_in_front() {
    let schemas = "
Root:
  type: object
  properties:
    a: {$ref: '#/components/schemas/Block'}
    b: {$ref: '#/components/schemas/BlockV2'}
    c: {$ref: '#/components/schemas/Bin'}
    d: {$ref: '#/components/schemas/Binint16'}
    e: {$ref: '#/components/schemas/PoolIpv4'}
    box_12: {$ref: '#/components/schemas/TaxBox12'}
    f: {$ref: '#/components/schemas/StoreS3'}
    g: {$ref: '#/components/schemas/CacheLevel2'}
Block: {type: object, properties: {a: {type: string}}}
BlockV2: {type: object, properties: {b: {type: string}}}
Bin: {type: object, properties: {c: {type: string}}}
Binint16: {type: object, properties: {d: {type: string}}}
PoolIpv4: {type: object, properties: {e: {type: string}}}
TaxBox12: {type: object, properties: {f: {type: string}}}
StoreS3: {type: object, properties: {g: {type: string}}}
CacheLevel2: {type: object, properties: {h: {type: string}}}
";
    let expected = [
        "Bin",
        "Block",
        "BlockV2",
        "CacheLevel2",
        "Int16Bin",
        "PoolIpv4",
        "Root",
        "StoreS3",
        "TaxBox12",
    ];
    assert_eq!(names(schemas), expected);
}

#[test]
fn a_hash_in_a_key_is_no_name() {
    let schemas = "
Root:
  type: object
  properties:
    owner: {$ref: '#/components/schemas/ref_16aca57bde2963201c7e6e895436c1c1'}
ref_16aca57bde2963201c7e6e895436c1c1: {type: object, properties: {a: {type: string}}}
";
    assert_eq!(names(schemas), ["Root", "RootOwner"]);
}

#[test]
fn members_of_a_union_are_named_by_what_they_are_instead_of_a_number() {
    let schemas = "
Root:
  type: object
  properties:
    model: {$ref: '#/components/schemas/Model'}
    member: {$ref: '#/components/schemas/Member'}
    rate: {$ref: '#/components/schemas/Rate'}
    labels: {$ref: '#/components/schemas/Labels'}
Model: {oneOf: [{$ref: '#/components/schemas/Model0'}, {$ref: '#/components/schemas/Model1'}]}
Model0: {type: object, title: Model0, description: Large models, required: [id], properties: {id: {type: string}}}
Model1: {type: object, title: Model1, description: Small models (on phones), required: [id], properties: {id: {type: integer}}}
Member:
  anyOf:
    - {type: object, properties: {kind: {type: string, example: team_member}, since: {type: string}}}
    - {type: object, properties: {kind: {type: string, example: user_member}, since: {type: integer}}}
Rate:
  anyOf:
    - {type: object, properties: {of: {type: object, description: A *user* of it., properties: {a: {type: string}}}}}
    - {type: object, properties: {of: {type: object, description: A *placeholder* of it., properties: {b: {type: string}}}}}
Labels:
  anyOf:
    - {type: object, properties: {labels: {type: array, items: {type: string}}}}
    - {type: object, properties: {labels: {type: array, items: {type: object, properties: {c: {type: string}}}}}}
";
    let names = names(schemas);
    for expected in [
        "ModelLargeModels",
        "ModelSmallModels",
        "MemberTeamMember",
        "MemberUserMember",
        "RateUser",
        "RatePlaceholder",
        "LabelsText",
        "LabelsObject",
    ] {
        assert!(
            names.iter().any(|name| name == expected),
            "{expected}: {names:?}"
        );
    }
    assert!(
        !names
            .iter()
            .any(|name| name.ends_with(|c: char| c.is_ascii_digit())),
        "{names:?}"
    );
}

#[test]
fn a_member_with_a_number_as_its_name_is_an_item() {
    let schemas = "
Root:
  type: object
  properties: {'0': {type: object, properties: {a: {type: string}}}}
";
    assert_eq!(names(schemas), ["Root", "RootItem"]);
}

#[test]
fn equal_values_whose_keys_differ_in_the_number_of_a_copy_are_one_type() {
    let schemas = "
Root:
  type: object
  properties:
    other: {$ref: '#/components/schemas/Phase-2'}
    phase: {$ref: '#/components/schemas/Phase'}
    level: {$ref: '#/components/schemas/Level1'}
    above: {$ref: '#/components/schemas/Level2'}
Phase: {type: string, description: What it is., enum: [draft, final]}
Phase-2: {type: string, enum: [draft, final]}
Level1: {type: string, enum: [low, high]}
Level2: {type: string, enum: [low, high]}
";
    assert_eq!(names(schemas), ["Level", "Level2", "Phase", "Root"]);
}

#[test]
fn the_oldest_version_goes() {
    let schemas = "
Root:
  type: object
  properties:
    agent: {$ref: '#/components/schemas/AgentV1'}
    block: {$ref: '#/components/schemas/BlockV0'}
    other: {$ref: '#/components/schemas/BlockV1'}
    plan: {$ref: '#/components/schemas/Plan'}
    next: {$ref: '#/components/schemas/PlanV2'}
    address: {$ref: '#/components/schemas/PoolIpV6'}
AgentV1: {type: object, properties: {owner: {type: object, properties: {a: {type: string}}}}}
BlockV0: {type: object, properties: {b: {type: string}}}
BlockV1: {type: object, properties: {c: {type: string}}}
Plan: {type: object, properties: {d: {type: string}}}
PlanV2: {type: object, properties: {e: {type: string}}}
PoolIpV6: {type: object, properties: {f: {type: string}}}
";
    // `Block` would be the name of `BlockV0` if `BlockV1` were not there yet.
    let expected = [
        "Agent",
        "AgentOwner",
        "Block",
        "BlockV1",
        "Plan",
        "PlanV2",
        "PoolIpV6",
        "Root",
    ];
    assert_eq!(names(schemas), expected);
}

#[test]
fn the_status_behind_an_error_may_be_written_as_one_word_with_it() {
    let schemas = "
Root:
  type: object
  properties:
    missing: {$ref: '#/components/schemas/Error404'}
    bad: {$ref: '#/components/schemas/ShopError400'}
    room: {$ref: '#/components/schemas/Room404'}
Error404: {type: object, properties: {a: {type: string}}}
ShopError400: {type: object, properties: {b: {type: string}}}
Room404: {type: object, properties: {c: {type: string}}}
";
    assert_eq!(
        names(schemas),
        ["BadRequestShopError", "NotFoundError", "Room404", "Root"]
    );
}

#[test]
fn types_of_numbers_stand_in_front_in_a_whole_family() {
    let schemas = "
Root:
  type: object
  properties:
    a: {$ref: '#/components/schemas/Bindouble'}
    b: {$ref: '#/components/schemas/BinUint8'}
    c: {$ref: '#/components/schemas/Int8Bin'}
    d: {$ref: '#/components/schemas/BinInt8'}
    e: {$ref: '#/components/schemas/SumDouble'}
Bindouble: {type: object, properties: {a: {type: string}}}
BinUint8: {type: object, properties: {range: {type: object, properties: {b: {type: string}}}}}
Int8Bin: {type: object, properties: {c: {type: string}}}
BinInt8: {type: object, properties: {d: {type: string}}}
SumDouble: {type: object, properties: {e: {type: string}}}
";
    let expected = [
        "BinInt8",
        "DoubleBin",
        "Int8Bin",
        "Root",
        "SumDouble",
        "Uint8Bin",
        "Uint8BinRange",
    ];
    assert_eq!(names(schemas), expected);
}
