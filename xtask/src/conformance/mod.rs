//! `cargo xtask conformance`: every scenario of Spector, a mock server that nobody here wrote,
//! through SDKs that are generated from its documents.
//!
//! A scenario passes when the server accepts its requests and what the SDK decoded, encoded again,
//! is what the server sent. Documents that have an overlay count once as they are emitted, and once
//! with it.

mod body;
mod events;
mod packages;
mod plan;
mod prism;
mod report;
mod run;
mod same;
mod scenario;
mod score;
mod sdks;
mod server;
mod template;
mod wire;
mod xml;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Args;

pub use prism::{Arguments as PrismArguments, prism};

use packages::Packages;
use plan::GeneratedSdk;
use report::Report;
use run::Outcomes;
use scenario::Scenario;
use sdks::Sdks;
use server::Server;

/// The project's own files.
const SOURCE: &str = "tests/conformance";

/// What `cargo xtask conformance` is asked.
#[derive(Debug, Args)]
pub struct Arguments {
    /// Only scenarios with this in their name or group.
    #[arg(long)]
    filter: Option<String>,
    /// Print the report as JSON.
    #[arg(long)]
    json: bool,
    /// Version of OpenAPI that the documents are emitted in: 2.0, 3.0.0, 3.1.0 or 3.2.0.
    #[arg(long, default_value = "3.0.0")]
    openapi: String,
    /// Where everything that is made is kept.
    #[arg(long, default_value = "target/conformance")]
    cache: PathBuf,
}

/// Runs the scenarios.
pub fn conformance(arguments: &Arguments) -> anyhow::Result<ExitCode> {
    let Arguments { openapi, cache, .. } = arguments;
    let source = Path::new(SOURCE);
    let packages = Packages::spector(source, &cache.join("packages"))?;
    let documents = packages.documents(openapi)?;
    let cache = std::fs::canonicalize(cache)?;
    let folder = cache.join(format!("sdks-{openapi}"));
    // What the emitter for Swagger 2.0 loses is something else, and stands at other places.
    let overlays = match openapi.as_str() {
        "2.0" => source.join("overlays-2.0"),
        _ => source.join("overlays"),
    };
    let sdks = Sdks::generate(&documents, &overlays, &folder)?;
    for skipped in &sdks.skipped {
        eprintln!("left out: {skipped}");
    }
    let driver = sdks.build_driver(&source.join("driver"), &cache.join("build"))?;
    let port = Server::free_port()?;
    let mut scenarios = scenario::read(&packages.scenarios(port)?);
    if let Some(text) = &arguments.filter {
        scenarios.retain(|it| it.name.contains(text) || it.group.contains(text));
    }
    let setup = Setup {
        packages,
        port,
        driver,
        calls: cache.join("calls.json"),
    };
    let emitted: Vec<_> = sdks.emitted.iter().collect();
    let outcomes = setup.run(&emitted, &scenarios.iter().collect::<Vec<_>>())?;
    let groups: BTreeSet<_> = sdks.overlaid.iter().map(|it| it.group.as_str()).collect();
    let again: Vec<_> = scenarios
        .iter()
        .filter(|it| groups.contains(it.group.as_str()))
        .collect();
    let overlaid = setup.run(&sdks.with_overlays().collect::<Vec<_>>(), &again)?;
    let report = Report::new(outcomes, overlaid);
    if arguments.json {
        println!("{:#}", report.json());
    } else {
        print!("{}", report.text());
    }
    Ok(ExitCode::SUCCESS)
}

/// What a run needs.
struct Setup {
    packages: Packages,
    /// Where the server listens.
    port: u16,
    /// The program that makes calls.
    driver: PathBuf,
    /// Where it reads them from.
    calls: PathBuf,
}

impl Setup {
    fn run<'s>(
        &self,
        described: &[&GeneratedSdk],
        scenarios: &[&'s Scenario],
    ) -> anyhow::Result<Outcomes<'s>> {
        // A server of its own, because it keeps score.
        let server = Server::spector(&self.packages, self.port)?;
        run::run(described, scenarios, &self.driver, &server, &self.calls)
    }
}
