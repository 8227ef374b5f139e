//! `--check` and `watch` of an SDK that is divided into crates.

use std::fs;
use std::path::Path;

use super::check::found;
use super::{Place, stderr};

/// Two resources that share a model.
const SHOP: &str = "\
openapi: 3.0.3
info: {title: Shop, version: 1.0.0}
servers: [{url: https://shop.example}]
paths:
  /pets/{pet_id}:
    get:
      operationId: getPet
      tags: [pets]
      parameters: [{name: pet_id, in: path, required: true, schema: {type: string}}]
      responses:
        '200':
          description: A pet.
          content: {application/json: {schema: {$ref: '#/components/schemas/Pet'}}}
  /orders:
    get:
      operationId: getOrder
      tags: [orders]
      responses:
        '200':
          description: An order.
          content: {application/json: {schema: {$ref: '#/components/schemas/Order'}}}
components:
  schemas:
    Money: {type: object, required: [amount], properties: {amount: {type: integer}}}
    Pet: {type: object, required: [price], properties: {price: {$ref: '#/components/schemas/Money'}}}
    Order: {type: object, required: [price], properties: {price: {$ref: '#/components/schemas/Money'}}}
";

/// With the runtime as a crate, so that less is generated.
const DIVIDED: &str = "[package]\nname = \"shop\"\nruntime = \"crate\"\nsplit = \"resource\"\n";
const UNDIVIDED: &str = "[package]\nname = \"shop\"\nruntime = \"crate\"\n";

pub(super) const ARGUMENTS: [&str; 2] = ["--config", "sdk.toml"];

/// A place with the description and a configuration that divides the SDK.
pub(super) fn shop() -> Place {
    let place = Place::new(SHOP);
    fs::write(place.path().join("sdk.toml"), DIVIDED).expect("written");
    place
}

/// The same, generated.
fn generated() -> Place {
    let place = shop();
    let made = place.generate(&ARGUMENTS);
    assert_eq!(made.status.code(), Some(0), "{}", stderr(&made));
    place
}

/// Runs `--check`, and returns its status and its report.
fn check(place: &Place, more: &[&str]) -> (Option<i32>, serde_json::Value) {
    let before = place.snapshot();
    let arguments = [&ARGUMENTS, &["--check", "--format", "json"][..], more].concat();
    let output = place.generate(&arguments);
    assert!(place.snapshot() == before, "something was written");
    let report = serde_json::from_slice(&output.stdout);
    (
        output.status.code(),
        report.unwrap_or_else(|_| panic!("{output:?}")),
    )
}

fn edit(path: &Path, edit: impl Fn(&str) -> String) {
    let text = fs::read_to_string(path).expect("there");
    let new = edit(&text);
    assert_ne!(new, text, "nothing was edited");
    fs::write(path, new).expect("written");
}

#[test]
fn a_check_looks_into_every_crate() {
    let place = generated();
    let out = place.path().join("out");
    assert_eq!(check(&place, &[]).0, Some(0));
    assert_eq!(check(&place, &["--full"]).0, Some(0));
    edit(&out.join("resources/pets/src/lib.rs"), |text| {
        format!("{text}// mine\n")
    });
    fs::remove_file(out.join("models/Cargo.toml")).expect("removed");
    fs::write(out.join("resources/orders/src/extra.rs"), "fn mine() {}\n").expect("written");
    edit(&out.join("models/src/lib.rs"), |text| {
        text.replace('\n', "\r\n")
    });
    let (status, report) = check(&place, &[]);
    assert_eq!(status, Some(1));
    let expected = [
        ("models/Cargo.toml", "missing"),
        ("models/src/lib.rs", "line-endings"),
        ("resources/orders/src/extra.rs", "extra"),
        ("resources/pets/src/lib.rs", "edited"),
    ];
    assert_eq!(found(&report), (Vec::new(), expected.to_vec()));
}

#[test]
fn what_builds_a_crate_is_no_drift() {
    let place = generated();
    let out = place.path().join("out");
    fs::create_dir_all(out.join("target/debug")).expect("made");
    fs::write(out.join("target/debug/shop"), "binary").expect("written");
    fs::write(out.join("Cargo.lock"), "version = 4\n").expect("written");
    assert_eq!(check(&place, &["--full"]).0, Some(0));
}

#[test]
fn a_shared_model_changes_in_the_crate_of_models_only() {
    let place = generated();
    edit(&place.path().join("api.yaml"), |text| {
        text.replace(
            "{amount: {type: integer}}",
            "{amount: {type: integer}, note: {type: string}}",
        )
    });
    let (status, report) = check(&place, &[]);
    assert_eq!(status, Some(1));
    let (causes, files) = found(&report);
    assert_eq!(causes, ["description"]);
    let sources: Vec<_> = files
        .iter()
        .filter(|(path, _)| path.ends_with(".rs"))
        .collect();
    assert_eq!(sources, [&("models/src/models/shared_money.rs", "changed")]);
    assert_eq!(place.generate(&ARGUMENTS).status.code(), Some(0));
    assert_eq!(check(&place, &["--full"]).0, Some(0));
}

#[test]
fn crates_go_when_the_sdk_is_not_divided_any_more() {
    let place = generated();
    let out = place.path().join("out");
    fs::write(place.path().join("sdk.toml"), UNDIVIDED).expect("written");
    let (status, report) = check(&place, &[]);
    assert_eq!(status, Some(1));
    assert_eq!(found(&report).0, ["configuration"], "{report:#}");
    let made = place.generate(&ARGUMENTS);
    assert_eq!(made.status.code(), Some(0), "{}", stderr(&made));
    for folder in ["models", "resources"] {
        assert!(!out.join(folder).exists(), "{folder} is still there");
    }
    assert!(out.join("src/models/pets.rs").exists());
    assert_eq!(check(&place, &["--full"]).0, Some(0));
    fs::write(place.path().join("sdk.toml"), DIVIDED).expect("written");
    assert_eq!(place.generate(&ARGUMENTS).status.code(), Some(0));
    assert!(out.join("resources/pets/src/models/pets.rs").exists());
    assert!(!out.join("src/models/pets.rs").exists());
    assert_eq!(check(&place, &["--full"]).0, Some(0));
}

#[test]
fn a_file_of_somebodys_stays_when_its_crate_goes() {
    let place = generated();
    let out = place.path().join("out");
    let mine = out.join("resources/pets/src/mine.rs");
    fs::write(&mine, "fn mine() {}\n").expect("written");
    fs::write(place.path().join("sdk.toml"), UNDIVIDED).expect("written");
    let made = place.generate(&ARGUMENTS);
    assert_eq!(made.status.code(), Some(0), "{}", stderr(&made));
    assert!(mine.exists());
    assert!(!out.join("resources/pets/Cargo.toml").exists());
    assert!(!out.join("models").exists());
    let (status, report) = check(&place, &[]);
    assert_eq!(status, Some(1));
    let extra = [("resources/pets/src/mine.rs", "extra")];
    assert_eq!(found(&report), (Vec::new(), extra.to_vec()));
    fs::remove_dir_all(out.join("resources")).expect("removed");
    assert_eq!(check(&place, &["--full"]).0, Some(0));
}
