//! Scalars, objects and recursive types.

use crate::outline::{back, lower};

#[test]
fn scalars_have_types_of_their_own() {
    let schemas = "
Root:
  type: object
  required: [text]
  properties:
    text: {type: string}
    when: {type: string, format: date-time}
    day: {type: string, format: date}
    data: {type: string, format: byte}
    password: {type: string, format: password}
    token: {type: string, x-sensitive: true}
    small: {type: integer, format: int32}
    narrow: {type: integer, format: int32, maximum: 4294967295}
    unsigned: {type: integer, format: uint16}
    whole: {type: integer}
    ratio: {type: number}
    single: {type: number, format: float}
    flag: {type: boolean}
    free: {}
    list: {type: array, items: {type: string, nullable: true}}
    map: {type: object, additionalProperties: {type: integer}}
    empty: {type: object}
";
    back(schemas).are(
        "struct Root { text: String, when?: DateTime, day?: Date, data?: Bytes(Standard), \
         password?: Secret, token?: Secret, small?: Int(I32), narrow?: Int(I64), \
         unsigned?: Int(U16), whole?: Int(I64), ratio?: F64, single?: F32, flag?: Bool, \
         free?: Json, list?: [String|null], map?: {Int(I64)}, empty?: Json }",
    );
}

#[test]
fn a_schema_in_requests_and_responses_is_one_type_unless_it_differs() {
    let schemas = "
Root:
  type: object
  required: [id, inner]
  properties:
    id: {type: string, readOnly: true}
    secret_key: {type: string, writeOnly: true}
    inner: {$ref: '#/components/schemas/Inner'}
Inner:
  type: object
  properties:
    name: {type: string}
";
    lower(schemas, &["Root"], &["Root"], &[]).are(
        "struct Inner { name?: String }
         struct Root { id: String, inner: Inner }
         struct RootRequest { inner: Inner, secret_key?: Secret }",
    );
}

#[test]
fn all_of_is_flattened() {
    let schemas = "
Root:
  allOf:
    - $ref: '#/components/schemas/Base'
    - required: [name]
      properties:
        kind: {enum: [a]}
        name: {type: string}
Base:
  type: object
  required: [kind]
  properties:
    kind: {type: string, description: Which kind.}
    also: {allOf: [{$ref: '#/components/schemas/Other'}], description: Only a note.}
Other:
  type: object
  properties: {x: {type: string}}
";
    back(schemas).are(
        "struct Other { x?: String }
         struct Root { kind: String = \"a\", name: String, also?: Other }",
    );
}

#[test]
fn parts_that_contradict_each_other_are_named() {
    let schemas = "
Root:
  type: object
  properties:
    x: {allOf: [{type: string, maxLength: 3}, {type: integer, minimum: 1}]}
";
    let lowered = back(schemas);
    lowered.are("struct Root { x?: String }");
    lowered.warns("`allOf` requires both `string` and `integer`");
}

#[test]
fn objects_keep_what_has_no_name() {
    let schemas = "
Root:
  type: object
  properties:
    additional_properties: {type: string}
  additionalProperties: {type: integer}
  patternProperties: {'^x-': {type: integer}}
";
    let lowered = back(schemas);
    let field = lowered.types.find(" ..").map(|at| &lowered.types[at..]);
    let field = field.unwrap_or_default();
    assert!(
        field.starts_with(" ..additional_properties_x"),
        "{}",
        lowered.types
    );
    assert!(field.ends_with(": {Int(I64)} }\n"), "{}", lowered.types);
}

#[test]
fn only_recursive_types_are_boxed() {
    let schemas = "
Root:
  type: object
  properties:
    next: {$ref: '#/components/schemas/Root'}
    children: {type: array, items: {$ref: '#/components/schemas/Root'}}
    value: {$ref: '#/components/schemas/Datum'}
Datum:
  anyOf:
    - {type: string}
    - {type: array, items: {$ref: '#/components/schemas/Datum'}}
    - {$ref: '#/components/schemas/Leaf'}
Leaf: {type: object, required: [value], properties: {value: {$ref: '#/components/schemas/Datum'}}}
";
    back(schemas).are(
        "union Datum { Text(String) ~ String, DatumList([Datum]) ~ List, Leaf(Leaf) ~ Object }
         struct Leaf { value: <Datum> }
         struct Root { next?: <Root>, children?: [Root], value?: Datum }",
    );
}

#[test]
fn circles_without_a_value_are_free_form() {
    let schemas = "
Root:
  type: object
  properties:
    ring: {$ref: '#/components/schemas/Ring'}
    lists: {$ref: '#/components/schemas/Lists'}
Ring: {$ref: '#/components/schemas/Ring'}
Lists: {type: array, items: {$ref: '#/components/schemas/Lists'}}
";
    let lowered = back(schemas);
    lowered.are("struct Root { ring?: Json, lists?: [Json] }");
    lowered.warns("`#/components/schemas/Ring` leads back to itself");
}

#[test]
fn a_long_chain_of_references_needs_no_deep_stack() {
    let mut schemas =
        String::from("Root: {type: object, properties: {n: {$ref: '#/components/schemas/N0'}}}\n");
    for n in 0..5000 {
        let next = n + 1;
        schemas += &format!(
            "N{n}: {{type: object, properties: {{n: {{$ref: '#/components/schemas/N{next}'}}}}}}\n"
        );
    }
    schemas += "N5000: {type: string}\n";
    assert_eq!(back(&schemas).types.lines().count(), 5001);
}

#[test]
fn deeply_nested_types_are_boxed() {
    let mut schemas = String::from("Root: {$ref: '#/components/schemas/T0'}\n");
    for level in 0..60 {
        let next = level + 1;
        schemas += &format!(
            "T{level}: {{type: object, required: [n], properties: \
             {{n: {{$ref: '#/components/schemas/T{next}'}}}}}}\n"
        );
    }
    schemas += "T60: {type: object, properties: {a: {type: string}}}\n";
    let types = lower(&schemas, &["Root"], &["Root"], &[]).types;
    let boxed: Vec<&str> = types.lines().filter(|line| line.contains("<")).collect();
    assert_eq!(
        boxed,
        ["struct T12 { n: <T13> }", "struct T36 { n: <T37> }"]
    );
}

#[test]
fn large_values_are_boxed() {
    let mut schemas = String::from("Root: {$ref: '#/components/schemas/T0'}\n");
    for level in 0..20 {
        let next = format!("{{$ref: '#/components/schemas/T{}'}}", level + 1);
        schemas += &format!("T{level}: {{type: object, properties: {{a: {next}, b: {next}}}}}\n");
    }
    schemas += "T20: {type: object, properties: {a: {type: string}}}\n";
    let types = back(&schemas).types;
    assert!(types.contains("struct T0 { a?: T1, b?: T1 }"), "{types}");
    assert!(
        types.contains("struct T11 { a?: <T12>, b?: <T12> }"),
        "{types}"
    );
}

#[test]
fn a_text_is_a_date_where_its_name_and_its_example_say_so() {
    let schemas = "
Root:
  type: object
  properties:
    created_at: {type: string, example: '2024-01-01T00:00:00Z'}
    birth_date: {type: string, example: '2024-01-01'}
    noted_at: {type: string, example: yesterday}
    version: {type: string, example: '2024-01-01'}
";
    back(schemas).are(
        "struct Root { created_at?: DateTime, birth_date?: Date, noted_at?: String, \
         version?: String }",
    );
}
