//! Generation from a build script, for projects that do not commit generated code.
//!
//! ```no_run
//! // build.rs
//! fn main() -> Result<(), sdk_codegen::build_script::BuildError> {
//!     sdk_codegen::build_script::BuildScript::new("openapi.yaml").run()
//! }
//! ```
//!
//! ```ignore
//! // src/lib.rs
//! #![recursion_limit = "512"]
//! include!(concat!(env!("OUT_DIR"), "/sdk/src/lib.rs"));
//! ```
//!
//! The crate needs the dependencies of a generated one: `sdk-codegen generate` writes them into the
//! manifest of an SDK. The features listed there in `[features]` are enabled by
//! [`BuildScript::features`].

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::{env, fmt, fs};

use serde::Deserialize;

use crate::config::{Config, ConfigError};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::load::Source;
use crate::{Generated, Options, generate_with_overlays};

/// The error of a build script.
#[derive(thiserror::Error)]
pub enum BuildError {
    /// The description or the configuration has errors.
    #[error("{}", .0.render())]
    Refused(Diagnostics),
    /// A feature is enabled that the SDK does not have.
    #[error("the SDK has no feature `{0}`")]
    UnknownFeature(String),
    /// An environment variable of Cargo is missing: this is no build script.
    #[error("Cargo sets `{0}` for a build script")]
    NotCargo(&'static str),
    /// A file cannot be written.
    #[error("cannot write {}: {why}", path.display())]
    Unwritable {
        /// The file.
        path: PathBuf,
        /// The error of the file system.
        why: io::Error,
    },
}

/// Prints the same as `Display`, because Rust prints an error of `main` with `Debug`.
impl fmt::Debug for BuildError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{self}")
    }
}

impl From<Diagnostics> for BuildError {
    fn from(diagnostics: Diagnostics) -> Self {
        Self::Refused(diagnostics)
    }
}

impl From<Diagnostic> for BuildError {
    fn from(diagnostics: Diagnostic) -> Self {
        Self::Refused(diagnostics.into())
    }
}

impl From<ConfigError> for BuildError {
    fn from(diagnostics: ConfigError) -> Self {
        Self::Refused(diagnostics.into())
    }
}

/// Generates an SDK in a build script.
#[derive(Clone, Debug)]
pub struct BuildScript {
    spec: PathBuf,
    config: Option<PathBuf>,
    overlays: Vec<PathBuf>,
    features: Vec<String>,
}

/// The features in a manifest.
#[derive(Deserialize)]
struct Manifest {
    features: BTreeMap<String, Vec<String>>,
}

impl BuildScript {
    /// Generates from a description; `spec` is relative to the folder of the crate.
    pub fn new(spec: impl Into<PathBuf>) -> Self {
        Self {
            spec: spec.into(),
            config: None,
            overlays: Vec::new(),
            features: vec!["all".to_owned()],
        }
    }

    /// Sets the configuration file. The name of the package is always that of the crate.
    #[must_use]
    pub fn config(mut self, path: impl Into<PathBuf>) -> Self {
        self.config = Some(path.into());
        self
    }

    /// Adds an overlay, which is applied after those in the configuration.
    #[must_use]
    pub fn overlay(mut self, path: impl Into<PathBuf>) -> Self {
        self.overlays.push(path.into());
        self
    }

    /// Enables these features of the SDK, and those that they imply, instead of `all`. Their
    /// dependencies must be in the manifest of the crate.
    #[must_use]
    pub fn features(mut self, features: impl IntoIterator<Item = impl Into<String>>) -> Self {
        self.features = features.into_iter().map(Into::into).collect();
        self
    }

    /// Writes the sources to `sdk/src` in `OUT_DIR`, and tells Cargo which features are enabled and
    /// when to run the build script again.
    ///
    /// # Errors
    ///
    /// The description or the configuration cannot be used, a feature does not exist, or a file
    /// cannot be written.
    pub fn run(&self) -> Result<(), BuildError> {
        let variable = |name| env::var(name).map_err(|_| BuildError::NotCargo(name));
        let (out, package) = (variable("OUT_DIR")?, variable("CARGO_PKG_NAME")?);
        let mut instructions = Vec::new();
        let generated = self.generate(package, &mut instructions)?;
        if !generated.diagnostics.is_empty() {
            let count = generated.diagnostics.len();
            // Cargo shows them if the build fails, and with `-vv`.
            let _ = writeln!(io::stderr(), "{}", generated.diagnostics.render());
            instructions.push(format!(
                "warning={}: {count} warnings of the generator; `cargo build -vv` shows them",
                self.spec.display()
            ));
        }
        instructions.extend(self.cfgs(&generated)?);
        write(&Path::new(&out).join("sdk"), &generated)?;
        let mut stdout = io::stdout().lock();
        for instruction in instructions {
            // Fails only if Cargo has exited.
            let _ = writeln!(stdout, "cargo::{instruction}");
        }
        Ok(())
    }

