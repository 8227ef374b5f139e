//! References by `$id`, `$anchor` and `$dynamicAnchor`.

use sdk_codegen::load::{Document, Node};
use serde_json::{Value, json};

use crate::{at, load};

/// A document with these schemas.
fn schemas(more: &Value, schemas: &Value) -> Document {
    let mut text = json!({"openapi": "3.2.0", "info": {"title": "t", "version": "1"}, "components": {"schemas": schemas}});
    for (key, value) in more.as_object().expect("an object") {
        text[key] = value.clone();
    }
    let (document, diagnostics) = load(&text.to_string()).expect("it is read");
    assert!(diagnostics.is_empty(), "{}", diagnostics.render());
    document
}

#[test]
fn an_identifier_is_found_with_a_base_of_its_own() {
    let document = schemas(
        &json!({}),
        &json!({
            "Pet": {
                "$id": "https://schemas.example/pets/pet",
                "properties": {
                    "owner": {"$ref": "../owner"},
                    "tag": {"$ref": "#/$defs/tag"},
                    "other": {"$ref": "#/components/schemas/Other"},
                    "named": {"$ref": "owner-of-pets#name"},
                },
                "$defs": {"tag": {"title": "tag"}},
            },
            "Owner": {"$id": "https://schemas.example/owner", "title": "owner"},
            "Named": {"$id": "https://schemas.example/pets/owner-of-pets", "$defs": {"n": {"$anchor": "name", "title": "name"}}},
            "Other": {"title": "other"},
            "ByUri": {"$ref": "https://schemas.example/pets/pet#/$defs/tag"},
            "Relative": {"$id": "relative", "title": "relative"},
            "ToRelative": {"$ref": "relative"},
        }),
    );
    let title = |path: &str| {
        let node = at(&document, &format!("components/schemas/{path}"));
        let end = node.follow().expect("it leads somewhere");
        end.text("title").map(str::to_owned)
    };
    for name in ["owner", "tag", "other"] {
        assert_eq!(
            title(&format!("Pet/properties/{name}")).as_deref(),
            Some(name)
        );
    }
    assert_eq!(title("Pet/properties/named").as_deref(), Some("name"));
    assert_eq!(title("ByUri").as_deref(), Some("tag"));
    assert_eq!(title("ToRelative").as_deref(), Some("relative"));
}

#[test]
fn a_description_is_found_by_its_own_uri() {
    let document = schemas(
        &json!({"$self": "https://api.example/v1/openapi.json"}),
        &json!({
            "A": {"title": "a"},
            "Whole": {"$ref": "https://api.example/v1/openapi.json#/components/schemas/A"},
            "Relative": {"$ref": "openapi.json#/components/schemas/A"},
        }),
    );
    for name in ["Whole", "Relative"] {
        let node = at(&document, "components/schemas").get(name);
        let end = node.expect("it is there").follow().expect("it leads there");
        assert_eq!(end.text("title"), Some("a"), "{name}");
    }
    let (other, _) = load("openapi: 3.2.0\n$self: https://api.example/a\ncomponents: {schemas: {B: {$ref: 'https://api.example/b'}}}\n")
        .expect("it is read");
    let error = at(&other, "components/schemas/B")
        .follow()
        .expect_err("it is not at hand");
    assert!(error.message.contains("is a URL"), "{}", error.message);
}

/// The origin of the items of a list, after following references.
fn item_of(list: &Node<'_>) -> String {
    let item = list.get("items").expect("a list").follow();
    item.expect("it leads somewhere").at().to_string()
}

fn property<'d>(of: &Node<'d>, name: &str) -> Node<'d> {
    let found = of.get("properties").and_then(|all| all.get(name));
    found.expect("it is there")
}

#[test]
fn a_dynamic_reference_is_resolved() {
    let page = json!({
        "$id": "https://schemas.example/page",
        "type": "object",
        "properties": {
            "items": {"type": "array", "items": {"$dynamicRef": "#item"}},
            "next": {"$ref": "#/$defs/link"},
        },
        "$defs": {
            "item": {"$dynamicAnchor": "item", "title": "anything"},
            "link": {"type": "string"},
        },
    });
    let pets = json!({
        "$id": "https://schemas.example/pet-page",
        "$ref": "page",
        "$defs": {"item": {"$dynamicAnchor": "item", "title": "pet"}},
    });
    let document = schemas(&json!({}), &json!({"Page": page, "Pets": pets}));
    // Without a specialization, the items of a page can be anything.
    let page = at(&document, "components/schemas/Page");
    assert_eq!(
        item_of(&property(&page, "items")),
        "#/components/schemas/Page/$defs/item"
    );
    let copy = at(&document, "components/schemas/Pets/allOf");
    let copy = copy.item(0).expect("the copy");
    assert_eq!(
        item_of(&property(&copy, "items")),
        "#/components/schemas/Pets/$defs/item"
    );
    let next = property(&copy, "next").follow().expect("it leads there");
    assert_eq!(
        next.at().to_string(),
        "#/components/schemas/Page/$defs/link"
    );
}

#[test]
fn a_tree_of_strict_trees_is_none_of_trees() {
    let tree = json!({
        "$id": "https://schemas.example/tree",
        "$dynamicAnchor": "node",
        "type": "object",
        "properties": {"children": {"type": "array", "items": {"$dynamicRef": "#node"}}},
    });
    let strict = json!({
        "$id": "https://schemas.example/strict-tree",
        "$dynamicAnchor": "node",
        "$ref": "tree",
        "title": "strict",
    });
    let document = schemas(&json!({}), &json!({"Tree": tree, "Strict": strict}));
    let tree = at(&document, "components/schemas/Tree");
    assert_eq!(
        item_of(&property(&tree, "children")),
        "#/components/schemas/Tree"
    );
    let strict = at(&document, "components/schemas/Strict/allOf");
    let strict = strict.item(0).expect("the copy");
    assert_eq!(
        item_of(&property(&strict, "children")),
        "#/components/schemas/Strict"
    );
}

#[test]
fn path_items_and_media_types_are_components() {
    let text = json!({
        "openapi": "3.2.0",
        "paths": {"/a": {"$ref": "#/components/pathItems/A"}},
        "components": {
            "pathItems": {"A": {"query": {"responses": {"200": {"content": {
                "application/json": {"$ref": "#/components/mediaTypes/M"},
            }}}}}},
            "mediaTypes": {"M": {"schema": {"type": ["string", "null"]}}},
        },
    });
    let (document, diagnostics) = load(&text.to_string()).expect("it is read");
    assert!(diagnostics.is_empty(), "{}", diagnostics.render());
    let paths = at(&document, "paths");
    let item = paths.get("/a").expect("a path").follow().expect("an item");
    let content = &item.value()["query"]["responses"]["200"]["content"];
    assert!(content["application/json"]["$ref"].is_string());
    let schema = at(&document, "components/mediaTypes/M/schema");
    assert_eq!(*schema.value(), json!({"type": "string", "nullable": true}));
}
