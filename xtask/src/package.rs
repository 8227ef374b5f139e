//! `cargo xtask package`: what people get who install the generator and depend on the crates, tried with
//! nothing but the packages.

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

use anyhow::{Context as _, ensure};

use crate::{CONFIG, SPEC};

/// The program of somebody who uses the SDK: it depends on the package, and needs no server in its tests.
const USER: &str = r#"//! A program that depends on the package of the SDK.

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

/// Packs the three crates and uses the packages as others do, outside of this workspace.
///
/// # Errors
///
/// When a crate cannot be published; when the generator of the package cannot be installed or makes
/// another SDK than the one that is checked in; when a program that uses the SDK fails.
pub fn run() -> anyhow::Result<ExitCode> {
    let place = Place::new()?;
    // The runtime is compiled by cargo itself; of the others, what is done with them says more.
    publish("sdk-runtime", &[])?;
    publish("sdk-codegen", &["--no-verify"])?;
    publish("cloudflare-sdk", &["--no-verify"])?;
    let generator = place.unpack("sdk-codegen")?;
    let sdk = place.unpack("cloudflare-sdk")?;
    let bin = place.install(&generator)?;
    same_sdk(&place, &bin)?;
    place.use_sdk(&sdk)?;
    println!("the packages can be published, installed and used");
    Ok(ExitCode::SUCCESS)
}

fn cargo() -> Command {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut cargo = Command::new(cargo);
    // As others call it, who have nothing of this run.
    cargo.env_remove("RUSTFLAGS");
    cargo
}

fn succeed(command: &mut Command) -> anyhow::Result<()> {
    println!("{command:?}");
    let status = command
        .status()
        .with_context(|| format!("cannot start {command:?}"))?;
    ensure!(status.success(), "{command:?} failed");
    Ok(())
}

/// Options of cargo: a package as the work tree is.
const CARGO_OPTIONS: [&str; 3] = ["--allow-dirty", "--locked", "--package"];

/// All of publishing a crate but the last step.
fn publish(package: &str, more: &[&str]) -> anyhow::Result<()> {
    let mut publish = cargo();
    publish.args(["publish", "--dry-run"]).args(CARGO_OPTIONS);
    succeed(publish.arg(package).args(more))
}

/// Two folders outside of the workspace: what is unpacked, and what is built, which is kept.
struct Place {
    folder: tempfile::TempDir,
    target: PathBuf,
}

impl Place {
    fn new() -> anyhow::Result<Self> {
        Ok(Self {
            folder: tempfile::tempdir()?,
            target: std::path::absolute("target/package-user")?,
        })
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Packs a crate; gives the folder of what is in the package.
    fn unpack(&self, package: &str) -> anyhow::Result<PathBuf> {
        // What `publish` packs is not kept where anyone may look for it.
        let mut pack = cargo();
        pack.args(["package", "--no-verify"]).args(CARGO_OPTIONS);
        succeed(pack.arg(package))?;
        let name = format!("{package}-{}", version()?);
        let packed = PathBuf::from(format!("target/package/{name}.crate"));
        let into = self.folder.path();
        let mut tar = Command::new("tar");
        // As of now: cargo goes by the time of files, which is the same one in all packages.
        succeed(tar.arg("-xzmf").arg(packed).arg("-C").arg(into))?;
        Ok(self.path(&name))
    }

    /// Installs the generator; gives the program.
    fn install(&self, package: &Path) -> anyhow::Result<PathBuf> {
        let root = self.path("installed");
        let mut install = cargo();
        install.current_dir(self.folder.path());
        install.args(["install", "--quiet", "--debug", "--locked", "--path"]);
        install.arg(package).arg("--root").arg(&root);
        succeed(install.env("CARGO_TARGET_DIR", &self.target))?;
        Ok(root.join("bin/sdk-codegen"))
    }

    /// Tests a program that depends on the SDK.
    fn use_sdk(&self, sdk: &Path) -> anyhow::Result<()> {
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
        fs::write(program.join("tests/without_a_server.rs"), USER)?;
        let mut test = cargo();
        test.current_dir(&program)
            .args(["test", "--quiet", "--test", "without_a_server"]);
        succeed(test.env("CARGO_TARGET_DIR", &self.target))
    }
}

/// The version that all packages of the workspace have.
fn version() -> anyhow::Result<String> {
    let manifest: toml::Table = fs::read_to_string("Cargo.toml")?.parse()?;
    let version = manifest["workspace"]["package"]["version"].as_str();
    version
        .map(str::to_owned)
        .context("the workspace has no version")
}

/// Sees that the generator of the package makes the SDK that is checked in.
fn same_sdk(place: &Place, generator: &Path) -> anyhow::Result<()> {
    let out = place.path("sdk");
    let mut generate = Command::new(generator);
    generate.args(["generate", SPEC, "--strict", "--config", CONFIG, "--out"]);
    succeed(generate.arg(&out))?;
    let (made, own) = (sources(&out)?, sources(Path::new("generated"))?);
    let names =
        |files: &BTreeMap<PathBuf, String>| -> Vec<PathBuf> { files.keys().cloned().collect() };
    ensure!(
        names(&made) == names(&own),
        "the package makes other files: {:?}",
        names(&made)
    );
    let differ = made.iter().filter(|(path, text)| own[*path] != **text);
    let differ: Vec<&PathBuf> = differ.map(|(path, _)| path).collect();
    ensure!(
        made.len() > 100 && differ.is_empty(),
        "the package makes other text: {differ:?}"
    );
    Ok(())
}

/// The Rust sources of an SDK without their first lines, which say what made them.
fn sources(folder: &Path) -> anyhow::Result<BTreeMap<PathBuf, String>> {
    let mut found = BTreeMap::new();
    let mut folders = vec![folder.join("src")];
    while let Some(next) = folders.pop() {
        for entry in fs::read_dir(&next).with_context(|| next.display().to_string())? {
            let path = entry?.path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension() == Some(OsStr::new("rs")) {
                let text = fs::read_to_string(&path)?;
                let rest = text.split_once('\n').map_or("", |(_, rest)| rest);
                found.insert(path.strip_prefix(folder)?.to_owned(), rest.to_owned());
            }
        }
    }
    Ok(found)
}
