//! `init`: sets up a project for a description. Derives settings, asks for confirmation, and writes
//! `sdk.toml`, a workflow that regenerates the SDK, and the SDK.

mod ask;
mod guess;
mod new_files;
mod settings;
mod toml_text;
mod workflow;

use std::io::{self, BufRead, Write};
use std::path::{Path, PathBuf};
use std::time::Instant;

use super::count::count;
use super::inputs::{Inputs, package_name};
use super::write::{print_written, produce};
use super::{Colors, Job, Outcome, RunError, Task, print};
use crate::config::Config;
use crate::diagnostic::{Diagnostics, visible};
use crate::load::{STANDARD_INPUT, Source};
use ask::Questions;
use guess::Guesses;
use new_files::NewFiles;

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
    /// Diagnostics, or the output is closed.
    Run(RunError),
    /// The description is the standard input, which cannot be read again.
    StandardInput,
    /// There are not enough answers.
    Unanswered,
    /// A file exists already.
    Exists(PathBuf),
}

impl<T: Into<RunError>> From<T> for Refusal {
    fn from(error: T) -> Self {
        Self::Run(error.into())
    }
}

impl Refusal {
    fn why(&self) -> String {
        match self {
            Self::Run(_) => String::new(),
            Self::StandardInput => {
                "the description is read more than once: save it to a file, and pass that"
                    .to_owned()
            }
            Self::Unanswered => {
                "an answer is missing: nothing was written; --yes uses the derived settings"
                    .to_owned()
            }
            Self::Exists(path) => {
                format!("{} exists already: --force overwrites it", path.display())
            }
        }
    }
}

/// Writes a configuration and a workflow, and generates. Questions are written to `out`, and
/// answers are read from `input`, one on each line. Nothing is written before the last answer, if a
/// file exists already, or if the crate cannot be generated and written.
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
    let ended = prepare(job, input, out)
        .and_then(|(choices, files)| generate(job, &choices, &files, out, err));
    match ended {
        Ok(()) => Ok(Outcome::Done),
        Err(Refusal::Run(RunError::Diagnostics(diagnostics))) => {
            print(&diagnostics, job.colors, err).map(|_| Outcome::Failed)
        }
        Err(Refusal::Run(RunError::OutputClosed(error))) => Err(error),
        Err(refusal) => {
            writeln!(err, "error: {}", visible(&refusal.why()))?;
            Ok(Outcome::Failed)
        }
    }
}

/// Returns the answers and the files to write.
fn prepare(
    job: &Init,
    input: &mut dyn BufRead,
    out: &mut dyn Write,
) -> Result<(Choices, NewFiles), Refusal> {
    if job.spec == Path::new(STANDARD_INPUT) {
        return Err(Refusal::StandardInput);
    }
    let name = job.name.as_deref().map(package_name).transpose()?;
    let source = Source::read(&job.spec).map_err(Diagnostics::from)?;
    let mut guesses = Guesses::of(&source, &named(name))?;
    let input = (!job.yes).then_some(input);
    let choices = ask(job, &guesses, &mut Questions { input, out }).map_err(unanswered)?;
    if choices.name != guesses.api_model.api.package.name {
        // Names of environment variables start with the package name.
        guesses = Guesses::of(&source, &named(Some(choices.name.clone())))?;
    }
    let files = NewFiles::new(job, &choices, &guesses);
    files.may_be_written(job, &choices.out)?;
    Ok((choices, files))
}

fn unanswered(error: io::Error) -> Refusal {
    match error.kind() {
        io::ErrorKind::UnexpectedEof => Refusal::Unanswered,
        _ => error.into(),
    }
}

/// Writes the files and the crate, and prints the next steps.
fn generate(
    job: &Init,
    choices: &Choices,
    files: &NewFiles,
    out: &mut dyn Write,
    err: &mut dyn Write,
) -> Result<(), Refusal> {
    let start = Instant::now();
    let task = Task::Write { force: job.force };
    let mut generate = Job::new(job.spec.clone(), choices.out.clone(), task);
    generate.config = Some(job.config.clone());
    generate.colors = job.colors;
    let inputs = Inputs::with_configuration(&generate, files.configuration.clone());
    // The folders are removed again if they stay empty, after the temporary files in them.
    let (_folders, staged) = files.stage()?;
    produce(
        &generate,
        inputs,
        staged,
        job.force,
        err,
        |generated, written| {
            for file in files.all() {
                writeln!(
                    out,
                    "  written {}",
                    visible(&file.path.display().to_string())
                )?;
            }
            print_written(&generate, generated, written, out)?;
            writeln!(out, "{:.2} s", start.elapsed().as_secs_f64())?;
            let command = generate.command();
            writeln!(
                out,
                "after a change to the description: {}",
                visible(&command)
            )
        },
    )?;
    if choices.workflow {
        let workflow = job.workflow.display().to_string();
        let values = match choices.url {
            Some(_) => "GENERATOR",
            None => "DESCRIPTION and GENERATOR",
        };
        writeln!(out, "in {}: set {values}", visible(&workflow))?;
    }
    Ok(())
}

/// A configuration with only a name.
fn named(name: Option<String>) -> Config {
    let mut config = Config::default();
    config.package.name = name;
    config
}

fn ask(job: &Init, guesses: &Guesses, ask: &mut Questions<'_, '_>) -> io::Result<Choices> {
    let api = &guesses.api_model.api;
    writeln!(ask.out, "{}", visible(&summary(guesses)))?;
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
            let lists = guesses.pagination.iter().map(|it| it.table.1).sum();
            let lists = count(lists, "paginated list");
            ask.confirm(&format!("The API has {lists}. Configure the rules"))?
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

/// The title and version of the API, and how much it has.
fn summary(guesses: &Guesses) -> String {
    let api = &guesses.api_model.api;
    let report = &guesses.api_model.report;
    format!(
        "{} {}: {} in {}, {}",
        api.title,
        api.version,
        count(report.emitted, "operation"),
        count(report.resources, "resource"),
        count(report.types, "type")
    )
}

fn is_url(text: &str) -> Result<(), String> {
    let is =
        text.is_empty() || url::Url::parse(text).is_ok_and(|url| url.scheme().starts_with("http"));
    is.then_some(())
        .ok_or_else(|| "a URL begins with https://".to_owned())
}
