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
    assert!(warning(&lowered).starts_with("#/paths/~1a/servers/0 the server URL `/x`"));
    assert_eq!(operations(&lowered).count(), 2);
}
