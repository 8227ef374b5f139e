//! The examples on the pages are valid: Rust compiles, and shells parse the commands.

use std::fs;
use std::path::Path;
use std::process::Command;

use sdk_codegen::files::Files;

use crate::build;
use crate::dom::pages;
use crate::{all_sites, own_site, root};

/// The code of all tabs with this name, and their pages.
fn code<'f>(files: &'f Files, name: &str) -> Vec<(&'f str, String)> {
    let mut found = Vec::new();
    for (path, page) in pages(files) {
        if !path.starts_with("api/") {
            continue;
        }
        for panel in page.all_with("data-name", name) {
            found.push((path, panel.named("pre")[0].text()));
        }
    }
    found
}

#[test]
fn the_rust_of_all_pages_compiles_without_warnings() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("site-snippets");
    let mut source = String::from("#![allow(unused_variables)]\n");
    let files = own_site();
    let snippets = code(&files, "Rust");
    assert_eq!(snippets.len(), 4);
    for (index, (path, code)) in snippets.iter().enumerate() {
        source.push_str(&format!(
            "// {path}\npub async fn call_{index}() -> Result<(), cloudflare_sdk::Error> {{\n{code}\nOk(()) }}\n"
        ));
    }
    let sdk = root()
        .join("generated")
        .canonicalize()
        .expect("it is there");
    let manifest = format!(
        "[workspace]\n[package]\nname = \"site-snippets\"\nedition = \"2024\"\n[dependencies]\n\
         cloudflare-sdk = {{ path = {sdk:?}, default-features = false, features = [\"all\"] }}\n"
    );
    fs::create_dir_all(folder.join("src")).expect("made");
    fs::write(folder.join("src/lib.rs"), source).expect("written");
    fs::write(folder.join("Cargo.toml"), manifest).expect("written");
    fs::copy(root().join("Cargo.lock"), folder.join("Cargo.lock")).expect("copied");
    let output = build::cargo(&folder, &["check"])
        .output()
        .expect("cargo runs");
    let reported = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success() && reported.is_empty(), "{reported}");
}

#[test]
fn a_shell_reads_all_commands() {
    let own = [("own".to_owned(), own_site())];
    let mut script = String::new();
    let mut count = 0;
    for (name, files) in own.into_iter().chain(all_sites()) {
        for (path, command) in code(&files, "curl").into_iter().chain(code(&files, "CLI")) {
            assert!(!command.contains('\0'), "{name}, {path}");
            script.push_str(&format!("f{count}() {{\n{command}\n}}\n"));
            count += 1;
        }
    }
    assert!(count > 100, "only {count} commands");
    let file = Path::new(env!("CARGO_TARGET_TMPDIR")).join("commands.sh");
    fs::write(&file, script).expect("written");
    let output = Command::new("sh")
        .arg("-n")
        .arg(&file)
        .output()
        .expect("a shell");
    let reported = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{reported}");
}

#[test]
fn all_three_languages_send_the_same() {
    let files = own_site();
    let of = |name: &str| {
        let all = code(&files, name);
        let wanted = all
            .into_iter()
            .find(|(path, _)| path.contains("deployment_groups"));
        wanted.expect("there is one").1
    };
    assert_eq!(
        of("Rust"),
        "let client = cloudflare_sdk::Client::from_env()?;\n\
         let result = client\n    \
         .zero_trust()\n    \
         .devices()\n    \
         .deployment_groups()\n    \
         .edit(\"550e8400-e29b-41d4-a716-446655440000\")\n    \
         .name(\"Engineering Ring 0\")\n    \
         .policy_ids([\"policy_ids\"])\n    \
         .send().await?;"
    );
    assert_eq!(
        of("CLI"),
        "cloudflare zero-trust devices deployment-groups edit \\\n  \
         550e8400-e29b-41d4-a716-446655440000 \\\n  \
         --name 'Engineering Ring 0' \\\n  \
         --policy-ids policy_ids"
    );
    assert_eq!(
        of("curl"),
        "curl --request PATCH \\\n  \
         \"https://api.cloudflare.com/client/v4/accounts/${CLOUDFLARE_ACCOUNT_ID}/devices/deployment-groups/550e8400-e29b-41d4-a716-446655440000\" \\\n  \
         --header \"Authorization: Bearer ${CLOUDFLARE_API_TOKEN}\" \\\n  \
         --header 'Content-Type: application/json' \\\n  \
         --data-raw '{\n  \"name\": \"Engineering Ring 0\",\n  \"policy_ids\": [\n    \"policy_ids\"\n  ]\n}'"
    );
}
