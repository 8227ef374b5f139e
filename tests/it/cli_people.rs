//! Messages, suggestions and queries of the command line.

use std::fs;
use std::process::Output;

use http::StatusCode;
use sdk_tests::ServerResponse;
use serde_json::json;

use crate::cli::{EDIT, PLANTED, edit, program, run, text, variables};
use crate::support::{GROUP, start};

/// Runs a command with only these environment variables.
pub async fn plain(variables: &[(&str, &str)], words: &[&str]) -> Output {
    run(program(variables, words), "").await
}

#[tokio::test]
async fn errors_name_flags() {
    let (server, _) = start().await;
    let url = server.url();
    let [token, _, base_url] = variables(&url);
    let call = [&EDIT[..], &[GROUP]].concat();
    /// Environment variables, flags, and the expected message.
    type Case<'a> = (&'a [(&'a str, &'a str)], &'a [&'a str], &'a str);
    let cases: [Case<'_>; 5] = [
        (&[base_url], &[], "set --api-token (CLOUDFLARE_API_TOKEN)"),
        (
            &[token, base_url],
            &[],
            "error: --account-id is missing; give the flag, or set CLOUDFLARE_ACCOUNT_ID\n",
        ),
        (
            &[token],
            &["--base-url", "http://api.example"],
            "or --allow-http",
        ),
        (
            &[token, base_url],
            &["--account-id", "a", "--version-config", "7"],
            "error: --version-config: ",
        ),
        (
            &[token, base_url],
            &["--account-id", "a", "--body", "[1]"],
            "error: the body is not an object\n",
        ),
    ];
    for (variables, flags, said) in cases {
        let output = plain(variables, &[&call[..], flags].concat()).await;
        let shown = text(&output.stderr);
        assert_eq!(output.status.code(), Some(3), "{shown}");
        assert!(shown.contains(said), "{shown}");
        assert!(!shown.contains("()") && !shown.contains("`api_"), "{shown}");
    }
    assert!(server.requests().is_empty());
}

#[tokio::test]
async fn a_response_that_fails_is_reported_item_by_item_with_a_next_step() {
    let (server, _) = start().await;
    let failure = json!({ "success": false, "errors": [
        { "code": 1, "message": "no name", "source": { "pointer": "/name" } },
        { "code": 2, "message": "no ring", "documentation_url": "https://docs.example/2" },
    ]});
    server.script(ServerResponse::json(StatusCode::BAD_REQUEST, &failure));
    let output = edit(&server, &["--color", "always"], "").await;
    let shown = text(&output.stderr);
    assert_eq!(output.status.code(), Some(11), "{shown}");
    assert!(
        shown.starts_with("\u{1b}[1m\u{1b}[31merror:\u{1b}[0m 400 "),
        "{shown:?}"
    );
    assert!(shown.contains("\n  - 1: no name, at /name\n"), "{shown}");
    let second = "\n  - 2: no ring, see https://docs.example/2\n";
    assert!(shown.contains(second), "{shown}");
    assert!(
        shown.contains(" edit --help` lists what it takes"),
        "{shown}"
    );
    for (status, step) in [
        (
            StatusCode::UNAUTHORIZED,
            "tip: check the credentials: --api-",
        ),
        (
            StatusCode::FORBIDDEN,
            "tip: the credentials lack a permission",
        ),
        (StatusCode::NOT_FOUND, "tip: check the identifiers"),
    ] {
        server.script(ServerResponse::json(status, &failure));
        let output = edit(&server, &[], "").await;
        assert!(text(&output.stderr).contains(step), "{output:?}");
        assert!(!output.stderr.contains(&0x1b));
    }
}

#[tokio::test]
async fn suggestions_for_misspelt_words() {
    for (words, told) in [
        (&["iam", "user-group"][..], "'user-groups'"),
        (
            &["deployment-groups"],
            "`cloudflare zero-trust devices deployment-groups`",
        ),
        (&["iam", "user-groups", "updat"], "'update'"),
        (&["help", "iam", "user-grups"], "'user-groups'"),
    ] {
        let output = plain(&[], words).await;
        assert_eq!(output.status.code(), Some(2), "{words:?}");
        assert!(text(&output.stderr).contains(told), "{output:?}");
    }
    let help = plain(&[], &[&["help"], &EDIT[..]].concat()).await;
    assert_eq!(help.status.code(), Some(0));
    assert!(text(&help.stdout).starts_with("Update a deployment group\n"));
}

