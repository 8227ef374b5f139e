//! `cargo xtask package`: packages all crates, then installs the generator and uses the SDK from the packages
//! alone.

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

use anyhow::{Context as _, ensure};

use crate::{CONFIG, SPEC};

/// The test of a program that depends on the package of the SDK. It needs no server.
const PROGRAM_TEST: &str = r#"//! A program that depends on the package of the SDK.

use cloudflare_sdk::iam::user_groups;
use cloudflare_sdk::models::UserGroup;
use cloudflare_sdk::{Client, Fixture as _};

#[tokio::test]
async fn a_program_is_tested_without_a_server() -> Result<(), cloudflare_sdk::Error> {
    let (client, fake) = Client::fake();
    let group = UserGroup::fixture_with(|group| group.name = "Engineering".to_owned());
    fake.on::<user_groups::Update>().returns(group.clone());
    let updated = client.iam().user_groups().update("g1").name("Engineering").send().await?;
    assert_eq!(updated, group);
    assert_eq!(fake.requests_of::<user_groups::Update>().len(), 1);
    Ok(())
}
"#;

/// Packages the three crates, and uses the packages outside of this workspace.
///
/// # Errors
/// A crate cannot be published; the packaged generator cannot be installed, or generates another SDK than the
/// one in `generated/`; a program that uses the SDK fails.
pub fn run() -> anyhow::Result<ExitCode> {
    let sandbox = Sandbox::new()?;
    // Cargo compiles only the runtime: the other packages are compiled and used below.
    publish("sdk-runtime", &[])?;
    publish("sdk-codegen", &["--no-verify"])?;
    publish("cloudflare-sdk", &["--no-verify"])?;
    let generator = sandbox.unpack("sdk-codegen")?;
    let sdk = sandbox.unpack("cloudflare-sdk")?;
    let program = sandbox.install(&generator)?;
    ensure_same_sdk(&sandbox, &program)?;
    sandbox.test_program(&sdk)?;
    println!("the packages can be published, installed and used");
    Ok(ExitCode::SUCCESS)
}

/// A call of cargo without the compiler flags of this run.
fn cargo() -> Command {
    let mut cargo = crate::cargo::cargo();
    cargo.env_remove("RUSTFLAGS");
    cargo
}

/// Prints and runs a command; its failure is an error.
fn run_command(command: &mut Command) -> anyhow::Result<()> {
    println!("{command:?}");
    let status = command
        .status()
        .with_context(|| format!("cannot start {command:?}"))?;
    ensure!(status.success(), "{command:?} failed");
    Ok(())
}

/// Options of cargo to package the work tree as it is.
const CARGO_OPTIONS: [&str; 3] = ["--allow-dirty", "--locked", "--package"];

/// Runs every step of publishing a crate except the upload.
fn publish(package: &str, options: &[&str]) -> anyhow::Result<()> {
    let mut publish = cargo();
    publish.args(["publish", "--dry-run"]).args(CARGO_OPTIONS);
    run_command(publish.arg(package).args(options))
}

/// A folder outside of the workspace.
struct Sandbox {
    folder: tempfile::TempDir,
    /// The target folder of all builds, which is kept for the next run.
    target: PathBuf,
}

