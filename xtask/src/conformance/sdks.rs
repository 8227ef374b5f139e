//! The SDKs of all documents, and the driver that calls them.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, bail};
use sdk_codegen::config::{Config, RuntimeConfig};
use sdk_codegen::diagnostic::Diagnostics;
use sdk_codegen::files::{Input, Lock, LockedOptions, WriteOptions, write};
use sdk_codegen::load::Source;
use sdk_codegen::{Options, generate_with_overlays};
use serde_json::Value;

use super::plan::GeneratedSdk;
use crate::cargo::cargo;

/// The suffix of the package of a document with an overlay.
const OVERLAID: &str = "-overlaid";

/// The SDKs of a run.
pub struct Sdks {
    /// The SDKs of the documents as emitted.
    pub emitted: Vec<GeneratedSdk>,
    /// The SDKs of the documents with overlays.
    pub overlaid: Vec<GeneratedSdk>,
    /// Operations that the generator skips, each with the reason.
    pub skipped: Vec<String>,
    folder: PathBuf,
}

impl Sdks {
    /// Generates an SDK for each document below a folder, and another one for each document with an overlay.
    pub fn generate(documents: &Path, overlays: &Path, folder: &Path) -> anyhow::Result<Self> {
        let mut this = Self {
            emitted: Vec::new(),
            overlaid: Vec::new(),
            skipped: Vec::new(),
            folder: folder.to_owned(),
        };
        for path in files(documents)? {
            let emitted = this.add(documents, &path, None)?;
            let overlay = overlays.join(format!("{}.yaml", emitted.package));
            this.emitted.push(emitted);
            if overlay.exists() {
                let overlaid = this.add(documents, &path, Some(&overlay))?;
                this.overlaid.push(overlaid);
            }
        }
        Ok(this)
    }

    /// Generates an SDK for one document, with its configuration.
    pub fn generate_one(path: &Path, config: &Path, folder: &Path) -> anyhow::Result<Self> {
        let config = Config::read(config)?;
        let package = config.package.name.clone();
        let mut this = Self {
            emitted: Vec::new(),
            overlaid: Vec::new(),
            skipped: Vec::new(),
            folder: folder.to_owned(),
        };
        let document = this.generate_sdk(path, None, &config, &path.display().to_string())?;
        this.emitted.push(GeneratedSdk {
            package: package.context("the configuration does not set the package name")?,
            group: String::new(),
            document,
        });
        Ok(this)
    }

    /// One SDK for each document: the one with an overlay if there is one, else the one as emitted.
    pub fn with_overlays(&self) -> impl Iterator<Item = &GeneratedSdk> {
        self.emitted.iter().map(|emitted| {
            let package = format!("{}{OVERLAID}", emitted.package);
            let mut overlaid = self.overlaid.iter();
            overlaid.find(|it| it.package == package).unwrap_or(emitted)
        })
    }

    /// Generates the SDK of a document, in a group that is named after its folder.
    fn add(
        &mut self,
        documents: &Path,
        path: &Path,
        overlay: Option<&Path>,
    ) -> anyhow::Result<GeneratedSdk> {
        let name = path.strip_prefix(documents)?.with_extension("");
        let group = name.parent().unwrap_or(Path::new(""));
        let mut package = package(&name.to_string_lossy());
        if overlay.is_some() {
            package.push_str(OVERLAID);
        }
        let mut config = Config::default();
        config.package.name = Some(package.clone());
        config.package.runtime = shared_runtime()?;
        let document =
            self.generate_sdk(path, overlay, &config, &format!("{}.json", name.display()))?;
        Ok(GeneratedSdk {
            package,
            group: group.to_string_lossy().into_owned(),
            document: match (overlay, serde_json::from_slice(&fs::read(path)?)?) {
                (None, Value::Object(written)) if !written.contains_key("swagger") => {
                    Value::Object(written)
                }
                // Swagger 2.0, in the form of OpenAPI 3 that the generator reads it as.
                _ => document,
            },
        })
    }

