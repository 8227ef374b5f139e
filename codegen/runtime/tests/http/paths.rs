use sdk_runtime::{ErrorKind, Operation, Parameter, path};

use super::fixture::{EditSetters, OK, builder, client, edit, operation};
use super::server::{Server, json};

const TWO: Operation = operation(
    "zoo.two",
    "GET",
    "/a/{c}{d}/b",
    &[Parameter::path("c"), Parameter::path("d")],
    &[&[0]],
    true,
);

#[tokio::test]
async fn path_segments_are_escaped_as_the_wire_wants_them() {
    let server = Server::always(json("200 OK", OK)).await;
    let client = client(&server.url);
    let cases = [
        ("é", "%C3%A9"),
        ("a/b", "a%2Fb"),
        ("..%2f", "..%252f"),
        ("q?x=1", "q%3Fx=1"),
        ("h#frag", "h%23frag"),
        ("100%", "100%25"),
        ("a b", "a%20b"),
        ("\u{2603}", "%E2%98%83"),
        ("semi;colon", "semi;colon"),
        ("comma,comma", "comma%2Ccomma"),
        ("at@sign", "at@sign"),
        ("(paren)", "(paren)"),
        ("dollar$", "dollar$"),
        ("star*", "star*"),
        ("plus+plus", "plus+plus"),
        ("tilde~", "tilde~"),
        ("quote'", "quote'"),
        ("back\\slash", "back%5Cslash"),
        ("...", "..."),
        ("new\nline\0", "new%0Aline%00"),
    ];
    for (given, _) in cases {
        edit(&client, given).send().await.unwrap();
    }
    for ((_, expected), request) in cases.iter().zip(server.requests()) {
        assert_eq!(request.target, format!("/base/zoos/z1/animals/{expected}"));
    }
}

#[tokio::test]
async fn a_path_that_starts_with_two_slashes_is_no_host() {
    const TWO: &[Parameter] = &[Parameter::path("a").allow_empty(), Parameter::path("b")];
    const HOST: Operation = operation("zoo.h", "GET", "/{a}/{b}", TWO, &[&[0]], true);
    let server = Server::always(json("200 OK", OK)).await;
    let root = server.url.strip_suffix("/base").unwrap();
    let address = root.strip_prefix("http://").unwrap();
    let client = client(root);
    for host in ["other.example", address] {
        let call = client.call(&HOST).path::<String>("a", "");
        call.path::<String>("b", host).execute().await.unwrap();
    }
    let targets: Vec<_> = server.requests().into_iter().map(|it| it.target).collect();
    assert_eq!(
        targets,
        ["//other.example".to_owned(), format!("//{address}")]
    );
}

#[tokio::test]
async fn a_part_of_the_path_may_be_left_out() {
    const REST: &[Parameter] = &[Parameter::path("c").optional()];
    const WHOLE: Operation = operation("zoo.a", "GET", "/a/{c}", REST, &[&[0]], true);
    const HALF: Operation = operation("zoo.b", "GET", "/a{c}", REST, &[&[0]], true);
    let server = Server::always(json("200 OK", OK)).await;
    let client = client(&server.url);
    for operation in [&WHOLE, &HALF] {
        client.call(operation).execute().await.unwrap();
        let call = client.call(operation).path::<String>("c", "x/y");
        call.execute().await.unwrap();
        let empty = client.call(operation).path::<String>("c", "..");
        assert_eq!(empty.execute().await.unwrap_err().kind(), ErrorKind::Config);
    }
    let targets: Vec<_> = server.requests().into_iter().map(|it| it.target).collect();
    assert_eq!(
        targets,
        ["/base/a", "/base/a/x%2Fy", "/base/a", "/base/a/x%2Fy"]
    );
}

