//! The programs that make the calls: generated, built and installed.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::{fs, io};

use anyhow::{Context as _, bail};
use sdk_codegen::Options;
use sdk_codegen::cli::{Job, Outcome, Task, run};

use crate::bench::peer;
use crate::cargo::cargo;

/// The description of the calls.
const SPEC: &str = "tests/calls/openapi.yaml";
/// The configuration of the generator for it.
const CONFIG: &str = "tests/calls/sdk.toml";
/// The command that regenerates the SDK.
const COMMAND: &str = "cargo xtask bench calls";
/// The manifest of the programs' workspace.
const MANIFEST: &str = "tests/calls/Cargo.toml";
/// The folder for all output.
pub const FOLDER: &str = "target/bench/calls";

/// The package and version of progenitor, another generator for Rust.
const PROGENITOR: (&str, &str) = ("cargo-progenitor", "0.15.1");
/// The packages and versions of the official SDKs.
const PYTHON: &str = "cloudflare==5.9.0";
const TYPESCRIPT: &str = "cloudflare@7.3.0";

/// An SDK to compare with.
pub struct OtherSdk {
    /// Name in the table.
    pub name: &'static str,
    /// The calls that its program can make.
    pub calls: &'static [&'static str],
    /// The goal: the lowest acceptable ratio of its time to ours.
    pub goal: Option<f64>,
    program: PathBuf,
    arguments: Vec<PathBuf>,
}

impl OtherSdk {
    /// The command that starts its program.
    pub fn command(&self) -> Command {
        let mut command = Command::new(&self.program);
        command.args(&self.arguments);
        command
    }
}

/// Generates our SDK, and builds the server, the program that uses the SDK and the one written by hand. Returns
/// the folder of the programs.
///
/// # Errors
/// The SDK cannot be generated, or a program cannot be built.
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
    // The list of written files is not of interest.
    if run(&job, &mut io::sink(), &mut io::stderr())? != Outcome::Done {
        bail!("{SPEC} cannot be generated");
    }
    build_release(Path::new(MANIFEST))
}

/// The absolute path of cargo's target folder.
fn target() -> anyhow::Result<PathBuf> {
    let target = std::env::var_os("CARGO_TARGET_DIR").unwrap_or_else(|| "target".into());
    Ok(std::path::absolute(target)?)
}

/// The folder of the programs that are built with `--release`.
///
/// # Errors
/// The current folder is not known.
pub fn release_folder() -> anyhow::Result<PathBuf> {
    Ok(target()?.join("release"))
}

/// Builds the programs of a manifest with optimizations, and returns their folder.
fn build_release(manifest: &Path) -> anyhow::Result<PathBuf> {
    let mut command = cargo();
    command
        .args(["build", "--quiet", "--release", "--manifest-path"])
        .arg(manifest)
        .env("CARGO_TARGET_DIR", target()?);
    run_command(&mut command)?;
    release_folder()
}

/// Another generator for Rust.
struct Peer {
    name: &'static str,
    /// Generates a client in the subfolder `sdk` of a folder.
    generate: fn(&Path) -> anyhow::Result<()>,
}

/// The other generators. Neither supports event streams.
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

/// Builds the programs of the other generators, or uses those of an earlier run. A generator that cannot be
/// installed or run is skipped with a message.
pub fn peers(is_built: bool) -> Vec<OtherSdk> {
    let peers = PEERS.iter();
    peers
        .filter_map(|peer| ok_or_print(peer.name, peer.program(is_built)))
        .collect()
}

fn ok_or_print<T>(name: &str, result: anyhow::Result<T>) -> Option<T> {
    result
        .inspect_err(|error| eprintln!("skipping {name}: {error:#}"))
        .ok()
}

impl Peer {
    fn program(&self, is_built: bool) -> anyhow::Result<OtherSdk> {
        let name = self.name;
        let folder = match is_built {
            true => release_folder()?,
            false => self.build()?,
        };
        let program = folder.join(format!("{name}{}", std::env::consts::EXE_SUFFIX));
        if !program.is_file() {
            bail!("there is no {}", program.display());
        }
        Ok(OtherSdk {
            name,
            calls: &["edit", "list", "upload"],
            goal: None,
            program,
            arguments: Vec::new(),
        })
    }

    /// Generates a client, and builds the program that uses it.
    fn build(&self) -> anyhow::Result<PathBuf> {
        let folder = std::path::absolute(Path::new(FOLDER).join(self.name))?;
        remove(&folder)?;
        fs::create_dir_all(folder.join("client/src"))?;
        (self.generate)(&folder)?;
        let own = Path::new("tests/calls/peers").join(self.name);
        let manifest = folder.join("client/Cargo.toml");
        fs::copy(own.with_extension("toml"), &manifest)?;
        fs::copy(own.with_extension("rs"), folder.join("client/src/main.rs"))?;
        // Common dependencies have the same versions.
        fs::copy("tests/calls/Cargo.lock", folder.join("client/Cargo.lock"))?;
        build_release(&manifest)
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
        // Without optimizations, because it runs only for a moment.
        let mut install = cargo();
        install.args(["install", "--quiet", "--debug", "--locked"]);
        install.args(["--version", version, name, "--root"]);
        run_command(install.arg(&root))?;
    }
    let mut command = Command::new(program);
    command
        .args(["progenitor", "--input", SPEC, "--output"])
        .arg(folder.join("sdk"))
        .args(["--name", "peer-sdk", "--version", "0.1.0"]);
    run_command(&mut command)
}

fn openapi_to_rust(folder: &Path) -> anyhow::Result<()> {
    let program = peer::install(Path::new("target/bench"))?;
    let ended = peer::generate(&program, Path::new(SPEC), &folder.join("sdk"), "peer-sdk")?;
    if !ended.status.success() {
        bail!("{}", ended.output.trim());
    }
    Ok(())
}

/// Installs the official SDKs. One that cannot be installed is skipped with a message.
pub fn official() -> Vec<OtherSdk> {
    [
        ok_or_print("the Python SDK", python()),
        ok_or_print("the TypeScript SDK", typescript()),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn python() -> anyhow::Result<OtherSdk> {
    let folder = Path::new(FOLDER).join("python");
    let program = std::path::absolute(folder.join("bin/python"))?;
    if !program.is_file() {
        run_command(Command::new("python3").args(["-m", "venv"]).arg(&folder))?;
    }
    let mut install = Command::new(&program);
    run_command(install.args(["-m", "pip", "install", "--quiet", PYTHON]))?;
    Ok(OtherSdk {
        name: "official Python SDK",
        calls: &["edit", "list"],
        goal: Some(15.0),
        program,
        arguments: vec!["tests/calls/official/client.py".into()],
    })
}

fn typescript() -> anyhow::Result<OtherSdk> {
    let folder = Path::new(FOLDER).join("node");
    fs::create_dir_all(&folder)?;
    let mut install = Command::new("npm");
    install.args(["install", "--silent", "--no-audit", "--no-fund", "--prefix"]);
    run_command(install.arg(&folder).arg(TYPESCRIPT))?;
    // Node searches for modules from the folder of the program.
    let program = folder.join("client.mjs");
    fs::copy("tests/calls/official/client.mjs", &program)?;
    Ok(OtherSdk {
        name: "official TypeScript SDK",
        calls: &["edit", "list"],
        goal: Some(4.0),
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

/// Runs a command; its failure is an error.
fn run_command(command: &mut Command) -> anyhow::Result<()> {
    let ended = crate::measure::run(command)?;
    if !ended.status.success() {
        let name = command.get_program().display();
        bail!("{name} failed: {}", ended.output.trim());
    }
    Ok(())
}
