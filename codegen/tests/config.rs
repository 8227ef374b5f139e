//! `sdk.toml`: valid settings, and errors with their positions.

use std::path::Path;

use sdk_codegen::config::{Config, ConfigError};

fn parse(text: &str) -> Result<Config, ConfigError> {
    Config::parse(Path::new("sdk.toml"), text)
}

fn refusal(text: &str) -> String {
    parse(text).expect_err("it is refused").to_string()
}

#[test]
fn an_empty_file_is_the_default() {
    assert_eq!(parse("").unwrap(), Config::default());
}

#[test]
fn the_configuration_of_this_repository_is_read() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../spec/sdk.toml");
    let config = Config::read(&path).unwrap();
    assert_eq!(config.package.name.as_deref(), Some("cloudflare-sdk"));
    assert_eq!(config.client.defaults[0].parameter, "account_id");
    assert_eq!(config.security["api_key"].title.as_deref(), Some("API key"));
    assert_eq!(config.envelope.unwrap().value, "result");
}

#[test]
fn an_unknown_key_is_reported_with_its_position() {
    let error = parse("[client]\n\n  base_url = \"x\"\n").expect_err("it is refused");
    assert_eq!((error.line(), error.column()), (Some(3), Some(3)));
    assert!(
        error.message().contains("unknown field `base_url`"),
        "{error}"
    );
    let text = error.to_string();
    assert!(
        text.starts_with("error[SDK0087]: unknown field `base_url`"),
        "{text}"
    );
    let shown = "
 --> sdk.toml:3:3
  |
3 |   base_url = \"x\"
  |   ^
  |
  = help: ";
    assert!(text.contains(shown), "{text}");
    assert!(text.contains("help: write `base_url_env`;"), "{text}");
}

#[test]
fn an_invalid_name_is_an_error_with_its_position() {
    for (text, place, why) in [
        (
            "[package]\nname = \"../evil\"",
            "sdk.toml:2:8",
            "a package name",
        ),
        ("[package]\nversion = \"one\"", "sdk.toml:2:11", "a version"),
        (
            "[package]\ndescription = \"a\\nb\"",
            "sdk.toml:2:15",
            "one line",
        ),
        (
            "[security.k]\nenv = \"A B\"",
            "sdk.toml:2:7",
            "environment variable",
        ),
        ("[security.k]\nname = \"fn\"", "sdk.toml:2:8", "a Rust name"),
        (
            "[client]\nrequest_id_header = \"a b\"",
            "sdk.toml:2:21",
            "a header name",
        ),
        (
            "[decode]\none_or_many = [\"/x\"]",
            "sdk.toml:2:15",
            "JSON pointer",
        ),
        ("[names]\n\"#/a\" = \"a-b\"", "sdk.toml:1:1", "a Rust name"),
    ] {
        let refusal = refusal(text);
        assert!(refusal.contains(&format!("--> {place}\n")), "{refusal}");
        assert!(refusal.contains(why), "{refusal}");
    }
}

#[test]
fn invalid_toml_is_an_error_with_its_position() {
    assert!(refusal("[package]\nname = ").contains("--> sdk.toml:2:8\n"));
}

#[test]
fn a_file_that_is_not_there_is_named() {
    let error = Config::read(Path::new("no/such/sdk.toml")).expect_err("there is no such file");
    assert!(
        error
            .to_string()
            .starts_with("error[SDK0001]: cannot read no/such/sdk.toml: ")
    );
}

#[test]
fn control_characters_in_the_file_are_escaped() {
    for text in [
        "::error::x = 1\n",
        "[client]\n  ::error::x = 1\n",
        "x = \"##[group]\"\n",
        "a = \u{202e}1\n",
        "\"\u{1b}[31mred\" = 1\n",
        "\"##[error]\u{2066}\" = 1\n",
        "[package]\nname = \"\\u001b[31m\"\n",
        "[package]\nname = \"a\u{9b}2J\"\n",
    ] {
        let reported = refusal(text);
        for hidden in ["\u{1b}", "\u{202e}", "\u{2066}", "\u{9b}", "##["] {
            assert!(!reported.contains(hidden), "{reported:?}");
        }
        let is_command = |line: &str| line.trim_start().starts_with("::");
        assert!(!reported.lines().any(is_command), "{reported:?}");
    }
    let reported = refusal("[client]\n\"\u{202e}\" = 1\n");
    assert!(reported.contains("\n2 | \"\\u{202e}\" = 1\n"), "{reported}");
}
