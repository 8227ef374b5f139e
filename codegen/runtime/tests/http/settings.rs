use sdk_runtime::{ClientBuilder, ErrorKind};

use super::fixture::{TOKEN, ZOO, builder, client};

fn refusal(url: &str) -> String {
    let error = builder(url).build().unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Config);
    error.to_string()
}

#[test]
fn base_urls_that_would_give_secrets_away_are_refused() {
    let clear = refusal("http://zoo.example/v1");
    assert!(clear.contains("without encryption"), "{clear}");
    for url in [
        "https://canary:canary@zoo.example",
        "https://canary@zoo.example",
    ] {
        let text = refusal(url);
        assert!(text.contains("a user name or a password"), "{text}");
        assert!(!text.contains("canary"), "{text}");
    }
    for url in [
        "",
        "  ",
        "/v1",
        "zoo.example",
        "ftp://zoo.example",
        "https://a/?q=1",
        "https://a/#f",
    ] {
        refusal(url);
    }
}

#[test]
fn every_limit_is_finite_unless_set() {
    let shown = format!("{:?}", client("https://zoo.example"));
    for limit in [
        " timeout: 60s",
        " attempt_timeout: 30s",
        " connect_timeout: 5s",
        " stall_timeout: 20s",
        " max_retries: 2",
        " max_body: 33554432",
    ] {
        assert!(shown.contains(limit), "{limit}: {shown}");
    }
}

#[test]
fn base_urls_that_are_fine() {
    for (url, kept) in [
        ("https://zoo.example/v1/", "https://zoo.example/v1"),
        (" https://zoo.example ", "https://zoo.example"),
        ("http://localhost:80/x", "http://localhost/x"),
        ("http://127.0.0.1:8080", "http://127.0.0.1:8080"),
        ("http://[::1]:8080/", "http://[::1]:8080"),
    ] {
        assert_eq!(builder(url).build().unwrap().base_url(), kept);
    }
    let clear = builder("http://zoo.example")
        .allow_http(true)
        .build()
        .unwrap();
    assert_eq!(clear.base_url(), "http://zoo.example");
    let default = ClientBuilder::new(&ZOO)
        .credential(0, TOKEN)
        .build()
        .unwrap();
    assert_eq!(default.base_url(), "https://zoo.example/v1");
}

#[test]
fn headers_for_every_call_are_checked_when_the_client_is_built() {
    let build =
        |name: &str, value: &str| builder("https://zoo.example").header(name, value).build();
    assert!(build("x-a", "b").is_ok());
    let error = build("x-a", "canary\n").unwrap_err();
    assert!(!error.to_string().contains("canary"), "{error}");
    assert!(build("host", "b").is_err());
    assert!(
        builder("https://zoo.example")
            .user_agent("a\r\nb")
            .build()
            .is_err()
    );
}
