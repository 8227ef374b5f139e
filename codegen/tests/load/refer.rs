use std::fs;
use std::path::Path;

use sdk_codegen::diagnostic::Severity;
use sdk_codegen::load::{Document, Source};
use serde_json::json;

use crate::{at, load};

#[test]
fn references_inside_the_document_are_followed() {
    let text = json!({
        "openapi": "3.0.3",
        "x-direct": {"$ref": "#/paths/~1a~1%7Bb%7D/x~0y"},
        "x-plain": {"$ref": "#/components/schemas/50%"},
        "x-unicode": {"$ref": "#/components/schemas/%C3%BC"},
        "x-item": {"$ref": "#/x-list/1"},
        "x-list": [1, 2],
        "paths": {"/a/{b}": {"x~y": 3}},
        "components": {"schemas": {"50%": {"title": "p"}, "ü": {"title": "u"}}},
    });
    let (document, _) = load(&text.to_string()).expect("it is read");
    let follow = |key: &str| at(&document, key).follow().expect("it leads somewhere");
    assert_eq!(*follow("x-direct").value(), json!(3));
    assert_eq!(follow("x-direct").at().to_string(), "#/paths/~1a~1{b}/x~0y");
    assert_eq!(follow("x-plain").text("title"), Some("p"));
    assert_eq!(follow("x-unicode").text("title"), Some("u"));
    assert_eq!(*follow("x-item").value(), json!(2));
    assert!(follow("x-item").id() == at(&document, "x-list").item(1).expect("it is there").id());
}

#[test]
fn anchors_are_followed_where_they_are_not_data() {
    let text = json!({
        "openapi": "3.1.0",
        "info": {"title": "t"},
        "x-plain": {"$ref": "#pet"},
        "x-data": {"$ref": "#data"},
        "components": {"schemas": {
            "Data": {"default": {"$anchor": "data"}},
            "Pet": {"allOf": [{"$anchor": "pet", "title": "p"}]},
        }},
    });
    let (document, _) = load(&text.to_string()).expect("it is read");
    let pet = at(&document, "x-plain")
        .follow()
        .expect("it leads somewhere");
    assert_eq!(pet.at().to_string(), "#/components/schemas/Pet/allOf/0");
    assert!(at(&document, "x-data").follow().is_err());
}

#[test]
fn what_cannot_be_followed_says_why() {
    let cases = [
        ("#/nowhere", "does not lead to a value"),
        ("#/info/title/x", "does not lead to a value"),
        ("#/components/schemas/S", "leads back to itself"),
        ("#anchor", "names an anchor"),
        ("http://169.254.169.254/latest", "is a URL"),
        ("file:///etc/passwd", "is a URL"),
        ("//host/x.yaml", "is a URL"),
        ("../x.yaml", "leads outside"),
        ("a/../../x.yaml#/S", "leads outside"),
        ("%2e%2e/x.yaml", "leads outside"),
        ("/etc/passwd", "leads outside"),
        ("..\\x.yaml", "leads outside"),
        ("no-such-file.yaml", "cannot be read"),
    ];
    for (reference, why) in cases {
        let text = json!({
            "openapi": "3.0.3",
            "info": {"title": "t"},
            "components": {"schemas": {"S": {"$ref": reference}}},
        });
        let (document, _) = load(&text.to_string()).expect("it is read");
        let error = at(&document, "components/schemas/S").follow().err();
        let error = error.unwrap_or_else(|| panic!("{reference} is followed"));
        assert_eq!(error.severity, Severity::Warning);
        assert_eq!(error.at.to_string(), "#/components/schemas/S/$ref");
        assert!(
            error.message.contains(why),
            "{reference}: {}",
            error.message
        );
    }
}

#[test]
fn a_long_chain_of_references_is_followed() {
    let mut schemas = serde_json::Map::new();
    for link in 0..10_000 {
        let next = format!("#/components/schemas/S{}", link + 1);
        schemas.insert(format!("S{link}"), json!({"$ref": next}));
    }
    schemas.insert("S10000".to_owned(), json!({"title": "end"}));
    let text = json!({"openapi": "3.0.3", "components": {"schemas": schemas}});
    let (document, _) = load(&text.to_string()).expect("it is read");
    let end = at(&document, "components/schemas/S0")
        .follow()
        .expect("it ends");
    assert_eq!(end.text("title"), Some("end"));
}

fn write(folder: &Path, name: &str, text: &str) {
    let path = folder.join(name);
    fs::create_dir_all(path.parent().expect("it has a folder")).expect("made");
    fs::write(path, text).expect("written");
}

