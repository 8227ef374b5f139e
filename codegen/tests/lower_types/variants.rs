//! Names of the variants of unions.

use crate::outline::back;

#[test]
fn an_inline_alternative_that_is_repeated_is_one_member() {
    let schemas = "
Root:
  oneOf:
    - {type: object, required: [n], properties: {n: {type: integer}, response: {type: string}}}
    - {type: object, required: [n], properties: {n: {type: integer}, response: {type: string}}}
    - {type: object, required: [n], properties: {n: {type: integer}, item: {type: string}}}
    - {type: object, required: [n], properties: {n: {type: integer}, response: {type: string}}}
";
    back(schemas).are(
        "union Root { Response(RootResponse) ~ Object, Item(RootItem) ~ Object }
         struct RootItem { n: Int(I64), item?: String }
         struct RootResponse { n: Int(I64), response?: String }",
    );
}

#[test]
fn alternatives_are_called_by_what_they_refer_to_and_by_titles_behind_references() {
    let schemas = "
Root:
  type: object
  properties:
    event:
      oneOf:
        - {type: object, required: [of], properties: {of: {$ref: '#/components/schemas/EventOfUser'}}}
        - {type: object, required: [of], properties: {of: {$ref: '#/components/schemas/EventOfTeam'}}}
        - {type: object, required: [of], properties: {of: {$ref: '#/components/schemas/EventOfOrder'}}}
    value:
      oneOf:
        - {$ref: '#/components/schemas/Other/properties/value/oneOf/0'}
        - {$ref: '#/components/schemas/Other/properties/value/oneOf/1'}
    text:
      oneOf:
        - {type: string}
        - {$ref: '#/components/schemas/InputText'}
        - {$ref: '#/components/schemas/InputImage-2'}
Other:
  type: object
  properties:
    value:
      oneOf:
        - {type: object, title: Float, properties: {value: {type: number}}}
        - {type: object, title: Date, properties: {value: {type: string}}}
EventOfUser: {type: object, properties: {user: {type: string}}}
EventOfTeam: {type: object, properties: {team: {type: string}}}
EventOfOrder: {type: object, properties: {order: {type: string}}}
InputText: {type: object, properties: {text: {type: string}}}
InputImage-2: {type: object, properties: {image: {type: string}}}
";
    let lowered = back(schemas);
    lowered.has("union RootEvent { User(RootEventUser) ~ Object, Team(RootEventTeam) ~ Object, Order(RootEventOrder) ~ Object }");
    lowered.has("union RootValue { Float(RootValueFloat) ~ Object, Date(RootValueDate) ~ Object }");
    lowered.has("union RootText { String(String) ~ String, Text(InputText) ~ Object, Image(InputImage) ~ Object }");
}

#[test]
fn the_type_of_an_alternative_begins_with_its_name_if_one_of_them_ends_in_a_number() {
    let schemas = "
Root:
  type: object
  properties:
    datum: {$ref: '#/components/schemas/Datum'}
    missing: {$ref: '#/components/schemas/MissingDatum'}
    state: {$ref: '#/components/schemas/State'}
    length: {$ref: '#/components/schemas/Length'}
Datum:
  oneOf:
    - {type: object, properties: {type: {enum: [bool]}, datum: {type: boolean}}}
    - {type: object, properties: {type: {enum: [i8]}, datum: {type: object, properties: {a: {type: string}}}}}
    - {type: object, properties: {type: {enum: [missing]}, datum: {type: string}}}
    - oneOf:
        - {type: object, title: Datum S3 Ipv4, properties: {ipv4: {type: string}}}
        - {type: object, title: Datum S3 Pool, properties: {pool: {type: string}}}
      title: Datum S3
MissingDatum: {type: object, properties: {b: {type: string}}}
State:
  oneOf:
    - {type: object, properties: {type: {enum: [v2]}, c: {type: string}}}
    - {type: object, properties: {type: {enum: [v3]}, d: {type: string}}}
Length:
  oneOf:
    - {type: string, enum: [none]}
    - {type: string, format: int32, pattern: '^[0-9]+$'}
";
    let lowered = back(schemas);
    let expected = [
        "BoolDatum",
        "Datum",
        // `MissingDatum` is another schema.
        "DatumMissing",
        "I8Datum",
        "I8DatumDatum",
        "Ipv4S3Datum",
        // The other alternative is no type.
        "LengthNone",
        "MissingDatum",
        "PoolS3Datum",
        "Root",
        "S3Datum",
        "State",
        // Versions stand at the end.
        "StateV2",
        "StateV3",
    ];
    assert_eq!(lowered.names(), expected);
}
