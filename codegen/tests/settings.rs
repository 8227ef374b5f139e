//! The JSON Schema of `sdk.toml`, and the guide that is derived from it.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Command;

use sdk_codegen::config::{Config, Setting, Table, TableKind, schema, tables};
use serde_json::{Value, json};

/// The example key of tables with arbitrary keys.
const NAME: &str = "api_token";

fn root() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/.."))
}

fn parse(text: &str) -> Result<Config, String> {
    Config::parse(Path::new("sdk.toml"), text).map_err(|error| error.to_string())
}

/// True if the schema accepts a file.
fn fits(text: &str) -> bool {
    let value: toml::Table = text.parse().expect("it is TOML");
    let value = serde_json::to_value(value).expect("it is JSON");
    jsonschema::draft202012::is_valid(&schema(), &value)
}

/// A setting as a line of TOML.
fn line(setting: &Setting) -> String {
    let table = json!({ &setting.key: setting.example });
    toml::to_string(&table).expect("it is TOML")
}

/// A table of the guide with all its settings.
fn example(table: &Table) -> String {
    let mut text = match table.header(NAME) {
        file if file.is_empty() => file,
        header => format!("{header}\n"),
    };
    text.extend(table.settings.iter().map(line));
    text
}

/// The expected text of `docs/configuration.md`.
fn guide() -> String {
    let mut text = String::from(INTRODUCTION);
    for table in tables() {
        let header = match table.kind {
            TableKind::File => "At the top of the file".to_owned(),
            _ => format!("`{}`", table.header(NAME)),
        };
        text.push_str(&format!("\n## {header}\n\n"));
        if !table.text.is_empty() {
            text.push_str(&format!("{}\n\n", table.text));
        }
        if table.kind != TableKind::Pairs {
            text.push_str("| setting | value | meaning |\n|---|---|---|\n");
        }
        for Setting {
            key,
            value,
            text: what,
            required,
            ..
        } in &table.settings
        {
            let needed = if *required { " Required." } else { "" };
            if table.kind != TableKind::Pairs {
                text.push_str(&format!("| `{key}` | {value} | {what}{needed} |\n"));
            }
        }
        text.push_str(&format!("\n```toml\n{}```\n", example(&table)));
    }
    text.replace("\n\n\n", "\n\n")
}

const INTRODUCTION: &str = "\
# `sdk.toml`

This file configures what an OpenAPI description cannot express. Every command reads it with `--config FILE`. It is optional, and so is every setting
in it. `sdk-codegen init SPEC` writes one with settings derived from a description.

An unknown key is an error that names the closest known key. `sdk-codegen config --schema` prints the JSON Schema of the
file. Editors with TOML support use it to complete and explain settings, if the file begins with this line:

```toml
#:schema ./sdk.schema.json
```

The examples show possible values, not defaults; the description of each setting names its default.
";

/// `UPDATE_EXPECT=1 cargo test -p sdk-codegen --test settings` updates the guide.
#[test]
fn the_guide_has_every_setting() {
    let file = root().join("docs/configuration.md");
    let guide = guide();
    if std::env::var_os("UPDATE_EXPECT").is_some() {
        fs::write(&file, &guide).expect("written");
    }
    assert_eq!(fs::read_to_string(file).expect("there"), guide);
    // From the schema directly, independently of the guide.
    let mut properties = BTreeSet::new();
    let schema = schema();
    let mut values = vec![&schema];
    while let Some(value) = values.pop() {
        if let Some(members) = value["properties"].as_object() {
            properties.extend(members.keys().cloned());
        }
        values.extend(value.as_object().into_iter().flat_map(|it| it.values()));
        values.extend(value.as_array().into_iter().flatten());
    }
    assert!(properties.len() > 40, "{properties:?}");
    for property in properties {
        let places = ["`{}`", "[{}]", "[{}.", ".{}]", "[[{}]]", "`{ {} ="];
        let mut places = places.iter().map(|place| place.replace("{}", &property));
        assert!(places.any(|place| guide.contains(&place)), "{property}");
    }
}

#[test]
fn every_example_of_the_guide_is_taken() {
    let mut whole = String::new();
    for table in tables() {
        let text = example(&table);
        assert!(fits(&text) || text.contains("client.defaults"), "{text}");
        whole.push_str(&text);
    }
    parse(&whole).unwrap_or_else(|why| panic!("{why}\n{whole}"));
    assert!(fits(&whole), "{whole}");
}

