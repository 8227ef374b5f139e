use super::{lowered, operations, warning, warnings};

fn urls(servers: &str) -> (Vec<String>, Vec<String>) {
    let lowered = lowered(&format!("servers: {servers}\npaths: {{}}"));
    let urls = lowered.api.servers.iter().map(|server| server.url.clone());
    (urls.collect(), warnings(&lowered))
}

#[test]
fn variables_are_replaced_by_their_defaults() {
    let (urls, warnings) = urls(
        "[{url: 'https://{region}.shop.example/{version}/', variables: {region: {default: eu}, version: {enum: [v1]}}}, {url: 'http://localhost:80'}]",
    );
    assert_eq!(urls, ["https://eu.shop.example/v1", "http://localhost:80"]);
    assert!(warnings.is_empty());
}

#[test]
fn without_a_usable_server_callers_give_the_url() {
    assert_eq!(urls("[]"), (vec![String::new()], vec![]));
    for (url, why) in [
        ("/api/v3", "relative"),
        ("'javascript:alert(1)'", "neither https nor http"),
        ("'https://user:pass@shop.example'", "credentials"),
        (
            "'https://{tenant}.example'",
            "nothing says what `{tenant}` is",
        ),
        ("'https://shop.example/?x=1'", "a query or a fragment"),
        ("'https://sh op.example'", "no proper host"),
        ("'https://'", "no proper host"),
        (
            "\"https://shop.example/a\\nb\"",
            "characters that a URL cannot hold",
        ),
    ] {
        let (urls, warnings) = urls(&format!("[{{url: {url}}}]"));
        assert_eq!(urls, [""]);
        assert!(warnings[0].contains(why), "{warnings:?}");
        assert!(warnings[0].starts_with("#/servers/0 "), "{warnings:?}");
    }
}

#[test]
fn paths_and_operations_can_have_their_own() {
    let lowered = lowered(
        "servers: [{url: 'https://shop.example'}]
paths:
  /a: {servers: [{url: 'https://files.example/'}], get: {}, put: {servers: [{url: 'https://shop.example/'}]}}
  /b: {get: {servers: [{url: /relative}]}}",
    );
    let found: Vec<_> = operations(&lowered)
        .map(|operation| operation.server.as_deref())
        .collect();
    assert_eq!(found, [Some("https://files.example"), None, None]);
    assert!(warning(&lowered).contains("the server URL `/relative`"));
}

#[test]
fn what_a_path_item_says_is_complained_of_once() {
    let lowered = lowered(
        "servers: [{url: 'https://shop.example'}]
paths: {/a: {servers: [{url: /x}], get: {}, put: {}}}",
    );
    assert!(
        warning(&lowered)
            .starts_with("#/paths/~1a/servers/0 no request can be sent to the server URL `/x`")
    );
    assert_eq!(operations(&lowered).count(), 2);
}

#[test]
fn variables_have_a_setter_each() {
    let lowered = lowered(
        "servers:
  - {url: 'https://{region}.shop.example/{a=b}', variables: {region: {default: eu, enum: [eu, us]}, a=b: {default: v1}, unused: {default: x}}}
components: {securitySchemes: {api-region: {type: http, scheme: bearer}}}
paths:
  /a: {servers: [{url: 'https://{region}.files.example/{api_region}/{Header}', variables: {region: {default: us, enum: [us, moon]}, api_region: {enum: [x]}, Header: {default: ''}}}], get: {}}
  /b: {servers: [{url: 'https://{region}.shop.example/v1', variables: {region: {default: eu}}}], get: {}}
  /c: {servers: [{url: 'https://{region}.shop.example/v1', variables: {region: {default: us}}}], get: {}}",
    );
    let server = &lowered.api.servers[0];
    assert_eq!(server.template, "https://{region=eu}.shop.example/v1");
    assert_eq!(server.url, "https://eu.shop.example/v1");
    assert_eq!(server.rust_name, None);
    let own: Vec<_> = operations(&lowered)
        .map(|operation| operation.server.as_deref())
        .collect();
    let files = "https://{region=us}.files.example/{api_region=x}/{Header=}";
    let other = "https://{region=us}.shop.example/v1";
    assert_eq!(own, [Some(files), None, Some(other)]);
    let variables = lowered.api.client.variables.iter();
    let variables: Vec<_> = variables
        .map(|it| {
            (
                it.rust_name.as_str(),
                it.default.as_deref(),
                it.values.join(" "),
            )
        })
        .collect();
    assert_eq!(
        variables,
        [
            ("region", None, "eu us moon".to_owned()),
            ("api_region_variable", Some("x"), "x".to_owned()),
            ("header_variable", Some(""), String::new()),
        ]
    );
    assert!(warnings(&lowered).is_empty(), "{:?}", warnings(&lowered));
}

#[test]
fn several_servers_have_a_method_each() {
    let names = |servers: &str| -> (Vec<Option<String>>, Vec<String>) {
        let lowered = lowered(&format!("servers: {servers}\npaths: {{}}"));
        let servers = lowered.api.servers.iter();
        let names = servers.map(|server| server.rust_name.clone()).collect();
        (names, warnings(&lowered))
    };
    let (named, warned) = names(
        "[{url: 'https://a.example', description: The Production API server. It is slow.}, {url: /relative}, {url: 'https://b.example/v2'}, {url: 'https://c.example', name: 'staging!', description: x}]",
    );
    let expected = ["production_server", "b_example_v2_server", "staging_server"];
    assert_eq!(named, expected.map(|name| Some(name.to_owned())));
    assert_eq!(warned.len(), 1);
    let (named, warned) = names(
        "[{url: 'https://a.example', description: Live}, {url: 'https://b.example', description: live server}]",
    );
    assert_ne!(named[0], named[1]);
    let marked = |name: &Option<String>| {
        name.as_ref()
            .is_some_and(|it| it.starts_with("live_server_x"))
    };
    assert!(named.iter().all(marked), "{named:?}");
    assert_eq!(warned.len(), 2);
}
