//! The inputs of a run, and their entries in the lock.

use std::collections::{BTreeMap, HashMap};
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use super::protected::Protected;
use super::{Job, PreviousNames, Task};
use crate::config::{Config, ConfigError};
use crate::diagnostic::Diagnostics;
use crate::diagnostic::wording::configuration::invalid_package_name;
use crate::files::{Hash, Input, LOCK, Lock, LockedOptions};
use crate::kept::{self, KeptNames};
use crate::load::{Document, Source, read_plain, read_text};
use crate::{ApiModel, Generated, generate_site, generate_with_overlays, model};

/// The inputs of a run.
#[derive(Clone, Debug)]
pub(super) struct Inputs {
    config: Config,
    configuration: Option<Source>,
    description: Source,
    overlays: Vec<Source>,
    /// The lock without files, computed on the first use.
    locked: OnceLock<Lock>,
}

impl Inputs {
    /// Reads the inputs.
    pub(super) fn read(job: &Job) -> Result<Self, Diagnostics> {
        let config = job.config.as_deref();
        let inputs = Self::of(&job.spec, config, &job.overlays, job.name.as_deref())?;
        inputs.with_names(job)
    }

    /// Reads the inputs of a job whose configuration is not written yet.
    pub(super) fn with_configuration(
        job: &Job,
        configuration: Source,
    ) -> Result<Self, Diagnostics> {
        let name = job.name.as_deref();
        Self::configured(&job.spec, Some(configuration), &job.overlays, name)?.with_names(job)
    }

    /// Sets the names of the job, which take precedence over derived ones.
    fn with_names(mut self, job: &Job) -> Result<Self, Diagnostics> {
        let of_folder = job.out.join(kept::FILE);
        match &job.names {
            PreviousNames::Of(file) => self.keep_names(file)?,
            // Without a lock in the folder, a file of this name belongs to the user.
            PreviousNames::OfFolder if job.out.join(LOCK).is_file() && of_folder.is_file() => {
                self.keep_names(&of_folder)?;
            }
            PreviousNames::OfFolder | PreviousNames::Ignored => {}
        }
        Ok(self)
    }

    /// Sets the names in a file, which take precedence over derived ones.
    pub(super) fn keep_names(&mut self, file: &Path) -> Result<(), Diagnostics> {
        let text = read_text(file).map_err(|why| ConfigError::unreadable(file, &why))?;
        let names = KeptNames::parse(&text);
        self.config.kept = names.map_err(|cause| ConfigError::invalid(file, &text, &cause))?;
        Ok(())
    }

    /// Reads a description with its configuration and overlays.
    pub(super) fn of(
        spec: &Path,
        config: Option<&Path>,
        overlays: &[PathBuf],
        name: Option<&str>,
    ) -> Result<Self, Diagnostics> {
        let configuration = config.map(configuration).transpose()?;
        Self::configured(spec, configuration, overlays, name)
    }

    fn configured(
        spec: &Path,
        configuration: Option<Source>,
        overlays: &[PathBuf],
        name: Option<&str>,
    ) -> Result<Self, Diagnostics> {
        let mut config = match &configuration {
            Some(Source { path, text }) => Config::parse(path, text)?,
            None => Config::default(),
        };
        if let Some(name) = name {
            config.package.name = Some(package_name(name)?);
        }
        let description = Source::named(spec)?;
        let folder = configuration.as_ref().and_then(|it| it.path.parent());
        let folder = folder.unwrap_or(Path::new(""));
        let configured = config.overlays.iter().map(|path| folder.join(path));
        let configured = configured.enumerate().map(|(index, path)| {
            let source = Source::read(path);
            source.map_err(|why| match &configuration {
                Some(Source { path, text }) => {
                    Config::overlay_error(path, text, index, why.problem()).into()
                }
                None => Diagnostics::from(why),
            })
        });
        let given = overlays
            .iter()
            .map(|path| Source::read(path).map_err(Diagnostics::from));
        let overlays = configured.chain(given).collect::<Result<_, _>>()?;
        Ok(Self {
            config,
            configuration,
            description,
            overlays,
            locked: OnceLock::new(),
        })
    }

    /// Generates the files.
    pub(super) fn generate(&self, job: &Job) -> Result<Generated, Diagnostics> {
        let (description, overlays) = (self.description.clone(), self.overlays.clone());
        let generate = match job.task {
            Task::WriteSite { .. } => generate_site,
            Task::Write { .. } | Task::Check { .. } => generate_with_overlays,
        };
        let generate = || generate(description, overlays, &self.config, &job.options);
        // The hashes are computed in parallel.
        rayon::join(generate, || self.lock(job)).0
    }

    /// Lowers the description without emitting files.
    pub(super) fn model(self) -> Result<ApiModel, Diagnostics> {
        model(self.description, self.overlays, &self.config)
    }

