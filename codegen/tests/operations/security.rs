use sdk_codegen::ir::SecuritySchemeKind as Kind;
use sdk_codegen::lower::Lowered;

use super::{lowered, lowered_with, only, operations, warning, warnings};

const SCHEMES: &str = "
components:
  securitySchemes:
    unused: {type: http, scheme: basic}
    api-token: {type: http, scheme: Bearer, description: The token.}
    api_email: {type: apiKey, in: header, name: X-Auth-Email}
    api_key: {type: apiKey, in: header, name: X-Auth-Key}
";

fn with(paths: &str) -> Lowered {
    lowered(&format!(
        "{SCHEMES}security: [{{api-token: []}}]\npaths: {paths}"
    ))
}

#[test]
fn alternatives_keep_their_order_and_refer_to_what_is_used() {
    let lowered = with(
        "{/a: {get: {security: [{api_key: [], api_email: []}, {api-token: []}, {api-token: [read]}]}, put: {}, delete: {security: []}, post: {security: [{}]}}}",
    );
    let found: Vec<_> = operations(&lowered)
        .map(|operation| operation.security.clone())
        .collect();
    assert_eq!(
        found,
        [
            vec![vec![1, 2], vec![0]],
            vec![vec![0]],
            vec![],
            vec![vec![]]
        ]
    );
    let schemes = &lowered.api.security_schemes;
    let names: Vec<_> = schemes
        .iter()
        .map(|scheme| scheme.rust_name.as_str())
        .collect();
    assert_eq!(names, ["api_token", "api_email", "api_key"]);
    assert_eq!(schemes[0].title, "API token");
    assert_eq!(schemes[0].env.as_deref(), Some("SHOP_API_TOKEN"));
    assert_eq!(schemes[0].doc.0, ["The token."]);
    assert_eq!(schemes[0].kind, Kind::Bearer);
    assert_eq!(schemes[1].kind, Kind::Header("X-Auth-Email".to_owned()));
}

#[test]
fn the_configuration_names_them() {
    let lowered = lowered_with(
        "[security.api-token]\nenv = 'TOKEN'\ntitle = 'token'\nname = 'secret'\n[security.api_key]",
        &format!(
            "{SCHEMES}\npaths: {{/a: {{get: {{security: [{{api-token: [], api_key: []}}]}}}}}}"
        ),
    );
    let [token, key] = lowered.api.security_schemes.as_slice() else {
        panic!("{:?}", lowered.api.security_schemes);
    };
    assert_eq!(token.env.as_deref(), Some("TOKEN"));
    assert_eq!(
        (token.title.as_str(), token.rust_name.as_str()),
        ("token", "secret")
    );
    assert_eq!(key.env, None);
}

#[test]
fn every_kind_is_known() {
    let kind = |scheme: &str| {
        let lowered = lowered(&format!(
            "components: {{securitySchemes: {{timeout: {scheme}}}}}\nsecurity: [{{timeout: []}}]\npaths: {{/a: {{get: {{}}}}}}"
        ));
        let schemes = lowered.api.security_schemes;
        // The client's builder has a method with that name.
        assert!(
            schemes
                .iter()
                .all(|scheme| scheme.rust_name == "timeout_credential")
        );
        schemes.first().map(|scheme| scheme.kind.clone())
    };
    assert_eq!(kind("{type: oauth2, flows: {}}"), Some(Kind::Bearer));
    assert_eq!(
        kind("{type: openIdConnect, openIdConnectUrl: x}"),
        Some(Kind::Bearer)
    );
    assert_eq!(kind("{type: http, scheme: BASIC}"), Some(Kind::Basic));
    assert_eq!(kind("{type: http, scheme: DIGEST}"), Some(Kind::Digest));
    assert_eq!(
        kind("{type: http, scheme: GenieKey}"),
        Some(Kind::Http("GenieKey".to_owned()))
    );
    for name in [
        "hawk",
        "HOBA",
        "Negotiate",
        "SCRAM-SHA-256",
        "AWS4-HMAC-SHA256",
        "OAuth",
    ] {
        assert_eq!(
            kind(&format!("{{type: http, scheme: {name}}}")),
            None,
            "{name}"
        );
    }
    assert_eq!(
        kind("{type: apiKey, in: query, name: k}"),
        Some(Kind::Query("k".to_owned()))
    );
    assert_eq!(
        kind("{type: apiKey, in: cookie, name: k}"),
        Some(Kind::Cookie("k".to_owned()))
    );
    assert_eq!(kind("{type: apiKey, in: header, name: \"a\\nb\"}"), None);
    assert_eq!(kind("{type: mutualTLS}"), None);
}

