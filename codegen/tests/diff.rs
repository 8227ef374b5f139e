//! The reported changes between two descriptions.

use std::path::PathBuf;

use sdk_codegen::config::Config;
use sdk_codegen::diff::{Bump, Change, Changes, RULES, Rust, Side, Subject, Wire, diff};
use sdk_codegen::load::Source;
use sdk_codegen::{ApiModel, model};

/// Renames the first operation of the description.
const SEARCH: &str = "operationId: listPets\n      x-fern-sdk-method-name: search";

const PETS: &str = "\
openapi: 3.0.3
info: {title: Pets, version: '1'}
servers: [{url: 'https://pets.example'}]
paths:
  /pets:
    get:
      operationId: listPets
      tags: [pets]
      parameters:
        - {name: limit, in: query, schema: {type: integer}}
      responses:
        '200': {description: d, content: {application/json: {schema: {type: array, items: {$ref: '#/components/schemas/Pet'}}}}}
    post:
      operationId: createPet
      tags: [pets]
      requestBody: {required: true, content: {application/json: {schema: {$ref: '#/components/schemas/NewPet'}}}}
      responses: {'201': {description: d}}
components:
  schemas:
    Pet:
      allOf:
        - {type: object, required: [name], properties: {name: {type: string}}}
        - type: object
          properties:
            kind: {type: string, enum: [cat, dog]}
    NewPet: {type: object, required: [name], properties: {name: {type: string}}}
";

fn load(text: &str) -> ApiModel {
    let source = Source {
        path: PathBuf::from("pets.yaml"),
        text: text.to_owned(),
    };
    model(source, Vec::new(), &Config::default()).expect("it can be read")
}

fn of(model: &ApiModel) -> Side<'_> {
    let ApiModel { document, api, .. } = model;
    Side { document, api }
}

/// The changes if texts in the description are replaced.
fn changes(edits: &[(&str, &str)]) -> Changes {
    let mut text = PETS.to_owned();
    for (from, to) in edits {
        assert!(text.contains(from), "{from}");
        text = text.replace(from, to);
    }
    let (old, new) = (load(PETS), load(&text));
    diff(of(&old), of(&new))
}

fn only(changes: &Changes) -> &Change {
    match changes.list.as_slice() {
        [only] => only,
        list => panic!("{list:#?}"),
    }
}

fn paths(change: &Change) -> Vec<(&str, &str)> {
    let items = change.items.iter();
    items.map(|it| (it.what.name(), it.path.as_str())).collect()
}

#[test]
fn the_same_description_has_no_changes() {
    assert!(changes(&[]).list.is_empty());
    assert_eq!(changes(&[]).bump(), Bump::None);
}

#[test]
fn a_change_has_both_levels_both_places_and_its_items() {
    let changes = changes(&[(
        "required: [name], properties: {name: {type: string}}}\n        - type",
        "properties: {name: {type: string}}}\n        - type",
    )]);
    let change = only(&changes);
    assert_eq!(change.rule.id, "response-became-optional");
    assert_eq!(
        (change.wire(), change.rust()),
        (Wire::Breaking, Rust::Breaking)
    );
    assert_eq!(change.subject, Subject::Model("Pet".to_owned()));
    let place = change.new.as_ref().expect("it has a place");
    assert_eq!(
        place.pointer,
        "#/components/schemas/Pet/allOf/0/properties/name"
    );
    assert_eq!((place.file.as_str(), place.line), ("pets.yaml", 22));
    assert_eq!(change.old.as_ref(), Some(place));
    assert_eq!(paths(change), [("changed", "models::Pet.name")]);
    assert_eq!(changes.bump(), Bump::Major);
}

#[test]
fn the_levels_are_not_mixed_up() {
    let optional = changes(&[(
        "NewPet: {type: object, required: [name], properties: {",
        "NewPet: {type: object, required: [name], properties: {tag: {type: string}, ",
    )]);
    let change = only(&optional);
    assert_eq!(
        (change.wire(), change.rust()),
        (Wire::Compatible, Rust::Additive)
    );
    assert_eq!(paths(change), [("added", "Request<pets::Create>::tag()")]);
    assert_eq!(optional.bump(), Bump::Minor);
    let limited = changes(&[(
        "schema: {type: integer}",
        "schema: {type: integer, maximum: 9}",
    )]);
    let change = only(&limited);
    assert_eq!((change.wire(), change.rust()), (Wire::Breaking, Rust::None));
    assert_eq!(limited.bump(), Bump::Minor);
}

#[test]
fn renames_are_reported_as_renames() {
    let operation = changes(&[("operationId: listPets", SEARCH)]);
    let change = only(&operation);
    assert_eq!(change.rule.id, "operation-renamed");
    assert!(
        change
            .message
            .contains("`pets.list` is called `pets.search`"),
        "{}",
        change.message
    );
    assert!(paths(change).contains(&("removed", "pets::Pets::list()")));
    assert!(paths(change).contains(&("added", "pets::Pets::search()")));
    let model = changes(&[
        ("schemas/Pet'", "schemas/Animal'"),
        ("    Pet:", "    Animal:"),
    ]);
    let rules: Vec<&str> = model.list.iter().map(|it| it.rule.id).collect();
    assert!(rules.contains(&"model-renamed"), "{rules:?}");
    assert!(
        !rules.contains(&"model-removed") && !rules.contains(&"model-added"),
        "{rules:?}"
    );
    assert_eq!(model.wire(), Wire::None);
}