#[test]
fn files_beside_the_description_are_read() {
    let folder = tempfile::tempdir().expect("made");
    let api = "openapi: 3.1.0\ncomponents:\n  schemas:\n    \
        A: {$ref: 'models/a.yaml'}\n    \
        B: {$ref: 'models/all.json#/defs/B'}\n    \
        Broken: {$ref: 'broken.yaml'}\n";
    write(folder.path(), "api/api.yaml", api);
    let a = "type: [object, 'null']\nproperties:\n  b: {$ref: 'all.json#/defs/B'}\n  \
        api: {$ref: '../api.yaml#/components/schemas/B'}\n";
    write(folder.path(), "api/models/a.yaml", a);
    write(
        folder.path(),
        "api/models/all.json",
        "{\"defs\": {\"B\": {\"type\": [\"string\"]}}}",
    );
    write(folder.path(), "api/broken.yaml", "a: [1\n");
    let source = Source::read(folder.path().join("api/api.yaml")).expect("read");
    let (document, diagnostics) = Document::load(source).expect("it is read");

    let a = at(&document, "components/schemas/A")
        .follow()
        .expect("a file");
    assert_eq!(a.text("type"), Some("object"));
    assert!(a.flag("nullable"));
    let property = |name: &str| {
        let properties = a.get("properties").expect("it has some");
        properties
            .get(name)
            .expect("it is there")
            .follow()
            .expect("it leads somewhere")
    };
    assert_eq!(property("b").text("type"), Some("string"));
    assert!(property("b").id() == property("api").id());
    assert!(at(&document, "components/schemas/Broken").follow().is_err());
    let reported = diagnostics.render();
    assert!(reported.contains("broken.yaml:2:1"), "{reported}");
}

#[cfg(unix)]
#[test]
fn a_link_out_of_the_folder_is_not_followed() {
    let folder = tempfile::tempdir().expect("made");
    write(folder.path(), "secret.yaml", "title: secret\n");
    let api = "openapi: 3.0.3\ncomponents: {schemas: {A: {$ref: 'link.yaml'}}}\n";
    write(folder.path(), "api/api.yaml", api);
    let link = folder.path().join("api/link.yaml");
    std::os::unix::fs::symlink(folder.path().join("secret.yaml"), link).expect("linked");
    let source = Source::read(folder.path().join("api/api.yaml")).expect("read");
    let (document, _) = Document::load(source).expect("it is read");
    let error = at(&document, "components/schemas/A").follow().err();
    assert!(error.is_some_and(|e| e.message.contains("leads outside")));
}

#[test]
fn typed_values_say_what_is_wrong_with_them() {
    let text = json!({
        "openapi": "3.0.3",
        "x-good": {
            "name": "a", "in": "query", "required": true, "example": {"a": 1},
            "schema": {"type": "not a type"},
        },
        "x-bad": {"name": "a", "in": "body", "schema": {}},
    });
    let (document, _) = load(&text.to_string()).expect("it is read");
    let good = at(&document, "x-good").typed::<openapiv3::Parameter>();
    assert!(good.is_ok_and(|p| p.parameter_data_ref().required));
    let bad = at(&document, "x-bad").typed::<openapiv3::Parameter>();
    let bad = bad.expect_err("it is refused");
    assert_eq!(bad.at.to_string(), "#/x-bad");
    assert!(
        bad.message.contains("unknown variant `body`"),
        "{}",
        bad.message
    );
}

#[test]
fn a_long_chain_of_references_is_walked_once() {
    let length = 30_000;
    let mut chain: serde_json::Map<String, serde_json::Value> = (0..length)
        .map(|n| {
            (
                format!("S{n}"),
                json!({"$ref": format!("#/components/schemas/S{}", n + 1)}),
            )
        })
        .collect();
    chain.insert(format!("S{length}"), json!({"title": "end"}));
    let circle = (0..length).map(|n| {
        let next = format!("#/components/schemas/C{}", (n + 1) % length);
        (format!("C{n}"), json!({"$ref": next}))
    });
    chain.extend(circle);
    let text = json!({"openapi": "3.0.3", "components": {"schemas": chain}, "paths": {}});
    let (document, _) = load(&text.to_string()).expect("it is read");
    let schemas = at(&document, "components")
        .get("schemas")
        .expect("they are there");
    for (name, schema) in schemas.entries() {
        let end = schema.follow();
        assert_eq!(end.is_ok(), name.starts_with('S'), "{name}");
        assert!(end.is_err() || end.is_ok_and(|end| end.text("title") == Some("end")));
    }
}
