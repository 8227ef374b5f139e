use sdk_codegen::ir::{
    Int, Operation, Parameter, ParameterLocation as Location, ParameterStyle as Style, Role, Type,
};

use super::{lowered_with, only, operations, paths, post, warning, warnings};

fn names(operation: &Operation) -> Vec<(&str, Location, Role)> {
    let parameters = operation.parameters.iter();
    parameters
        .map(|p| (p.rust_name.as_str(), p.location, p.role))
        .collect()
}

fn one(parameter: &str) -> Parameter {
    let operation = post(&format!("parameters: [{{{parameter}}}]"));
    operation.parameters[0].clone()
}

#[test]
fn those_of_the_path_item_are_overridden_by_those_of_the_operation() {
    let lowered = paths(
        "  /things/{b}/{a}:
    parameters: [{name: q, in: query, schema: {type: string}}, {name: a, in: path, required: true, schema: {type: string}}]
    get:
      parameters:
        - {name: h, in: header, required: true, schema: {type: string}}
        - {name: b, in: path, required: true, schema: {type: string}}
        - {name: q, in: query, required: true, schema: {type: integer, format: int32}}",
    );
    let operation = only(&lowered);
    let expected = [
        ("b", Location::Path, Role::Positional),
        ("a", Location::Path, Role::Positional),
        ("q", Location::Query, Role::Staged),
        ("h", Location::Header, Role::Staged),
    ];
    assert_eq!(names(operation), expected);
    assert_eq!(operation.parameters[2].ty, Type::Int(Int::I32));
    assert_eq!(
        operation.steps().collect::<Vec<_>>(),
        ["GetNeedsQ", "GetNeedsH"]
    );
    assert_eq!(warnings(&lowered), [""; 0]);
}

#[test]
fn a_part_of_the_path_is_optional_where_that_is_reported() {
    let role = |required: &str| {
        let lowered = paths(&format!(
            "  /a/{{b}}: {{get: {{parameters: [{{name: b, in: path, {required} schema: {{type: string}}}}]}}}}"
        ));
        only(&lowered).parameters[0].role
    };
    assert_eq!(role(""), Role::Positional);
    assert_eq!(role("required: true,"), Role::Positional);
    assert_eq!(role("required: false,"), Role::Optional);
}

#[test]
fn the_spelling_defaults_to_that_of_the_location() {
    let spelling = |parameter: &str| {
        let parameter = one(parameter);
        (parameter.style, parameter.explode)
    };
    assert_eq!(spelling("name: a, in: query"), (Style::Form, true));
    assert_eq!(
        spelling("name: a, in: query, explode: false"),
        (Style::Form, false)
    );
    assert_eq!(
        spelling("name: a, in: query, style: deepObject"),
        (Style::DeepObject, false)
    );
    assert_eq!(
        spelling("name: a, in: query, style: pipeDelimited"),
        (Style::PipeDelimited, false)
    );
    assert_eq!(
        spelling("name: a, in: header, explode: true"),
        (Style::Simple, true)
    );
    assert_eq!(spelling("name: a, in: cookie"), (Style::Form, true));
    let lowered = paths(
        "  /a: {get: {parameters: [{name: a, in: header, style: form, schema: {type: string}}]}}",
    );
    assert!(warning(&lowered).contains("there is no style `form` for this parameter"));
    assert_eq!(only(&lowered).parameters[0].style, Style::Simple);
}

#[test]
fn a_parameter_with_content_is_json_text() {
    let parameter = one(
        "name: a, in: query, content: {application/json: {schema: {type: array, items: {type: string}}}}",
    );
    assert!(parameter.json);
    assert_eq!(parameter.ty, Type::List(Box::new(Type::String)));
}

#[test]
fn null_cannot_be_spelled() {
    assert_eq!(
        one("name: a, in: query, schema: {type: string, nullable: true}").ty,
        Type::String
    );
}

#[test]
fn a_required_parameter_with_one_value_is_never_asked_for() {
    let parameter = one("name: a, in: query, required: true, schema: {type: string, enum: [only]}");
    assert_eq!(parameter.role, Role::Constant);
    assert_eq!(parameter.constant.as_deref(), Some("\"only\""));
    assert_eq!(parameter.ty, Type::String);
    let optional = one("name: a, in: query, schema: {type: string, enum: [only]}");
    assert_eq!((optional.role, optional.constant), (Role::Optional, None));
}

#[test]
fn names_that_are_taken_say_where_they_belong() {
    let lowered = paths(
        "  /things/{id}:
    put:
      parameters:
        - {name: id, in: path, required: true, schema: {type: string}}
        - {name: id, in: query, schema: {type: string}}
        - {name: timeout, in: query, schema: {type: string}}
        - {name: body, in: header, schema: {type: string}}
      requestBody: {content: {application/json: {schema: {type: object, properties: {id: {type: string}, size: {type: string}}}}}}",
    );
    let operation = only(&lowered);
    let found: Vec<_> = names(operation)
        .into_iter()
        .map(|(name, ..)| name)
        .collect();
    assert_eq!(
        found,
        ["id", "id_in_query", "timeout_in_query", "body_in_header"]
    );
    let Some(sdk_codegen::ir::BodyContent::Fields { names, .. }) =
        operation.body.as_ref().map(|body| &body.content)
    else {
        panic!("{:?}", operation.body);
    };
    assert_eq!(names[0].0, "id_in_body");
    assert_eq!(names[1].0, "size");
}