#[tokio::test]
async fn slashes_are_left_where_they_are_allowed_and_lead_nowhere_else() {
    const REST: &[Parameter] = &[Parameter::path("c").allow_reserved()];
    const FILE: Operation = operation("zoo.file", "GET", "/a/{c}", REST, &[&[0]], true);
    let server = Server::always(json("200 OK", OK)).await;
    let client = client(&server.url);
    let cases = [
        ("x/y z", "x/y%20z"),
        ("x:@!$&'()*+,;=y", "x:@!$&'()*+,;=y"),
        ("x?y#z", "x%3Fy%23z"),
        ("x/%2e%2e/y", "x/%252e%252e/y"),
        ("x\\..\\y", "x%5C..%5Cy"),
        ("x/..y/", "x/..y/"),
    ];
    for (given, _) in cases {
        let call = client.call(&FILE).path::<String>("c", given);
        call.execute().await.unwrap();
    }
    let targets: Vec<_> = server.requests().into_iter().map(|it| it.target).collect();
    let expected = cases.map(|(_, expected)| format!("/base/a/{expected}"));
    assert_eq!(targets, expected);
    let refused = [
        "", "/", "/x", "x//y", ".", "..", "x/..", "x/../y", "../x", "x/./y", "x/../",
    ];
    for bad in refused {
        let error = client.call(&FILE).path::<String>("c", bad).execute().await;
        assert_eq!(error.unwrap_err().kind(), ErrorKind::Config, "{bad}");
    }
    const READ: Operation = operation("zoo.read", "GET", "/a{c}:read", REST, &[&[0]], true);
    for bad in ["", "..", "/..", "/x/.", "/../x"] {
        let error = client.call(&READ).path::<String>("c", bad).execute().await;
        assert_eq!(error.unwrap_err().kind(), ErrorKind::Config, "{bad}");
    }
}

#[tokio::test]
async fn path_parameters_that_name_another_path_are_refused() {
    let server = Server::always(json("200 OK", OK)).await;
    let client = client(&server.url);
    for bad in ["", ".", ".."] {
        for edit in [edit(&client, bad), edit(&client, "leo").zoo_id(bad)] {
            let error = edit.send().await.unwrap_err();
            assert_eq!(error.kind(), ErrorKind::Config, "{bad}");
        }
        let remembered = builder(&server.url).default_value(0, bad).build().unwrap();
        let error = edit(&remembered, "leo").send().await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Config, "{bad}");
    }
    let mut call = client.call(&TWO);
    call.set(path("c"), &".".to_owned());
    call.set(path("d"), &".".to_owned());
    assert_eq!(call.execute().await.unwrap_err().kind(), ErrorKind::Config);
    let error = client.call(&TWO).execute().await.unwrap_err();
    assert!(error.to_string().contains("c is missing"), "{error}");
    assert_eq!(server.connections(), 0);
}

#[tokio::test]
async fn escaped_dots_are_dots() {
    const C: &[Parameter] = &[Parameter::path("c")];
    const ESCAPED: Operation = operation("zoo.e", "GET", "/%2e{c}/x", C, &[&[0]], true);
    const UPPER: Operation = operation("zoo.u", "GET", "/{c}%2E/x", C, &[&[0]], true);
    const FIXED: Operation = operation("zoo.f", "GET", "/.%2e/x/{c}", C, &[&[0]], true);
    let server = Server::always(json("200 OK", OK)).await;
    let client = client(&server.url);
    for (operation, value) in [(&ESCAPED, "."), (&UPPER, "."), (&FIXED, "a")] {
        let call = client.call(operation).path::<String>("c", value);
        let error = call.execute().await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Config);
        assert!(error.to_string().contains("dots only"), "{error}");
    }
    let call = client.call(&ESCAPED).path::<String>("c", "git");
    call.execute().await.unwrap();
    assert_eq!(server.only_request().target, "/base/%2egit/x");
    for path in ["/base/..", "/%2e%2E", "/a/./b", "/a/.%2e/b", "/a\\..\\b"] {
        let error = builder(&format!("http://127.0.0.1:1{path}"))
            .build()
            .unwrap_err();
        assert!(error.to_string().contains("dots only"), "{path}: {error}");
    }
}