#[test]
fn the_schema_is_one_and_takes_the_configuration_of_this_repository() {
    assert!(jsonschema::draft202012::meta::is_valid(&schema()));
    assert_eq!(
        schema()["$schema"],
        "https://json-schema.org/draft/2020-12/schema"
    );
    for file in ["spec/sdk.toml", "tests/build-script/sdk.toml"] {
        let text = fs::read_to_string(root().join(file)).expect("there");
        assert!(fits(&text), "{file}");
    }
    assert!(fits(""));
}

#[test]
fn it_refuses_what_the_generator_refuses() {
    let wrong = [
        "[package]\nname = \"../evil\"",
        "[package]\nversion = \"one\"",
        "[package]\ndescription = \"a\\nb\"",
        "[package]\ndescription = \"  \"",
        "[package]\nkeywords = [\"a\", \"b\", \"c\", \"d\", \"e\", \"f\"]",
        "[package]\nkeywords = [\"two words\"]",
        "[package]\nruntime = \"none\"",
        "[package]\nruntime = {}",
        "[client]\nbase_url_env = \"A B\"",
        "[client]\nrequest_id_header = \"a b\"",
        "[client]\nrequest_id_name = \"a b\"",
        "[[client.defaults]]\nenv = \"A\"",
        "[security.k]\nenv = 1",
        "[security]\nenv = \"A\"",
        "[envelope]\nsuccess = \"ok\"",
        "[decode]\none_or_many = [\"/x\"]",
        "[decode]\nkeep_unknown_members = \"yes\"",
        "[limits]\nvalues = -1",
        "[[pagination]]\nkind = \"pages\"",
        "[[pagination]]\nitems = \"/x\"",
        "[[pagination]]\nkind = \"page\"\nitems = \"x\"",
        "[pagination]\nkind = \"page\"",
        "[names]\n\"/x\" = \"y\"",
        "overlays = \"x.yaml\"",
    ];
    for text in wrong {
        assert!(parse(text).is_err(), "{text}");
        assert!(!fits(text), "{text}");
    }
}

/// A key that is similar to a valid one.
fn misspelt(key: &str) -> String {
    let mut letters: Vec<char> = key.chars().collect();
    letters.insert(1, 'q');
    letters.into_iter().collect()
}

#[test]
fn a_misspelt_key_is_refused_in_every_table_with_the_one_that_is_meant() {
    let mut keys = 0;
    for table in tables() {
        if table.kind == TableKind::Pairs {
            continue;
        }
        for (index, setting) in table.settings.iter().enumerate() {
            let mut wrong = table.clone();
            wrong.settings[index].key = misspelt(&setting.key);
            let text = example(&wrong);
            let why = parse(&text).expect_err(&text);
            assert!(!fits(&text), "{text}");
            assert!(why.contains("error[SDK0087]: unknown field `"), "{why}");
            let help = format!(
                "help: write `{}`; unknown keys are not allowed",
                setting.key
            );
            assert!(why.contains(&help), "{text}\n{why}");
            let place = text
                .lines()
                .position(|it| it.starts_with(&misspelt(&setting.key)));
            let place = format!("--> sdk.toml:{}:1", place.expect("a line") + 1);
            assert!(why.contains(&place), "{why}");
            keys += 1;
        }
        // Names of tables, too.
        if !table.path.is_empty() && !table.path.contains('.') {
            let text = example(&table).replacen(&table.path, &misspelt(&table.path), 1);
            let why = parse(&text).expect_err(&text);
            assert!(
                why.contains(&format!("help: write `{}`;", table.path)),
                "{why}"
            );
        }
    }
    assert!(keys > 40, "{keys}");
}

#[test]
fn a_misspelt_value_is_refused_with_the_one_that_is_meant() {
    let why = parse("[[pagination]]\nkind = \"curser\"").expect_err("refused");
    assert!(why.contains("help: write `cursor`;"), "{why}");
    let why = parse("[package]\nruntime = \"embeded\"").expect_err("refused");
    assert!(why.contains("help: write `embedded`;"), "{why}");
    let nothing_like = parse("[decode]\nsomething_else_altogether = 1").expect_err("refused");
    assert!(!nothing_like.contains("help: write"), "{nothing_like}");
}

#[test]
fn the_command_prints_the_schema() {
    let printed = Command::new(env!("CARGO_BIN_EXE_sdk-codegen"))
        .args(["config", "--schema"])
        .output()
        .expect("it runs");
    assert!(printed.status.success());
    let printed: Value = serde_json::from_slice(&printed.stdout).expect("JSON");
    assert_eq!(printed, schema());
}
