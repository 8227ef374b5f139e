//! The pages name only paths, sections and options that exist.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use sdk_codegen::lower::EXTENSIONS;

/// Folders at the root. A code span that starts with one of them is a path.
const FOLDERS: [&str; 8] = [
    ".ci/",
    ".github/",
    "codegen/",
    "docs/",
    "generated/",
    "spec/",
    "tests/",
    "xtask/",
];

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// The pages by their paths, with their texts.
fn pages() -> Vec<(PathBuf, String)> {
    let mut paths = ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md"]
        .map(PathBuf::from)
        .to_vec();
    paths.push("tests/conformance/README.md".into());
    for entry in fs::read_dir(root().join("docs")).expect("docs can be listed") {
        let name = entry.expect("docs can be listed").file_name();
        if Path::new(&name).extension().is_some_and(|it| it == "md") {
            paths.push(Path::new("docs").join(name));
        }
    }
    let read = |path: PathBuf| {
        let text = fs::read_to_string(root().join(&path)).expect("a page can be read");
        (path, text)
    };
    paths.into_iter().map(read).collect()
}

/// Paths in code spans, relative to the root.
fn paths(text: &str) -> impl Iterator<Item = &str> {
    let spans = text.split('`').skip(1).step_by(2);
    spans.filter(|span| {
        let is_path = FOLDERS.iter().any(|folder| span.starts_with(folder));
        is_path && !span.contains([' ', '…', '{', '<', ':', '*', '\n'])
    })
}

/// Targets of links that are not URLs.
fn links(text: &str) -> impl Iterator<Item = &str> {
    let targets = text
        .split("](")
        .skip(1)
        .filter_map(|rest| rest.split(')').next());
    targets.filter(|target| !target.contains("://"))
}

/// The anchors of the headings, as GitHub derives them.
fn anchors(text: &str) -> BTreeSet<String> {
    let headings = text.lines().filter(|line| line.starts_with('#'));
    let anchor = |line: &str| -> String {
        let title = line.trim_start_matches('#').trim().to_lowercase();
        let kept = title
            .chars()
            .filter(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_'));
        kept.map(|c| if c == ' ' { '-' } else { c }).collect()
    };
    headings.map(anchor).collect()
}

#[test]
fn every_path_and_link_in_the_pages_exists() {
    let (mut paths_seen, mut links_seen) = (0, 0);
    for (page, text) in pages() {
        for path in paths(&text) {
            paths_seen += 1;
            assert!(
                root().join(path).exists(),
                "{} names {path}",
                page.display()
            );
        }
        let folder = root().join(page.parent().unwrap());
        for link in links(&text) {
            links_seen += 1;
            let (path, anchor) = link.split_once('#').unwrap_or((link, ""));
            let target = match path {
                "" => root().join(&page),
                path => folder.join(path),
            };
            let exists = target.exists()
                && (anchor.is_empty() || {
                    let text = fs::read_to_string(target).unwrap_or_default();
                    anchors(&text).contains(anchor)
                });
            assert!(exists, "{} links to {link}", page.display());
        }
    }
    assert!(
        paths_seen > 100 && links_seen > 40,
        "{paths_seen} paths, {links_seen} links"
    );
}

#[test]
fn missing_paths_links_and_sections_are_found() {
    let text = "# A `b` c\nsee `codegen/src/nowhere.rs`, `cargo test`, [x](y.md) and [z](https://a.example)";
    assert_eq!(paths(text).collect::<Vec<_>>(), ["codegen/src/nowhere.rs"]);
    assert_eq!(links(text).collect::<Vec<_>>(), ["y.md"]);
    assert!(anchors(text).contains("a-b-c"));
}

/// The commands `sdk-codegen …` of a text, without comments: the name of each command, and its options.
fn commands(text: &str) -> Vec<(&str, Vec<&str>)> {
    let mut commands = Vec::new();
    for part in text.split("sdk-codegen ").skip(1) {
        let line = part.split(['`', '#', '\n']).next().unwrap_or_default();
        let line = line.strip_prefix("-- ").unwrap_or(line);
        let mut words = line.split_whitespace();
        let Some(name) = words
            .next()
            .filter(|name| name.bytes().all(|it| it.is_ascii_lowercase()))
        else {
            continue;
        };
        let words = words.map(|word| word.trim_matches(['[', ']', '…']));
        let options = words.filter(|word| word.starts_with("--"));
        commands.push((name, options.collect()));
    }
    commands
}

#[test]
fn every_option_of_the_command_in_the_pages_exists() {
    let mut seen = BTreeSet::new();
    for (page, text) in pages() {
        // A sentence that continues after the name of the program is no command.
        let code: String = text
            .split('`')
            .skip(1)
            .step_by(2)
            .collect::<Vec<_>>()
            .join("\n");
        for (name, options) in commands(&code) {
            let output = Command::new(env!("CARGO_BIN_EXE_sdk-codegen"))
                .args([name, "--help"])
                .output()
                .unwrap();
            let help = String::from_utf8(output.stdout).unwrap();
            let page = page.display();
            assert!(
                output.status.success(),
                "{page}: there is no command {name}"
            );
            for option in options {
                assert!(
                    help.contains(&format!("{option} ")) || help.contains(&format!("{option}\n")),
                    "{page}: {name} has no {option}"
                );
                seen.insert((name.to_owned(), option.to_owned()));
            }
        }
    }
    assert!(seen.len() > 20, "{seen:?}");
}

/// `UPDATE_EXPECT=1 cargo test -p sdk-codegen --test guides` updates the table.
#[test]
fn the_table_of_extensions_is_that_of_the_reader() {
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
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(&file, &table).unwrap();
    }
    assert_eq!(fs::read_to_string(file).unwrap(), table);
}
