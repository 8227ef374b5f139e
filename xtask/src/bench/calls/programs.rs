//! The programs that make the calls: generated, built and installed.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::{fs, io};

use anyhow::{Context as _, bail};
use sdk_codegen::Options;
use sdk_codegen::cli::{Job, Outcome, Task, run};

use crate::bench::peer;
use crate::corpus::cargo;

/// What is called.
const SPEC: &str = "tests/calls/openapi.yaml";
/// What its description cannot say.
const CONFIG: &str = "tests/calls/sdk.toml";
/// What makes the SDK again.
const COMMAND: &str = "cargo xtask bench calls";
/// The workspace of the programs.
const MANIFEST: &str = "tests/calls/Cargo.toml";
/// Where all that is made goes.
pub const FOLDER: &str = "target/bench/calls";

/// The other generator in Rust whose builders are used most.
const PROGENITOR: (&str, &str) = ("cargo-progenitor", "0.15.1");
/// The official SDKs.
const PYTHON: &str = "cloudflare==5.9.0";
const TYPESCRIPT: &str = "cloudflare@7.3.0";

/// Another SDK.
pub struct Other {
    /// What it is.
    pub name: &'static str,
    /// The calls that it has.
    pub calls: &'static [&'static str],
    /// How many times as many calls a second ours should make.
    pub wanted: Option<f64>,
    program: PathBuf,
    arguments: Vec<PathBuf>,
}

impl Other {
    /// What starts it.
    pub fn command(&self) -> Command {
        let mut command = Command::new(&self.program);
        command.args(&self.arguments);
        command
    }
}

/// Generates our SDK, and builds its program with the server and the one that is written by hand.
/// Returns the folder that they are in.
///
/// # Errors
/// Something cannot be generated or built.
pub fn build() -> anyhow::Result<PathBuf> {
    let task = Task::Write { force: false };
    let mut job = Job::new(SPEC.into(), Path::new(FOLDER).join("sdk"), task);
    job.config = Some(CONFIG.into());
    job.update_command = COMMAND.to_owned();
    job.options = Options {
        source: SPEC.to_owned(),
        command: COMMAND.to_owned(),
        strict: true,
    };
    // Nobody needs to read which files were written.
    if run(&job, &mut io::sink(), &mut io::stderr())? != Outcome::Done {
        bail!("{SPEC} cannot be generated");
    }
    release(Path::new(MANIFEST))
}

/// Where cargo puts what is built in its folder of the workspace.
fn target() -> anyhow::Result<PathBuf> {
    let target = std::env::var_os("CARGO_TARGET_DIR").unwrap_or_else(|| "target".into());
    Ok(std::path::absolute(target)?)
}

/// The folder of the programs that were built before.
///
/// # Errors
/// The current folder is not known.
pub fn built() -> anyhow::Result<PathBuf> {
    Ok(target()?.join("release"))
}

/// Builds what a manifest describes, as services are built.
fn release(manifest: &Path) -> anyhow::Result<PathBuf> {
    let mut command = Command::new(cargo());
    command
        .args(["build", "--quiet", "--release", "--manifest-path"])
        .arg(manifest)
        .env("CARGO_TARGET_DIR", target()?);
    finish(&mut command)?;
    built()
}

/// Another generator of Rust.
struct Peer {
    name: &'static str,
    /// Generates a client in the folder `sdk` of one that is given.
    generate: fn(&Path) -> anyhow::Result<()>,
}

/// Neither knows events. Both are told and left out where they cannot be made.
const PEERS: [Peer; 2] = [
    Peer {
        name: "progenitor",
        generate: progenitor,
    },
    Peer {
        name: "openapi-to-rust",
        generate: openapi_to_rust,
    },
];

/// The programs of the other generators, made anew unless they are to be taken as they were `built`.
pub fn peers(built: bool) -> Vec<Other> {
    let peers = PEERS.iter();
    peers
        .filter_map(|peer| reported(peer.name, peer.program(built)))
        .collect()
}

fn reported<T>(name: &str, made: anyhow::Result<T>) -> Option<T> {
    made.inspect_err(|error| eprintln!("{name} is left out: {error:#}"))
        .ok()
}

