//! `cargo xtask conformance`: every scenario of Spector, a mock server that nobody here wrote,
//! through SDKs that are generated from its documents.
//!
//! A scenario passes when the server accepts its requests and what the SDK decoded, encoded again,
//! is what the server sent.

mod body;
mod events;
mod packages;
mod plan;
mod report;
mod run;
mod scenario;
mod score;
mod sdks;
mod server;
mod template;
mod wire;
mod xml;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Args;

use packages::Packages;
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
    /// Version of OpenAPI that the documents are emitted in.
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
    let packages = Packages::install(source, &cache.join("packages"))?;
    let documents = packages.documents(openapi)?;
    let cache = std::fs::canonicalize(cache)?;
    let sdks = Sdks::generate(&documents, &cache.join(format!("sdks-{openapi}")))?;
    for skipped in &sdks.skipped {
        eprintln!("left out: {skipped}");
    }
    let driver = sdks.build_driver(&source.join("driver"), &cache.join("build"))?;
    let port = Server::free_port()?;
    let mut scenarios = scenario::read(&packages.scenarios(port)?);
    if let Some(text) = &arguments.filter {
        scenarios.retain(|it| it.name.contains(text) || it.group.contains(text));
    }
    let server = Server::start(&packages.node(), packages.folder(), port)?;
    let calls = cache.join("calls.json");
    let outcomes = run::run(&sdks.described, &scenarios, &driver, &server, &calls)?;
    drop(server);
    if arguments.json {
        println!("{:#}", report::json(&outcomes));
    } else {
        print!("{}", report::text(&outcomes));
    }
    Ok(ExitCode::SUCCESS)
}