    /// The paths of the inputs.
    #[cfg(feature = "watch")]
    pub(super) fn paths(&self) -> Vec<PathBuf> {
        let sources = self.configuration.iter().chain(&self.overlays);
        let sources = sources.chain([&self.description]);
        sources.map(|source| source.path.clone()).collect()
    }

    /// The files that must not be overwritten, as far as they are known before generating.
    pub(super) fn protected(&self, job: &Job) -> Protected {
        let mut inputs = vec![("the description", self.description.path.clone())];
        let configuration = self.configuration.iter();
        inputs.extend(configuration.map(|it| ("the configuration", it.path.clone())));
        let overlays = self.overlays.iter();
        inputs.extend(overlays.map(|it| ("an overlay", it.path.clone())));
        Protected {
            inputs,
            out: job.out.clone(),
        }
    }

    /// The lock of these inputs, without generated files and references.
    pub(super) fn lock(&self, job: &Job) -> Lock {
        self.locked.get_or_init(|| self.hashed(job)).clone()
    }

    fn hashed(&self, job: &Job) -> Lock {
        let input = |source: &Source| Input::new(&source.path, &source.text);
        let options = LockedOptions {
            command: job.options.command.clone(),
            source: job.options.source.clone(),
            name: job.name.clone(),
        };
        let mut lock = Lock::new(options, input(&self.description));
        lock.configuration = self.configuration.as_ref().map(input);
        lock.overlays = self.overlays.iter().map(input).collect();
        lock
    }

    /// The lock of generated files.
    pub(super) fn lock_of(&self, job: &Job, generated: &Generated) -> Lock {
        let mut lock = self.lock(job).with_files(&generated.files);
        lock.operations = generated.report.operations;
        lock.warnings = generated.diagnostics.len();
        let names = looked_up(&generated.document);
        let sources = generated.document.sources();
        let texts = sources
            .iter()
            .map(|it| (it.path.as_path(), it.text.as_str()));
        lock.references = self.references(names.iter().map(|(name, _)| name), &texts.collect());
        lock
    }

    /// The targets of references in the description. `texts` contains the files that were read.
    pub(super) fn references<'n>(
        &self,
        names: impl Iterator<Item = &'n String>,
        texts: &HashMap<&Path, &str>,
    ) -> BTreeMap<String, String> {
        let spec = &self.description.path;
        let folder = spec.parent().unwrap_or(Path::new(""));
        let here = match folder.as_os_str().is_empty() {
            true => Path::new("."),
            false => folder,
        };
        let root = here.canonicalize().unwrap_or_default();
        let mut seen = HashMap::new();
        if let (Ok(real), Some(name)) = (spec.canonicalize(), spec.file_name()) {
            seen.insert(real, name.to_string_lossy().into_owned());
        }
        let mut stands = |name: &str| {
            let path = folder.join(name);
            let real = match path.canonicalize() {
                Err(_) => return "missing".to_owned(),
                Ok(real) if !real.starts_with(&root) => return "outside".to_owned(),
                Ok(real) => real,
            };
            if let Some(same) = seen.get(&real) {
                return format!("same as {same}");
            }
            let read = match texts.get(path.as_path()) {
                Some(text) => Hash::of_text(text.as_bytes()),
                None => match read_plain(&path) {
                    Ok(bytes) => Hash::of_text(&bytes),
                    Err(_) => return "unreadable".to_owned(),
                },
            };
            seen.insert(real, name.to_owned());
            read.to_string()
        };
        names.map(|name| (name.clone(), stands(name))).collect()
    }
}

/// The paths that references name: as written in the lock, and in the file system.
pub(super) fn looked_up(document: &Document) -> Vec<(String, PathBuf)> {
    let sources = document.sources();
    let folder = sources.first().and_then(|it| it.path.parent());
    let folder = folder.unwrap_or(Path::new(""));
    let named = document.looked_up().iter().map(|inside| {
        let parts = inside.iter().map(|part| part.to_string_lossy());
        let name = parts.collect::<Vec<_>>().join("/");
        (name, folder.join(inside))
    });
    named.collect()
}

fn configuration(path: &Path) -> Result<Source, ConfigError> {
    let text = read_text(path).map_err(|why| ConfigError::unreadable(path, &why))?;
    Ok(Source {
        path: path.to_owned(),
        text,
    })
}

/// Validates a name from the command line like one in the configuration.
pub(super) fn package_name(name: &str) -> Result<String, Diagnostics> {
    let text = format!("package.name = {}", toml::Value::from(name));
    Config::parse(Path::new("--name"), &text)
        .map(|_| name.to_owned())
        .map_err(|error| invalid_package_name(name, error.message()).into())
}
