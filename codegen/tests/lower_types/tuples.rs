//! Lists with a type for each item.

use crate::outline::{back, lower_text};

#[test]
fn items_of_different_types_are_a_tuple() {
    let schemas = "
Root:
  type: object
  properties:
    pair: {type: array, prefixItems: [{type: number}, {$ref: '#/components/schemas/Thing'}], items: false}
    open: {type: array, minItems: 1, items: {type: integer}, prefixItems: [{type: string}, {type: boolean}]}
    same: {type: array, prefixItems: [{type: number}, {type: number}]}
    old: {type: array, items: [{type: string}, {type: number}], additionalItems: {type: boolean}}
    inner: {type: array, prefixItems: [{type: string}, {type: object, properties: {a: {type: string}}}]}
    self: {type: array, prefixItems: [{type: string}, {$ref: '#/components/schemas/Root'}]}
Thing: {type: object, properties: {id: {type: string}}}
";
    let text = format!(
        "openapi: 3.1.0
info: {{title: T, version: '1'}}
paths:
  /: {{get: {{responses: {{'200': {{description: ok, content: {{application/json:
    {{schema: {{$ref: '#/components/schemas/Root'}}}}}}}}}}}}}}
components:
  schemas:{}",
        schemas.replace('\n', "\n    ")
    );
    lower_text(text, &[]).are(
        "struct Root { pair?: RootPair, open?: RootOpen, same?: RootSame, old?: RootOld, \
         inner?: RootInner, self_?: RootSelf }
         tuple RootInner { String, RootInnerItem, ..Json }
         struct RootInnerItem { a?: String }
         tuple RootOld { String, F64, ..Bool }
         tuple RootOpen { String, Bool?, ..Int(I64) }
         tuple RootPair { F64, Thing }
         tuple RootSame { F64, F64, ..Json }
         tuple RootSelf { String, <Root>, ..Json }
         struct Thing { id?: String }",
    );
}

#[test]
fn a_tuple_may_contain_itself_and_be_one_of_several() {
    let schemas = "
Root: {oneOf: [{$ref: '#/components/schemas/Node'}, {type: string}]}
Node:
  type: array
  prefixItems: [{type: string}, {$ref: '#/components/schemas/Root'}]
";
    back(schemas).are(
        "tuple Node { String, Root, ..Json }
         union Root { Text(String) ~ String, Node(<Node>) ~ List }",
    );
}
