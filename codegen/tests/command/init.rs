//! `init`: derived settings, questions, and written files.

use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use sdk_codegen::config::{Config, PaginationKind, TableKind, schema, tables};
use serde_json::Value;

use super::{Place, SPEC, stderr, stdout};

/// Two resources of a shop, with all settings that can be derived.
pub const SHOP: &str = "\
openapi: 3.0.3
info: {title: Web Shop, version: 2.0.0}
servers: [{url: https://shop.example}]
security: [{token: []}]
paths:
  /shops/{shop_id}/orders:
    get:
      parameters:
        - {name: shop_id, in: path, required: true, schema: {type: string}}
        - {name: cursor, in: query, schema: {type: string}}
        - {name: limit, in: query, schema: {type: integer}}
      responses:
        '200':
          description: Orders.
          content: {application/json: {schema: {type: object, properties: {
            success: {type: boolean}, errors: {type: array, items: {type: string}},
            data: {type: array, items: {$ref: '#/components/schemas/Order'}},
            paging: {type: object, properties: {next_cursor: {type: string}}}}}}}
  /shops/{shop_id}/parcels:
    get:
      parameters: [{name: shop_id, in: path, required: true, schema: {type: string}}]
      responses:
        '200':
          description: A parcel.
          content: {application/json: {schema: {type: object, properties: {
            success: {type: boolean}, errors: {type: array, items: {type: string}},
            data: {$ref: '#/components/schemas/Order'}}}}}
components:
  securitySchemes: {token: {type: http, scheme: bearer}}
  schemas:
    Order: {type: object, required: [id], properties: {id: {type: string}}}
";

pub fn init(place: &Place, arguments: &[&str], answers: &str) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_sdk-codegen"))
        .current_dir(place.path())
        .args(["init", "api.yaml"])
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("it runs");
    let mut pipe = child.stdin.take().expect("a pipe");
    // The command may have closed its input without reading it.
    let _ = pipe.write_all(answers.as_bytes());
    drop(pipe);
    child.wait_with_output().expect("it ends")
}

pub fn read(place: &Place, file: &str) -> String {
    fs::read_to_string(place.path().join(file)).expect(file)
}

pub fn config(text: &str) -> Config {
    Config::parse(Path::new("sdk.toml"), text).unwrap_or_else(|why| panic!("{why}\n{text}"))
}

/// Names in a folder, except for the description.
pub fn files(place: &Place) -> Vec<String> {
    let entries = fs::read_dir(place.path()).expect("there");
    let names = entries.map(|it| {
        it.expect("there")
            .file_name()
            .to_string_lossy()
            .into_owned()
    });
    let mut names: Vec<String> = names.filter(|name| name != "api.yaml").collect();
    names.sort();
    names
}

#[test]
fn what_is_guessed_is_written_and_generated() {
    let place = Place::new(SHOP);
    let made = init(&place, &["--yes"], "");
    assert_eq!(
        made.status.code(),
        Some(0),
        "{}{}",
        stdout(&made),
        stderr(&made)
    );
    assert_eq!(files(&place), [".github", "sdk.toml", "web-shop-sdk"]);
    let written = config(&read(&place, "sdk.toml"));
    assert_eq!(written.package.name.as_deref(), Some("web-shop-sdk"));
    assert_eq!(
        written.client.base_url_env.as_deref(),
        Some("WEB_SHOP_BASE_URL")
    );
    let default = &written.client.defaults[0];
    assert_eq!(default.parameter, "shop_id");
    assert_eq!(default.env.as_deref(), Some("WEB_SHOP_SHOP_ID"));
    assert_eq!(
        written.security["token"].env.as_deref(),
        Some("WEB_SHOP_TOKEN")
    );
    let envelope = written.envelope.expect("an envelope");
    assert_eq!(
        (envelope.value.as_str(), envelope.success.as_deref()),
        ("data", Some("success"))
    );
    assert_eq!(
        (envelope.errors.as_deref(), envelope.messages),
        (Some("errors"), None)
    );
    let rule = &written.pagination[0];
    assert_eq!(rule.kind, PaginationKind::Cursor);
    assert_eq!(rule.parameter.as_deref(), Some("cursor"));
    assert_eq!(rule.next.as_deref(), Some("/paging/next_cursor"));
    assert_eq!(
        (rule.items.as_str(), rule.size.as_deref()),
        ("/data", Some("limit"))
    );
    // The suggested command finds no differences.
    let reported = stdout(&made);
    let line = reported
        .lines()
        .find_map(|it| it.strip_prefix("after a change to the description: "));
    let command = line
        .expect("a command")
        .strip_prefix("sdk-codegen ")
        .expect("its name");
    let again = Command::new(env!("CARGO_BIN_EXE_sdk-codegen"))
        .current_dir(place.path())
        .args(command.split(' '))
        .arg("--check")
        .output()
        .expect("it runs");
    assert_eq!(again.status.code(), Some(0), "{}", stdout(&again));
}

#[test]
fn an_identifier_of_different_things_is_no_default() {
    // One parameter in the same place of two paths, and after other segments.
    for (other, is_default) in [
        ("/shops/{shop_id}/parcels", true),
        ("/carts/{shop_id}", false),
    ] {
        let place = Place::new(&SHOP.replace("/shops/{shop_id}/parcels", other));
        let made = init(&place, &["--yes"], "");
        assert_eq!(made.status.code(), Some(0), "{}", stderr(&made));
        let written = config(&read(&place, "sdk.toml"));
        assert_eq!(
            written.client.defaults.len(),
            usize::from(is_default),
            "{other}"
        );
    }
}

#[test]
fn the_file_has_every_setting_with_a_value_that_is_known() {
    for spec in [SHOP, SPEC] {
        let place = Place::new(spec);
        init(&place, &["--yes"], "");
        let text = read(&place, "sdk.toml");
        for table in tables() {
            let has = |line: &str| {
                text.lines()
                    .any(|it| it.strip_prefix('#').unwrap_or(it).starts_with(line))
            };
            let header = match table.kind {
                TableKind::Named => format!("[{}.", table.path),
                _ => table.header(""),
            };
            assert!(has(&header), "{header}");
            for setting in table.settings {
                let key = &setting.key;
                assert!(
                    has(&format!("{key} = ")) || has(&format!("\"{key}\" = ")),
                    "{key}"
                );
            }
        }
        // A setting that is commented out starts with `#`, an explanation with `# `.
        let settings = text.lines().map(|line| match line.strip_prefix('#') {
            Some(setting) if !setting.starts_with(' ') => setting,
            _ => line,
        });
        let all = settings.collect::<Vec<_>>().join("\n");
        assert_ne!(config(&all), config(&text));
        let value: toml::Table = text.parse().expect("TOML");
        let value = serde_json::to_value(value).expect("JSON");
        assert!(
            jsonschema::draft202012::is_valid(&schema(), &value),
            "{text}"
        );
    }
}

#[test]
fn the_workflow_has_the_values_of_the_project() {
    let place = Place::new(SHOP);
    let url = "https://shop.example/openapi.yaml?v=2";
    let answers = format!("\nclients/rust\n\n\n\n\n{url}\n");
    let made = init(&place, &["--config", "conf/sdk.toml"], &answers);
    assert_eq!(
        made.status.code(),
        Some(0),
        "{}{}",
        stdout(&made),
        stderr(&made)
    );
    let workflow = read(&place, ".github/workflows/regenerate.yml");
    let workflow: Value = serde_yaml::from_str(&workflow).expect("YAML");
    let env = &workflow["env"];
    assert_eq!(env["DESCRIPTION"], url);
    assert_eq!(env["SPEC"], "api.yaml");
    assert_eq!(env["CONFIG"], "conf/sdk.toml");
    assert_eq!(env["OUT"], "clients/rust");
    assert_eq!(env["REVISION"], format!("v{}", env!("CARGO_PKG_VERSION")));
    let template = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../docs/templates/regenerate.yml"
    );
    let template = fs::read_to_string(template).expect("there");
    let template: Value = serde_yaml::from_str(&template).expect("YAML");
    assert_eq!(workflow["jobs"], template["jobs"]);
    assert!(place.path().join("clients/rust/Cargo.toml").is_file());
    assert!(
        stdout(&made).contains("regenerate.yml: set GENERATOR\n"),
        "{}",
        stdout(&made)
    );
}

