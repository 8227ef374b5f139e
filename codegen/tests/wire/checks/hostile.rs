//! The output of the command line for texts that a terminal, a shell or a build server would
//! interpret.

use std::path::Path;
use std::process::{Command, Output};

/// A command for a shell. Names that are derived from the text have no spaces.
const WORD: &str = "touch pwned";

fn run(words: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_kitchen"));
    command.env_clear().args(words).output().unwrap()
}

/// The output, which must contain no control characters.
fn printed(words: &[&str]) -> String {
    let output = run(words);
    let text = [output.stdout, output.stderr].concat();
    let text = String::from_utf8(text).unwrap();
    let steers = |c: char| {
        c.is_control() && !matches!(c, '\n' | '\t')
            || matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    assert!(!text.contains(steers), "{words:?}: {text:?}");
    assert!(!text.contains("##["), "{words:?}: {text}");
    let mut lines = text.lines();
    assert!(
        !lines.any(|line| line.trim_start().starts_with("::")),
        "{words:?}: {text}"
    );
    text
}

/// The name of the group of commands, according to the completions.
fn group() -> String {
    let found = printed(&["completions", "fish", "--", ""]);
    let mut names = found.lines().filter_map(|line| line.split('\t').next());
    let group = names.find(|name| name.contains("hostile")).unwrap();
    group.to_owned()
}

#[test]
fn help_has_no_control_characters() {
    let group = group();
    let group = group.as_str();
    for words in [
        &[][..],
        &[group],
        &[group, "post"],
        &[group, "update"],
    ] {
        for flag in ["--help", "-h"] {
            printed(&[words, &[flag]].concat());
        }
    }
    let help = printed(&[group, "post", "--help"]);
    assert!(help.contains("u{1b}"), "{help}");
    for words in [
        &[][..],
        &[group],
        &[group, "post"],
        &[group, "update"],
    ] {
        let page = printed(&[&["man"], words].concat());
        // A line that starts with one of these characters is a request of roff.
        let commands = page.lines().filter(|line| line.starts_with(['.', '\'']));
        for line in commands.filter(|line| !line.starts_with(".ie") && !line.starts_with(".el")) {
            assert!(!line.contains(WORD) || line.starts_with(".TH"), "{line}");
        }
        // A backslash in a text is escaped.
        let page = page.replace("\\\\", "");
        for at in page.match_indices('\\').map(|(at, _)| at) {
            let after = page[at + 1..].chars().next().unwrap();
            assert!("\\-.'&f(*ne".contains(after), "{:?}", &page[at..]);
        }
    }
    let listed = [group, "post", "1", "--a", "othr"];
    printed(&listed);
    // Usage errors print arguments and help.
    printed(&[group, "post", "1", "--nonsense"]);
    printed(&[group, "update", "1", "--media-type", "x"]);
}

#[test]
fn completions_hold_no_command_of_a_description() {
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let script = printed(&["completions", shell]);
        assert!(script.contains("kitchen"), "{shell}");
        for line in script.lines().filter(|line| line.contains(WORD)) {
            assert!(is_quoted(shell, line), "{shell}: {line}");
        }
    }
    let group = group();
    for flags in [&["--"][..], &["--media-type", ""]] {
        let asked = ["completions", "fish", "--", &group, "update", "1"];
        let found = printed(&[&asked[..], flags].concat());
        assert!(!found.is_empty());
    }
}

/// True if the word is in single quotes, in which a shell expands nothing.
fn is_quoted(shell: &str, line: &str) -> bool {
    let mut in_quotes = false;
    let mut outside = String::new();
    let mut chars = line.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\'' => in_quotes = !in_quotes,
            '\\' if !in_quotes && shell != "powershell" => {
                chars.next();
            }
            _ if !in_quotes => outside.push(c),
            _ => {}
        }
    }
    !in_quotes && !outside.contains(WORD)
}

/// Bash would run command substitutions in the words of a completion.
#[cfg(unix)]
#[test]
fn bash_runs_nothing_of_a_description() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("completions");
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).unwrap();
    let script = String::from_utf8(run(&["completions", "bash"]).stdout).unwrap();
    std::fs::write(folder.join("script"), script).unwrap();
    let group = group();
    let steps = format!(
        "shopt -s progcomp; compopt() {{ :; }}; source ./script\n\
         complete_at() {{ COMP_WORDS=(\"$@\"); COMP_CWORD=$(($# - 1)); COMPREPLY=()\n\
         _kitchen kitchen \"${{@: -1}}\" \"${{@: -2:1}}\"; echo \"${{#COMPREPLY[@]}} ${{COMPREPLY[*]}}\"; }}\n\
         complete_at kitchen {group} ''; complete_at kitchen {group} post --; \
         complete_at kitchen {group} update --media-type ''\n"
    );
    let mut bash = Command::new("bash");
    let bash = bash.args(["--norc", "--noprofile", "-c", &steps]);
    let output = bash.current_dir(&folder).output().expect("there is bash");
    let reported = String::from_utf8_lossy(&output.stdout);
    assert!(reported.lines().count() == 3, "{output:?}");
    assert!(reported.contains("update"), "{output:?}");
    assert!(reported.contains("application/octet-stream"), "{output:?}");
    let files = std::fs::read_dir(&folder).unwrap().count();
    assert_eq!(files, 1, "something was run: {output:?}");
}
