//! `cargo xtask conformance`: runs the scenarios of Spector, an independent mock server, through SDKs that are
//! generated from its documents.
//!
//! A scenario passes if the server accepts its requests, and the values that the SDK decoded, encoded again, equal
//! what the server sent. The scenarios of a document with an overlay run twice: without and with it.

mod body;
mod equality;
mod events;
mod packages;
mod plan;
mod prism;
mod report;
mod run;

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

/// The folder of the overlays and the driver.
const SOURCE: &str = "tests/conformance";

/// Run the scenarios of the Spector mock server through generated SDKs. Needs npm and git.
///
/// tests/conformance/README.md explains how a scenario passes, and lists the results.
#[derive(Debug, Args)]
pub struct Arguments {
    /// Only scenarios whose name or group contains this text.
    #[arg(long, value_name = "TEXT")]
    filter: Option<String>,
    /// Print the report as JSON.
    #[arg(long)]
    json: bool,
    /// OpenAPI version of the documents: 2.0, 3.0.0, 3.1.0 or 3.2.0.
    #[arg(long, value_name = "VERSION", default_value = "3.0.0")]
    openapi: String,
    /// Folder for packages, SDKs and builds, which are kept for the next run.
    #[arg(long, value_name = "DIR", default_value = "target/conformance")]
    cache: PathBuf,
}

/// Runs the scenarios, and prints the report.
pub fn conformance(arguments: &Arguments) -> anyhow::Result<ExitCode> {
    let Arguments { openapi, cache, .. } = arguments;
    let source = Path::new(SOURCE);
    let packages = Packages::spector(source, &cache.join("packages"))?;
    let documents = packages.documents(openapi)?;
    let cache = std::fs::canonicalize(cache)?;
    let folder = cache.join(format!("sdks-{openapi}"));
    // Documents in Swagger 2.0 lose other information, and have another structure.
    let overlays = match openapi.as_str() {
        "2.0" => source.join("overlays-2.0"),
        _ => source.join("overlays"),
    };
    let sdks = Sdks::generate(&documents, &overlays, &folder)?;
    for skipped in &sdks.skipped {
        eprintln!("skipped: {skipped}");
    }
    let driver = sdks.build_driver(&source.join("driver"), &cache.join("build"))?;
    let port = Server::free_port()?;
    let mut scenarios = scenario::parse(&packages.scenarios(port)?);
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
    let overlaid_scenarios: Vec<_> = scenarios
        .iter()
        .filter(|it| groups.contains(it.group.as_str()))
        .collect();
    let overlaid = setup.run(
        &sdks.with_overlays().collect::<Vec<_>>(),
        &overlaid_scenarios,
    )?;
    let report = Report::new(outcomes, overlaid);
    if arguments.json {
        println!("{:#}", report.json());
    } else {
        print!("{}", report.text());
    }
    Ok(ExitCode::SUCCESS)
}

/// The parts of a run.
struct Setup {
    packages: Packages,
    /// The port of the server.
    port: u16,
    /// The program that makes calls.
    driver: PathBuf,
    /// The file that it reads them from.
    calls: PathBuf,
}

impl Setup {
    fn run<'s>(
        &self,
        sdks: &[&GeneratedSdk],
        scenarios: &[&'s Scenario],
    ) -> anyhow::Result<Outcomes<'s>> {
        // A new server, because it counts the scenarios that pass.
        let server = Server::spector(&self.packages, self.port)?;
        run::run(sdks, scenarios, &self.driver, &server, &self.calls)
    }
}
