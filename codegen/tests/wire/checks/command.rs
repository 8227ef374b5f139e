//! What the command line makes of its words, as the requests that it would send.

use std::process::Command;

/// Secrets of every scheme, one too short to be searched for, and of a client that fetches tokens.
const SECRETS: [(&str, &str); 5] = [
    ("KITCHEN_TOKEN", "hushhush"),
    ("KITCHEN_ID", "hush-id"),
    ("KITCHEN_KEY", "k&y"),
    ("KITCHEN_OAUTH_CLIENT_ID", "hush-client"),
    ("KITCHEN_OAUTH_CLIENT_SECRET", "hush-secret"),
];

/// The exit code, and what is printed where it says that all is well, else what is said.
fn run(words: &[&str]) -> (Option<i32>, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_kitchen"));
    command.env_clear().envs(SECRETS);
    let output = command.arg("--dry-run").args(words).output().unwrap();
    let is_done = output.status.success();
    let reported = if is_done {
        output.stdout
    } else {
        output.stderr
    };
    let reported = String::from_utf8(reported).unwrap();
    assert!(!reported.contains("hush"), "{reported}");
    assert!(!reported.contains("k%26y"), "{reported}");
    (output.status.code(), reported)
}

/// What curl would be told to send: the URL and the body.
fn sent(words: &[&str]) -> (String, String) {
    let (code, reported) = run(words);
    assert_eq!(code, Some(0), "{reported}");
    let url = reported.split("https://kitchen.example/v1").nth(1).unwrap();
    let url = url.split(['\'', ' ']).next().unwrap().to_owned();
    let body = reported.split_once("--data-raw ").map_or("", |(_, body)| body);
    (url, body.trim_end().trim_matches('\'').to_owned())
}

#[test]
fn every_kind_of_value() {
    let query = [
        "parameters",
        "query",
        "7",
        "--id-in-query",
        "-4",
        "--on",
        "--ratio",
        "1.5",
    ];
    let more = [
        "--many", "a", "--many", "b c", "--joined", "x", "--joined", "y",
    ];
    let (url, _) = sent(&[&query[..], &more].concat());
    assert_eq!(
        url,
        "/query/7?id=-4&many=a&many=b%20c&joined=x,y&on=true&ratio=1.5&fixed=yes%21"
    );
    let (url, _) = sent(&[&query[..5], &["--on=false"]].concat());
    assert_eq!(url, "/query/7?id=-4&on=false&fixed=yes%21");
    let (url, _) = sent(&[
        "parameters",
        "path",
        "a",
        "1,2",
        "b",
        "c,d",
        "e",
        "f",
        r#"{"x":1}"#,
    ]);
    assert_eq!(url, "/path/a/1,2/.b/.c.d/;matrix=e/;matrices=f/x=1/a");
    let (code, reported) = run(&["parameters", "query", "7", "--id-in-query", "hush"]);
    assert_eq!(
        (code, reported.as_str()),
        (Some(2), "error: --id-in-query: expected a whole number\n")
    );
}

#[test]
fn every_kind_of_body() {
    assert_eq!(sent(&["bodies", "send-raw", "--body", "{"]).1, "{");
    let octets = ["--media-type", "application/octet-stream"];
    let (_, body) = sent(&[&["bodies", "send-raw", "--body", "it"], &octets[..]].concat());
    assert_eq!(body, "it");
    assert_eq!(
        sent(&["bodies", "merge-patch", "--body", r#"{"name":null}"#]).1,
        r#"{"name":null}"#
    );
    assert_eq!(
        sent(&["bodies", "send-form", "--name", "a", "--ids", "1"]).1,
        "name=a&ids=1"
    );
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/rustfmt.toml");
    let (_, body) = sent(&[
        "bodies",
        "send-parts",
        "--meta",
        "{}",
        "--file",
        file,
        "--tags",
        "t",
    ]);
    assert!(body.contains("filename=\"rustfmt.toml\""), "{body}");
    assert!(body.contains("disable_all_formatting"), "{body}");
    for missing in [
        &["bodies", "send-raw"][..],
        &["bodies", "send-form"],
        &["bodies", "send-parts"],
    ] {
        assert_eq!(run(missing).0, Some(2), "{missing:?}");
    }
}

#[test]
fn listed_values_are_listed() {
    let shelf = ["exact", "read-shelf"];
    let (code, help) = run(&[&shelf[..], &["--help"]].concat());
    assert_eq!(code, Some(0));
    assert!(help.contains("[possible values: top]"), "{help}");
    let (code, reported) = run(&[&shelf[..], &["topp", "--ids", "1"]].concat());
    assert_eq!(code, Some(2));
    assert!(reported.contains("'top'"), "{reported}");
    let (url, _) = sent(
        &[
            &shelf[..],
            &["tpo", "--ids", "[\"1\",\"2\"]", "--allow-unknown"],
        ]
        .concat(),
    );
    assert!(url.contains("tpo") && url.contains("ids=1,2"), "{url}");
}

#[test]
fn an_object_that_is_no_member_of_a_union_is_not_sent() {
    let add = ["pets", "add", "--body"];
    let (code, reported) = run(&[&add[..], &["{\"petTyp\": \"Dog\"}"]].concat());
    assert_eq!(code, Some(3), "{reported}");
    let (_, body) = sent(&[&add[..], &["{\"petType\": \"hound\", \"bark\": \"wuff\"}"]].concat());
    assert!(body.contains("wuff"), "{body}");
}

#[test]
fn names_of_all_kinds() {
    let (code, help) = run(&["type", "fn", "--help"]);
    assert_eq!(code, Some(0));
    assert!(
        help.contains("--self-lower <TEXT>") && help.contains("--type <TEXT>"),
        "{help}"
    );
    // Debug builds check the whole tree of commands.
    assert_eq!(run(&["completions", "zsh"]).0, Some(0));
}

#[test]
fn secrets_are_redacted_wherever_they_are_sent() {
    let (_, reported) = run(&["answers", "status", "--id", "hush-id", "--key", "k&y"]);
    assert!(reported.contains("/answers?key=[redacted]'"), "{reported}");
    assert!(reported.contains("x-id: [redacted]"), "{reported}");
    // Its token would be fetched first.
    let (_, reported) = run(&["lists", "file"]);
    assert!(reported.contains("authorization: [redacted]"), "{reported}");
}
