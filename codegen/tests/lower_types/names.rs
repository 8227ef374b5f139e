//! Names of types, builders and steps.

use crate::outline::{back, lower, lower_text, out};

#[test]
fn names_come_from_keys_locations_and_the_configuration() {
    let schemas = "
Root:
  type: object
  properties:
    policies:
      type: array
      items: {type: object, properties: {id: {type: string}, type: {type: string}}}
    odd: {$ref: '#/components/schemas/option'}
option: {type: object, properties: {error: {$ref: '#/components/schemas/x-thing'}}}
x-thing: {type: object, properties: {a: {type: string}, A: {type: string}}}
";
    let names = [
        ("#/components/schemas/x-thing", "Thing"),
        ("#/components/schemas/gone", "Gone"),
    ];
    let lowered = lower(schemas, &[], &["Root"], &names);
    lowered.are(
        "struct OptionModel { error?: Thing }
         struct Root { policies?: [RootPolicy], odd?: OptionModel }
         struct RootPolicy { id?: String, type_?: String }
         struct Thing { a?: String, a_upper?: String }",
    );
    lowered.warns("`names` has `#/components/schemas/gone`, which does not exist");
}

#[test]
fn a_key_made_from_the_place_of_a_json_schema_loses_the_way_to_it() {
    let schemas = "
Root:
  type: object
  properties:
    a: {$ref: '#/components/schemas/TasksGetResponsesContentApplicationJsonSchemaPage'}
    b: {$ref: '#/components/schemas/TasksPostRequestBodyContentApplicationJsonSchema'}
    c: {$ref: '#/components/schemas/WebContentApplicationJsonSchema'}
TasksGetResponsesContentApplicationJsonSchemaPage: {type: object, properties: {n: {type: string}}}
TasksPostRequestBodyContentApplicationJsonSchema: {type: object, properties: {o: {type: string}}}
WebContentApplicationJsonSchema: {type: object, properties: {p: {type: string}}}
";
    back(schemas).are(
        "struct Root { a?: TasksGetResponsesPage, b?: TasksPostRequestBody, \
         c?: WebContentApplicationJsonSchema }
         struct TasksGetResponsesPage { n?: String }
         struct TasksPostRequestBody { o?: String }
         struct WebContentApplicationJsonSchema { p?: String }",
    );
}

#[test]
fn namesakes_get_suffixes_of_their_own() {
    let schemas = "
Root:
  type: object
  properties:
    a: {$ref: '#/components/schemas/user-group'}
    b: {$ref: '#/components/schemas/UserGroup'}
    c: {$ref: '#/components/schemas/user_group'}
user-group: {type: object, properties: {a: {type: string}}}
UserGroup: {type: object, properties: {b: {type: string}}}
user_group: {type: object, properties: {c: {type: string}}}
";
    let lowered = back(schemas);
    let names = lowered
        .types
        .lines()
        .filter_map(|line| line.split(' ').nth(1));
    let names: Vec<_> = names.collect();
    assert_eq!(names.len(), 4);
    assert!(names.contains(&"UserGroup"), "{names:?}");
    lowered.warns("several schemas would be called `UserGroup`");
}

#[test]
fn types_with_the_same_name_are_distinguished_by_their_members() {
    let schemas = "
Root:
  type: object
  properties:
    a: {$ref: '#/components/schemas/rate_plan'}
    b: {$ref: '#/components/schemas/rate-plan'}
    c: {$ref: '#/components/schemas/rate.plan'}
rate_plan: {type: object, required: [id], properties: {id: {type: string}, scope: {type: string}}}
rate-plan: {type: object, required: [id], properties: {id: {type: string}, currency: {type: string}}}
rate.plan: {type: string, enum: [free, pro]}
";
    let lowered = back(schemas);
    let names = lowered
        .types
        .lines()
        .filter_map(|line| line.split(' ').nth(1));
    let names: Vec<_> = names.collect();
    assert_eq!(
        names,
        ["RatePlanCurrency", "RatePlanFree", "RatePlanScope", "Root"]
    );
}

#[test]
fn the_item_of_a_list_leaves_its_name_to_a_member() {
    let schemas = "
Root:
  type: object
  required: [roles, role]
  properties:
    roles: {type: array, items: {type: string, enum: [a, b]}}
    role: {type: string, enum: [b, a]}
";
    let lowered = back(schemas);
    let names = lowered
        .types
        .lines()
        .filter_map(|line| line.split(' ').nth(1));
    let names: Vec<_> = names.collect();
    assert_eq!(names, ["Root", "RootRole", "RootRolesItem"]);
}

