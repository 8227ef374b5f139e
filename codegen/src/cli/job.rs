//! The command of a run, as printed in the headers of files and in suggestions.

use std::path::{Path, PathBuf};

use super::{Colors, Job, PreviousNames, Task};
use crate::Options;
use crate::load::STANDARD_INPUT;
use crate::shell::word;

impl Job {
    /// A job with a description, a folder and default options.
    pub fn new(spec: PathBuf, out: PathBuf, task: Task) -> Self {
        let command = match task {
            Task::WriteSite { .. } => "docs",
            Task::Write { .. } | Task::Check { .. } => "generate",
        };
        // Only the file name: a full path, and so the output, would differ between machines.
        let name = Path::new(spec.file_name().unwrap_or_default());
        let name = name.display().to_string();
        let command = format!("sdk-codegen {command} {}", word(&name));
        Self {
            update_command: command.clone(),
            options: Options {
                source: match spec == Path::new(STANDARD_INPUT) {
                    true => "the standard input".to_owned(),
                    false => name,
                },
                command,
                strict: false,
            },
            spec,
            out,
            overlays: Vec::new(),
            config: None,
            name: None,
            names: match task {
                Task::WriteSite { .. } => PreviousNames::Ignored,
                Task::Write { .. } | Task::Check { .. } => PreviousNames::OfFolder,
            },
            report: None,
            task,
            colors: Colors::default(),
        }
    }

    /// The command that updates the folder, for a shell.
    pub fn command(&self) -> String {
        let path = |path: &Path| word(&path.display().to_string());
        let (spec, out) = (path(&self.spec), path(&self.out));
        let mut command = format!("sdk-codegen generate {spec} --out {out}");
        if let Some(name) = &self.name {
            command.push_str(&format!(" --name {}", word(name)));
        }
        for overlay in &self.overlays {
            command.push_str(&format!(" --overlay {}", path(overlay)));
        }
        if let Some(config) = &self.config {
            command.push_str(&format!(" --config {}", path(config)));
        }
        command
    }
}
