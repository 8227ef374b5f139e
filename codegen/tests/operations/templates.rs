use super::{only, paths, warnings};

#[test]
fn signs_beside_a_name_in_the_path_say_how_its_value_gets_there() {
    let parameter = |template: &str, name: &str| {
        let lowered = paths(&format!(
            "  /a{template}: {{get: {{parameters: [{{name: {name}, in: path, required: true, schema: {{type: string}}}}]}}}}"
        ));
        assert_eq!(warnings(&lowered), [""; 0], "{template}");
        let operation = only(&lowered);
        let parameter = &operation.parameters[0];
        assert_eq!(parameter.wire_name, name);
        (
            operation.path.clone(),
            parameter.allow_reserved,
            parameter.explode,
        )
    };
    let plain = |path: &str| (path.to_owned(), false, false);
    assert_eq!(parameter("/{b}", "b"), plain("/a/{b}"));
    assert_eq!(parameter("{/b}", "b"), plain("/a/{b}"));
    let reserved = ("/a/{b}:c".to_owned(), true, false);
    assert_eq!(parameter("/{+b}:c", "b"), reserved);
    assert_eq!(parameter("/{b+}:c", "b"), reserved);
    let exploded = ("/a/{b}".to_owned(), false, true);
    assert_eq!(parameter("/{b*}", "b"), exploded);
    // A parameter may have such a name.
    for name in ["+b", "b+", "b*"] {
        let template = format!("/{{{name}}}");
        assert_eq!(parameter(&template, name), plain(&format!("/a/{{{name}}}")));
    }
}
