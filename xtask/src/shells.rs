//! `cargo xtask shells`: completions of the SDK's command line, typed into real shells. Needs `tmux`,
//! `bash`, `zsh` and `fish`.

use std::fs;
use std::os::unix::fs::symlink;
use std::path::Path;
use std::process::{Command, ExitCode};

use anyhow::ensure;

use super::screen::Screen;

/// The shells: what starts each, the file that it reads, and what stands in it.
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

/// What is typed before the key of completions, and what has to be shown then.
const TYPED: [(&str, &str); 6] = [
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

/// Types into every shell, and looks at its screen.
///
/// # Errors
/// A shell is missing, or does not complete something.
pub fn run() -> anyhow::Result<ExitCode> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let build = [
        "build",
        "--quiet",
        "-p",
        "sdk-tests",
        "--bin",
        "command-line",
    ];
    let status = Command::new(cargo).args(build).status()?;
    ensure!(status.success(), "the command line does not compile");
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
        let screen = Screen::open(&socket, shell, (120, 40), &start)?;
        screen.wait_for(">")?;
        for (typed, shown) in TYPED {
            screen.type_in(typed)?;
            screen.press("Tab")?;
            screen.wait_for(shown)?;
            println!("{shell}: {typed}⇥ shows {shown}");
            // Leaves the line, and what is on the screen.
            screen.press("C-c")?;
            // What is typed before the prompt is back may be cut in two.
            screen.wait_until("the prompt", |shown| shown.trim_end().ends_with("\n>"))?;
            screen.type_in("clear")?;
            screen.press("Enter")?;
            screen.wait_until_gone(shown)?;
            tried += 1;
        }
    }
    println!("{tried} completions in {} shells", SHELLS.len());
    Ok(ExitCode::SUCCESS)
}
