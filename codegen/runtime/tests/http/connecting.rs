use std::time::Duration;

use sdk_runtime::{ErrorKind, Phase};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;

use super::fixture::{OK, builder, edit, get};
use super::server::{Server, Step, json};

#[tokio::test]
async fn calls_go_through_the_proxy_that_was_set() {
    let proxy = Server::always(json("200 OK", OK)).await;
    let address = proxy
        .url
        .trim_start_matches("http://")
        .trim_end_matches("/base");
    let client = builder("http://zoo.invalid/base")
        .allow_http(true)
        .proxy(format!("http://keeper:canary-word@{address}"))
        .build()
        .unwrap();
    assert!(!format!("{client:?}").contains("canary"));
    get(&client).send().await.unwrap();
    let sent = proxy.only_request();
    assert_eq!(sent.target, "http://zoo.invalid/base/zoos/z1/animals/leo");
    assert_eq!(
        sent.header("proxy-authorization"),
        Some("Basic a2VlcGVyOmNhbmFyeS13b3Jk")
    );
}

#[cfg(any(feature = "rustls", feature = "native-tls"))]
#[tokio::test]
async fn a_proxy_that_refuses_is_named_without_its_password() {
    let proxy = Server::always(super::server::reply(
        "407 Proxy Authentication Required",
        "",
        "",
    ))
    .await;
    let address = proxy
        .url
        .trim_start_matches("http://")
        .trim_end_matches("/base");
    let client = builder("https://zoo.invalid")
        .proxy(format!("http://keeper:canary-word@{address}"))
        .build()
        .unwrap();
    let error = edit(&client, "leo").send().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Connect);
    let text = format!("{error} {error:?}");
    assert!(
        text.contains(&format!("through the proxy {address}")),
        "{text}"
    );
    assert!(!text.contains("canary"), "{text}");
    assert_eq!(proxy.count(), 1);
}

#[tokio::test]
async fn a_proxy_that_repeats_its_password_is_not_quoted() {
    let words = "not canary word, not canary%20word";
    let proxy = Server::always(super::server::reply("407 X", "", words)).await;
    let client = builder("http://zoo.invalid/base")
        .allow_http(true)
        .proxy(proxy.url.replace("//", "//keeper:canary%20word@"))
        .build()
        .unwrap();
    let error = get(&client).send().await.unwrap_err();
    assert_eq!(error.body_snippet(), "not [redacted], not [redacted]");
}

#[tokio::test]
async fn a_socks_proxy_gets_the_name_of_the_server() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("socks5h://{}", listener.local_addr().unwrap());
    let proxy = async {
        let (mut stream, _) = listener.accept().await.unwrap();
        // One way to identify oneself: not at all.
        let mut greeting = [0; 3];
        stream.read_exact(&mut greeting).await.unwrap();
        stream.write_all(&[5, 0]).await.unwrap();
        let mut wanted = [0; 18];
        stream.read_exact(&mut wanted).await.unwrap();
        stream
            .write_all(&[5, 0, 0, 1, 0, 0, 0, 0, 0, 0])
            .await
            .unwrap();
        let mut request = [0; 9];
        stream.read_exact(&mut request).await.unwrap();
        let received = format!(
            "HTTP/1.1 200 OK\r\ncontent-length: {}\r\n\r\n{OK}",
            OK.len()
        );
        stream.write_all(received.as_bytes()).await.unwrap();
        (greeting, wanted, request)
    };
    let client = builder("http://zoo.invalid/base")
        .allow_http(true)
        .proxy(url)
        .build()
        .unwrap();
    let (received, (greeting, wanted, request)) = tokio::join!(get(&client).send(), proxy);
    received.unwrap();
    assert_eq!(greeting, [5, 1, 0]);
    assert_eq!(&wanted, b"\x05\x01\x00\x03\x0bzoo.invalid\x00\x50");
    assert_eq!(&request, b"GET /base");
}

#[test]
fn proxies_that_cannot_be_used_are_refused_without_being_repeated() {
    for url in [
        "",
        "canary",
        "ftp://canary@proxy.example",
        "http://canary:canary@",
    ] {
        let error = builder("https://zoo.example")
            .proxy(url)
            .build()
            .unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Config, "{url}");
        assert!(error.to_string().contains("proxy"), "{error}");
        assert!(!error.to_string().contains("canary"), "{error}");
    }
}

#[tokio::test]
async fn an_attempt_has_a_limit_of_its_own_in_every_call() {
    let server = Server::always(vec![Step::Hang]).await;
    let client = builder(&server.url).build().unwrap();
    let edit = edit(&client, "leo").attempt_timeout(Duration::from_millis(50));
    let error = edit.send().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Timeout(Phase::Headers));
}

#[cfg(not(any(
    feature = "rustls",
    feature = "rustls-no-provider",
    feature = "native-tls"
)))]
#[test]
fn encryption_needs_a_feature() {
    let error = builder("https://zoo.example").build().unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Config);
    assert!(
        error.to_string().contains("turn on the feature `rustls`"),
        "{error}"
    );
}

