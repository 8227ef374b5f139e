//! `init`: sets up a project for a description. Derives settings, asks for confirmation, and writes
//! `sdk.toml`, a workflow that regenerates the SDK, and the SDK.

mod ask;
mod guess;
mod settings;
mod toml_text;
mod workflow;

use std::fs;
use std::io::{self, BufRead, Write};
use std::path::{Component, Path, PathBuf};

use super::inputs::package_name;
use super::{Colors, Job, Outcome, Task, print, replace, run};
use crate::config::Config;
use crate::diagnostic::{Diagnostics, Problem, visible};
use crate::load::{STANDARD_INPUT, Source};
use ask::Questions;
use guess::Guesses;
use settings::NewSettings;
use workflow::Values;

/// Options of `init`.
#[derive(Clone, Debug)]
pub struct Init {
    /// The description.
    pub spec: PathBuf,
    /// Folder of the crate; the name of the package by default.
    pub out: Option<PathBuf>,
    /// Where the configuration is written.
    pub config: PathBuf,
    /// Where the workflow is written.
    pub workflow: PathBuf,
    /// Name of the package; derived from the title of the description by default.
    pub name: Option<String>,
    /// Asks nothing, and uses the derived settings.
    pub yes: bool,
    /// Overwrites existing files.
    pub force: bool,
    /// Which streams are coloured.
    pub colors: Colors,
}

/// The answers of the user.
struct Choices {
    name: String,
    out: PathBuf,
    defaults: Vec<String>,
    envelope: bool,
    pagination: bool,
    workflow: bool,
    url: Option<String>,
}

/// The reason why nothing is written.
enum Refusal {
    /// Diagnostics of the description.
    Diagnostics(Diagnostics),
    /// Another reason.
    Why(String),
    /// The output is closed.
    OutputClosed(io::Error),
}

impl<T: Into<Diagnostics>> From<T> for Refusal {
    fn from(diagnostics: T) -> Self {
        Self::Diagnostics(diagnostics.into())
    }
}

/// Writes a configuration and a workflow, and generates. Questions are written to `out`, and
/// answers are read from `input`, one on each line. Nothing is written before the last answer, or
/// if a file exists already.
///
/// # Errors
///
/// `out` or `err` cannot be written to.
pub fn init(
    job: &Init,
    input: &mut dyn BufRead,
    out: &mut dyn Write,
    err: &mut dyn Write,
) -> io::Result<Outcome> {
    match write_inputs(job, input, out) {
        Ok(choices) => generate(job, choices, out, err),
        Err(Refusal::Diagnostics(diagnostics)) => {
            print(&diagnostics, job.colors, err).map(|_| Outcome::Failed)
        }
        Err(Refusal::Why(why)) => {
            writeln!(err, "error: {}", visible(&why))?;
            Ok(Outcome::Failed)
        }
        Err(Refusal::OutputClosed(error)) => Err(error),
    }
}

/// Writes the inputs of the generator, and returns the answers.
fn write_inputs(
    job: &Init,
    input: &mut dyn BufRead,
    out: &mut dyn Write,
) -> Result<Choices, Refusal> {
    if job.spec == Path::new(STANDARD_INPUT) {
        let why = "the description is read more than once: save it to a file, and pass that";
        return Err(Refusal::Why(why.to_owned()));
    }
    let name = job.name.as_deref().map(package_name).transpose()?;
    let source = Source::read(&job.spec)?;
    let mut guesses = Guesses::of(&source, &named(name))?;
    let input = (!job.yes).then_some(input);
    let choices = ask(job, &guesses, &mut Questions { input, out }).map_err(unanswered)?;
    if choices.name != guesses.api_model.api.package.name {
        // Names of environment variables start with the package name.
        guesses = Guesses::of(&source, &named(Some(choices.name.clone())))?;
    }
    let files = files(job, &choices, &guesses);
    if let Some((path, _)) = files.iter().find(|(path, _)| !job.force && is_there(path)) {
        let why = format!("{} exists already: --force overwrites it", path.display());
        return Err(Refusal::Why(why));
    }
    for (path, text) in &files {
        write(path, text)?;
        let path = path.display().to_string();
        writeln!(out, "  written {}", visible(&path)).map_err(Refusal::OutputClosed)?;
    }
    Ok(choices)
}

fn unanswered(error: io::Error) -> Refusal {
    match error.kind() {
        io::ErrorKind::UnexpectedEof => {
            let why = "an answer is missing: nothing was written; --yes uses the derived settings";
            Refusal::Why(why.to_owned())
        }
        _ => Refusal::OutputClosed(error),
    }
}