    fn generate(
        &self,
        package: String,
        instructions: &mut Vec<String>,
    ) -> Result<Generated, BuildError> {
        let mut config = match &self.config {
            Some(path) => Config::read(path)?,
            None => Config::default(),
        };
        // Examples in the documentation name the crate.
        config.package.name = Some(package);
        let folder = self.config.as_deref().and_then(Path::parent);
        let folder = folder.unwrap_or(Path::new(""));
        let overlays = config.overlays.iter().map(|path| folder.join(path));
        let overlays: Vec<PathBuf> = overlays.chain(self.overlays.iter().cloned()).collect();
        let options = Options {
            source: self.spec.display().to_string().replace('\\', "/"),
            command: "build.rs".to_owned(),
            strict: false,
        };
        let read = overlays
            .iter()
            .map(Source::read)
            .collect::<Result<_, _>>()?;
        let generated = generate_with_overlays(Source::read(&self.spec)?, read, &config, &options)?;
        let sources = generated.document.sources();
        let read = sources.iter().map(|source| source.path.clone());
        let read: BTreeSet<PathBuf> = read.chain(self.config.clone()).chain(overlays).collect();
        let changed = read.iter().map(|path| path.display());
        instructions.extend(changed.map(|path| format!("rerun-if-changed={path}")));
        Ok(generated)
    }

    /// The instructions that declare the features for the compiler, and those that enable them.
    fn cfgs(&self, generated: &Generated) -> Result<Vec<String>, BuildError> {
        let manifest = generated.files.get("Cargo.toml");
        let manifest = String::from_utf8_lossy(manifest.map_or(&[], Vec::as_slice));
        let features = toml::from_str(&manifest).map(|it: Manifest| it.features);
        let features = features.expect("an emitted manifest has features");
        let known: Vec<String> = features.keys().map(|name| format!("{name:?}")).collect();
        let mut cfgs = vec![format!(
            "rustc-check-cfg=cfg(feature, values({}))",
            known.join(", ")
        )];
        let mut open: Vec<&str> = self.features.iter().map(String::as_str).collect();
        let unknown = open.iter().find(|name| !features.contains_key(**name));
        if let Some(name) = unknown {
            return Err(BuildError::UnknownFeature((*name).to_owned()));
        }
        let mut on = BTreeSet::new();
        while let Some(name) = open.pop() {
            // Features of dependencies are in the manifest of the crate.
            if let Some(more) = features.get(name).filter(|_| on.insert(name)) {
                open.extend(more.iter().map(String::as_str));
            }
        }
        cfgs.extend(on.iter().map(|name| format!("rustc-cfg=feature={name:?}")));
        Ok(cfgs)
    }
}

/// Replaces the sources, so that no file of a previous run remains.
fn write(folder: &Path, generated: &Generated) -> Result<(), BuildError> {
    let unwritable = |path: &Path| {
        let path = path.to_owned();
        move |why| BuildError::Unwritable { path, why }
    };
    if folder.exists() {
        fs::remove_dir_all(folder).map_err(unwritable(folder))?;
    }
    let is_source = |path: &String| path.starts_with("src/") && path != "src/main.rs";
    let sources = generated.files.iter().filter(|(path, _)| is_source(path));
    for (name, bytes) in sources {
        let path = folder.join(name);
        let parent = path.parent().unwrap_or(folder);
        fs::create_dir_all(parent).map_err(unwritable(parent))?;
        let root = (name == "src/lib.rs").then(|| without_inner_attributes(bytes));
        fs::write(&path, root.as_ref().unwrap_or(bytes)).map_err(unwritable(&path))?;
    }
    Ok(())
}

/// The root of the crate without inner documentation and attributes, which `include!` does not
/// accept.
fn without_inner_attributes(root: &[u8]) -> Vec<u8> {
    let text = String::from_utf8_lossy(root);
    let is_inner = |line: &&str| line.starts_with("//!") || line.starts_with("#![");
    let lines = text.lines().filter(|line| !is_inner(line));
    lines
        .flat_map(|line| [line, "\n"])
        .collect::<String>()
        .into_bytes()
}
