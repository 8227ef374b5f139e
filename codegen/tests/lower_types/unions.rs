//! Unions, discriminators and enums.

use crate::outline::back;

#[test]
fn alternatives_are_a_union_named_by_what_differs() {
    let schemas = "
Root:
  anyOf:
    - $ref: '#/components/schemas/TeamsWorkspaceOneConfig'
    - $ref: '#/components/schemas/TeamsKolideConfig'
    - {type: string, nullable: true}
    - {type: array, items: {$ref: '#/components/schemas/TeamsKolideConfig'}}
TeamsWorkspaceOneConfig:
  type: object
  required: [url]
  properties: {url: {type: string}}
TeamsKolideConfig:
  type: object
  required: [id, key]
  properties: {id: {type: string}, key: {type: string}}
";
    back(schemas).are(
        "union Root { Text(String) ~ String, \
         TeamsKolideConfigList([TeamsKolideConfig]) ~ List, \
         Kolide(TeamsKolideConfig) ~ Object, WorkspaceOne(TeamsWorkspaceOneConfig) ~ Object }
         struct TeamsKolideConfig { id: String, key: String }
         struct TeamsWorkspaceOneConfig { url: String }",
    );
}

#[test]
fn a_discriminator_gives_tags() {
    let schemas = "
Root:
  oneOf:
    - $ref: '#/components/schemas/Cat'
    - $ref: '#/components/schemas/Dog'
    - $ref: '#/components/schemas/Cow'
  discriminator:
    propertyName: kind
    mapping: {kitty: '#/components/schemas/Cat', tiger: Cat}
Cat: {type: object, required: [kind], properties: {kind: {type: string}}}
Dog: {type: object, required: [kind], properties: {kind: {type: string, enum: [woof]}}}
Cow: {type: object, required: [kind], properties: {kind: {type: string}}}
";
    back(schemas).are(
        "struct Cat { kind: String }
         struct Cow { kind: String }
         struct Dog { kind: String = \"woof\" }
         union Root by kind { Dog(Dog) woof ~ Object, Cat(Cat) kitty tiger ~ Object, \
         Cow(Cow) Cow ~ Object }",
    );
}

#[test]
fn a_tag_that_no_property_has_is_added() {
    let schemas = "
Root:
  oneOf:
    - $ref: '#/components/schemas/Cat'
    - $ref: '#/components/schemas/Dog'
    - $ref: '#/components/schemas/Cow'
  discriminator: {propertyName: kind}
Cat: {type: object, required: [name], properties: {name: {type: string}}}
Dog: {type: object, required: [kind], properties: {kind: {type: string}}}
Cow: {type: object, properties: {a: {type: string}}, additionalProperties: {type: string}}
";
    back(schemas).are(
        "struct Cat { name: String }
         struct Cow { a?: String, ..additional_properties: {String} }
         struct Dog { kind: String }
         union Root by kind { Cat(Cat) Cat added ~ Object, Dog(Dog) Dog ~ Object, \
         Cow(Cow) Cow ~ Object }",
    );
}

#[test]
fn a_union_inside_goes_by_the_values_of_its_members() {
    let schemas = "
Root:
  oneOf: [{$ref: '#/components/schemas/Cat'}, {$ref: '#/components/schemas/Car'}]
  discriminator: {propertyName: kind}
Cat: {type: object, properties: {kind: {type: string}}}
Car:
  oneOf: [{$ref: '#/components/schemas/Van'}, {$ref: '#/components/schemas/Bus'}]
  discriminator: {propertyName: kind, mapping: {van: Van}}
Van: {type: object, properties: {kind: {type: string}, a: {type: string}}}
Bus: {type: object, properties: {kind: {type: string}, b: {type: string}}}
";
    back(schemas).are(
        "struct Bus { kind?: String, b?: String }
         union Car by kind { Van(Van) van ~ Object, Bus(Bus) Bus ~ Object }
         struct Cat { kind?: String }
         union Root by kind { Cat(Cat) Cat ~ Object, Car(Car) Car van Bus ~ Object }
         struct Van { kind?: String, a?: String }",
    );
}

#[test]
fn a_parent_stands_for_its_children() {
    let schemas = "
Root:
  type: object
  required: [kind]
  properties: {kind: {type: string}}
  discriminator: {propertyName: kind}
Cat:
  allOf:
    - $ref: '#/components/schemas/Root'
    - {properties: {lives: {type: integer}}}
Dog:
  allOf:
    - $ref: '#/components/schemas/Root'
";
    back(schemas).are(
        "struct Cat { kind: String, lives?: Int(I64) }
         struct Dog { kind: String }
         union Root by kind { Cat(Cat) Cat ~ Object, Dog(Dog) Dog ~ Object }",
    );
}

#[test]
fn a_parent_with_one_child_may_get_others() {
    let schemas = "
Root: {type: object, properties: {pet: {$ref: '#/components/schemas/Pet'}}}
Pet:
  type: object
  required: [kind]
  properties: {kind: {type: string}}
  discriminator: {propertyName: kind}
Cat: {allOf: [{$ref: '#/components/schemas/Pet'}, {type: object, properties: {lives: {type: integer}}}]}
";
    back(schemas).are(
        "struct Cat { kind: String, lives?: Int(I64) }
         union Pet by kind { Cat(Cat) Cat ~ Object }
         struct Root { pet?: Pet }",
    );
}

#[test]
fn a_mapping_adds_names_to_the_kinds_of_a_parent() {
    let schemas = "
Root:
  type: object
  properties: {kind: {type: string}}
  discriminator: {propertyName: kind, mapping: {hound: Dog, any: Root}}
Dog: {allOf: [{$ref: '#/components/schemas/Root'}, {properties: {bark: {type: string}}}]}
Puppy: {allOf: [{$ref: '#/components/schemas/Dog'}, {properties: {weeks: {type: integer}}}]}
Cat: {allOf: [{$ref: '#/components/schemas/Root'}]}
";
    back(schemas).are(
        "struct Cat { kind?: String }
         struct DogBase { kind?: String, bark?: String }
         struct Puppy { kind?: String, bark?: String, weeks?: Int(I64) }
         union Root by kind { Dog(DogBase) hound ~ Object, Root(RootBase) any ~ Object, \
         Cat(Cat) Cat ~ Object, Puppy(Puppy) Puppy ~ Object }
         struct RootBase { kind?: String }",
    );
}

#[test]
fn a_parent_that_lists_its_children_does_not_go_round_in_circles() {
    let schemas = "
Root:
  type: object
  properties: {kind: {type: string}}
  oneOf:
    - $ref: '#/components/schemas/Cat'
    - $ref: '#/components/schemas/Dog'
Cat:
  allOf: [{$ref: '#/components/schemas/Root'}, {required: [cat], properties: {cat: {type: string}}}]
Dog:
  allOf: [{$ref: '#/components/schemas/Root'}, {required: [dog], properties: {dog: {type: string}}}]
";
    back(schemas).are(
        "struct Cat { cat: String, kind?: String }
         struct Dog { dog: String, kind?: String }
         union Root { Cat(Cat) ~ Object, Dog(Dog) ~ Object }",
    );
}

#[test]
fn texts_with_listed_values_are_one_open_enum() {
    let schemas = "
Root:
  type: object
  properties:
    model: {anyOf: [{type: string}, {$ref: '#/components/schemas/Model'}]}
    level:
      oneOf:
        - {type: string, enum: [low]}
        - {type: string, enum: [high, low]}
    size: {oneOf: [{const: s, type: string}, {const: m, type: string}]}
Model: {type: string, enum: [one, two]}
";
    back(schemas).are(
        "enum Model { One = one, Two = two }
         struct Root { model?: Model, level?: RootLevel, size?: RootSize }
         enum RootLevel { Low = low, High = high }
         enum RootSize { S = s, M = m }",
    );
}

#[test]
fn enums_keep_odd_values_apart() {
    let schemas = "
Root:
  type: object
  properties:
    age: {type: string, enum: ['<=1y', '>1y', '', '*', unknown]}
    word: {type: string, enum: [and, AND]}
    code: {type: integer, enum: [1, -1], x-enum-varnames: [up, down]}
    maybe: {type: string, nullable: true, enum: [a, b, null]}
    mixed: {enum: [a, 1]}
    truth: {type: boolean, enum: [true]}
";
    let lowered = back(schemas);
    lowered.are(
        "struct Root { age?: RootAge, word?: RootWord, code?: RootCode, maybe?: RootMaybe|null, \
         mixed?: RootMixed, truth?: Bool }
         enum RootAge { LessEqual1y = <=1y, Greater1y = >1y, Empty = , Star = *, \
         UnknownValue = unknown }
         enum RootCode { Up = 1, Down = -1 }
         enum RootMaybe { A = a, B = b }
         enum RootMixed { A = \"a\", Value1 = 1 }
         enum RootWord { AndLower = and, AndUpper = AND }",
    );
    lowered.warns("several values would be called `And`; `AND` is called `AndUpper`");
}

#[test]
fn a_description_that_is_a_name_distinguishes_alternatives() {
    let schemas = "
Root:
  oneOf:
    - {description: Voice Call, type: object, properties: {product: {type: string}}}
    - allOf:
        - $ref: '#/components/schemas/Top'
        - {description: SMS (Inbound), type: object, properties: {product: {type: string}}}
    - allOf:
        - $ref: '#/components/schemas/Top'
        - {description: SMS (Outbound), type: object, properties: {product: {type: integer}}}
    - {description: What is none of these., type: object, required: [product], properties: {product: {type: string}}}
Top: {type: object, properties: {to: {type: string}}}
";
    back(schemas).are(
        "union Root { ProductObject(RootProductObject) ~ Object, VoiceCall(RootVoiceCall) ~ Object, \
         SmsInbound(RootSmsInbound) ~ Object, SmsOutbound(RootSmsOutbound) ~ Object }
         struct RootProductObject { product: String }
         struct RootSmsInbound { to?: String, product?: String }
         struct RootSmsOutbound { to?: String, product?: Int(I64) }
         struct RootVoiceCall { product?: String }",
    );
}

#[test]
fn a_value_that_all_alternatives_have_names_none() {
    let schemas = "
Root:
  oneOf:
    - {type: object, properties: {object: {const: event}, event: {const: user.created}, a: {type: integer}}}
    - {type: object, properties: {object: {const: event}, event: {const: user.deleted}, a: {type: string}}}
";
    back(schemas).are(
        "union Root { UserCreated(RootUserCreated) ~ Object, UserDeleted(RootUserDeleted) ~ Object }
         struct RootUserCreated { object?: String, event?: String, a?: Int(I64) }
         struct RootUserDeleted { object?: String, event?: String, a?: String }",
    );
}
