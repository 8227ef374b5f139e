//! Codes of diagnostics: their numbers, and the examples in their explanations.

use std::collections::BTreeSet;
use std::path::Path;

use sdk_codegen::config::Config;
use sdk_codegen::diagnostic::{Code, Diagnostics};
use sdk_codegen::load::Source;
use sdk_codegen::{Options, generate_with_overlays};

/// The first lines of a description if the example does not have them.
const START: &str = "openapi: 3.1.0\ninfo: {title: Shop, version: \"1\"}\n";

/// A valid description, to which overlays and configurations are applied.
const PETS: &str = "openapi: 3.1.0
info: {title: Pets, version: \"1\"}
servers: [{url: https://api.example.com}]
paths:
  /pets:
    get:
      responses:
        \"200\":
          description: Pets.
          content:
            application/json: {schema: {$ref: '#/components/schemas/Pet'}}
components:
  schemas:
    Pet: {type: object, properties: {name: {type: string}}}
";

/// The codes of all diagnostics for an example in an explanation.
fn codes(language: &str, example: &str) -> BTreeSet<Code> {
    let (first, rest) = example.split_once('\n').unwrap_or((example, ""));
    let indented = |by: &str| {
        let lines = rest.lines().map(|line| format!("{by}{line}\n"));
        lines.collect::<String>()
    };
    match (language, first) {
        ("json", _) => reported(example, None, ""),
        ("toml", _) => reported(PETS, None, example),
        (_, "# overlay") => reported(PETS, Some(rest), ""),
        (_, "# whole document") => reported(rest, None, ""),
        (_, "# paths") => reported(&format!("{START}paths:\n{}", indented("  ")), None, ""),
        (_, "# components.schemas") => {
            let names = rest.lines().filter(|line| !line.starts_with([' ', '-']));
            let names = names.filter_map(|line| line.split_once(':'));
            let uses = names.map(|(name, _)| {
                format!(
                    "  /{name}:\n    post:\n      requestBody: {{content: {{application/json: {{schema: &{name} {{$ref: '#/components/schemas/{name}'}}}}}}}}\n      responses: {{'200': {{description: d, content: {{application/json: {{schema: *{name}}}}}}}}}\n"
                )
            });
            let paths: String = uses.collect();
            let schemas = indented("    ");
            let text = format!("{START}paths:\n{paths}components:\n  schemas:\n{schemas}");
            reported(&text, None, "")
        }
        _ => reported(&format!("{START}{example}"), None, ""),
    }
}

fn reported(description: &str, overlay: Option<&str>, config: &str) -> BTreeSet<Code> {
    let source = |path: &str, text: &str| Source {
        path: Path::new(path).to_owned(),
        text: text.to_owned(),
    };
    let path = match description.starts_with('{') {
        true => "openapi.json",
        false => "openapi.yaml",
    };
    let options = Options {
        source: "openapi.yaml".to_owned(),
        command: "sdk-codegen generate".to_owned(),
        strict: false,
    };
    let diagnostics = match Config::parse(Path::new("sdk.toml"), config) {
        Err(error) => Diagnostics::from(error),
        Ok(config) => {
            let overlays = overlay.map(|text| source("overlay.yaml", text));
            let description = source(path, description);
            let overlays = overlays.into_iter().collect();
            match generate_with_overlays(description, overlays, &config, &options) {
                Ok(generated) => generated.diagnostics,
                Err(diagnostics) => diagnostics,
            }
        }
    };
    for diagnostic in &diagnostics {
        let message = &diagnostic.message;
        assert!(diagnostic.help.is_some(), "no help: {message}");
        assert!(
            !message.starts_with(char::is_uppercase) || is_name(message),
            "{message}"
        );
        assert!(!message.ends_with('.'), "{message}");
    }
    diagnostics
        .iter()
        .map(|diagnostic| diagnostic.code)
        .collect()
}

/// Whether a message starts with a proper name.
fn is_name(message: &str) -> bool {
    ["OpenAPI ", "Overlay "]
        .iter()
        .any(|name| message.starts_with(name))
}

/// The examples of an explanation and their languages.
fn examples(explanation: &str) -> Vec<(&str, &str)> {
    let blocks = explanation.split("```").skip(1).step_by(2);
    let split = blocks.map(|block| block.split_once('\n').expect("a language"));
    split.collect()
}

#[test]
fn numbers_are_unique_and_dense() {
    for (index, code) in Code::ALL.iter().enumerate() {
        assert_eq!(code.name(), format!("SDK{:04}", index + 1));
        assert_eq!(code.name().parse(), Ok(*code));
    }
    // Numbers are never removed.
    assert!(Code::ALL.len() >= 100);
    let titles: BTreeSet<&str> = Code::ALL.iter().map(|code| code.title()).collect();
    assert_eq!(titles.len(), Code::ALL.len());
}

/// A new code is appended to `codes.txt`; the other lines never change.
#[test]
fn numbers_keep_their_kinds() {
    let listed = include_str!("codes.txt").lines().map(str::to_owned);
    let all = Code::ALL.iter().map(|code| format!("{code} {code:?}"));
    assert_eq!(all.collect::<Vec<_>>(), listed.collect::<Vec<_>>());
}

#[test]
fn every_code_is_reported_somewhere() {
    let sources = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let files = std::fs::read_dir(sources.join("diagnostic/wording")).expect("it is there");
    let files = files.map(|file| file.expect("it is there").path());
    // Diagnostics of the output folder are in another file.
    let words: String = files
        .chain([sources.join("files/wording.rs")])
        .map(|file| std::fs::read_to_string(file).expect("text"))
        .collect();
    let is_unsaid = |code: &&Code| !words.contains(&format!("Code::{code:?}"));
    let unsaid: Vec<_> = Code::ALL.iter().filter(is_unsaid).collect();
    assert!(unsaid.is_empty(), "{unsaid:?}");
}

#[test]
fn every_code_has_an_explanation_with_an_example() {
    for code in Code::ALL {
        let explanation = code.explanation();
        assert!(explanation.len() > 80, "{code}: {explanation}");
        assert!(!examples(explanation).is_empty(), "{code} has no example");
        let long = explanation.lines().find(|line| line.chars().count() > 120);
        assert_eq!(long, None, "{code}");
        assert!(!code.title().ends_with('.'), "{code}");
    }
}

#[test]
fn explanations_are_those_of_codes() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/diagnostic/explanations");
    let files = std::fs::read_dir(folder).expect("it is there");
    assert_eq!(files.count(), Code::ALL.len());
}

/// Examples in YAML, JSON and TOML are run: the first causes the diagnostic, the second does not.
#[test]
fn examples_cause_what_they_explain() {
    let mut tried = 0;
    let mut wrong = Vec::new();
    for code in Code::ALL {
        let all = examples(code.explanation());
        let all = all
            .into_iter()
            .filter(|(it, _)| ["yaml", "json", "toml"].contains(it));
        let all: Vec<_> = all.collect();
        // A single example shows how to raise a limit.
        let bad = usize::from(code.explanation().contains("Wrong:"));
        for (index, (language, example)) in all.iter().enumerate() {
            tried += 1;
            let found = codes(language, example);
            if found.contains(code) != (index < bad) {
                wrong.push(format!("{code}, example {index}: {found:?}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    assert!(tried > 150, "{tried}");
}

#[test]
fn a_text_that_is_no_code_has_codes_near_it() {
    let near = |text: &str| {
        Code::nearest(text)
            .iter()
            .map(|it| it.name())
            .collect::<Vec<_>>()
    };
    assert_eq!(near("SDK0999")[0], "SDK0099");
    assert_eq!(near("SDK042")[0], "SDK0042");
    assert_eq!(near("nonsense").len(), 3);
    assert_eq!(near("").len(), 3);
    assert_eq!(near(&"9".repeat(10_000)).len(), 3);
    for text in ["sdk42", "42", " SDK0042 ", "0042"] {
        assert_eq!(
            text.parse::<Code>().map(Code::name),
            Ok("SDK0042"),
            "{text}"
        );
    }
    for text in ["", "SDK", "SDK0000", "0", "SDK0999", "E0042", "+42"] {
        assert!(text.parse::<Code>().is_err(), "{text}");
    }
}
