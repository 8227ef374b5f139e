//! Equal schemas in different locations.

use crate::outline::{back, lower};

#[test]
fn equal_inline_schemas_of_one_name_are_one_type() {
    let schemas = "
Root:
  type: object
  properties:
    first: {$ref: '#/components/schemas/first-page'}
    other: {$ref: '#/components/schemas/other-page'}
first-page:
  type: object
  properties:
    order: {type: string, enum: [asc, desc]}
    meta: {type: object, properties: {size: {type: integer, example: 1}, unit: {type: object, properties: {id: {type: string}}}}}
other-page:
  type: object
  properties:
    meta: {type: object, properties: {size: {type: integer, example: 2}, unit: {type: object, properties: {id: {type: string}}}}}
    sort: {type: string, enum: [asc, desc]}
";
    back(schemas).are(
        "struct FirstPage { order?: FirstPageOrder, meta?: PageMeta }
         enum FirstPageOrder { Asc = asc, Desc = desc }
         struct OtherPage { meta?: PageMeta, sort?: OtherPageSort }
         enum OtherPageSort { Asc = asc, Desc = desc }
         struct PageMeta { size?: Int(I64), unit?: PageMetaUnit }
         struct PageMetaUnit { id?: String }
         struct Root { first?: FirstPage, other?: OtherPage }",
    );
}

#[test]
fn named_schemas_and_schemas_that_differ_below_stay_apart() {
    let schemas = "
Root:
  type: object
  properties:
    zone: {$ref: '#/components/schemas/zone'}
    user: {$ref: '#/components/schemas/user'}
zone: {type: object, properties: {at: {type: object, properties: {deep: {type: object, properties: {x: {type: string}}}}}}}
user: {type: object, properties: {at: {type: object, properties: {deep: {type: object, properties: {x: {type: integer}}}}}}}
";
    back(schemas).are(
        "struct Root { zone?: Zone, user?: User }
         struct User { at?: UserAt }
         struct UserAt { deep?: UserAtDeep }
         struct UserAtDeep { x?: Int(I64) }
         struct Zone { at?: ZoneAt }
         struct ZoneAt { deep?: ZoneAtDeep }
         struct ZoneAtDeep { x?: String }",
    );
}

#[test]
fn a_type_that_contains_itself_is_one_type_in_both_directions() {
    let schemas = "
Root: {type: object, properties: {inner: {$ref: '#/components/schemas/Root'}, list: {type: array, items: {$ref: '#/components/schemas/Root'}}}}
";
    lower(schemas, &["Root"], &["Root"], &[]).are("struct Root { inner?: <Root>, list?: [Root] }");
}
