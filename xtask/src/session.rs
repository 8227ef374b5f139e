//! `cargo xtask session`: the command lines of two SDKs in a real terminal, against mock servers. Prints what
//! a person sees. Needs `tmux` and `less`.

use std::fs::{self, File};
use std::io::{BufRead, BufReader};
use std::net::SocketAddr;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitCode, Stdio};

use anyhow::{Context as _, ensure};

use super::relay;
use super::screen::Screen;

/// A description with lists in pages and with files, which the SDK of this repository has none of.
const FILES: &str = "xtask/session/openapi.yaml";

/// The generator, which has the mock server.
const GENERATOR: &str = "target/debug/sdk-codegen";

/// How much is sent, in bytes: less than the mock server takes.
const CONTENT: u64 = 12 << 20;

/// Columns and rows of the terminal.
const SIZE: (u16, u16) = (120, 24);

/// An identifier of the API.
const ID: &str = "023e105f4ecef8ad9ca31a8372d0c353";

/// What is typed for an operation of the SDK that edits a group.
const EDIT: &str = "cloudflare zero-trust devices deployment-groups edit ring-0";

/// What a person does at a prompt.
struct Step {
    about: &'static str,
    typed: String,
    /// What is shown when it is time to look.
    shown: &'static str,
    /// Text that is typed, and a key that is pressed, to come back to the prompt.
    leave: Option<(&'static str, &'static str)>,
}

impl Step {
    fn new(about: &'static str, typed: impl Into<String>, shown: &'static str) -> Self {
        Self {
            about,
            typed: typed.into(),
            shown,
            leave: None,
        }
    }

    fn left_by(mut self, text: &'static str, key: &'static str) -> Self {
        self.leave = Some((text, key));
        self
    }
}

fn steps() -> Vec<Step> {
    let edit = |flags: &str| format!("{EDIT} {flags}");
    let update = |flags: &str| format!("cloudflare iam user-groups update {ID} --name Ops {flags}");
    let posture = format!("cloudflare zero-trust devices posture integrations edit {ID}");
    let names = "--query 'policies[*].permission_groups[*].name' -o text";
    vec![
        Step::new(
            "Help",
            "cloudflare iam user-groups --help | head -n 8",
            "update",
        ),
        Step::new(
            "A result as a table",
            edit("--name 'Ring 0' -o table"),
            "updated_at",
        ),
        Step::new(
            "A part of a result",
            update(names),
            "Magic Network Monitoring",
        ),
        Step::new(
            "A command that is none",
            "cloudflare iam user-group update",
            "similar",
        ),
        Step::new(
            "A value that is none",
            format!("{posture} --type crowdstrik"),
            "similar",
        ),
        Step::new(
            "A secret from a prompt",
            edit("--name 'Ring 1' --api-token - --query name"),
            "API token:",
        )
        .left_by("not-shown", "Enter"),
        Step::new("A long result, in the pager", update(""), "access").left_by("q", ""),
        Step::new(
            "An error of the server",
            edit("--name 'Ring 0' -H 'Prefer: code=409'"),
            "error:",
        ),
        Step::new(
            "The request as a command",
            edit("--name 'Ring 0' --dry-run"),
            "--data-raw",
        ),
        Step::new(
            "All pages of a list",
            "files files list --page-all -o table",
            "b.txt",
        ),
        Step::new(
            "An upload on its way",
            format!("files files upload {ID} --body @content.bin"),
            "MiB of",
        ),
        Step::new(
            "A download on its way",
            format!("files files download {ID} > downloaded.bin"),
            "KiB of",
        ),
    ]
}

