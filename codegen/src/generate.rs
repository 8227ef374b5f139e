use std::collections::BTreeMap;

use crate::config::Config;
use crate::diagnostic::Diagnostics;
use crate::emit::Plan;
use crate::files::Files;
use crate::ir::Api;
use crate::load::{Document, Source};
use crate::lower::{Report, lower};
use crate::render::render;
use crate::site::site;

/// Options of the generator in addition to the description and its configuration.
#[derive(Clone, Debug)]
pub struct Options {
    /// The path of the description for the headers of files, such as `spec/openapi.yaml`. It should
    /// be the same on every machine.
    pub source: String,
    /// The command that regenerates the crate, for the headers of files.
    pub command: String,
    /// Treats warnings, including skipped operations, as errors.
    pub strict: bool,
}

/// A generated SDK crate or reference site, with its report and diagnostics.
#[derive(Debug)]
pub struct Generated {
    /// The files of the crate or of the site.
    pub files: Files,
    /// The report of generated and skipped operations.
    pub report: Report,
    /// Warnings.
    pub diagnostics: Diagnostics,
    /// The description.
    pub document: Document,
}

/// Generates an SDK crate from a description. The same input gives the same bytes.
///
/// # Errors
///
/// The description cannot be loaded or lowered; with [`Options::strict`], also if there is a
/// warning.
pub fn generate(
    source: Source,
    config: &Config,
    options: &Options,
) -> Result<Generated, Diagnostics> {
    generate_with_overlays(source, Vec::new(), config, options)
}

/// Generates an SDK crate from a description and overlays, which are applied in order.
///
/// # Errors
///
/// Those of [`generate`]; an overlay is invalid or cannot be applied.
pub fn generate_with_overlays(
    source: Source,
    overlays: Vec<Source>,
    config: &Config,
    options: &Options,
) -> Result<Generated, Diagnostics> {
    let render_sdk = |api: &Api| render(&api.package, &Plan::new(api));
    generate_by(render_sdk, source, overlays, config, options)
}

/// Generates the reference site of an SDK from a description and overlays, which are applied in
/// order. The same input gives the same bytes.
///
/// # Errors
///
/// Those of [`generate_with_overlays`].
pub fn generate_site(
    source: Source,
    overlays: Vec<Source>,
    config: &Config,
    options: &Options,
) -> Result<Generated, Diagnostics> {
    // The site documents only current names.
    let config = Config {
        aliases: BTreeMap::new(),
        ..config.clone()
    };
    generate_by(site, source, overlays, &config, options)
}

/// Lowers a description and emits files from the model.
fn generate_by(
    make: impl FnOnce(&Api) -> Files,
    source: Source,
    overlays: Vec<Source>,
    config: &Config,
    options: &Options,
) -> Result<Generated, Diagnostics> {
    let ApiModel {
        document,
        mut api,
        report,
        mut diagnostics,
    } = model(source, overlays, config)?;
    // Each skipped operation has a warning.
    if options.strict && !diagnostics.is_empty() {
        diagnostics.deny_warnings();
        return Err(diagnostics);
    }
    api.package.source.clone_from(&options.source);
    api.package.command.clone_from(&options.command);
    let files = make(&api);
    // A large model is freed in the background.
    rayon::spawn(|| drop(api));
    Ok(Generated {
        files,
        report,
        diagnostics,
        document,
    })
}

/// The model of a description.
#[derive(Debug)]
pub struct ApiModel {
    /// The description.
    pub document: Document,
    /// The model.
    pub api: Api,
    /// The report of lowered and skipped operations.
    pub report: Report,
    /// Warnings.
    pub diagnostics: Diagnostics,
}

/// Loads and lowers a description with overlays, which are applied in order.
///
/// # Errors
///
/// Those of [`generate_with_overlays`], except for [`Options::strict`].
pub fn model(
    source: Source,
    overlays: Vec<Source>,
    config: &Config,
) -> Result<ApiModel, Diagnostics> {
    let (document, mut diagnostics) = Document::load_with(source, overlays, config.limits)?;
    let lowered = match lower(&document, config) {
        Ok(lowered) => lowered,
        Err(errors) => {
            diagnostics.extend(errors);
            diagnostics.relocate(|at| document.written_at(at));
            return Err(diagnostics);
        }
    };
    diagnostics.extend(lowered.diagnostics);
    diagnostics.relocate(|at| document.written_at(at));
    Ok(ApiModel {
        document,
        api: lowered.api,
        report: lowered.report,
        diagnostics,
    })
}
