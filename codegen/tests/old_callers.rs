//! Existing callers continue to compile: operations that have moved, and operations that an overlay
//! pins.

use std::path::{Path, PathBuf};

use sdk_codegen::config::Config;
use sdk_codegen::diff::{Changes, Rust, Side, diff};
use sdk_codegen::load::Source;
use sdk_codegen::{ApiModel, model};
use serde_json::Value;

const PETS: &str = "\
openapi: 3.1.0
info: {title: Pets, version: 1.0.0}
servers: [{url: https://pets.example}]
paths:
  /pets:
    get:
      operationId: listPets
      tags: [pets]
      parameters: [{name: limit, in: query, schema: {type: integer}}]
      responses: {'204': {description: None.}}
  /owners:
    get:
      operationId: listOwners
      tags: [owners]
      responses: {'204': {description: None.}}
";

fn load(text: &str, overlays: &[String], config: &str) -> ApiModel {
    let source = |(name, text): (&str, &str)| Source {
        path: PathBuf::from(name),
        text: text.to_owned(),
    };
    let config = Config::parse("sdk.toml".as_ref(), config).expect("it is good");
    let overlays = overlays.iter().map(|text| source(("overlay.yaml", text)));
    let model = model(source(("api.yaml", text)), overlays.collect(), &config);
    model.unwrap_or_else(|reported| panic!("{}", reported.render()))
}

fn changes(old: &ApiModel, new: &ApiModel) -> Changes {
    diff(side(old), side(new))
}

fn side(ApiModel { document, api, .. }: &ApiModel) -> Side<'_> {
    Side { document, api }
}

/// Paths of removed or changed items.
fn lost(changes: &Changes) -> Vec<String> {
    let items = changes.list.iter().flat_map(|change| &change.items);
    let lost = items.filter(|item| matches!(item.what.name(), "removed" | "changed"));
    lost.map(|item| item.path.clone()).collect()
}

#[test]
fn an_operation_that_moved_is_still_found_where_it_was() {
    let old = load(PETS, &[], "");
    // The list is now in `owners`, or in a new resource.
    for (now, alias) in [("owners", "owners.list_pets"), ("animals", "animals.list")] {
        let tags = format!("operationId: listPets\n      x-fern-sdk-group-name: {now}");
        let name = alias.rsplit('.').next().unwrap_or_default();
        let tags = format!("{tags}\n      x-fern-sdk-method-name: {name}");
        let moved = PETS.replace("operationId: listPets", &tags);
        let config = format!("[aliases]\n\"pets.list\" = \"{alias}\"\n");
        let without = changes(&old, &load(&moved, &[], ""));
        assert_eq!(without.rust(), Rust::Breaking);
        let new = load(&moved, &[], &config);
        assert!(new.diagnostics.is_empty(), "{}", new.diagnostics.render());
        let with = changes(&old, &new);
        assert_eq!(lost(&with), Vec::<String>::new(), "{:#?}", with.list);
        assert_eq!(with.rust(), Rust::Additive);
    }
}

/// The overlay in the page on releases.
fn overlay_of_the_page() -> String {
    let page = include_str!("../../docs/releases.md");
    let (_, rest) = page
        .split_once("   overlay: 1.0.0\n   info: {title: Kept")
        .expect("it is there");
    let (block, _) = rest.split_once("   ```").expect("it ends");
    let lines = block
        .lines()
        .map(|line| line.strip_prefix("   ").unwrap_or(line));
    let lines: Vec<&str> = lines.collect();
    format!("overlay: 1.0.0\ninfo: {{title: Kept{}\n", lines.join("\n"))
}

#[test]
fn an_overlay_pins_a_removed_operation() {
    let spec = Path::new(env!("CARGO_MANIFEST_DIR")).join("../spec");
    let read = |name: &str| std::fs::read_to_string(spec.join(name)).expect("it is there");
    let (text, config) = (read("openapi.yaml"), read("sdk.toml"));
    let mut without: Value = serde_yaml::from_str(&text).expect("it is YAML");
    let paths = without["paths"].as_object_mut().expect("there are paths");
    let path = "/accounts/{account_id}/iam/user_groups/{user_group_id}";
    assert!(paths.remove(path).is_some());
    let without = without.to_string();

    let old = load(&text, &[], &config);
    let gone = lost(&changes(&old, &load(&without, &[], &config)));
    let method = "iam::user_groups::UserGroups::update()";
    assert!(gone.iter().any(|path| path == method), "{gone:#?}");

    let kept = load(&without, &[overlay_of_the_page()], &config);
    assert!(kept.diagnostics.is_empty(), "{}", kept.diagnostics.render());
    let operations = kept.api.resources.iter().flat_map(|it| &it.operations);
    let mut operations = operations.filter(|it| it.id == "iam.user_groups.update");
    assert!(operations.next().is_some_and(|it| it.deprecated.is_some()));
    let gone = lost(&changes(&old, &kept));
    assert_eq!(gone, Vec::<String>::new());
}
