//! `cargo xtask shells`: tests completions of the SDK's command line in real shells. Needs `tmux`,
//! `bash`, `zsh` and `fish`.

use std::fs;
use std::os::unix::fs::symlink;
use std::path::Path;
use std::process::ExitCode;

use crate::cargo;
use crate::terminal::Terminal;

/// For each shell: the name, the command that starts it, the path of its startup file and the text of it.
const SHELLS: [(&str, &str, &str, &str); 3] = [
    (
        "bash",
        "bash --rcfile FOLDER/rc -i",
        "rc",
        "PS1='> '\nbind 'set show-all-if-ambiguous on'\nsource <(cloudflare completions bash)\n",
    ),
    (
        "zsh",
        "env ZDOTDIR=FOLDER zsh -i",
        ".zshrc",
        "PS1='> '\nautoload -Uz compinit; compinit -u\nsource <(cloudflare completions zsh)\n",
    ),
    (
        "fish",
        "env XDG_CONFIG_HOME=FOLDER fish -i",
        "fish/config.fish",
        "function fish_prompt; echo '> '; end\ncloudflare completions fish | source\n",
    ),
];

/// What is typed before the Tab key, and what the screen must show afterwards.
const COMPLETIONS: [(&str, &str); 6] = [
    ("cloudflare zero", "cloudflare zero-trust"),
    ("cloudflare iam u", "cloudflare iam user-groups"),
    ("cloudflare -o ya", "cloudflare -o yaml"),
    ("cloudflare --output ta", "cloudflare --output table"),
    (
        "cloudflare zero-trust devices deployment-groups edit --poli",
        "deployment-groups edit --policy-ids",
    ),
    (
        "cloudflare zero-trust devices posture integrations edit --type crowd",
        "--type crowdstrike_s2s",
    ),
];

/// Tries every completion in every shell.
///
/// # Errors
/// A shell is missing, or does not show a completion.
pub fn run() -> anyhow::Result<ExitCode> {
    cargo::build(&["-p", "sdk-tests", "--bin", "command-line"])?;
    let folder = tempfile::tempdir()?;
    let programs = folder.path().join("bin");
    fs::create_dir(&programs)?;
    let program = Path::new("target/debug/command-line").canonicalize()?;
    symlink(program, programs.join("cloudflare"))?;
    let path = std::env::var("PATH").unwrap_or_default();
    let path = format!("{}:{path}", programs.display());
    let mut tried = 0;
    for (shell, start, file, text) in SHELLS {
        let home = folder.path().join(shell);
        let file = home.join(file);
        fs::create_dir_all(file.parent().unwrap_or(&home))?;
        fs::write(file, text)?;
        let home = home.display().to_string();
        let start = start.replace("FOLDER", &home);
        let start = format!("env HOME='{home}' PATH='{path}' TERM=screen {start}");
        let socket = folder.path().join("socket").display().to_string();
        let terminal = Terminal::open(&socket, shell, (120, 40), &start)?;
        terminal.wait_for(">")?;
        for (typed, expected) in COMPLETIONS {
            terminal.type_text(typed)?;
            terminal.press_key("Tab")?;
            terminal.wait_for(expected)?;
            println!("{shell}: {typed}⇥ shows {expected}");
            // Abandons the line.
            terminal.press_key("C-c")?;
            // A shell may drop characters that are typed before its prompt appears.
            terminal.wait_until("the prompt", |screen| screen.trim_end().ends_with("\n>"))?;
            terminal.type_text("clear")?;
            terminal.press_key("Enter")?;
            terminal.wait_until_gone(expected)?;
            tried += 1;
        }
    }
    println!("{tried} completions in {} shells", SHELLS.len());
    Ok(ExitCode::SUCCESS)
}