/// Generates from the written files, and prints the next steps.
fn generate(
    job: &Init,
    choices: Choices,
    out: &mut dyn Write,
    err: &mut dyn Write,
) -> io::Result<Outcome> {
    let task = Task::Write { force: job.force };
    let mut generate = Job::new(job.spec.clone(), choices.out, task);
    generate.config = Some(job.config.clone());
    generate.colors = job.colors;
    let outcome = run(&generate, out, err)?;
    if outcome != Outcome::Done {
        return Ok(outcome);
    }
    let command = generate.command();
    writeln!(
        out,
        "after a change to the description: {}",
        visible(&command)
    )?;
    if choices.workflow {
        let workflow = job.workflow.display().to_string();
        let values = match choices.url {
            Some(_) => "GENERATOR",
            None => "DESCRIPTION and GENERATOR",
        };
        writeln!(out, "in {}: set {values}", visible(&workflow))?;
    }
    Ok(outcome)
}

/// A configuration with only a name.
fn named(name: Option<String>) -> Config {
    let mut config = Config::default();
    config.package.name = name;
    config
}

fn ask(job: &Init, guesses: &Guesses, ask: &mut Questions<'_, '_>) -> io::Result<Choices> {
    let api = &guesses.api_model.api;
    let report = &guesses.api_model.report;
    let what = format!(
        "{} {}: {} operations in {} resources, {} types",
        api.title, api.version, report.emitted, report.resources, report.types
    );
    writeln!(ask.out, "{}", visible(&what))?;
    let is_name = |name: &str| {
        package_name(name)
            .map(drop)
            .map_err(|_| "a package name is a letter, then letters, digits, `-` and `_`".to_owned())
    };
    let name = ask.text("Name of the package", &api.package.name, is_name)?;
    let usual = match &job.out {
        Some(out) => out.display().to_string(),
        None => name.clone(),
    };
    let out = ask.text("Folder of the crate", &usual, |_| Ok(()))?;
    let mut defaults = Vec::new();
    for parameter in &guesses.defaults {
        let question = format!("Is `{parameter}` the same for most requests of a client");
        if ask.confirm(&question)? {
            defaults.push(parameter.clone());
        }
    }
    let envelope = match &guesses.envelope {
        Some(guess) if guess.is_same => {
            let value = &guess.table.value;
            ask.confirm(&format!(
                "Responses are wrapped. Return the value of `{value}`"
            ))?
        }
        _ => false,
    };
    let pagination = match guesses.pagination.first() {
        Some(guess) if guess.is_same => {
            let count: usize = guesses.pagination.iter().map(|it| it.table.1).sum();
            ask.confirm(&format!("{count} lists are paginated. Configure the rules"))?
        }
        _ => false,
    };
    let workflow = job.workflow.display();
    let workflow = ask.confirm(&format!("Write a workflow for regeneration, {workflow}"))?;
    let url = match workflow {
        true => ask.text(
            "URL that the description is published at, if any",
            "",
            is_url,
        )?,
        false => String::new(),
    };
    Ok(Choices {
        name,
        out: out.into(),
        defaults,
        envelope,
        pagination,
        workflow,
        url: Some(url).filter(|url| !url.is_empty()),
    })
}

fn is_url(text: &str) -> Result<(), String> {
    let is =
        text.is_empty() || url::Url::parse(text).is_ok_and(|url| url.scheme().starts_with("http"));
    is.then_some(())
        .ok_or_else(|| "a URL begins with https://".to_owned())
}

/// The files that are written before generating.
fn files(job: &Init, choices: &Choices, guesses: &Guesses) -> Vec<(PathBuf, String)> {
    let chosen = NewSettings {
        guesses,
        defaults: &choices.defaults,
        envelope: choices.envelope,
        pagination: choices.pagination,
    };
    let mut files = vec![(job.config.clone(), settings::text(&chosen))];
    if choices.workflow {
        let (spec, config) = (below_here(&job.spec), below_here(&job.config));
        let values = Values {
            url: choices.url.as_deref(),
            spec: &spec,
            config: &config,
            out: &below_here(&choices.out),
        };
        files.push((job.workflow.clone(), workflow::text(&values)));
    }
    files
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

fn write(path: &Path, text: &str) -> Result<(), Problem> {
    if let Some(folder) = path.parent() {
        // The error is reported when the file is written.
        let _ = fs::create_dir_all(folder);
    }
    replace(path, text)
}