#[test]
fn answers_decide() {
    let place = Place::new(SHOP);
    let answers = "two words\nshoppe-client\n\nperhaps\nn\nno\nN\nn\n";
    let made = init(&place, &[], answers);
    let reported = stdout(&made);
    assert_eq!(made.status.code(), Some(0), "{reported}{}", stderr(&made));
    assert!(
        reported.starts_with("Web Shop 2.0.0: 2 operations in 1 resource, 1 type\n"),
        "{reported}"
    );
    for question in [
        "Name of the package [web-shop-sdk]: ",
        "a package name is a letter",
        "Folder of the crate [shoppe-client]: ",
        "Is `shop_id` the same for most requests of a client? [Y/n] ",
        "answer with y or n",
        "Return the value of `data`? [Y/n] ",
        "The API has 1 paginated list. Configure the rules? [Y/n] ",
        "Write a workflow for regeneration, .github/workflows/regenerate.yml? [Y/n] ",
    ] {
        assert!(
            reported.contains(question),
            "{question:?} is not in {reported}"
        );
    }
    assert_eq!(files(&place), ["sdk.toml", "shoppe-client"]);
    let written = config(&read(&place, "sdk.toml"));
    assert_eq!(
        written.security["token"].env.as_deref(),
        Some("SHOPPE_TOKEN")
    );
    assert!(written.client.defaults.is_empty());
    assert!(written.envelope.is_none() && written.pagination.is_empty());
}
