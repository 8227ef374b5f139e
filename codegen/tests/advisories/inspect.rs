use std::fs;
use std::path::Path;

use proc_macro2::{TokenStream, TokenTree};
use pulldown_cmark::{CodeBlockKind, Event, Parser, Tag, TagEnd};

/// The identifier that hostile text tries to define or call.
const WORD: &str = "pwned";

/// A call of it.
const CALL: &str = "pwned()";

/// Asserts that every file of a generated crate is valid Rust in which the word occurs only in
/// literals and prose: not as a token, not in code of the documentation, and not in HTML or
/// scripts.
#[track_caller]
pub fn inspect(sdk: &Path) {
    let mut folders = vec![sdk.join("src")];
    let mut files = 0;
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).expect("it is there") {
            let path = entry.expect("it is listed").path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let text = fs::read_to_string(&path).expect("it is text");
            syn::parse_file(&text).unwrap_or_else(|why| panic!("{path:?}: {why}"));
            let tokens: TokenStream = text.parse().expect("it is Rust");
            assert!(!has_word(tokens.clone()), "{WORD} is code in {path:?}");
            // The runtime is the same for every description.
            if !path.starts_with(sdk.join("src/runtime")) {
                docs(tokens);
            }
            files += 1;
        }
    }
    assert!(files > 10, "{files} files");
    let manifest = fs::read_to_string(sdk.join("Cargo.toml")).expect("it is there");
    let manifest: toml::Table = manifest.parse().expect("it is TOML");
    let tables = [
        "bin",
        "dependencies",
        "dev-dependencies",
        "example",
        "features",
        "lib",
        "lints",
        "package",
        "target",
    ];
    let other = manifest.keys().find(|key| !tables.contains(&key.as_str()));
    assert_eq!(other, None);
}

fn has_word(tokens: TokenStream) -> bool {
    tokens.into_iter().any(|token| match token {
        TokenTree::Group(group) => has_word(group.stream()),
        TokenTree::Ident(name) => name == WORD,
        TokenTree::Punct(_) | TokenTree::Literal(_) => false,
    })
}

/// Checks each line of documentation: `///` is parsed as `#[doc = "…"]`.
fn docs(tokens: TokenStream) {
    let mut named = false;
    for token in tokens {
        match token {
            TokenTree::Group(group) => docs(group.stream()),
            TokenTree::Ident(name) => named = name == "doc",
            TokenTree::Literal(literal) if named => {
                if let Ok(text) = syn::parse_str::<syn::LitStr>(&literal.to_string()) {
                    check(&text.value());
                }
                named = false;
            }
            _ => {}
        }
    }
}

/// A line of documentation can open a block whose content is on the following lines, so each line
/// is checked both for code in it and for blocks that it opens.
fn check(line: &str) {
    let mut in_code = false;
    for event in Parser::new(line) {
        match event {
            Event::Start(Tag::CodeBlock(kind)) => {
                let language = match &kind {
                    CodeBlockKind::Fenced(language) => language.as_ref(),
                    CodeBlockKind::Indented => "",
                };
                in_code = !matches!(language, "text" | "json");
            }
            Event::End(TagEnd::CodeBlock) => in_code = false,
            // Longer names that are derived from the text may occur in an example.
            Event::Text(text) => assert!(!in_code || !text.contains(CALL), "a doc-test: {line}"),
            Event::Html(html) | Event::InlineHtml(html) => panic!("HTML in prose: {html}"),
            Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) => {
                assert!(!dest_url.starts_with("javascript:"), "a script: {line}");
            }
            _ => {}
        }
    }
}