#[test]
fn a_place_has_no_number_that_only_a_namesake_needs() {
    let schemas = "
Root:
  type: object
  properties:
    series_0: {type: object, properties: {a: {type: string}}}
Other:
  type: object
  properties:
    part_1: {type: object, properties: {a: {type: string}}}
    part_2: {type: object, properties: {b: {type: string}}}
";
    let lowered = lower(schemas, &[], &["Root", "Other"], &[]);
    let names = lowered
        .types
        .lines()
        .filter_map(|line| line.split(' ').nth(1));
    let names: Vec<_> = names.collect();
    assert_eq!(
        names,
        ["Other", "OtherPart1", "OtherPart2", "Root", "RootSeries"]
    );
}

#[test]
fn builders_are_for_what_callers_make() {
    let schemas = "
Root:
  type: object
  properties:
    inner: {$ref: '#/components/schemas/Inner'}
    plain: {$ref: '#/components/schemas/Plain'}
Inner: {type: object, required: [id, kind], properties: {id: {type: string}, kind: {enum: [x]}}}
Plain: {type: object, properties: {id: {type: string}}}
";
    let lowered = out(schemas);
    assert_eq!(
        lowered.builders,
        ["Inner: after InnerNeedsId", "Plain: new", "Root: none"]
    );
}

#[test]
fn namesakes_of_different_resources_are_called_by_the_whole_path() {
    let text = logs("audit", "[audit, logs]") + &logs("gateway", "[gateway, logs]");
    let lowered = lower_text(format!("{HEAD}{text}"), &[]);
    lowered.are(
        "struct AuditLogListResponse { a?: String }
         struct GatewayLogListResponse { a?: String }",
    );
    lowered.warns("several schemas would be called `LogListResponse`");
}

#[test]
fn resources_with_one_singular_have_types_with_two_names() {
    let text = logs("people", "[logs, people]") + &logs("persons", "[logs, persons]");
    let lowered = lower_text(format!("{HEAD}{text}"), &[]);
    lowered.are(
        "struct LogsPeopleListResponse { a?: String }
         struct LogsPersonsListResponse { a?: String }",
    );
}

/// The beginning of a description.
const HEAD: &str = "openapi: 3.0.3\ninfo: {title: T, version: '1'}\npaths:";

/// A `GET` that reads a list of a resource.
fn logs(path: &str, group: &str) -> String {
    format!(
        "
  /{path}:
    get:
      x-fern-sdk-group-name: {group}
      x-fern-sdk-method-name: list
      responses:
        '200':
          description: ok
          content:
            application/json: {{schema: {{type: object, properties: {{a: {{type: string}}}}}}}}"
    )
}

#[test]
fn names_that_are_no_keywords_stay() {
    let schemas = "
Root: {type: object, properties: {from: {type: string}, type: {type: string}, build: {type: string}}}
";
    out(schemas).are("struct Root { from?: String, type_?: String, build_?: String }");
}

#[test]
fn variants_are_named_after_their_contents_and_never_numbered() {
    let schemas = "
Root:
  type: object
  properties:
    to:
      anyOf:
        - {type: string}
        - {type: string, enum: [nobody]}
        - {type: array, items: {type: string}}
        - {type: array, items: {type: integer}}
        - {type: array, items: {type: array, items: {type: integer}}}
";
    back(schemas).are(
        "struct Root { to?: RootTo }
         union RootTo { Text(RootToNobody) ~ String, TextList([String]) ~ List, IntegerList([Int(I64)]) ~ List, ArrayList([[Int(I64)]]) ~ List }
         enum RootToNobody { Nobody = nobody }",
    );
}

#[test]
fn shapes_that_operations_share_have_the_name_of_none_of_them() {
    let brief = "{type: object, properties: {text: {type: string}, author: {type: object, properties: {name: {type: string}}}}}";
    let response = format!(
        "responses: {{'200': {{description: d, content: {{application/json: {{schema: {brief}}}}}}}}}"
    );
    let text = format!(
        "
openapi: 3.0.3
info: {{title: T, version: '1'}}
paths:
  /projects/{{id}}/brief:
    parameters: [{{name: id, in: path, required: true, schema: {{type: string}}}}]
    get:
      {response}
    put:
      requestBody: {{content: {{application/json: {{schema: {brief}}}}}}}
      {response}
"
    );
    lower_text(text, &[]).are(
        "struct BriefAuthor { name?: String }
         struct BriefResponse { text?: String, author?: BriefAuthor }
         struct BriefUpdateRequest { text?: String, author?: BriefAuthor }",
    );
}