    /// Writes the SDK of a document, and returns the document as the generator read it.
    fn generate_sdk(
        &mut self,
        path: &Path,
        overlay: Option<&Path>,
        config: &Config,
        source: &str,
    ) -> anyhow::Result<Value> {
        let options = Options {
            source: source.to_owned(),
            command: "cargo xtask conformance".to_owned(),
            strict: false,
        };
        let failure = |text: String| anyhow::anyhow!("{}: {text}", path.display());
        let read = |path: &Path| {
            Source::read(path)
                .map_err(|error| failure(Diagnostics::from(error).render_briefly(1).0))
        };
        let overlays = overlay.map(read).transpose()?.into_iter().collect();
        let text = read(path)?;
        let description = Input::new(path, &text.text);
        let generated = generate_with_overlays(text, overlays, config, &options)
            .map_err(|errors| failure(errors.render_briefly(1).0))?;
        let package = config.package.name.as_deref().unwrap_or_default();
        let crate_folder = self.folder.join(package);
        let lock = Lock::new(LockedOptions::default(), description).with_files(&generated.files);
        // The folder contains only output, so there are no edits to protect.
        let options = WriteOptions {
            force: true,
            ..WriteOptions::default()
        };
        write(&crate_folder, &generated.files, &lock, options)?;
        let skipped = generated.report.skipped.iter();
        self.skipped
            .extend(skipped.map(|skipped| format!("{}: {}", skipped.operation, skipped.why())));
        Ok(generated.document.root().value().clone())
    }

    /// Builds the driver, and returns the path of the program.
    pub fn build_driver(&self, source: &Path, target: &Path) -> anyhow::Result<PathBuf> {
        let folder = self.folder.join("driver");
        fs::create_dir_all(folder.join("src"))?;
        for name in ["main.rs", "call.rs"] {
            write_if_changed(
                &folder.join("src").join(name),
                &fs::read_to_string(source.join(name))?,
            )?;
        }
        write_if_changed(&folder.join("src/sdks.rs"), &self.table())?;
        write_if_changed(&folder.join("Cargo.toml"), &self.manifest())?;
        let status = cargo()
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

    fn all(&self) -> impl Iterator<Item = &GeneratedSdk> {
        self.emitted.iter().chain(&self.overlaid)
    }

    /// The source of the driver's table of SDKs.
    fn table(&self) -> String {
        let entries = self.all().map(|sdk| {
            let package = &sdk.package;
            format!("    {package:?} = {},\n", package.replace('-', "_"))
        });
        format!("sdks! {{\n{}}}\n", entries.collect::<String>())
    }

    /// The manifest of the driver, which is built without debug information.
    fn manifest(&self) -> String {
        let dependencies = self.all().map(|sdk| {
            let name = &sdk.package;
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

/// The runtime as a crate, which is compiled once for all SDKs.
fn shared_runtime() -> anyhow::Result<RuntimeConfig> {
    let folder = fs::canonicalize("codegen/runtime")?;
    let path = folder.to_str().context("the path is not UTF-8")?;
    Ok(RuntimeConfig::Path(path.to_owned()))
}

/// The documents below a folder, sorted by path.
fn files(folder: &Path) -> anyhow::Result<Vec<PathBuf>> {
    let mut documents = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            documents.extend(files(&path)?);
        } else if path
            .extension()
            .is_some_and(|extension| extension == "json")
        {
            documents.push(path);
        }
    }
    documents.sort();
    Ok(documents)
}

/// The package name for a document, from its path without extension, such as `type/array/openapi`.
fn package(path: &str) -> String {
    let name = path.replace("/openapi.", "-").replace("/openapi", "");
    let allowed = |c: char| {
        if c.is_ascii_alphanumeric() {
            c.to_ascii_lowercase()
        } else {
            '-'
        }
    };
    name.chars().map(allowed).collect()
}

/// Writes a file unless it has this text already, so that cargo does not rebuild what has not changed.
fn write_if_changed(path: &Path, text: &str) -> anyhow::Result<()> {
    if fs::read_to_string(path).ok().as_deref() != Some(text) {
        fs::write(path, text)?;
    }
    Ok(())
}
