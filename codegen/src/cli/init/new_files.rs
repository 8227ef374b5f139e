//! The files that `init` writes beside the crate.

use std::fs;
use std::path::{Component, Path, PathBuf};

use super::guess::Guesses;
use super::settings::{self, NewSettings};
use super::workflow::{self, Values};
use super::{Choices, Init, Refusal};
use crate::cli::protected::Protected;
use crate::cli::staged::StagedFile;
use crate::diagnostic::Problem;
use crate::load::Source;

/// The texts of the files, which are not written yet.
pub(super) struct NewFiles {
    pub(super) configuration: Source,
    workflow: Option<Source>,
}

impl NewFiles {
    pub(super) fn new(job: &Init, choices: &Choices, guesses: &Guesses) -> Self {
        let chosen = NewSettings {
            guesses,
            defaults: &choices.defaults,
            envelope: choices.envelope,
            pagination: choices.pagination,
        };
        let workflow = || {
            let values = Values {
                url: choices.url.as_deref(),
                spec: &below_here(&job.spec),
                config: &below_here(&job.config),
                out: &below_here(&choices.out),
            };
            source(&job.workflow, workflow::text(&values))
        };
        Self {
            configuration: source(&job.config, settings::text(&chosen)),
            workflow: choices.workflow.then(workflow),
        }
    }

    /// Verifies that no input and no existing file would be overwritten.
    pub(super) fn may_be_written(&self, job: &Init, out: &Path) -> Result<(), Refusal> {
        let mut protected = Protected {
            inputs: vec![("the description", job.spec.clone())],
            out: out.to_owned(),
        };
        protected.allows("--config", &self.configuration.path)?;
        let written = ("the configuration", self.configuration.path.clone());
        protected.inputs.push(written);
        if let Some(workflow) = &self.workflow {
            protected.allows("--workflow", &workflow.path)?;
        }
        match self.all().find(|file| !job.force && is_there(&file.path)) {
            Some(file) => Err(Refusal::Exists(file.path.clone())),
            None => Ok(()),
        }
    }

    /// Writes the files to temporary ones, in folders that are created where they do not exist.
    pub(super) fn stage(&self) -> Result<(NewFolders, Vec<StagedFile>), Problem> {
        let mut folders = NewFolders::default();
        let staged = self.all().map(|file| {
            folders.create(file.path.parent().unwrap_or(Path::new("")));
            StagedFile::new(&file.path, &file.text)
        });
        let staged = staged.collect::<Result<_, _>>()?;
        Ok((folders, staged))
    }

    /// The files that are written.
    pub(super) fn all(&self) -> impl Iterator<Item = &Source> {
        [&self.configuration].into_iter().chain(&self.workflow)
    }
}

fn source(path: &Path, text: String) -> Source {
    Source {
        path: path.to_owned(),
        text,
    }
}

/// Folders that did not exist before. Those that are still empty are removed at the end.
#[derive(Debug, Default)]
pub(super) struct NewFolders(Vec<PathBuf>);

impl NewFolders {
    /// Creates a folder and those above it. The error is reported when a file in it is written.
    fn create(&mut self, folder: &Path) {
        let missing = folder.ancestors().take_while(|above| !is_there(above));
        let missing: Vec<PathBuf> = missing.map(Path::to_owned).collect();
        self.0.extend(missing.into_iter().rev());
        let _ = fs::create_dir_all(folder);
    }
}

impl Drop for NewFolders {
    fn drop(&mut self) {
        for folder in self.0.iter().rev() {
            // Fails if the folder is not empty, which is intended.
            let _ = fs::remove_dir(folder);
        }
    }
}

/// A path relative to the current folder, which is the root of the repository.
fn below_here(path: &Path) -> PathBuf {
    let here = std::env::current_dir().unwrap_or_default();
    let path = path.strip_prefix(&here).unwrap_or(path);
    let parts = path.components().filter(|part| *part != Component::CurDir);
    parts.collect()
}

/// True if the path exists, even as a dangling symbolic link.
fn is_there(path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok()
}