#[test]
fn names_that_read_alike_get_suffixes_of_their_own() {
    let lowered = paths(
        "  /a: {get: {parameters: [{name: 'f[x]', in: query}, {name: f.x, in: query}, {name: f-x, in: query}]}}",
    );
    let found: Vec<_> = names(only(&lowered))
        .into_iter()
        .map(|(name, ..)| name)
        .collect();
    assert_eq!(found[..2], ["f_x", "f_x_in_query"]);
    assert!(found[2].starts_with("f_x_in_query_x"), "{found:?}");
    assert_eq!(warnings(&lowered).len(), 2);
}

#[test]
fn the_name_can_be_configured() {
    assert_eq!(
        one("name: a, in: query, x-fern-parameter-name: all-of-it").rust_name,
        "all_of_it"
    );
}

#[test]
fn the_client_remembers_what_the_configuration_says() {
    let lowered = lowered_with(
        "[[client.defaults]]\nparameter = 'account_id'\nenv = 'ACCOUNT'\n[[client.defaults]]\nparameter = 'other'",
        "paths: {'/accounts/{account_id}/x/{x}': {get: {parameters: [
           {name: x, in: path, required: true, schema: {type: string}},
           {name: account_id, in: path, required: true, schema: {type: string}}]}}}",
    );
    let roles: Vec<_> = names(only(&lowered))
        .into_iter()
        .map(|(_, _, role)| role)
        .collect();
    assert_eq!(roles, [Role::ClientDefault(0), Role::Positional]);
    assert_eq!(lowered.api.client.defaults.len(), 1);
    assert!(warning(&lowered).contains("no path has the parameter `other`"));
}

#[test]
fn the_path_template_is_checked_against_what_is_declared() {
    let lowered = paths(
        "  /a/{b}: {get: {parameters: [{name: c, in: path, required: true, schema: {type: string}}]}}",
    );
    let operation = only(&lowered);
    assert_eq!(names(operation), [("b", Location::Path, Role::Positional)]);
    assert_eq!(operation.parameters[0].ty, Type::String);
    let reported = warnings(&lowered);
    assert!(
        reported[0].starts_with("#/paths/~1a~1{b}/get the path parameter `{b}` is not described")
    );
    assert!(reported[1].starts_with("#/paths/~1a~1{b}/get/parameters/0 the path has no `{c}`"));
}

#[test]
fn an_invalid_parameter_is_skipped_with_a_warning() {
    for (parameter, why) in [
        (
            "{name: Content-Type, in: header}",
            "the header `Content-Type` is not a parameter",
        ),
        (
            "{name: AUTHORIZATION, in: header}",
            "the header `AUTHORIZATION` is not a parameter",
        ),
        (
            "{name: \"a\\nb\", in: header}",
            "`a\\nb` cannot be the name of a header",
        ),
        (
            "{name: a, in: body}",
            "the parameter `a` is in `body`, which does not exist",
        ),
        ("{in: query}", "a parameter has no name"),
        (
            "{$ref: '#/components/parameters/no'}",
            "#/components/parameters/no",
        ),
    ] {
        let lowered = paths(&format!("  /a: {{get: {{parameters: [{parameter}]}}}}"));
        assert!(only(&lowered).parameters.is_empty(), "{parameter}");
        assert!(warning(&lowered).contains(why), "{:?}", warnings(&lowered));
    }
}

#[test]
fn references_are_followed() {
    let lowered = super::lowered(
        "components: {parameters: {Page: {name: page, in: query, description: Which page., deprecated: true, example: 2, schema: {type: integer, minimum: 1}}}}
paths: {/a: {get: {parameters: [{$ref: '#/components/parameters/Page'}]}}}",
    );
    let page = &only(&lowered).parameters[0];
    assert_eq!(page.doc.0, ["Which page."]);
    assert_eq!(page.constraints.minimum, Some(("1".to_owned(), false)));
    assert_eq!(page.constraints.example.as_deref(), Some("2"));
    assert!(page.deprecated);
}

#[test]
fn a_path_is_sent_without_its_note_and_with_its_query() {
    let lowered = paths(
        "  /a: {get: {}}
  '/a#by-name': {get: {}}
  '/b?Action=Go%21&Version={version}': {post: {parameters: [{name: Version, in: query}]}}
  '/c/{d}{?page,size}': {get: {parameters: [{name: page, in: query}]}}",
    );
    assert_eq!(
        warnings(&lowered).len(),
        3,
        "of `#`, of `?` and of `d`: {:?}",
        warnings(&lowered)
    );
    let told = operations(&lowered).map(|operation| {
        let query = operation
            .parameters
            .iter()
            .map(|it| (it.wire_name.as_str(), it.constant.as_deref()));
        (
            operation.id.as_str(),
            operation.path.as_str(),
            query.collect::<Vec<_>>(),
        )
    });
    assert_eq!(
        told.collect::<Vec<_>>(),
        [
            ("a.get", "/a", vec![]),
            ("a.get_by_name", "/a", vec![]),
            (
                "b.create",
                "/b",
                vec![("Action", Some("\"Go!\"")), ("Version", None)]
            ),
            ("c.get", "/c/{d}", vec![("d", None), ("page", None)]),
        ]
    );
}
