//! `cargo xtask session`: runs the command lines of two SDKs in a real terminal, with mock servers, and
//! prints the screens. Needs `tmux` and `less`.

use std::fs::{self, File};
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

use anyhow::ensure;

use crate::mock_server::MockServer;
use crate::terminal::Terminal;
use crate::{CONFIG, SPEC, cargo, slow_proxy};

/// A description with a paginated list and with files; the SDK of this repository has neither.
const FILES: &str = "xtask/session/openapi.yaml";

/// The generator, which contains the mock server.
const GENERATOR: &str = "target/debug/sdk-codegen";

/// The size of the upload, in bytes: less than the limit of the mock server.
const CONTENT: u64 = 12 << 20;

/// The size of the terminal in columns and rows.
const SIZE: (u16, u16) = (120, 24);

/// An identifier as the API has them.
const ID: &str = "023e105f4ecef8ad9ca31a8372d0c353";

/// The command that edits a deployment group.
const EDIT: &str = "cloudflare zero-trust devices deployment-groups edit ring-0";

/// A command that is typed at the prompt.
struct Step {
    title: &'static str,
    command: String,
    /// A text on the screen, after which the screen is captured.
    expected: &'static str,
    /// A text to type, and a key to press unless it is empty, to return to the prompt.
    exit: Option<(&'static str, &'static str)>,
}

impl Step {
    fn new(title: &'static str, command: impl Into<String>, expected: &'static str) -> Self {
        Self {
            title,
            command: command.into(),
            expected,
            exit: None,
        }
    }

    fn exit_with(mut self, text: &'static str, key: &'static str) -> Self {
        self.exit = Some((text, key));
        self
    }
}

/// The steps with the SDK of this repository.
fn own_steps() -> Vec<Step> {
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
            "An unknown command",
            "cloudflare iam user-group update",
            "similar",
        ),
        Step::new(
            "An unknown value",
            format!("{posture} --type crowdstrik"),
            "similar",
        ),
        Step::new(
            "A secret at a prompt",
            edit("--name 'Ring 1' --api-token - --query name"),
            "API token:",
        )
        .exit_with("not-shown", "Enter"),
        Step::new("A long result, in the pager", update(""), "access").exit_with("q", ""),
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
    ]
}

/// The steps with the SDK of the files.
fn file_steps() -> [Step; 3] {
    [
        Step::new(
            "All pages of a list",
            "files files list --page-all -o table",
            "b.txt",
        ),
        Step::new(
            "An upload in progress",
            format!("files files upload {ID} --body @content.bin"),
            "MiB of",
        ),
        Step::new(
            "A download in progress",
            format!("files files download {ID} > downloaded.bin"),
            "KiB of",
        ),
    ]
}

/// Runs all steps, and prints the screen of each.
///
/// # Errors
/// A program cannot be built or started, or a screen does not show the expected text.
pub fn run() -> anyhow::Result<ExitCode> {
    let folder = tempfile::tempdir()?;
    let programs = folder.path().join("bin");
    fs::create_dir(&programs)?;
    for (name, program) in build_programs(&folder.path().join("sdk"))? {
        symlink(program.canonicalize()?, programs.join(name))?;
    }
    let generator = Path::new(GENERATOR);
    let own = MockServer::start(generator, [SPEC, "--config", CONFIG, "--stateful"])?;
    let files = MockServer::start(generator, [FILES, "--stateful"])?;
    let slow = slow_proxy::start(files.address)?;
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
    let terminal = Terminal::open(&socket, "session", SIZE, &start)?;
    terminal.wait_for("$")?;
    for step in own_steps().iter().chain(&file_steps()) {
        run_step(&terminal, step)?;
    }
    let received = fs::metadata(folder.path().join("downloaded.bin"))?.len();
    ensure!(received > 0, "nothing was downloaded");
    Ok(ExitCode::SUCCESS)
}

/// Runs a step on an empty screen, and prints the screen.
fn run_step(terminal: &Terminal<'_>, step: &Step) -> anyhow::Result<()> {
    terminal.type_text("clear")?;
    terminal.press_key("Enter")?;
    terminal.wait_until("an empty screen", |screen| screen.trim() == "$")?;
    terminal.type_text(&step.command)?;
    terminal.press_key("Enter")?;
    let mut screen = terminal.wait_for(step.expected)?;
    if let Some((text, key)) = step.exit {
        terminal.type_text(text)?;
        if !key.is_empty() {
            terminal.press_key(key)?;
        }
    }
    let last = terminal.wait_until("the prompt", |screen| screen.trim_end().ends_with("\n$"))?;
    // A progress bar or a pager has disappeared by now; other output is complete only now.
    if last.contains(step.expected) {
        screen = last;
    }
    let screen = screen.trim_end().trim_end_matches("\n$").trim_end();
    println!("{}\n\n```console\n{screen}\n```\n", step.title);
    Ok(())
}

/// Builds both command lines and the generator, and returns the name and path of each command line.
fn build_programs(sdk: &Path) -> anyhow::Result<[(&'static str, PathBuf); 2]> {
    cargo::build(&["-p", "sdk-tests", "--bin", "command-line"])?;
    cargo::build(&["-p", "sdk-codegen"])?;
    let mut generate = Command::new(GENERATOR);
    generate.args(["generate", FILES, "--name", "files-sdk", "--out"]);
    let generated = generate.arg(sdk).output()?;
    let message = String::from_utf8_lossy(&generated.stderr);
    ensure!(generated.status.success(), "{FILES}: {message}");
    fs::copy("Cargo.lock", sdk.join("Cargo.lock"))?;
    let manifest = sdk.join("Cargo.toml").display().to_string();
    let options = ["--features", "cli", "--target-dir", "target"];
    cargo::build(&[&["--manifest-path", &manifest][..], &options].concat())?;
    Ok([
        ("cloudflare", "target/debug/command-line".into()),
        ("files", "target/debug/files".into()),
    ])
}