impl Peer {
    fn program(&self, built: bool) -> anyhow::Result<Other> {
        let name = self.name;
        let folder = match built {
            true => self::built()?,
            false => self.build()?,
        };
        let program = folder.join(format!("{name}{}", std::env::consts::EXE_SUFFIX));
        if !program.is_file() {
            bail!("it was not built");
        }
        Ok(Other {
            name,
            calls: &["edit", "list", "upload"],
            wanted: None,
            program,
            arguments: Vec::new(),
        })
    }

    /// Generates a client, and builds the program around it.
    fn build(&self) -> anyhow::Result<PathBuf> {
        let folder = std::path::absolute(Path::new(FOLDER).join(self.name))?;
        remove(&folder)?;
        fs::create_dir_all(folder.join("client/src"))?;
        (self.generate)(&folder)?;
        let own = Path::new("tests/calls/peers").join(self.name);
        let manifest = folder.join("client/Cargo.toml");
        fs::copy(own.with_extension("toml"), &manifest)?;
        fs::copy(own.with_extension("rs"), folder.join("client/src/main.rs"))?;
        // The same versions of what both need.
        fs::copy("tests/calls/Cargo.lock", folder.join("client/Cargo.lock"))?;
        release(&manifest)
    }
}

fn progenitor(folder: &Path) -> anyhow::Result<()> {
    let (name, version) = PROGENITOR;
    let root = std::path::absolute("target/bench/peer")?;
    let program = root
        .join("bin")
        .join(format!("{name}{}", std::env::consts::EXE_SUFFIX));
    if !program.is_file() {
        println!("Installing {name} {version}");
        // Not optimized: it runs for a moment.
        let mut install = Command::new(cargo());
        install.args(["install", "--quiet", "--debug", "--locked"]);
        install.args(["--version", version, name, "--root"]);
        finish(install.arg(&root))?;
    }
    let mut command = Command::new(program);
    command
        .args(["progenitor", "--input", SPEC, "--output"])
        .arg(folder.join("sdk"))
        .args(["--name", "peer-sdk", "--version", "0.1.0"]);
    finish(&mut command)
}

fn openapi_to_rust(folder: &Path) -> anyhow::Result<()> {
    let program = peer::install(Path::new("target/bench"))?;
    let ended = peer::generate(&program, Path::new(SPEC), &folder.join("sdk"), "peer-sdk")?;
    if !ended.status.success() {
        bail!("{}", ended.output.trim());
    }
    Ok(())
}

/// Installs the official SDKs. One that cannot be had is told and left out.
pub fn official() -> Vec<Other> {
    [
        reported("Python", python()),
        reported("TypeScript", typescript()),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn python() -> anyhow::Result<Other> {
    let folder = Path::new(FOLDER).join("python");
    let program = std::path::absolute(folder.join("bin/python"))?;
    if !program.is_file() {
        finish(Command::new("python3").args(["-m", "venv"]).arg(&folder))?;
    }
    let mut install = Command::new(&program);
    finish(install.args(["-m", "pip", "install", "--quiet", PYTHON]))?;
    Ok(Other {
        name: "official Python SDK",
        calls: &["edit", "list"],
        wanted: Some(15.0),
        program,
        arguments: vec!["tests/calls/official/client.py".into()],
    })
}

fn typescript() -> anyhow::Result<Other> {
    let folder = Path::new(FOLDER).join("node");
    fs::create_dir_all(&folder)?;
    let mut install = Command::new("npm");
    install.args(["install", "--silent", "--no-audit", "--no-fund", "--prefix"]);
    finish(install.arg(&folder).arg(TYPESCRIPT))?;
    // A module is looked for from where the program stands.
    let program = folder.join("client.mjs");
    fs::copy("tests/calls/official/client.mjs", &program)?;
    Ok(Other {
        name: "official TypeScript SDK",
        calls: &["edit", "list"],
        wanted: Some(4.0),
        program: "node".into(),
        arguments: vec![program],
    })
}

fn remove(folder: &Path) -> anyhow::Result<()> {
    if folder.exists() {
        fs::remove_dir_all(folder)
            .with_context(|| format!("cannot remove {}", folder.display()))?;
    }
    Ok(())
}

/// Runs a command to its end, which must be a good one.
fn finish(command: &mut Command) -> anyhow::Result<()> {
    let ended = crate::measure::run(command)?;
    if !ended.status.success() {
        let name = command.get_program().display();
        bail!("{name} failed: {}", ended.output.trim());
    }
    Ok(())
}
