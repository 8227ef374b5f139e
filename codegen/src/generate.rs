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

/// What a caller says beside the description and its configuration.
#[derive(Clone, Debug)]
pub struct Options {
    /// Where the description is, for the headers of files: such as `spec/openapi.yaml`. The same
    /// on every machine.
    pub source: String,
    /// The command that makes the crate again, for the headers of files.
    pub command: String,
    /// Warnings, and with them skipped operations, are errors.
    pub strict: bool,
}

/// An SDK crate or its reference site, and what there is to say about it.
#[derive(Debug)]
pub struct Generated {
    /// The crate, or the site.
    pub files: Files,
    /// What was in the description, and what of it is in the files.
    pub report: Report,
    /// Warnings.
    pub diagnostics: Diagnostics,
    /// The description.
    pub document: Document,
}

/// Makes an SDK crate from a description. The same input gives the same bytes.
///
/// # Errors
///
/// When the description cannot be read or used; with [`Options::strict`], when there is anything
/// to warn about.
pub fn generate(
    source: Source,
    config: &Config,
    options: &Options,
) -> Result<Generated, Diagnostics> {
    generate_with_overlays(source, Vec::new(), config, options)
}

/// Makes an SDK crate from a description that overlays change, in their order.
///
/// # Errors
///
/// Those of [`generate`], and when an overlay is none or asks for what cannot be.
pub fn generate_with_overlays(
    source: Source,
    overlays: Vec<Source>,
    config: &Config,
    options: &Options,
) -> Result<Generated, Diagnostics> {
    let render_sdk = |api: &Api| render(&api.package, &Plan::new(api));
    generate_by(render_sdk, source, overlays, config, options)
}

/// Makes the reference site of the SDK of a description that overlays change, in their order. The
/// same input gives the same bytes.
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
    // It shows what there is now, under the names of now.
    let config = Config {
        aliases: BTreeMap::new(),
        ..config.clone()
    };
    generate_by(site, source, overlays, &config, options)
}

/// Makes files of the model of a description.
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
    // Every operation that is skipped has a warning, too.
    if options.strict && !diagnostics.is_empty() {
        diagnostics.deny_warnings();
        return Err(diagnostics);
    }
    api.package.source.clone_from(&options.source);
    api.package.command.clone_from(&options.command);
    let files = make(&api);
    // Nobody has to wait until a large model is freed.
    rayon::spawn(|| drop(api));
    Ok(Generated {
        files,
        report,
        diagnostics,
        document,
    })
}

/// A model of a description, before anything is emitted.
#[derive(Debug)]
pub struct ApiModel {
    /// The description.
    pub document: Document,
    /// The model.
    pub api: Api,
    /// What was in the description, and what of it is in the model.
    pub report: Report,
    /// Warnings.
    pub diagnostics: Diagnostics,
}

/// Makes a model of a description that overlays change, in their order.
///
/// # Errors
///
/// Those of [`generate_with_overlays`], but for [`Options::strict`].
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
