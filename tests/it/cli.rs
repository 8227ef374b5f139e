//! The command line of the SDK, run as a program.

use std::io::Write;
use std::process::{Command, Output, Stdio};

use http::StatusCode;
use sdk_tests::{ACCOUNT, Server, ServerResponse};
use serde_json::{Value, json};

use crate::support::{GROUP, USER_GROUP, start};

pub const PLANTED: &str = "planted-secret-3f9a";
pub const EDIT: [&str; 4] = ["zero-trust", "devices", "deployment-groups", "edit"];

/// The usual environment variables: a token, an account and the base URL.
pub fn variables(url: &str) -> [(&'static str, &str); 3] {
    [
        ("CLOUDFLARE_API_TOKEN", PLANTED),
        ("CLOUDFLARE_ACCOUNT_ID", ACCOUNT),
        ("CLOUDFLARE_BASE_URL", url),
    ]
}

/// The program with these arguments, and with only these environment variables.
pub fn program(variables: &[(&str, &str)], arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_command-line"));
    command.args(arguments).env_clear();
    command.envs(variables.iter().copied());
    command
}

/// Runs the program with this standard input until it ends.
pub async fn run(mut command: Command, input: &'static str) -> Output {
    command.stdin(Stdio::piped());
    command.stdout(Stdio::piped()).stderr(Stdio::piped());
    let run = move || {
        let mut child = command.spawn().unwrap();
        let mut stdin = child.stdin.take().unwrap();
        stdin.write_all(input.as_bytes()).unwrap();
        drop(stdin);
        child.wait_with_output().unwrap()
    };
    tokio::task::spawn_blocking(run).await.unwrap()
}

/// Runs the command that changes a deployment group.
pub async fn edit(server: &Server, arguments: &[&str], input: &'static str) -> Output {
    let url = server.url();
    let variables = variables(&url);
    let arguments = [&EDIT, &[GROUP][..], arguments].concat();
    run(program(&variables, &arguments), input).await
}

pub fn text(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).unwrap()
}

pub fn assert_silent(output: &Output) {
    for text in [text(&output.stdout), text(&output.stderr)] {
        assert!(!text.contains(PLANTED), "{text}");
    }
}

#[tokio::test]
async fn a_command_sends_the_request_of_a_typed_call_and_prints_its_value() {
    let (server, client) = start().await;
    let flags = ["--name", "Ring 2", "--policy-ids", "a", "--policy-ids", "b"];
    let output = edit(&server, &flags, "").await;
    assert_eq!(text(&output.stderr), "");
    assert_eq!(output.status.code(), Some(0));
    let groups = client.zero_trust().devices().deployment_groups();
    let typed = groups.edit(GROUP).name("Ring 2").policy_ids(["a", "b"]);
    let typed = typed.send_with_response().await.unwrap();
    let [by_program, by_hand] = &server.requests()[..] else {
        panic!("two requests were sent");
    };
    assert_eq!(by_program.method, by_hand.method);
    assert_eq!(by_program.target, by_hand.target);
    assert_eq!(by_program.body, by_hand.body);
    assert_eq!(
        by_program.header("authorization"),
        Some("Bearer planted-secret-3f9a")
    );
    let sent: Value = serde_json::from_slice(typed.raw_body()).unwrap();
    let printed: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(printed["name"], sent["result"]["name"]);
    assert_eq!(printed["policy_ids"], sent["result"]["policy_ids"]);
    assert!(!output.stdout.contains(&0x1b), "colours are for terminals");
}

#[tokio::test]
async fn flags_override_the_body() {
    let (server, _) = start().await;
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("body.json");
    std::fs::write(&path, r#"{"name":"of the file","policy_ids":["f"]}"#).unwrap();
    let path = format!("@{}", path.display());
    edit(&server, &["--body", &path, "--name", "of the flag"], "").await;
    edit(&server, &["--body", "-"], r#"{"name":"read"}"#).await;
    edit(&server, &["--body", r#"{"name":"typed"}"#], "").await;
    let bodies = server.requests().into_iter();
    let bodies: Vec<_> = bodies.map(|request| request.json().unwrap()).collect();
    assert_eq!(
        bodies,
        [
            json!({ "name": "of the flag", "policy_ids": ["f"] }),
            json!({ "name": "read" }),
            json!({ "name": "typed" }),
        ]
    );
}

#[tokio::test]
async fn flags_override_the_environment() {
    let (server, _) = start().await;
    let url = server.url();
    let variables = variables(&url);
    let mut arguments = vec!["--api-email", "user@example.com", "--api-key", "key"];
    arguments.extend(["iam", "user-groups", "update", USER_GROUP]);
    arguments.extend(["--account-id", "other", "--name", "n"]);
    run(program(&variables, &arguments), "").await;
    let request = &server.requests()[0];
    assert_eq!(request.header("x-auth-email"), Some("user@example.com"));
    assert_eq!(request.header("x-auth-key"), Some("key"));
    assert_eq!(request.header("authorization"), None);
    assert!(request.target.contains("/accounts/other/"));
}

#[tokio::test]
async fn errors_of_a_command_do_not_contain_its_values() {
    let (server, _) = start().await;
    let wrong: [(&[&str], &str); 4] = [
        (
            &["--version-config", "{planted-secret-3f9a"],
            "--version-config: expected JSON",
        ),
        (&["--body", "{planted-secret-3f9a"], "--body: expected JSON"),
        (&["--body", "[]", "--name", "n"], "an object only"),
        (&["--nam", "n"], "--name"),
    ];
    for (flags, reason) in wrong {
        let output = edit(&server, flags, "").await;
        assert_eq!(output.status.code(), Some(2), "{flags:?}");
        assert!(text(&output.stderr).contains(reason), "{flags:?}");
        assert_silent(&output);
    }
    let missing = run(program(&[], &EDIT), "").await;
    assert_eq!(missing.status.code(), Some(2));
    assert!(text(&missing.stderr).contains("<GROUP_ID>"));
    assert!(server.requests().is_empty());
}

#[tokio::test]
async fn every_kind_of_error_has_its_exit_code() {
    let (server, _) = start().await;
    let words = json!({ "success": false, "errors": [{ "code": 1, "message": PLANTED }] });
    let responses = [
        (ServerResponse::json(StatusCode::OK, &json!("odd")), 13),
        (ServerResponse::json(StatusCode::OK, &words), 12),
        (ServerResponse::json(StatusCode::FORBIDDEN, &words), 11),
        (
            ServerResponse::text(StatusCode::FOUND, "text/plain", "").header("location", "/"),
            10,
        ),
    ];
    for (response, code) in responses {
        server.script(response);
        let output = edit(&server, &["--verbose"], "").await;
        assert_eq!(output.status.code(), Some(code), "{output:?}");
        // A response that cannot be decoded is printed unchanged.
        assert_eq!(output.stdout.is_empty(), code != 13, "{output:?}");
        assert_silent(&output);
    }
    let refused = edit(&server, &["--base-url", "http://127.0.0.1:1"], "").await;
    assert_eq!(refused.status.code(), Some(5));
    let url = server.url();
    let anonymous = [&EDIT[..], &[GROUP, "--base-url", &url]].concat();
    let anonymous = run(program(&[], &anonymous), "").await;
    assert_eq!(anonymous.status.code(), Some(3));
    assert!(text(&anonymous.stderr).contains("CLOUDFLARE_API_TOKEN"));
}
