//! One SDK for each document, and the program that calls them.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, bail};
use sdk_codegen::config::Config;
use sdk_codegen::diagnostic::Diagnostics;
use sdk_codegen::files::{compare, write};
use sdk_codegen::load::Source;
use sdk_codegen::{Options, generate};

use super::plan::Described;

/// Everything that is made of the documents.
pub struct Sdks {
    /// The documents, each with its package.
    pub described: Vec<Described>,
    /// Operations that the generator leaves out, each with the reason.
    pub skipped: Vec<String>,
    folder: PathBuf,
}

impl Sdks {
    /// Generates an SDK for each document below a folder.
    pub fn generate(documents: &Path, folder: &Path) -> anyhow::Result<Self> {
        let mut this = Self {
            described: Vec::new(),
            skipped: Vec::new(),
            folder: folder.to_owned(),
        };
        for path in files(documents)? {
            this.add(documents, &path)?;
        }
        Ok(this)
    }

    fn add(&mut self, documents: &Path, path: &Path) -> anyhow::Result<()> {
        let name = path.strip_prefix(documents)?.with_extension("");
        let group = name.parent().unwrap_or(Path::new(""));
        let package = package(&name.to_string_lossy());
        let mut config = Config::default();
        config.package.name = Some(package.clone());
        let options = Options {
            source: format!("{}.json", name.display()),
            command: "cargo xtask conformance".to_owned(),
            strict: false,
        };
        let refused = |text: String| anyhow::anyhow!("{}: {text}", path.display());
        let source = Source::read(path)
            .map_err(|error| refused(Diagnostics::from(error).render_briefly(1).0))?;
        let generated = generate(source, &config, &options)
            .map_err(|errors| refused(errors.render_briefly(1).0))?;
        let crate_folder = self.folder.join(&package);
        let changes = compare(&crate_folder, &generated.files)?;
        write(&crate_folder, &changes)?;
        let skipped = generated.report.skipped.iter();
        self.skipped
            .extend(skipped.map(|skipped| format!("{}: {}", skipped.operation, skipped.why)));
        self.described.push(Described {
            package,
            group: group.to_string_lossy().into_owned(),
            document: serde_json::from_slice(&fs::read(path)?)?,
        });
        Ok(())
    }

    /// Builds the program that calls them.
    pub fn build_driver(&self, source: &Path, target: &Path) -> anyhow::Result<PathBuf> {
        let folder = self.folder.join("driver");
        fs::create_dir_all(folder.join("src"))?;
        for name in ["main.rs", "call.rs"] {
            put(
                &folder.join("src").join(name),
                &fs::read_to_string(source.join(name))?,
            )?;
        }
        put(&folder.join("src/sdks.rs"), &self.table())?;
        put(&folder.join("Cargo.toml"), &self.manifest())?;
        let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
        let status = Command::new(cargo)
            .current_dir(&folder)
            .args(["build", "--target-dir"])
            .arg(target)
            .status()
            .context("cannot start cargo")?;
        if !status.success() {
            bail!("the SDKs do not compile");
        }
        Ok(target.join("debug/driver"))
    }

    /// The table of SDKs.
    fn table(&self) -> String {
        let entries = self.described.iter().map(|described| {
            let package = &described.package;
            format!("    {package:?} = {},\n", package.replace('-', "_"))
        });
        format!("sdks! {{\n{}}}\n", entries.collect::<String>())
    }

    /// The manifest of the driver. Nothing is debugged here, so nothing is written for it.
    fn manifest(&self) -> String {
        let dependencies = self.described.iter().map(|described| {
            let name = &described.package;
            format!(
                "{name} = {{ path = \"../{name}\", default-features = false, features = [\"all\", \"dispatch\"] }}\n"
            )
        });
        format!(
            "[package]\nname = \"driver\"\nversion = \"0.0.0\"\nedition = \"2024\"\npublish = false\n\n\
             [workspace]\n\n\
             [profile.dev]\ndebug = false\nincremental = false\n\n\
             [dependencies]\nserde_json = \"1\"\ntokio = {{ version = \"1\", features = [\"rt\"] }}\n{}",
            dependencies.collect::<String>()
        )
    }
}

/// The documents below a folder, in order.
fn files(folder: &Path) -> anyhow::Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            found.extend(files(&path)?);
        } else if path
            .extension()
            .is_some_and(|extension| extension == "json")
        {
            found.push(path);
        }
    }
    found.sort();
    Ok(found)
}

/// The name of a package from the place of its document, such as `type/array/openapi`.
fn package(place: &str) -> String {
    let name = place.replace("/openapi.", "-").replace("/openapi", "");
    let allowed = |c: char| {
        if c.is_ascii_alphanumeric() {
            c.to_ascii_lowercase()
        } else {
            '-'
        }
    };
    name.chars().map(allowed).collect()
}

/// Writes a file, unless it has this text: so that what did not change is not built again.
fn put(path: &Path, text: &str) -> anyhow::Result<()> {
    if fs::read_to_string(path).ok().as_deref() != Some(text) {
        fs::write(path, text)?;
    }
    Ok(())
}
