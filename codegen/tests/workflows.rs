//! The workflows, the action and the hook in the repository call commands that exist.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

/// Files with commands, relative to the root of the repository.
const FILES: [&str; 4] = [
    ".github/workflows/ci.yml",
    ".github/actions/regenerate/action.yml",
    "docs/templates/regenerate.yml",
    ".pre-commit-hooks.yaml",
];

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

fn text(file: &str) -> String {
    fs::read_to_string(root().join(file)).expect("it is there")
}

fn parsed(file: &str) -> Value {
    serde_yaml::from_str(&text(file)).expect("it is YAML")
}

/// The values of a key at any depth.
fn under<'v>(value: &'v Value, key: &str, found: &mut Vec<&'v str>) {
    match value {
        Value::Object(members) => {
            for (name, value) in members {
                found.extend(value.as_str().filter(|_| name == key));
                under(value, key, found);
            }
        }
        Value::Array(items) => items.iter().for_each(|item| under(item, key, found)),
        _ => {}
    }
}

/// The scripts of a file.
fn scripts(file: &str) -> Vec<String> {
    let value = parsed(file);
    let mut found = Vec::new();
    under(&value, "run", &mut found);
    under(&value, "entry", &mut found);
    found.into_iter().map(str::to_owned).collect()
}

/// The output of `sdk-codegen COMMAND --help`; `None` if the command does not exist.
fn help(command: &str) -> Option<String> {
    let output = Command::new(env!("CARGO_BIN_EXE_sdk-codegen"))
        .args([command, "--help"])
        .output()
        .expect("it runs");
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    output.status.success().then_some(text)
}

/// The sub-command in a line of a script, and its flags. `with` is an array of arguments of the
/// script.
fn call(line: &str) -> Option<(&str, BTreeSet<&str>)> {
    let at = line.find("sdk-codegen ")?;
    // In `--rev REVISION sdk-codegen`, it is the name of a package.
    let mut words = line[at..].split_whitespace().skip(1);
    let command = words.next()?;
    let flags = words.take_while(|word| !matches!(*word, "|" | ">" | "||" | ";;"));
    Some((
        command,
        flags.filter(|word| word.starts_with("--")).collect(),
    ))
}

#[test]
fn commands_and_flags_exist() {
    let mut calls = 0;
    for file in FILES {
        for script in scripts(file) {
            let collected: BTreeSet<&str> = script
                .lines()
                .filter_map(|line| line.split_once("with+=("))
                .filter_map(|(_, arguments)| arguments.split_whitespace().next())
                .collect();
            for line in script.lines() {
                let Some((command, mut flags)) = call(line) else {
                    continue;
                };
                calls += 1;
                let help = help(command).unwrap_or_else(|| panic!("{file}: {line}"));
                if line.contains("${with[@]}") {
                    flags.extend(&collected);
                }
                for flag in flags {
                    let is_known = help.split(|c: char| c.is_whitespace() || c == ',');
                    assert!(
                        is_known.into_iter().any(|word| word == flag),
                        "{file}: `{command}` has no `{flag}`:\n{help}"
                    );
                }
            }
        }
    }
    assert!(calls >= 8, "{calls}");
}

#[test]
fn scripts_are_ones_that_a_shell_can_read() {
    let is_there = Command::new("bash").arg("--version").output().is_ok();
    for script in FILES.into_iter().flat_map(scripts).filter(|_| is_there) {
        // GitHub expands expressions before the shell parses the script.
        assert!(!script.contains("${{"), "an injection: {script}");
        let output = Command::new("bash").args(["-n", "-c", &script]).output();
        let output = output.expect("bash runs");
        let reported = String::from_utf8_lossy(&output.stderr);
        assert!(
            output.status.success() && reported.is_empty(),
            "{script}\n{reported}"
        );
    }
}

#[test]
fn what_expressions_name_is_declared() {
    for file in FILES {
        let (text, value) = (text(file), parsed(file));
        let mut ids = Vec::new();
        under(&value, "id", &mut ids);
        for expression in text
            .split("${{")
            .skip(1)
            .filter_map(|it| it.split("}}").next())
        {
            let paths = expression.split(|c: char| !(c.is_alphanumeric() || "._-".contains(c)));
            for path in paths {
                let parts: Vec<&str> = path.split('.').collect();
                match parts.as_slice() {
                    ["inputs", name] => assert!(value["inputs"].get(name).is_some(), "{path}"),
                    ["steps", id, "outputs", name] => {
                        assert!(ids.contains(id), "{file}: {path}");
                        assert!(text.contains(&format!("echo \"{name}=")), "{file}: {path}");
                    }
                    _ => {}
                }
            }
        }
    }
}

#[test]
fn the_readme_points_to_what_is_there() {
    let readme = text("README.md");
    for file in FILES {
        let named = file.trim_end_matches("/action.yml");
        let is_internal = file.ends_with("ci.yml");
        assert!(is_internal || readme.contains(named), "{file}");
    }
}
