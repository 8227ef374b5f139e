//! `cargo xtask shells`: completions of the SDK's command line, typed into real shells. Needs `tmux`,
//! `bash`, `zsh` and `fish`.

use std::fs;
use std::os::unix::fs::symlink;
use std::path::Path;
use std::process::{Command, ExitCode};
use std::thread::sleep;
use std::time::{Duration, Instant};

use anyhow::{Context as _, ensure};

/// How long a shell may take to show something.
const TIMEOUT: Duration = Duration::from_secs(20);

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
        let screen = Screen { socket, shell };
        screen.tmux(&[
            "new-session",
            "-d",
            "-s",
            shell,
            "-x",
            "120",
            "-y",
            "40",
            &start,
        ])?;
        screen.wait_for(">")?;
        for (typed, shown) in TYPED {
            screen.tmux(&["send-keys", "-t", shell, "-l", typed])?;
            screen.tmux(&["send-keys", "-t", shell, "Tab"])?;
            screen.wait_for(shown)?;
            println!("{shell}: {typed}⇥ shows {shown}");
            // Leaves the line, and what is on the screen.
            screen.tmux(&["send-keys", "-t", shell, "C-c"])?;
            screen.tmux(&["send-keys", "-t", shell, "-l", "clear"])?;
            screen.tmux(&["send-keys", "-t", shell, "Enter"])?;
            screen.wait(shown, false)?;
            tried += 1;
        }
    }
    println!("{tried} completions in {} shells", SHELLS.len());
    Ok(ExitCode::SUCCESS)
}

impl Drop for Screen<'_> {
    /// Ends the shell, also where it did not do what it had to.
    fn drop(&mut self) {
        let _ = self.tmux(&["kill-session", "-t", self.shell]);
    }
}

/// A terminal with a shell in it.
struct Screen<'s> {
    socket: String,
    shell: &'s str,
}

impl Screen<'_> {
    /// Tells `tmux` something, and gives what it prints.
    fn tmux(&self, words: &[&str]) -> anyhow::Result<String> {
        let mut command = Command::new("tmux");
        command.args(["-S", &self.socket, "-f", "/dev/null"]);
        let output = command.args(words).output();
        let output = output.context("`tmux` is not there")?;
        let message = String::from_utf8_lossy(&output.stderr).into_owned();
        ensure!(output.status.success(), "{}: {message}", self.shell);
        Ok(String::from_utf8_lossy(&output.stdout).into_owned())
    }

    fn wait_for(&self, text: &str) -> anyhow::Result<()> {
        self.wait(text, true)
    }

    /// Waits until a text is on the screen, or is no longer there.
    fn wait(&self, text: &str, is_there: bool) -> anyhow::Result<()> {
        let start = Instant::now();
        loop {
            let shown = self.tmux(&["capture-pane", "-p", "-t", self.shell])?;
            if shown.contains(text) == is_there {
                return Ok(());
            }
            let shown = shown.trim();
            ensure!(
                start.elapsed() < TIMEOUT,
                "{}: {text:?}\n{shown}",
                self.shell
            );
            sleep(Duration::from_millis(100));
        }
    }
}
