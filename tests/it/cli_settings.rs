//! Settings of the command line: profiles, and secrets from prompts.

use std::fs;
use std::process::Output;

use sdk_tests::ACCOUNT;

use crate::cli::{EDIT, PLANTED, assert_silent, program, run, text};
use crate::support::{GROUP, start};

/// Runs a command with this text as its file of profiles.
async fn with_profiles(profiles: &str, variables: &[(&str, &str)], words: &[&str]) -> Output {
    let home = tempfile::tempdir().unwrap();
    let folder = home.path().join("cloudflare");
    fs::create_dir(&folder).unwrap();
    fs::write(folder.join("config.toml"), profiles).unwrap();
    let mut command = program(variables, words);
    command.env("HOME", home.path());
    command.env("XDG_CONFIG_HOME", home.path());
    run(command, "").await
}

#[tokio::test]
async fn settings_come_from_profiles() {
    let (server, _) = start().await;
    let url = server.url();
    let profiles = format!(
        "[default]\napi_token = \"of-the-file\"\naccount_id = \"first\"\nbase_url = \"{url}\"\n\
         [other]\napi_token = \"{PLANTED}\"\naccount_id = \"{ACCOUNT}\"\nbase_url = \"{url}\"\noutput = \"yaml\"\n"
    );
    let call = [&EDIT[..], &[GROUP]].concat();
    let named = [&call[..], &["--profile", "other"]].concat();
    let environment = [("CLOUDFLARE_API_TOKEN", "of-the-environment")];
    let variable = [("CLOUDFLARE_PROFILE", "other")];
    with_profiles(&profiles, &[], &call).await;
    with_profiles(&profiles, &environment, &call).await;
    let yaml = with_profiles(&profiles, &environment, &named).await;
    with_profiles(&profiles, &variable, &call).await;
    assert!(text(&yaml.stdout).contains("\nname: "), "{yaml:?}");
    let requests = server.requests();
    let sent: Vec<_> = requests
        .iter()
        .map(|request| {
            (
                request.header("authorization").unwrap(),
                request.target.contains(ACCOUNT),
            )
        })
        .collect();
    let planted = format!("Bearer {PLANTED}");
    assert_eq!(
        sent,
        [
            ("Bearer of-the-file", false),
            ("Bearer of-the-environment", false),
            (planted.as_str(), true),
            (planted.as_str(), true),
        ]
    );
    for (profiles, said) in [
        (
            format!("[other]\napi_tokn = \"{PLANTED}\"\n"),
            "\"api_tokn\"",
        ),
        (
            format!("[other]\napi_token = {PLANTED}\n"),
            "line 2 is not TOML",
        ),
        ("[default]\n".to_owned(), "there is no profile \"other\""),
    ] {
        let output = with_profiles(&profiles, &[], &named).await;
        assert_eq!(output.status.code(), Some(2), "{output:?}");
        assert!(text(&output.stderr).contains(said), "{output:?}");
        assert_silent(&output);
    }
}

#[tokio::test]
async fn a_secret_is_read_from_the_standard_input() {
    let (server, _) = start().await;
    let url = server.url();
    let words = [
        &EDIT[..],
        &[GROUP, "--account-id", ACCOUNT, "--base-url", &url],
    ]
    .concat();
    let words = [&words[..], &["--api-token", "-"]].concat();
    let output = run(program(&[], &words), "planted-secret-3f9a\n").await;
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    let sent = server.requests();
    assert_eq!(
        sent[0].header("authorization"),
        Some("Bearer planted-secret-3f9a")
    );
    assert_silent(&output);
}
