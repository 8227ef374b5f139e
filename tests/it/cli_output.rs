//! The output of the command line: results, exchanges, dry runs and help.

use std::process::Command;

use http::StatusCode;
use sdk_tests::{ACCOUNT, ServerResponse};
use serde_json::json;

use crate::cli::{EDIT, PLANTED, assert_silent, edit, program, run, text, variables};
use crate::support::{GROUP, INTEGRATION, start};

#[tokio::test]
async fn control_characters_are_not_printed() {
    let (server, _) = start().await;
    let words = json!({ "success": false, "errors": [{ "code": 1, "message": "\u{1b}[2J" }] });
    server.script(ServerResponse::json(StatusCode::FORBIDDEN, &words).header("x-odd", "a\u{9b}b"));
    let output = edit(&server, &["-v"], "").await;
    let text = text(&output.stderr);
    let is_command = |c: char| c.is_control() && c != '\n';
    assert!(!text.contains(is_command), "{text:?}");
}

#[tokio::test]
async fn exchanges_are_shown_without_secrets() {
    let (server, _) = start().await;
    let output = edit(&server, &["--verbose"], "").await;
    let shown = text(&output.stderr);
    let target = &server.requests()[0].target;
    let url = format!("{}{target}", server.url().split("/client").next().unwrap());
    let begin = format!("> PATCH {url}\n> accept: application/json\n");
    assert!(shown.starts_with(&begin), "{shown}");
    assert!(shown.contains("> authorization: [redacted]\n"), "{shown}");
    assert!(shown.contains("\n< 200 OK\n"), "{shown}");
    assert!(shown.contains("< cf-ray: loopback-1\n"), "{shown}");
    assert_silent(&output);
}

#[tokio::test]
async fn a_dry_run_prints_a_shell_command() {
    let (server, _) = start().await;
    let name = "it's `a` $NAME\n";
    let output = edit(&server, &["--name", name, "--dry-run"], "").await;
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    assert_silent(&output);
    let mut shell = Command::new("sh");
    let script = "curl() { for word; do printf '%s\\0' \"$word\"; done; }\n";
    shell.args(["-c", &format!("{script}{}", text(&output.stdout))]);
    let words = run(shell, "").await;
    let words: Vec<_> = text(&words.stdout).split_terminator('\0').collect();
    let body = json!({ "name": name }).to_string();
    let url = format!(
        "{}/accounts/{ACCOUNT}/devices/deployment-groups/{GROUP}",
        server.url()
    );
    let agent = concat!("user-agent: cloudflare-sdk/", env!("CARGO_PKG_VERSION"));
    let expected = [
        "--globoff",
        "--request",
        "PATCH",
        &url,
        "--header",
        "accept: application/json",
        "--header",
        "content-type: application/json",
        "--header",
        agent,
        "--header",
        "authorization: [redacted]",
        "--data-raw",
        &body,
    ];
    assert_eq!(words, expected);
    assert!(server.requests().is_empty());
}

#[tokio::test]
async fn secrets_in_bodies_are_not_shown() {
    let (server, _) = start().await;
    let url = server.url();
    let variables = variables(&url);
    for secret in [PLANTED, "abc"] {
        let config = json!({ "client_id": "id", "client_secret": secret }).to_string();
        let path = ["zero-trust", "devices", "posture", "integrations", "edit"];
        let flags = [INTEGRATION, "--config", &config, "--dry-run"];
        let output = run(program(&variables, &[&path[..], &flags].concat()), "").await;
        let shown = text(&output.stdout);
        assert!(!shown.contains(secret), "{shown}");
        assert!(shown.contains(r#""client_secret":"[redacted]""#), "{shown}");
    }
}

#[tokio::test]
async fn results_as_yaml_and_as_tables() {
    let (server, _) = start().await;
    let response = json!({ "success": true, "errors": [], "messages": [], "result": {
        "id": "i", "name": "\u{1b}[2J", "version_config": [], "policy_ids": ["a", "b"],
        "created_at": "2025-01-01T00:00:00Z", "updated_at": "2025-01-02T00:00:00Z",
    }});
    let mut printed = Vec::new();
    for format in ["yaml", "table"] {
        server.script(ServerResponse::json(StatusCode::OK, &response));
        let output = edit(&server, &["--output", format], "").await;
        assert_eq!(output.status.code(), Some(0), "{output:?}");
        assert!(!output.stdout.contains(&0x1b));
        printed.push(text(&output.stdout).to_owned());
    }
    assert!(
        printed[0].contains("policy_ids:\n- a\n- b\n"),
        "{}",
        printed[0]
    );
    let cells: Vec<Vec<_>> = printed[1]
        .lines()
        .map(|line| line.split_whitespace().collect())
        .collect();
    assert!(
        cells.contains(&vec!["policy_ids", r#"["a","b"]"#]),
        "{}",
        printed[1]
    );
}

#[tokio::test]
async fn help_for_a_command_and_for_the_program() {
    let variables = [("CLOUDFLARE_API_TOKEN", PLANTED)];
    let help = [&EDIT[..], &["--help"]].concat();
    let help = run(program(&variables, &help), "").await;
    assert_eq!(help.status.code(), Some(0));
    assert_silent(&help);
    let own = text(&help.stdout).split("\nGeneral:").next().unwrap();
    assert_eq!(own, HELP);
    let whole = run(program(&variables, &["--help"]), "").await;
    assert!(text(&whole.stdout).contains("\n  13  the response is not what the description says"));
    assert_silent(&whole);
}

const HELP: &str = "\
Update a deployment group

Usage: cloudflare zero-trust devices deployment-groups edit [OPTIONS] <GROUP_ID>

Arguments:
  <GROUP_ID>  The deployment group to change.

Options:
      --account-id <TEXT>              The account the call is made for. [env: CLOUDFLARE_ACCOUNT_ID]
      --name <TEXT>                    A human-readable name of the deployment group.
      --policy-ids <TEXT>              The policy IDs of the group.
      --version-config <JSON|@FILE|->  The client versions of the group.
      --body <JSON|@FILE|->            Body members without a flag; flags take precedence
      --output-query <JSONPATH>        Prints a part of the result, such as `items[*].id` [alias: --query]
  -h, --help                           Print help
";
