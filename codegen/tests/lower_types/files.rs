//! Schemas in several files.

use std::fs;

use sdk_codegen::load::Source;

use crate::outline::{Lowered, lower_source};

/// Lowers a description in a folder with other files.
fn lower_files(files: &[(&str, &str)]) -> Lowered {
    let folder = tempfile::tempdir().expect("there is room");
    for (name, text) in files {
        let place = folder.path().join(name);
        fs::create_dir_all(place.parent().expect("it is in a folder")).expect("made");
        fs::write(place, text).expect("written");
    }
    let source = Source::read(folder.path().join(files[0].0)).expect("it was just written");
    lower_source(source, &[])
}

const ANSWER: &str = "
openapi: 3.0.3
info: {title: T, version: '1'}
paths:
  /:
    get:
      responses:
        '200':
          description: ok
          content: {application/json: {schema: {$ref: 'root.yaml'}}}
";

#[test]
fn types_are_named_by_their_key_or_their_file() {
    let lowered = lower_files(&[
        ("api.yaml", ANSWER),
        (
            "root.yaml",
            "type: object
properties:
  pet: {$ref: 'schemas/pet.yaml'}
  owner: {$ref: 'schemas/people.yaml#/Owner'}
  deep: {$ref: 'schemas/people.yaml#/definitions/Deep'}",
        ),
        (
            "schemas/pet.yaml",
            "type: object
properties: {tags: {type: array, items: {type: object, properties: {a: {type: string}}}}}",
        ),
        (
            "schemas/people.yaml",
            "Owner: {type: object, properties: {pet: {$ref: 'pet.yaml'}, self: {$ref: '#/Owner'}}}
definitions: {Deep: {type: object, properties: {b: {type: string}}}}",
        ),
    ]);
    lowered.are(
        "struct Deep { b?: String }
         struct Owner { pet?: Pet, self_?: <Owner> }
         struct Pet { tags?: [PetTag] }
         struct PetTag { a?: String }
         struct Root { pet?: Pet, owner?: Owner, deep?: Deep }",
    );
}

#[test]
fn what_a_file_describes_besides_schemas_gives_no_name() {
    let lowered = lower_files(&[
        (
            "api.yaml",
            "openapi: 3.0.3
info: {title: T, version: '1'}
paths: {/things: {$ref: 'paths/things.yaml'}}",
        ),
        (
            "paths/things.yaml",
            "get:
  operationId: listThings
  parameters: [{$ref: '../parameters/sort.yaml'}]
  responses: {'200': {$ref: '../responses.yaml#/Things'}}",
        ),
        (
            "parameters/sort.yaml",
            "name: sort
in: query
schema: {type: string, enum: [up, down]}",
        ),
        (
            "responses.yaml",
            "Things: {description: d, content: {application/json: {schema: {type: object, properties: {a: {type: string}}}}}}",
        ),
    ]);
    lowered.are(
        "struct ThingListResponse { a?: String }
         enum ThingListSort { Up = up, Down = down }",
    );
}

#[test]
fn namesakes_in_two_files_are_two_types() {
    let lowered = lower_files(&[
        ("api.yaml", ANSWER),
        (
            "root.yaml",
            "type: object
properties:
  one: {$ref: 'cats.yaml#/Pet'}
  other: {$ref: 'dogs.yaml#/Pet'}
  same: {$ref: 'cows.yaml#/Pet'}",
        ),
        (
            "cats.yaml",
            "Pet: {type: object, properties: {lives: {type: integer}}}",
        ),
        (
            "cows.yaml",
            "Pet: {type: object, properties: {lives: {type: integer}}}",
        ),
        (
            "dogs.yaml",
            "Pet: {type: object, properties: {tricks: {type: string}}}",
        ),
    ]);
    lowered.are(
        "struct CatsPet { lives?: Int(I64) }
         struct DogsPet { tricks?: String }
         struct Root { one?: CatsPet, other?: DogsPet, same?: CatsPet }",
    );
    lowered.warns("several schemas would be called `Pet`; this one is called `CatsPet`");
}

#[test]
fn a_mapping_names_schemas_as_its_own_file_sees_them() {
    let lowered = lower_files(&[
        ("api.yaml", ANSWER),
        (
            "root.yaml",
            "oneOf: [{$ref: 'pets/cat.yaml'}, {$ref: 'pets/all.yaml#/Dog'}]
discriminator: {propertyName: kind, mapping: {kitty: pets/cat.yaml, woof: 'pets/all.yaml#/Dog'}}",
        ),
        (
            "pets/cat.yaml",
            "type: object\nproperties: {kind: {type: string}, lives: {type: integer}}",
        ),
        (
            "pets/all.yaml",
            "Dog: {type: object, properties: {kind: {type: string}}}",
        ),
    ]);
    lowered.are(
        "struct Cat { kind?: String, lives?: Int(I64) }
         struct Dog { kind?: String }
         union Root by kind { Cat(Cat) kitty ~ Object, Dog(Dog) woof ~ Object }",
    );
}

#[test]
fn a_parent_has_children_in_other_files() {
    let lowered = lower_files(&[
        ("api.yaml", ANSWER),
        (
            "root.yaml",
            "type: object
properties:
  pet: {$ref: 'pets.yaml#/Pet'}
  cat: {$ref: 'cat.yaml'}",
        ),
        (
            "pets.yaml",
            "Pet: {type: object, discriminator: {propertyName: kind}, properties: {kind: {type: string}}}
Dog: {allOf: [{$ref: '#/Pet'}, {properties: {tricks: {type: string}}}]}",
        ),
        ("cat.yaml", "allOf: [{$ref: 'pets.yaml#/Pet'}, {properties: {lives: {type: integer}}}]"),
    ]);
    lowered.are(
        "struct Cat { kind?: String, lives?: Int(I64) }
         struct Dog { kind?: String, tricks?: String }
         union Pet by kind { Cat(Cat) cat ~ Object, Dog(Dog) Dog ~ Object }
         struct Root { pet?: Pet, cat?: Cat }",
    );
}