#[test]
fn operations_are_known_by_method_and_path() {
    let gone = changes(&[("    post:", "    put:")]);
    let rules: Vec<_> = gone
        .list
        .iter()
        .map(|it| (it.rule.id, it.subject.parts().1))
        .collect();
    assert_eq!(rules[0], ("operation-removed", "POST /pets"));
    assert!(
        rules.contains(&("operation-added", "PUT /pets")),
        "{rules:?}"
    );
}

#[test]
fn rules_have_an_identifier_each_and_are_listed() {
    let mut table = String::from(
        "# Rules of `sdk-codegen diff`\n\nEach rule classifies a kind of change on the wire. The level for callers in Rust does not depend on the \
         rule: it follows from\nthe public items that are added, removed or changed. An identifier is never reused for another rule.\n\n\
         | rule | on the wire | what changed |\n|---|---|---|\n",
    );
    let mut known = std::collections::HashSet::new();
    for rule in RULES {
        assert!(known.insert(rule.id), "{} is there twice", rule.id);
        table.push_str(&format!(
            "| `{}` | {} | {} |\n",
            rule.id, rule.wire, rule.about
        ));
    }
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../docs/diff-rules.md");
    if std::env::var_os("UPDATE_EXPECT").is_some() {
        std::fs::write(&path, &table).expect("written");
    }
    let listed = std::fs::read_to_string(&path).expect("it is there");
    assert!(listed == table, "run the test with UPDATE_EXPECT=1");
}

#[test]
fn versions_grow_as_cargo_reads_them() {
    let cases = [
        (Bump::Major, "0.1.2", "0.2.0"),
        (Bump::Minor, "0.1.2", "0.1.3"),
        (Bump::Patch, "0.1.2", "0.1.3"),
        (Bump::Major, "1.4.2", "2.0.0"),
        (Bump::Minor, "1.4.2", "1.5.0"),
        (Bump::Patch, "1.4.2", "1.4.3"),
        (Bump::None, "1.4.2", "1.4.2"),
    ];
    for (bump, old, new) in cases {
        assert_eq!(bump.next(old).as_deref(), Some(new), "{bump:?} {old}");
    }
    assert_eq!(Bump::Major.next("1.0.0-rc.1"), None);
    assert_eq!(Bump::Major.next("18446744073709551615.0.0"), None);
}

#[test]
fn a_rename_with_an_alias_is_not_breaking() {
    let config = "[aliases]\n\"pets.list\" = \"pets.search\"\n\"models.Pet\" = \"models.Animal\"\n";
    let config = Config::parse("sdk.toml".as_ref(), config).expect("it is good");
    let renamed = PETS.replace("operationId: listPets", SEARCH);
    let renamed = renamed
        .replace("schemas/Pet'", "schemas/Animal'")
        .replace("    Pet:", "    Animal:");
    let source = Source {
        path: PathBuf::from("pets.yaml"),
        text: renamed,
    };
    let old = load(PETS);
    let new = model(source, Vec::new(), &config).expect("it can be read");
    assert!(new.diagnostics.is_empty(), "{}", new.diagnostics.render());
    let changes = diff(of(&old), of(&new));
    let broken: Vec<_> = changes
        .list
        .iter()
        .filter(|it| it.rust() == Rust::Breaking)
        .collect();
    // The type of an animal is a separate enum, which has no alias.
    let other = broken
        .iter()
        .filter(|it| it.subject != Subject::Model("AnimalKind".to_owned()));
    assert_eq!(other.count(), 1, "{broken:#?}");
    let marked = |path: &str| {
        let mut items = changes.list.iter().flat_map(|it| &it.items);
        items.any(|it| it.path == path && it.what.name() == "deprecation changed")
    };
    assert!(
        marked("pets::Pets::list()")
            && marked("models::Pet.name")
            && marked("Request<pets::List>::limit()")
    );
}

#[test]
fn an_alias_that_cannot_be_made_is_a_warning() {
    let cases = [
        (
            "\"pets.create\" = \"pets.list\"",
            "something else has the old name",
        ),
        (
            "\"list\" = \"pets.list\"",
            "the old name is none of an operation",
        ),
        (
            "\"pets.find\" = \"pets.search\"",
            "there is no such operation",
        ),
        (
            "\"models.NewCat\" = \"models.Cat\"",
            "there is no such model",
        ),
        (
            "\"models.Pet\" = \"pets.list\"",
            "one is a model and the other an operation",
        ),
        (
            "\"models.String\" = \"models.Pet\"",
            "the old name is none of a model",
        ),
    ];
    for (alias, why) in cases {
        let config = Config::parse("sdk.toml".as_ref(), &format!("[aliases]\n{alias}\n"));
        let source = Source {
            path: PathBuf::from("pets.yaml"),
            text: PETS.to_owned(),
        };
        let model =
            model(source, Vec::new(), &config.expect("it is good")).expect("it can be read");
        let reported = model.diagnostics.render();
        assert!(
            reported.contains("SDK0113") && reported.contains(why),
            "{alias}: {reported}"
        );
    }
}
