//! The example commands of the reference: the program accepts them, and sends the same requests as curl.

use std::process::Command;

use sdk_codegen::config::Config;
use sdk_codegen::emit::{Commands, Snippets};
use sdk_codegen::load::Source;
use sdk_codegen::model;
use sdk_tests::ACCOUNT;
use serde_json::Value;

/// The examples of all operations.
fn snippets() -> Vec<Snippets> {
    let root = concat!(env!("CARGO_MANIFEST_DIR"), "/../spec");
    let source = Source::read(format!("{root}/openapi.yaml")).unwrap();
    let config = Config::read(format!("{root}/sdk.toml").as_ref()).unwrap();
    let api = model(source, Vec::new(), &config).unwrap().api;
    let commands = Commands::new(&api);
    let resources = api.resources.iter().enumerate();
    let operations = resources.flat_map(|(index, resource)| {
        let operations = resource.operations.iter();
        operations.map(move |operation| (index, operation))
    });
    let snippets = operations.map(|(index, it)| Snippets::of(&api, &commands, index, it));
    snippets.map(Option::unwrap).collect()
}

/// Runs a shell script with the environment variables for calls, and returns its output.
fn shell(script: &str) -> String {
    let output = Command::new("sh")
        .args(["-e", "-c", script])
        .env("PROGRAM", env!("CARGO_BIN_EXE_command-line"))
        .env("CLOUDFLARE_API_TOKEN", "token")
        .env("CLOUDFLARE_ACCOUNT_ID", ACCOUNT)
        .env_remove("CLOUDFLARE_BASE_URL")
        .output()
        .unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(output.status.success(), "{script}\n{said}");
    String::from_utf8(output.stdout).unwrap()
}

/// The method, URL and JSON body of a curl command.
fn request(command: &str) -> (String, String, Value) {
    let print = "curl() { for word in \"$@\"; do printf '%s\\0' \"$word\"; done; }";
    let words = shell(&format!("{print}\n{command}"));
    let words: Vec<&str> = words.split('\0').collect();
    let after = |flag: &str| {
        let at = words.iter().position(|word| *word == flag);
        at.map(|at| words[at + 1])
    };
    let url = words.iter().find(|word| word.starts_with("https://"));
    let body = after("--data-raw").map(|text| serde_json::from_str(text).unwrap());
    (
        after("--request").unwrap_or("GET").to_owned(),
        (*url.unwrap()).to_owned(),
        body.unwrap_or_default(),
    )
}

#[test]
fn example_commands_send_the_same_requests_as_curl() {
    let snippets = snippets();
    assert_eq!(snippets.len(), 4);
    for snippet in snippets {
        let program = "cloudflare() { \"$PROGRAM\" \"$@\" --dry-run; }";
        let dry_run = shell(&format!("{program}\n{}", snippet.command_line));
        assert_eq!(request(&dry_run), request(&snippet.curl), "{snippet:?}");
    }
}
