//! The text of a malicious description remains text.

use sdk_codegen::files::Files;

use crate::dom::pages;
use crate::site_of;

/// Texts with an effect in a page, each with a word that must be visible.
const TEXTS: [&str; 8] = [
    "</script><script>stolen()</script>",
    "<img src=x onerror=stolen()>",
    "\" autofocus onfocus=\"stolen()",
    "[stolen](javascript:stolen())",
    "[stolen](data:text/html,<script>stolen()</script>)",
    "![stolen](https://example.com/pixel.png)",
    "<style>*{display:none}</style><base href='https://evil.example/'>stolen",
    "'; rm -rf stolen; $(stolen) `stolen`",
];

/// A description with a text in every location.
fn description(text: &str) -> String {
    let spec = serde_json::json!({
        "openapi": "3.1.0",
        "info": {"title": text, "version": text, "description": text},
        "servers": [{"url": "https://a.example", "description": text}],
        "tags": [{"name": text, "description": text}],
        "paths": {
            format!("/things/{{id}}/{}", text.replace('/', "")): {"post": {
                "tags": [text], "summary": text, "description": text, "operationId": text,
                "x-api-token-group": [text],
                "externalDocs": {"url": "javascript:stolen()"},
                "security": [{"key": []}],
                "parameters": [
                    {"name": "id", "in": "path", "required": true, "description": text,
                     "schema": {"type": "string", "example": text, "pattern": text}},
                    {"name": text, "in": "query", "required": true, "description": text,
                     "schema": {"type": "string", "enum": [text, "b"], "default": text}},
                ],
                "requestBody": {"required": true, "description": text, "content": {"application/json": {"schema":
                    {"$ref": "#/components/schemas/Thing"}}}},
                "responses": {
                    "200": {"description": text, "headers": {"X-A": {"description": text, "schema": {"type": "string"}}},
                        "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Thing"},
                            "example": {text: text}}}},
                    "default": {"description": text, "content": {"application/json": {"schema": {"type": "object",
                        "properties": {text: {"type": "string", "description": text}}}}}},
                },
            }},
        },
        "components": {
            "schemas": {"Thing": {"type": "object", "title": text, "description": text, "required": [text],
                "properties": {text: {"type": "string", "description": text, "example": text, "format": text},
                    "kind": {"enum": [text, "other"], "description": text},
                    "../../up": {"type": "string", "const": text}}}},
            "securitySchemes": {"key": {"type": "apiKey", "in": "header", "name": "X-Key", "description": text}},
        },
    });
    spec.to_string()
}

/// All elements on the generated pages.
const ELEMENTS: &str = "html head meta title link script body a header button span div input kbd ul li ol p nav main \
    article section aside h1 h2 h3 dl dt dd code pre strong em small details summary abbr br hr blockquote table thead \
    tbody tr th td";

fn assert_inert(text: &str, files: &Files) {
    for (path, page) in pages(files) {
        for element in page.all() {
            let name = element.name();
            assert!(
                ELEMENTS.split_whitespace().any(|own| own == name),
                "{path}: {name} from {text}"
            );
            for (attribute, value) in element.attributes() {
                assert!(
                    !attribute.starts_with("on") && attribute != "style",
                    "{path}: {attribute} from {text}"
                );
                assert_ne!(attribute, "autofocus", "{path}");
                if attribute == "href" || attribute == "src" {
                    let is_ours = !value.contains(':')
                        || value.starts_with("https://")
                        || value.starts_with("http://");
                    assert!(is_ours, "{path}: {value} from {text}");
                }
            }
        }
        let scripts = page.named("script");
        let sources: Vec<_> = scripts
            .iter()
            .map(|it| it.attribute("src").unwrap_or_default())
            .collect();
        assert_eq!(sources.len(), 1, "{path}: {sources:?} from {text}");
        assert!(sources[0].ends_with("assets/site.js"), "{path}");
        assert!(scripts[0].text().is_empty(), "{path}");
    }
}

#[test]
fn hostile_texts_are_only_text() {
    for text in TEXTS {
        let files = site_of(&description(text));
        assert_inert(text, &files);
        let reported = pages(&files).filter(|(_, page)| page.text().contains("stolen"));
        assert!(reported.count() > 3, "{text} is shown nowhere");
    }
}

#[test]
fn the_index_of_the_search_ends_no_script() {
    for text in TEXTS {
        let files = site_of(&description(text));
        let scripts = files
            .iter()
            .filter(|(path, _)| path.starts_with("assets/") && *path != "assets/site.js");
        for (path, bytes) in scripts.filter(|(path, _)| path.ends_with(".js")) {
            let script = std::str::from_utf8(bytes).expect("it is UTF-8");
            assert!(!script.contains('<'), "{path} from {text}");
            let (name, value) = script.split_once(" = ").expect("it assigns something");
            assert!(name.starts_with("window.sdk"), "{name}");
            let value = value.trim_end().trim_end_matches(';');
            assert!(
                serde_json::from_str::<serde_json::Value>(value).is_ok(),
                "{path} from {text}"
            );
        }
    }
}

#[test]
fn what_cannot_be_seen_is_spelled() {
    let files = site_of(&description("stolen \u{202e}text \u{200b}hidden"));
    for (path, bytes) in &files {
        let text = std::str::from_utf8(bytes).expect("it is UTF-8");
        assert!(!text.contains(['\u{202e}', '\u{200b}']), "{path}");
    }
}

#[test]
fn paths_of_pages_are_safe_for_all_names() {
    for text in TEXTS {
        for path in site_of(&description(text)).keys() {
            let is_plain =
                |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || "_.-/".contains(c);
            assert!(path.chars().all(is_plain) && !path.contains(".."), "{path}");
            assert!(path.split('/').all(|part| part.len() < 200), "{path}");
        }
    }
}