/// Plays the session, and prints each screen.
///
/// # Errors
/// Something cannot be built or started, or a screen is not as it must be.
pub fn run() -> anyhow::Result<ExitCode> {
    let folder = tempfile::tempdir()?;
    let programs = folder.path().join("bin");
    fs::create_dir(&programs)?;
    for (name, program) in build(&folder.path().join("sdk"))? {
        symlink(program.canonicalize()?, programs.join(name))?;
    }
    let own = Mock::start(&["spec/openapi.yaml", "--config", "spec/sdk.toml"])?;
    let files = Mock::start(&[FILES])?;
    let slow = relay::start(files.address)?;
    File::create(folder.path().join("content.bin"))?.set_len(CONTENT)?;
    let rc = format!(
        "PS1='$ '\nPATH={}:$PATH\nexport CLOUDFLARE_API_TOKEN=t CLOUDFLARE_ACCOUNT_ID={ID} FILES_TOKEN=t LANG=C.UTF-8\n\
         export CLOUDFLARE_BASE_URL=http://{}/client/v4 FILES_BASE_URL=http://{slow}/v1\n\
         for name in a.txt b.txt; do files files create --name $name > {name}.log; done\n",
        programs.display(),
        own.address,
        name = folder.path().join("created").display(),
    );
    fs::write(folder.path().join("rc"), rc)?;
    let socket = folder.path().join("socket").display().to_string();
    let home = folder.path().display();
    let start = format!("cd {home} && env HOME={home} TERM=screen-256color bash --rcfile rc -i");
    let screen = Screen::open(&socket, "session", SIZE, &start)?;
    screen.wait_for("$")?;
    for step in steps() {
        play(&screen, &step)?;
    }
    let received = fs::metadata(folder.path().join("downloaded.bin"))?.len();
    ensure!(received > 0, "nothing was downloaded");
    Ok(ExitCode::SUCCESS)
}

/// Does one thing on an empty screen, and prints what it looks like.
fn play(screen: &Screen<'_>, step: &Step) -> anyhow::Result<()> {
    screen.type_in("clear")?;
    screen.press("Enter")?;
    screen.wait_until("an empty screen", |shown| shown.trim() == "$")?;
    screen.type_in(&step.typed)?;
    screen.press("Enter")?;
    let mut shown = screen.wait_for(step.shown)?;
    if let Some((text, key)) = step.leave {
        screen.type_in(text)?;
        if !key.is_empty() {
            screen.press(key)?;
        }
    }
    let ended = screen.wait_until("the prompt", |shown| shown.trim_end().ends_with("\n$"))?;
    // What is on its way, or in the pager, is gone from the screen then.
    if ended.contains(step.shown) {
        shown = ended;
    }
    let shown = shown.trim_end().trim_end_matches("\n$").trim_end();
    println!("{}\n\n```console\n{shown}\n```\n", step.about);
    Ok(())
}

/// Builds both command lines and the mock server, and gives the programs with their names.
fn build(sdk: &Path) -> anyhow::Result<[(&'static str, PathBuf); 2]> {
    cargo(&["-p", "sdk-tests", "--bin", "command-line"])?;
    cargo(&["-p", "sdk-codegen"])?;
    let mut generate = Command::new(GENERATOR);
    generate.args(["generate", FILES, "--name", "files-sdk", "--out"]);
    let generated = generate.arg(sdk).output()?;
    let message = String::from_utf8_lossy(&generated.stderr);
    ensure!(generated.status.success(), "{FILES}: {message}");
    fs::copy("Cargo.lock", sdk.join("Cargo.lock"))?;
    let manifest = sdk.join("Cargo.toml").display().to_string();
    cargo(&[
        "--manifest-path",
        &manifest,
        "--features",
        "cli",
        "--target-dir",
        "target",
    ])?;
    Ok([
        ("cloudflare", "target/debug/command-line".into()),
        ("files", "target/debug/files".into()),
    ])
}

fn cargo(words: &[&str]) -> anyhow::Result<()> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let status = Command::new(cargo)
        .args(["build", "--quiet"])
        .args(words)
        .status()?;
    ensure!(status.success(), "cargo build {} failed", words.join(" "));
    Ok(())
}

/// A mock server, which ends with this.
struct Mock {
    process: Child,
    address: SocketAddr,
}

impl Mock {
    fn start(words: &[&str]) -> anyhow::Result<Self> {
        let mut command = Command::new(GENERATOR);
        command
            .arg("mock")
            .args(words)
            .args(["--stateful", "--port", "0"]);
        let mut process = command.stdout(Stdio::piped()).spawn()?;
        let mut line = String::new();
        let stdout = process.stdout.take().context("no output")?;
        BufReader::new(stdout).read_line(&mut line)?;
        let address = line.split("http://").nth(1);
        let address = address.and_then(|rest| rest.split('/').next()?.parse().ok());
        let address = address.with_context(|| format!("no address: {line}"))?;
        Ok(Self { process, address })
    }
}

impl Drop for Mock {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