impl Sandbox {
    fn new() -> anyhow::Result<Self> {
        Ok(Self {
            folder: tempfile::tempdir()?,
            target: std::path::absolute("target/package-user")?,
        })
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Packages a crate, unpacks the package, and returns the folder.
    fn unpack(&self, package: &str) -> anyhow::Result<PathBuf> {
        // `cargo publish` does not keep its package at a documented path.
        let mut pack = cargo();
        pack.args(["package", "--no-verify"]).args(CARGO_OPTIONS);
        run_command(pack.arg(package))?;
        let name = format!("{package}-{}", version()?);
        let packed = PathBuf::from(format!("target/package/{name}.crate"));
        let into = self.folder.path();
        let mut tar = Command::new("tar");
        // `-m` sets the current time. All packages have the same modification times, by which cargo would
        // take the files for unchanged.
        run_command(tar.arg("-xzmf").arg(packed).arg("-C").arg(into))?;
        Ok(self.path(&name))
    }

    /// Installs the generator from its package, and returns the path of the program.
    fn install(&self, package: &Path) -> anyhow::Result<PathBuf> {
        let root = self.path("installed");
        let mut install = cargo();
        install.current_dir(self.folder.path());
        install.args(["install", "--quiet", "--debug", "--locked", "--path"]);
        install.arg(package).arg("--root").arg(&root);
        run_command(install.env("CARGO_TARGET_DIR", &self.target))?;
        Ok(root.join("bin/sdk-codegen"))
    }

    /// Creates a program that depends on the package of the SDK, and runs its test.
    fn test_program(&self, sdk: &Path) -> anyhow::Result<()> {
        let program = self.path("program");
        fs::create_dir_all(program.join("tests"))?;
        fs::create_dir_all(program.join("src"))?;
        let path = toml::Value::from(sdk.display().to_string());
        let manifest = format!(
            "[package]\nname = \"program\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\n\
             [dependencies]\ncloudflare-sdk = {{ path = {path}, features = [\"testing\"] }}\n\n\
             [dev-dependencies]\ntokio = {{ version = \"1\", features = [\"macros\", \"rt\"] }}\n"
        );
        fs::write(program.join("Cargo.toml"), manifest)?;
        fs::write(program.join("src/lib.rs"), "//! A program.\n")?;
        fs::write(program.join("tests/without_a_server.rs"), PROGRAM_TEST)?;
        let mut test = cargo();
        test.current_dir(&program)
            .args(["test", "--quiet", "--test", "without_a_server"]);
        run_command(test.env("CARGO_TARGET_DIR", &self.target))
    }
}

/// The common version of the packages of the workspace.
fn version() -> anyhow::Result<String> {
    let manifest: toml::Table = fs::read_to_string("Cargo.toml")?.parse()?;
    let version = manifest["workspace"]["package"]["version"].as_str();
    version
        .map(str::to_owned)
        .context("the workspace has no version")
}

/// Checks that the packaged generator generates the same SDK as the one in `generated/`.
fn ensure_same_sdk(sandbox: &Sandbox, generator: &Path) -> anyhow::Result<()> {
    let out = sandbox.path("sdk");
    let mut generate = Command::new(generator);
    generate.args(["generate", SPEC, "--strict", "--config", CONFIG, "--out"]);
    run_command(generate.arg(&out))?;
    let (actual, expected) = (sources(&out)?, sources(Path::new("generated"))?);
    let names =
        |files: &BTreeMap<PathBuf, String>| -> Vec<PathBuf> { files.keys().cloned().collect() };
    ensure!(
        names(&actual) == names(&expected),
        "the packaged generator writes other files: {:?}",
        names(&actual)
    );
    let differ = actual
        .iter()
        .filter(|(path, text)| expected[*path] != **text);
    let differ: Vec<&PathBuf> = differ.map(|(path, _)| path).collect();
    ensure!(
        actual.len() > 100 && differ.is_empty(),
        "the packaged generator writes other text: {differ:?}"
    );
    Ok(())
}

/// The Rust sources of an SDK by path, without their first lines, which name the command that generated them.
fn sources(folder: &Path) -> anyhow::Result<BTreeMap<PathBuf, String>> {
    let mut sources = BTreeMap::new();
    let mut folders = vec![folder.join("src")];
    while let Some(next) = folders.pop() {
        for entry in fs::read_dir(&next).with_context(|| next.display().to_string())? {
            let path = entry?.path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension() == Some(OsStr::new("rs")) {
                let text = fs::read_to_string(&path)?;
                let rest = text.split_once('\n').map_or("", |(_, rest)| rest);
                sources.insert(path.strip_prefix(folder)?.to_owned(), rest.to_owned());
            }
        }
    }
    Ok(sources)
}
