//! What the guides for contributors name is there.

use std::path::Path;

use sdk_codegen::lower::EXTENSIONS;

/// Paths in code spans: what has a slash, and no placeholder.
fn paths(text: &str) -> impl Iterator<Item = &str> {
    let spans = text.split('`').skip(1).step_by(2);
    spans.filter(|span| {
        let is_path = span.contains('/') && !span.contains([' ', '…', '{', '<', ':', '\n']);
        is_path && !span.starts_with("application/")
    })
}

#[test]
fn every_path_in_the_guides_exists() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    for guide in ["ARCHITECTURE.md", "CONTRIBUTING.md"] {
        let text = std::fs::read_to_string(root.join(guide)).unwrap();
        let named: Vec<&str> = paths(&text).collect();
        assert!(named.len() > 8, "{guide}: {named:?}");
        for path in named {
            assert!(root.join(path).exists(), "{guide} names {path}");
        }
    }
}

#[test]
fn a_path_that_is_not_there_is_seen() {
    let named: Vec<&str> = paths("see `codegen/src/nowhere.rs` and `cargo test`").collect();
    assert_eq!(named, ["codegen/src/nowhere.rs"]);
}

/// `UPDATE_EXPECT=1 cargo test -p sdk-codegen --test guides` writes the table.
#[test]
fn the_table_of_extensions_is_the_readers_own() {
    let mut table = String::from(
        "# Extensions\n\nThe generator reads these extensions of OpenAPI, and ignores all others. If a row has several names, the\n\
         first one that is present applies.\n\n| name | on | value |\n|---|---|---|\n",
    );
    for extension in EXTENSIONS {
        let keys: Vec<_> = extension
            .keys
            .iter()
            .map(|key| format!("`{key}`"))
            .collect();
        let (on, does) = (extension.on, extension.does);
        table.push_str(&format!("| {} | {on} | {does} |\n", keys.join(", ")));
    }
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/extensions.md");
    if std::env::var_os("UPDATE_EXPECT").is_some() {
        std::fs::create_dir_all(file.parent().unwrap()).unwrap();
        std::fs::write(&file, &table).unwrap();
    }
    assert_eq!(std::fs::read_to_string(file).unwrap(), table);
}