#[test]
fn an_undefined_scheme_is_reported_once_and_skipped() {
    let lowered =
        with("{/a: {get: {security: [{nope: []}, {api_key: []}]}, put: {security: [{nope: []}]}}}");
    let found: Vec<_> = operations(&lowered)
        .map(|operation| operation.security.clone())
        .collect();
    assert_eq!(found, [vec![vec![0]], vec![]]);
    let expected = "#/paths/~1a/get/security/0 there is no usable security scheme `nope`";
    assert_eq!(warning(&lowered), expected);
}

#[test]
fn a_scheme_with_a_handshake_is_skipped_with_advice() {
    let lowered = lowered(
        "components: {securitySchemes: {mac: {type: http, scheme: Hawk}, key: {type: http, scheme: ShopKey}}}
paths: {/a: {get: {security: [{mac: []}, {key: []}]}, put: {security: [{mac: []}]}}}",
    );
    let found: Vec<_> = operations(&lowered)
        .map(|operation| operation.security.clone())
        .collect();
    assert_eq!(found, [vec![vec![0]], vec![]]);
    let reported = warnings(&lowered);
    assert_eq!(
        reported,
        [
            "#/components/securitySchemes/mac/scheme `Hawk` requires a signature or a handshake, which is not supported",
            "#/components/securitySchemes/key/scheme `ShopKey` is not a registered HTTP authentication scheme",
            "#/paths/~1a/get/security/0 there is no usable security scheme `mac`",
        ]
    );
    let rendered = lowered.diagnostics.render();
    assert!(rendered.contains("Middleware::before"), "{rendered}");
}

#[test]
fn extensions_tell_of_permissions_stability_and_the_end() {
    let lowered = with(
        "{/a: {get: {x-api-token-group: [Zone Read, Zone Write, Zone Read, 5], x-stability: beta, deprecated: true, x-deprecated: Use b.,
          summary: Gets a., description: Gets it all., externalDocs: {url: 'https://docs.example/a'}}}}",
    );
    let operation = only(&lowered);
    assert_eq!(operation.permissions, ["Zone Read", "Zone Write"]);
    assert!(operation.beta);
    assert_eq!(operation.deprecated.as_deref(), Some("Use b."));
    assert_eq!(operation.doc.0, ["Gets a.", "", "Gets it all."]);
    assert_eq!(operation.link.as_deref(), Some("https://docs.example/a"));
    assert_eq!(warnings(&lowered), [""; 0]);
    let plain = with(
        "{/a: {get: {x-fern-availability: generally-available, externalDocs: {url: 'javascript:x'}}}}",
    );
    let operation = only(&plain);
    assert!(!operation.beta && operation.deprecated.is_none() && operation.link.is_none());
}

#[test]
fn client_credentials_say_where_tokens_are_fetched() {
    let flow = |more: &str| {
        let description = format!(
            "security: [{{sign_in: []}}]
paths: {{/a: {{get: {{}}}}}}
components: {{securitySchemes: {{sign_in: {{type: oauth2, flows: {{clientCredentials: {{{more}}}}}}}}}}}"
        );
        let config = "[security.sign_in]\nscopes = ['read', 'write']";
        let lowered = lowered_with(config, &description);
        lowered.api.security_schemes[0].kind.clone()
    };
    let Kind::OAuth(endpoint) = flow("tokenUrl: 'https://a.example/token'") else {
        panic!("there is an endpoint");
    };
    assert_eq!(endpoint.url, "https://a.example/token");
    assert_eq!(endpoint.scopes, ["read", "write"]);
    assert_eq!(endpoint.rust_name, "sign_in_client");
    assert_eq!(endpoint.id_env.as_deref(), Some("SHOP_SIGN_IN_CLIENT_ID"));
    assert_eq!(flow("tokenUrl: ''"), Kind::Bearer);
    assert_eq!(flow("tokenUrl: \"a\\nb\""), Kind::Bearer);
}