#[cfg(all(
    feature = "rustls-no-provider",
    not(any(feature = "rustls", feature = "native-tls"))
))]
#[test]
fn a_missing_choice_of_cryptography_is_an_error() {
    let error = builder("https://zoo.example").build().unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Config);
    assert!(error.to_string().contains("install_default"), "{error}");
}

#[cfg(any(feature = "rustls", feature = "native-tls"))]
#[test]
fn certificates_that_cannot_be_read_are_refused() {
    let none = "-----BEGIN CERTIFICATE-----\n-----END CERTIFICATE-----\n";
    for pem in ["", "canary", none] {
        let error = builder("https://zoo.example")
            .root_certificate(pem)
            .build()
            .unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Config);
        let with_identity = builder("https://zoo.example").client_identity(pem, "canary-key");
        let error = with_identity.build().unwrap_err();
        assert!(!error.to_string().contains("canary"), "{error}");
    }
}

#[cfg(feature = "reqwest-client")]
#[tokio::test]
async fn callers_bring_their_own_http_client() {
    let server = Server::always(json("200 OK", OK)).await;
    let own = reqwest::Client::builder()
        .user_agent("mine")
        .no_proxy()
        .build()
        .unwrap();
    let client = builder(&server.url)
        .allow_http(true)
        .reqwest_client(own)
        .build()
        .unwrap();
    get(&client).send().await.unwrap();
    assert_eq!(
        server.only_request().header("authorization"),
        Some("Bearer canary-token")
    );
}

#[cfg(feature = "reqwest-client")]
#[tokio::test]
async fn a_response_that_came_by_a_redirect_is_refused() {
    let elsewhere = Server::always(json("200 OK", OK)).await;
    let location = format!("location: {}/canary\r\n", elsewhere.url);
    let server = Server::always(super::server::reply("307 X", &location, "")).await;
    let own = reqwest::Client::builder().no_proxy().build().unwrap();
    let client = builder(&server.url)
        .allow_http(true)
        .reqwest_client(own)
        .build()
        .unwrap();
    let error = get(&client).send().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Redirect);
    assert!(!error.to_string().contains("canary"), "{error}");
    assert_eq!(elsewhere.count(), 1);
}

/// Set in the process that has a proxy in its environment.
const PROXIED: &str = "SDK_RUNTIME_TESTS_PROXY";

/// Nothing that is sent to this machine goes through a proxy of the environment, which could read the
/// credentials. It runs in a process of its own, since the environment is of the whole process.
#[tokio::test(flavor = "multi_thread")]
async fn a_proxy_of_the_environment_is_not_for_this_machine() {
    if std::env::var_os(PROXIED).is_some() {
        return behind_a_proxy().await;
    }
    let proxy = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://keeper:canary-word@{}", proxy.local_addr().unwrap());
    let name = "connecting::a_proxy_of_the_environment_is_not_for_this_machine";
    let mut command = std::process::Command::new(std::env::current_exe().unwrap());
    command.args(["--exact", name]).env(PROXIED, "1");
    for variable in ["REQUEST_METHOD", "NO_PROXY", "no_proxy", "HTTPS_PROXY"] {
        command.env_remove(variable);
    }
    for variable in ["HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"] {
        command.env(variable, &url);
    }
    // Nobody listens there.
    command.env("HTTPS_PROXY", "http://keeper:canary-word@127.0.0.1:1");
    let child = tokio::task::spawn_blocking(move || command.output().unwrap());
    let output = tokio::select! {
        output = child => output.unwrap(),
        _ = proxy.accept() => panic!("something went to the proxy"),
    };
    let text = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success(), "{text}");
    assert!(text.contains("1 passed"), "{text}");
}

async fn behind_a_proxy() {
    let server = Server::always(json("200 OK", OK)).await;
    let by_name = server.url.replace("127.0.0.1", "localhost");
    for url in [&server.url, &by_name] {
        let builder = super::fixture::proxied(url);
        get(&builder.build().unwrap()).send().await.unwrap();
    }
    assert_eq!(server.count(), 2);
    #[cfg(any(feature = "rustls", feature = "native-tls"))]
    {
        let client = super::fixture::proxied("https://zoo.invalid")
            .build()
            .unwrap();
        let error = get(&client).max_retries(0).send().await.unwrap_err();
        let text = format!("{error} {error:?}");
        let names = "HTTPS_PROXY names the proxy 127.0.0.1:1";
        assert_eq!(error.kind(), ErrorKind::Connect, "{text}");
        assert!(text.contains(names), "{text}");
        assert!(!text.contains("canary"), "{text}");
    }
}

#[test]
fn credentials_go_unencrypted_to_this_machine_only_without_a_proxy() {
    for url in ["http://127.0.0.1:1", "http://localhost:1", "http://[::1]:1"] {
        let with_proxy = || builder(url).proxy("http://127.0.0.1:2");
        let error = with_proxy().build().unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Config);
        assert!(error.to_string().contains("allow_http"), "{error}");
        with_proxy().allow_http(true).build().unwrap();
        with_proxy().no_proxy().build().unwrap();
        #[cfg(feature = "reqwest-client")]
        {
            let own = builder(url).reqwest_client(reqwest::Client::new());
            let error = own.build().unwrap_err();
            assert!(error.to_string().contains("allow_http"), "{error}");
        }
    }
}
