//! `cargo xtask prism`: the calls of the SDK's tests through the SDK to Prism, a mock server that
//! nobody here wrote. It refuses what is not in the description.

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
use super::run::make;
use super::sdks::Sdks;
use super::server::Server;
use super::wire::Document;

/// The description, and what it cannot say.
const SPEC: [&str; 2] = ["spec/openapi.yaml", "spec/sdk.toml"];

/// The calls: those that the tests of the SDK compare with what another SDK sends.
const CALLS: &str = "tests/it/vectors.json";

/// What `cargo xtask prism` is asked.
#[derive(Debug, Args)]
pub struct Arguments {
    /// Where everything that is made is kept.
    #[arg(long, default_value = "target/prism")]
    cache: PathBuf,
}

/// Sends the calls. It fails where Prism refuses one for anything but what the description itself
/// says of an identifier.
pub fn prism(arguments: &Arguments) -> anyhow::Result<ExitCode> {
    let cache = &arguments.cache;
    let source = Path::new(SOURCE);
    let packages = Packages::prism(&source.join("prism"), &cache.join("packages"))?;
    let cache = fs::canonicalize(cache)?;
    let [spec, config] = SPEC.map(Path::new);
    let sdks = Sdks::generate_one(spec, config, &cache.join("sdk"))?;
    let driver = sdks.build_driver(&source.join("driver"), &cache.join("build"))?;
    let described = sdks.emitted.first().context("there is no SDK")?;
    let document = Document(&described.document);
    let vectors: Vec<Value> = serde_json::from_slice(&fs::read(CALLS)?)?;
    let calls = vectors.iter().enumerate().map(|(index, vector)| {
        let call = call(&document, vector).with_context(|| format!("no operation for {vector}"));
        call.map(|call| Call {
            index,
            package: described.package.clone(),
            ..call
        })
    });
    let calls: Vec<Call> = calls.collect::<anyhow::Result<_>>()?;
    let file = cache.join("calls.json");
    fs::write(&file, serde_json::to_vec(&calls)?)?;
    let port = Server::free_port()?;
    let server = Server::prism(&packages, &fs::canonicalize(spec)?, port)?;
    let results = make(&driver, &file, &server.origin(), calls.len())?;
    drop(server);
    Ok(report(&document, &calls, &results))
}

/// The call of a vector; none where no operation is like it.
fn call(document: &Document<'_>, vector: &Value) -> Option<Call> {
    let segments: Vec<&str> = vector["path"]
        .as_array()?
        .iter()
        .filter_map(Value::as_str)
        .collect();
    let method = vector["method"].as_str()?.to_ascii_lowercase();
    let paths = document.0["paths"].as_object()?.iter();
    let mut found = paths.filter(|(_, item)| item.get(&method).is_some());
    let (path, values) =
        found.find_map(|(path, _)| Some((path.clone(), values(path, &segments)?)))?;
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

/// The values that a path template has for segments; none where it is another path.
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

/// Prints a line for each call and the numbers, and says whether all is well.
fn report(document: &Document<'_>, calls: &[Call], results: &BTreeMap<usize, Value>) -> ExitCode {
    let (mut accepted, mut forbidden) = (0, 0);
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
        let is_forbidden = |violation| is_forbidden(document, call, violation) == Some(true);
        forbidden += usize::from(!violations.is_empty() && violations.iter().all(is_forbidden));
    }
    let total = calls.len();
    println!(
        "\n{accepted} of {total} requests are accepted, {forbidden} have an identifier whose length the \
         description forbids and nothing else that Prism minds"
    );
    ExitCode::from(u8::from(accepted + forbidden != total))
}

/// The value of the path parameter that a violation is about.
fn parameter<'c>(call: &'c Call, violation: &Value) -> Option<&'c Value> {
    let place = violation["location"].as_array()?;
    let [request, path, name] = place.as_slice() else {
        return None;
    };
    let is_path = request == "request" && path == "path";
    let name = name.as_str().filter(|_| is_path)?;
    call.parameters.get(&format!("path.{name}"))
}

/// True where a violation is about an identifier that is too short or too long, by the description.
fn is_forbidden(document: &Document<'_>, call: &Call, violation: &Value) -> Option<bool> {
    let length = parameter(call, violation)?.as_str()?.chars().count() as u64;
    let name = violation["location"][2].as_str()?;
    let item = &document.0["paths"][&call.path];
    let lists = [&item["parameters"], &item[&call.method]["parameters"]];
    let all = lists.into_iter().filter_map(Value::as_array).flatten();
    let mut all = all.map(|parameter| document.resolve(parameter));
    let parameter = all.find(|it| it["in"] == "path" && it["name"] == name)?;
    let schema = document.resolve_whole(&parameter["schema"]);
    let is_short = schema["minLength"]
        .as_u64()
        .is_some_and(|least| length < least);
    let is_long = schema["maxLength"]
        .as_u64()
        .is_some_and(|most| length > most);
    Some(is_short || is_long)
}
