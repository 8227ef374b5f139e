//! Flags that every command accepts.

use std::time::{Duration, Instant};

use crate::cli::{EDIT, PLANTED, assert_silent, edit, program, run, text, variables};
use crate::support::{GROUP, start};

#[tokio::test]
async fn additional_headers_are_sent() {
    let (server, _) = start().await;
    let flags = ["--header", "X-One: 1", "-H", "x-two:a:b", "-H", "X-ONE:2"];
    let output = edit(&server, &flags, "").await;
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    let request = &server.requests()[0];
    assert_eq!(request.header("x-one"), Some("2"));
    assert_eq!(request.header("x-two"), Some("a:b"));
    for wrong in [
        PLANTED,
        ": planted-secret-3f9a",
        "host: planted-secret-3f9a",
    ] {
        let output = edit(&server, &["--header", wrong], "").await;
        assert!(matches!(output.status.code(), Some(2 | 3)), "{output:?}");
        assert_silent(&output);
    }
    assert_eq!(server.requests().len(), 1);
}

#[tokio::test]
async fn a_call_ends_at_its_timeout() {
    // A server that accepts connections but never responds.
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let variables = variables(&url);
    let words = [&["--timeout", "0.2"], &EDIT[..], &[GROUP]].concat();
    let start = Instant::now();
    let output = run(program(&variables, &words), "").await;
    assert_eq!(output.status.code(), Some(6), "{output:?}");
    assert!(start.elapsed() < Duration::from_secs(10));
    for wrong in ["-1", "soon", "inf"] {
        let flag = format!("--timeout={wrong}");
        let words = [&EDIT[..], &[GROUP, &flag]].concat();
        let output = run(program(&variables, &words), "").await;
        assert_eq!(output.status.code(), Some(2), "{output:?}");
    }
}

#[tokio::test]
async fn nothing_is_sent_without_encryption_unless_allowed() {
    let variables = variables("http://api.example");
    let words = [&EDIT[..], &[GROUP, "--dry-run"]].concat();
    let refused = run(program(&variables, &words), "").await;
    assert_eq!(refused.status.code(), Some(3));
    assert!(text(&refused.stderr).contains("without encryption"));
    let words = [&["--allow-http"], &words[..]].concat();
    let shown = run(program(&variables, &words), "").await;
    assert_eq!(shown.status.code(), Some(0));
    assert!(text(&shown.stdout).contains("http://api.example/accounts/"));
}

#[tokio::test]
async fn colours_are_used_on_terminals_or_on_request() {
    let (server, _) = start().await;
    let has_colours = async |flags: &[&str]| {
        let output = edit(&server, flags, "").await;
        assert_eq!(output.status.code(), Some(0), "{output:?}");
        text(&output.stdout).contains("\u{1b}[34m\"name\"\u{1b}[0m: ")
    };
    assert!(has_colours(&["--color", "always"]).await);
    assert!(!has_colours(&[]).await);
    assert!(!has_colours(&["--color=never"]).await);
    let url = server.url();
    let with = |name, value| {
        let [token, account, base_url] = variables(&url);
        [token, account, base_url, (name, value)]
    };
    let words = [&EDIT[..], &[GROUP]].concat();
    // The first variable enables colours as on a terminal; the other one takes precedence.
    let forced = run(program(&with("CLICOLOR_FORCE", "1"), &words), "").await;
    assert!(text(&forced.stdout).contains('\u{1b}'));
    let mut refused = program(&with("CLICOLOR_FORCE", "1"), &words);
    refused.env("NO_COLOR", "1");
    let refused = run(refused, "").await;
    assert!(!text(&refused.stdout).contains('\u{1b}'));
}

#[tokio::test]
async fn every_level_is_completed() {
    for shell in ["bash", "zsh", "powershell", "elvish"] {
        let script = run(program(&[], &["completions", shell]), "").await;
        assert_eq!(script.status.code(), Some(0));
        assert!(text(&script.stdout).contains("policy-ids"), "{shell}");
    }
    let script = run(program(&[], &["completions", "fish"]), "").await;
    assert!(text(&script.stdout).contains("(cloudflare completions fish -- $words "));
    let completed = async |words: &[&str]| {
        let words = [&["completions", "fish", "--"], words].concat();
        let output = run(program(&[], &words), "").await;
        assert_eq!(output.status.code(), Some(0), "{output:?}");
        let lines = text(&output.stdout).lines();
        let names = lines.map(|line| line.split('\t').next().unwrap().to_owned());
        names.collect::<Vec<_>>()
    };
    assert_eq!(completed(&["z"]).await, ["zero-trust"]);
    assert_eq!(completed(&["--output", "ya"]).await, ["yaml"]);
    assert_eq!(completed(&["-o", "ya"]).await, ["yaml"]);
    assert_eq!(completed(&["--output=ya"]).await, ["--output=yaml"]);
    assert_eq!(
        completed(&["-v", "--timeout", "1", "iam", "u"]).await,
        ["user-groups"]
    );
    assert_eq!(
        completed(&["zero-trust", "devices", "deployment-groups", ""]).await,
        ["edit"]
    );
    assert_eq!(
        completed(&[&EDIT[..], &["--poli"]].concat()).await,
        ["--policy-ids"]
    );
    assert_eq!(
        completed(&[&EDIT[..], &["--col"]].concat()).await,
        ["--color"]
    );
    assert!(
        completed(&[&EDIT[..], &["--name", ""]].concat())
            .await
            .is_empty()
    );
    assert!(completed(&["nothing", "e"]).await.is_empty());
}
