use super::{lowered, lowered_with};

#[test]
fn the_manifest_is_made_of_the_title() {
    let api = lowered("paths: {}").api;
    assert_eq!((api.title.as_str(), api.version.as_str()), ("Shop", "1"));
    assert_eq!(
        (api.package.name.as_str(), api.package.lib_name.as_str()),
        ("shop-sdk", "shop_sdk")
    );
    assert_eq!(api.package.version, "0.1.0");
    assert_eq!(api.package.description, "Client of Shop.");
    assert_eq!(api.client.base_url_env.as_deref(), Some("SHOP_BASE_URL"));
    assert!(api.envelope.is_none());
}

#[test]
fn the_configuration_has_precedence() {
    let api = lowered_with(
        "[package]\nname = 'acme-api'\nversion = '2.0.0'\ndescription = 'Acme.'\nlicense = 'MIT'
[client]\nrequest_id_header = 'X-Request-Id'\nrequest_id_name = 'trace'\n[envelope]\nvalue = 'data'",
        "paths: {}",
    )
    .api;
    assert_eq!(api.package.lib_name, "acme_api");
    assert_eq!(
        (
            api.package.version.as_str(),
            api.package.description.as_str()
        ),
        ("2.0.0", "Acme.")
    );
    assert_eq!(api.package.license.as_deref(), Some("MIT"));
    assert_eq!(
        api.client.request_id_header.as_deref(),
        Some("x-request-id")
    );
    assert_eq!(api.client.base_url_env.as_deref(), Some("ACME_BASE_URL"));
    assert_eq!(api.envelope.unwrap().value, "data");
}
