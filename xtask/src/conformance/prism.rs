//! `cargo xtask prism`: sends the calls of the SDK's tests to Prism, an independent mock server that validates
//! requests against the description.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::Context as _;
use clap::Args;
use serde_json::Value;

use super::SOURCE;
use super::packages::Packages;
use super::plan::Call;
use super::run::run_driver;
use super::sdks::Sdks;
use super::server::Server;
use super::wire::Document;

/// The description, and its configuration.
const SPEC: [&str; 2] = ["spec/openapi.yaml", "spec/sdk.toml"];

/// The calls: test vectors with the requests of another SDK.
const CALLS: &str = "tests/it/vectors.json";

/// Send the calls of the SDK's tests to Prism, which validates them against the description. Needs npm.
///
/// The exit code is 1 if Prism rejects a call for any reason but the length of an identifier.
#[derive(Debug, Args)]
pub struct Arguments {
    /// Folder for packages, the SDK and builds, which are kept for the next run.
    #[arg(long, value_name = "DIR", default_value = "target/prism")]
    cache: PathBuf,
}

/// Sends the calls, and prints the report. The exit code is 1 if Prism rejects one for any reason but the length of an
/// identifier, which some vectors violate on purpose.
pub fn prism(arguments: &Arguments) -> anyhow::Result<ExitCode> {
    let cache = &arguments.cache;
    let source = Path::new(SOURCE);
    let packages = Packages::prism(&source.join("prism"), &cache.join("packages"))?;
    let cache = fs::canonicalize(cache)?;
    let [spec, config] = SPEC.map(Path::new);
    let sdks = Sdks::generate_one(spec, config, &cache.join("sdk"))?;
    let driver = sdks.build_driver(&source.join("driver"), &cache.join("build"))?;
    let sdk = sdks.emitted.first().context("no SDK was generated")?;
    let document = Document(&sdk.document);
    let vectors: Vec<Value> = serde_json::from_slice(&fs::read(CALLS)?)?;
    let calls = vectors.iter().enumerate().map(|(index, vector)| {
        let call =
            call(&document, vector).with_context(|| format!("no operation matches {vector}"));
        call.map(|call| Call {
            index,
            package: sdk.package.clone(),
            ..call
        })
    });
    let calls: Vec<Call> = calls.collect::<anyhow::Result<_>>()?;
    let file = cache.join("calls.json");
    fs::write(&file, serde_json::to_vec(&calls)?)?;
    let port = Server::free_port()?;
    let server = Server::prism(&packages, &fs::canonicalize(spec)?, port)?;
    let results = run_driver(&driver, &file, &server.origin(), calls.len())?;
    drop(server);
    Ok(report(&document, &calls, &results))
}

/// The call of a vector; `None` if no operation matches it.
fn call(document: &Document<'_>, vector: &Value) -> Option<Call> {
    let segments: Vec<&str> = vector["path"]
        .as_array()?
        .iter()
        .filter_map(Value::as_str)
        .collect();
    let method = vector["method"].as_str()?.to_ascii_lowercase();
    let paths = document.0["paths"].as_object()?.iter();
    let mut candidates = paths.filter(|(_, item)| item.get(&method).is_some());
    let (path, values) =
        candidates.find_map(|(path, _)| Some((path.clone(), values(path, &segments)?)))?;
    let schemes = document.0["components"]["securitySchemes"].as_object()?;
    let credentials = schemes.values().filter_map(|scheme| match &scheme["name"] {
        Value::String(name) => {
            let secret = vector["headers"][name.to_ascii_lowercase()].as_str()?;
            Some((format!("header {name}"), secret.to_owned()))
        }
        _ => {
            let secret = vector["headers"]["authorization"].as_str()?;
            let secret = secret.strip_prefix("Bearer ")?;
            Some(("bearer".to_owned(), secret.to_owned()))
        }
    });
    let parameters = values
        .into_iter()
        .map(|(name, value)| (format!("path.{name}"), Value::from(value)));
    Some(Call {
        credentials: credentials.collect(),
        parameters: parameters.collect(),
        media_type: Some("application/json".to_owned()),
        body: Some(vector["body"].clone()),
        method,
        path,
        ..Call::default()
    })
}

/// The values of the variables of a path template for these segments; `None` if they do not match it.
fn values<'t>(template: &'t str, segments: &[&str]) -> Option<Vec<(&'t str, String)>> {
    let parts: Vec<&str> = template.trim_start_matches('/').split('/').collect();
    if parts.len() != segments.len() {
        return None;
    }
    let mut values = Vec::new();
    for (part, segment) in parts.into_iter().zip(segments) {
        match part.strip_prefix('{').and_then(|it| it.strip_suffix('}')) {
            Some(name) => values.push((name, (*segment).to_owned())),
            None if part == *segment => {}
            None => return None,
        }
    }
    Some(values)
}

/// Prints a line for each call and the totals, and returns the exit code.
fn report(document: &Document<'_>, calls: &[Call], results: &BTreeMap<usize, Value>) -> ExitCode {
    let (mut accepted, mut wrong_lengths) = (0, 0);
    for call in calls {
        let result = results.get(&call.index).unwrap_or(&Value::Null);
        let status = result["status"].as_u64().unwrap_or_default();
        println!("{status:>3}  {} {}", call.method.to_uppercase(), call.path);
        if (200..300).contains(&status) {
            accepted += 1;
            continue;
        }
        let violations = result["headers"]["sl-violations"].as_str();
        let violations = violations.and_then(|text| serde_json::from_str::<Vec<Value>>(text).ok());
        let violations = violations.unwrap_or_default();
        for violation in &violations {
            let message = violation["message"].as_str().unwrap_or_default();
            println!(
                "     {message}: {}",
                parameter(call, violation).unwrap_or(&Value::Null)
            );
        }
        if violations.is_empty() {
            println!("     {}", result["error"]);
        }
        let has_wrong_length =
            |violation| has_wrong_length(document, call, violation) == Some(true);
        let is_expected = !violations.is_empty() && violations.iter().all(has_wrong_length);
        wrong_lengths += usize::from(is_expected);
    }
    let total = calls.len();
    println!(
        "\nPrism accepts {accepted} of {total} requests, and rejects {wrong_lengths} only for the length of an \
         identifier"
    );
    ExitCode::from(u8::from(accepted + wrong_lengths != total))
}

/// The value of the path parameter that a violation is about.
fn parameter<'c>(call: &'c Call, violation: &Value) -> Option<&'c Value> {
    let location = violation["location"].as_array()?;
    let [request, path, name] = location.as_slice() else {
        return None;
    };
    let is_path = request == "request" && path == "path";
    let name = name.as_str().filter(|_| is_path)?;
    call.parameters.get(&format!("path.{name}"))
}

/// True if a violation is about a path parameter that is shorter or longer than the description allows.
fn has_wrong_length(document: &Document<'_>, call: &Call, violation: &Value) -> Option<bool> {
    let length = parameter(call, violation)?.as_str()?.chars().count() as u64;
    let name = violation["location"][2].as_str()?;
    let item = &document.0["paths"][&call.path];
    let lists = [&item["parameters"], &item[&call.method]["parameters"]];
    let all = lists.into_iter().filter_map(Value::as_array).flatten();
    let mut all = all.map(|parameter| document.resolve(parameter));
    let parameter = all.find(|it| it["in"] == "path" && it["name"] == name)?;
    let schema = document.resolve_single(&parameter["schema"]);
    let is_short = schema["minLength"].as_u64().is_some_and(|min| length < min);
    let is_long = schema["maxLength"].as_u64().is_some_and(|max| length > max);
    Some(is_short || is_long)
}