#[tokio::test]
async fn json_and_lists_are_accepted_in_every_form() {
    let (server, _) = start().await;
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("config.json");
    let config = r#"[{"target_environment":"windows","version":"1"}]"#;
    fs::write(&path, config).unwrap();
    let path = format!("@{}", path.display());
    let ids = ["--policy-ids", r#"["a", "b"]"#];
    for flags in [
        &["--version-config", &path][..],
        &["--version-config", "-"],
        &["--version-config", config],
    ] {
        let output = edit(&server, &[flags, &ids].concat(), config).await;
        assert_eq!(output.status.code(), Some(0), "{output:?}");
    }
    for request in server.requests() {
        let body = request.json().unwrap();
        assert_eq!(body["policy_ids"], json!(["a", "b"]));
        assert_eq!(body["version_config"][0]["version"], "1", "{body}");
        assert_eq!(body["version_config"].as_array().unwrap().len(), 1);
    }
    let twice = ["--version-config", "-", "--body", "-"];
    let output = edit(&server, &twice, config).await;
    assert_eq!(output.status.code(), Some(2), "{output:?}");
    assert!(text(&output.stderr).contains("only once"));
}

#[tokio::test]
async fn a_query_selects_a_part_of_the_result() {
    let (server, _) = start().await;
    let flags = ["--name", "Ring 2", "--policy-ids", "a", "--policy-ids", "b"];
    let printed = async |query: &str, format: &str| {
        let more = ["--query", query, "--output", format];
        let output = edit(&server, &[&flags[..], &more].concat(), "").await;
        assert_eq!(output.status.code(), Some(0), "{output:?}");
        text(&output.stdout).to_owned()
    };
    assert_eq!(printed("name", "text").await, "Ring 2\n");
    assert_eq!(printed("$.policy_ids[*]", "text").await, "a\nb\n");
    assert_eq!(printed("policy_ids[1]", "json").await, "\"b\"\n");
    assert_eq!(printed("nothing", "json").await, "null\n");
    let wrong = edit(&server, &["--query", "$["], "").await;
    assert_eq!(wrong.status.code(), Some(2), "{wrong:?}");
}

#[tokio::test]
async fn calls_without_a_command() {
    let (server, _) = start().await;
    let url = server.url();
    let variables = variables(&url);
    let response = json!({ "success": true, "result": { "b": 1, "a": [2] } });
    server.script(ServerResponse::json(StatusCode::OK, &response));
    let words = [
        "api",
        "post",
        "/user/x?one=a%20b",
        "-p",
        "two=c",
        "--body",
        "{}",
    ];
    let output = plain(&variables, &words).await;
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    assert!(text(&output.stdout).contains("\"b\": 1,"), "{output:?}");
    let request = &server.requests()[0];
    assert_eq!(request.method, "POST");
    assert!(
        request.target.ends_with("/user/x?one=a%20b&two=c"),
        "{}",
        request.target
    );
    let expected = format!("Bearer {PLANTED}");
    assert_eq!(request.header("authorization"), Some(expected.as_str()));
    let failure = json!({ "success": false, "errors": [{ "code": 9, "message": "no" }] });
    server.script(ServerResponse::json(StatusCode::NOT_FOUND, &failure));
    let output = plain(&variables, &["api", "GET", "user/{id}"]).await;
    assert_eq!(output.status.code(), Some(11), "{output:?}");
    assert!(text(&output.stderr).contains("9: no"), "{output:?}");
    for wrong in ["https://other.example/x", "/a/../b", "/a/%2e%2E/b"] {
        let output = plain(&variables, &["api", "GET", wrong]).await;
        assert_eq!(output.status.code(), Some(2), "{output:?}");
    }
    assert_eq!(server.requests().len(), 2);
}

#[tokio::test]
async fn undecodable_bodies_are_printed() {
    let (server, _) = start().await;
    let response = json!({ "success": true, "result": { "api_token": PLANTED, "name": "n" } });
    server.script(ServerResponse::json(StatusCode::OK, &response));
    let output = edit(&server, &["-v", "--name", "Ring 3"], "").await;
    let shown = text(&output.stderr);
    assert!(shown.contains("\n> {\"name\":\"Ring 3\"}\n"), "{shown}");
    assert!(shown.contains("\"api_token\":\"[redacted]\""), "{shown}");
    server.script(ServerResponse::json(StatusCode::OK, &json!("odd")));
    let output = edit(&server, &[], "").await;
    assert_eq!(output.status.code(), Some(13), "{output:?}");
    assert_eq!(text(&output.stdout), "\"odd\"\n");
}

#[tokio::test]
async fn requests_are_repeated_as_often_as_the_flag_says() {
    let (server, _) = start().await;
    let failure = json!({ "success": false });
    for _ in 0..4 {
        let response = ServerResponse::json(StatusCode::TOO_MANY_REQUESTS, &failure);
        server.script(response.header("retry-after", "0"));
    }
    for (flags, requests) in [(["--max-retries", "0"], 1), (["--retry", "1"], 3)] {
        edit(&server, &flags, "").await;
        assert_eq!(server.requests().len(), requests, "{flags:?}");
    }
}

#[tokio::test]
async fn manual_pages() {
    let page = plain(&[], &[&["man"], &EDIT[..]].concat()).await;
    assert_eq!(page.status.code(), Some(0), "{page:?}");
    let page = text(&page.stdout);
    assert!(
        page.contains(".TH cloudflare-zero-trust-devices-deployment-groups-edit 1"),
        "{page}"
    );
    assert!(page.contains("policy\\-ids"), "{page}");
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().display().to_string();
    let all = plain(&[], &["man", "--dir", &path]).await;
    assert_eq!(all.status.code(), Some(0), "{all:?}");
    assert!(
        folder
            .path()
            .join("cloudflare-iam-user-groups-update.1")
            .is_file()
    );
    let unknown = plain(&[], &["man", "nothing"]).await;
    assert_eq!(unknown.status.code(), Some(2), "{unknown:?}");
    let file = folder.path().join("cloudflare.1").display().to_string();
    let refused = plain(&[], &["man", "--dir", &file]).await;
    assert_eq!(refused.status.code(), Some(1), "{refused:?}");
    assert!(text(&refused.stderr).contains(&file), "{refused:?}");
}
