//! The calls that send what a scenario expects.

use std::collections::BTreeMap;

use serde::Serialize;
use serde_json::{Map, Value, json};

use super::scenario::{Endpoint, Scenario, bytes_of, text_of};
use super::template::{fill, literal_length, percent_decoded, variables};
use super::wire::Document;

/// A description, and the SDK that was generated from it.
pub struct GeneratedSdk {
    /// Name of the package.
    pub package: String,
    /// Group of scenarios that it belongs to.
    pub group: String,
    /// The description.
    pub document: Value,
}

/// A call that the driver makes.
#[derive(Debug, Default, Serialize)]
pub struct Call {
    /// Index of the call.
    pub index: usize,
    /// Package of the SDK.
    pub package: String,
    /// HTTP method in lower case; with the path it identifies the operation.
    pub method: String,
    /// The path template.
    pub path: String,
    /// Path of the base URL, before the path of the operation.
    pub base_path: String,
    /// Secrets by location: `header x-key`, `http scheme` or `bearer`.
    pub credentials: BTreeMap<String, String>,
    /// Parameters by location and name, such as `path.id`.
    pub parameters: Map<String, Value>,
    /// Headers that are not in the description.
    pub headers: BTreeMap<String, String>,
    /// Media type of the body.
    pub media_type: Option<String>,
    /// The body as a value.
    pub body: Option<Value>,
    /// The body as bytes.
    pub content: Option<Vec<u8>>,
    /// Files.
    pub files: Vec<Value>,
    /// Whether to request all pages.
    pub pages: bool,
}

impl GeneratedSdk {
    /// The operation of a call.
    pub fn operation(&self, call: &Call) -> &Value {
        &self.document["paths"][&call.path][&call.method]
    }
}

/// An operation whose path matches that of an endpoint.
struct Match<'d> {
    sdk: &'d GeneratedSdk,
    base_path: String,
    template: &'d str,
    item: &'d Value,
    operation: &'d Value,
    variables: BTreeMap<String, String>,
    score: usize,
}

/// The call for an endpoint; `None` if no operation has its path.
pub fn call(sdks: &[&GeneratedSdk], scenario: &Scenario, endpoint: &Endpoint) -> Option<Call> {
    let own = sdks.iter().filter(|it| it.group == scenario.group);
    let best = own
        .flat_map(|sdk| matches(sdk, endpoint))
        .max_by_key(|candidate| candidate.score)?;
    Some(best.call(endpoint))
}

/// The operations of an SDK that match an endpoint.
fn matches<'d>(sdk: &'d GeneratedSdk, endpoint: &Endpoint) -> Vec<Match<'d>> {
    let uri = endpoint.uri.replace('\\', "");
    let document = &sdk.document;
    let servers = document["servers"].as_array();
    let urls: Vec<&str> = servers
        .into_iter()
        .flatten()
        .filter_map(|server| server["url"].as_str())
        .collect();
    let urls = if urls.is_empty() { vec![""] } else { urls };
    let mut matches = Vec::new();
    for url in urls {
        let base = path_of(url);
        for (template, item) in document["paths"].as_object().into_iter().flatten() {
            let Some(operation) = item.get(&endpoint.method) else {
                continue;
            };
            let whole = format!("{base}{template}");
            let exact = variables(&whole, &uri);
            // A server accepts a path with and without a slash at the end.
            let Some(variables) = exact.or_else(|| variables(whole.trim_end_matches('/'), &uri))
            else {
                continue;
            };
            let is_known = is_known_version(document, &variables);
            matches.push(Match {
                sdk,
                base_path: fill(base, &variables),
                template,
                item,
                operation,
                score: 2 * literal_length(&whole) + usize::from(is_known),
                variables,
            });
        }
    }
    matches
}

/// The path of a server's URL, which may start with a variable for the rest of the URL.
fn path_of(url: &str) -> &str {
    let path = match url.split_once("://") {
        Some((_, rest)) => rest.find('/').map_or("", |at| &rest[at..]),
        None if url.starts_with('{') => url.split_once('}').map_or("", |(_, rest)| rest),
        None => url,
    };
    path.trim_end_matches('/')
}

/// True if a variable of the path has the version of the description as its value.
fn is_known_version(document: &Value, variables: &BTreeMap<String, String>) -> bool {
    let version = document["info"]["version"].as_str();
    variables
        .values()
        .any(|value| Some(value.as_str()) == version)
}

impl Match<'_> {
    /// The call that sends what an endpoint expects.
    fn call(&self, endpoint: &Endpoint) -> Call {
        let document = Document(&self.sdk.document);
        let mut call = Call {
            package: self.sdk.package.clone(),
            method: endpoint.method.clone(),
            path: self.template.to_owned(),
            base_path: self.base_path.clone(),
            ..Call::default()
        };
        self.credentials(endpoint, &mut call);
        for parameter in self.parameters(&document) {
            let location = parameter["in"].as_str().unwrap_or_default();
            let name = parameter["name"].as_str().unwrap_or_default();
            if let Some(value) = self.value(&document, endpoint, parameter) {
                call.parameters.insert(format!("{location}.{name}"), value);
            }
        }
        if let Some(accept) = endpoint.header("accept") {
            call.headers.insert("accept".to_owned(), accept);
        }
        super::body::set_body(&document, self.operation, endpoint, &mut call);
        call
    }

    /// The parameters of the operation and of its path, with references resolved.
    fn parameters<'s>(&'s self, document: &Document<'s>) -> Vec<&'s Value> {
        let lists = [&self.operation["parameters"], &self.item["parameters"]];
        let all = lists.into_iter().filter_map(Value::as_array).flatten();
        all.map(|parameter| document.resolve(parameter)).collect()
    }

    /// The value of a parameter in the request that an endpoint expects.
    fn value<'s>(
        &'s self,
        document: &Document<'s>,
        endpoint: &Endpoint,
        parameter: &'s Value,
    ) -> Option<Value> {
        let name = parameter["name"].as_str()?;
        match parameter["in"].as_str()? {
            "path" => {
                let text = percent_decoded(self.variables.get(name)?);
                // An optional parameter is a whole segment, and its value does not include the slash before it.
                let text = match parameter["required"] == false {
                    true => text.trim_start_matches('/').to_owned(),
                    false => text,
                };
                (!text.is_empty()).then(|| document.parameter(parameter, &text))
            }
            "header" => {
                let text = endpoint.header(name)?;
                let is_own = !name.eq_ignore_ascii_case("accept")
                    && !name.eq_ignore_ascii_case("content-type");
                is_own.then(|| document.parameter(parameter, &text))
            }
            "query" => self.query(document, endpoint, parameter, name),
            _ => None,
        }
    }

    /// The value of a query parameter in that request.
    fn query<'s>(
        &'s self,
        document: &Document<'s>,
        endpoint: &Endpoint,
        parameter: &'s Value,
        name: &str,
    ) -> Option<Value> {
        let explode = parameter["explode"].as_bool().unwrap_or(true);
        if explode && document.is_object(parameter) && !endpoint.query.contains_key(name) {
            let others: Vec<_> = self
                .parameters(document)
                .iter()
                .filter_map(|it| it["name"].as_str())
                .collect();
            let members = endpoint.query.iter();
            let members: Vec<_> = members
                .filter(|(name, _)| !others.contains(&name.as_str()))
                .filter_map(|(name, values)| Some((name.as_str(), values.first()?.as_str())))
                .collect();
            return (!members.is_empty()).then(|| document.object(&parameter["schema"], members));
        }
        let texts: Vec<&str> = endpoint
            .query
            .get(name)?
            .iter()
            .map(String::as_str)
            .collect();
        Some(match texts.as_slice() {
            [text] if !explode => document.parameter(parameter, text),
            texts => document.repeated(parameter, texts),
        })
    }

    /// Sets the secrets that the endpoint expects, or any secret if only the operation requires one.
    fn credentials(&self, endpoint: &Endpoint, call: &mut Call) {
        let document = &self.sdk.document;
        let schemes = &document["components"]["securitySchemes"];
        for scheme in schemes
            .as_object()
            .into_iter()
            .flatten()
            .map(|(_, scheme)| scheme)
        {
            let (location, secret) = match scheme["type"].as_str() {
                Some("apiKey") => {
                    let name = scheme["name"].as_str().unwrap_or_default();
                    (format!("header {name}"), endpoint.header(name))
                }
                Some("http") => {
                    let own = scheme["scheme"].as_str().unwrap_or_default();
                    let text = endpoint.header("authorization");
                    let prefix = format!("{own} ");
                    let secret = text.and_then(|text| Some(text.strip_prefix(&prefix)?.to_owned()));
                    (format!("http {own}"), secret)
                }
                _ => {
                    let text = endpoint.header("authorization");
                    let secret =
                        text.and_then(|text| Some(text.strip_prefix("Bearer ")?.to_owned()));
                    ("bearer".to_owned(), secret)
                }
            };
            if let Some(secret) = secret {
                call.credentials.insert(location, secret);
            }
        }
        let alternatives = match &self.operation["security"] {
            Value::Null => &document["security"],
            own => own,
        };
        let alternatives = alternatives.as_array().map_or(&[][..], Vec::as_slice);
        let is_optional = alternatives.contains(&json!({}));
        if call.credentials.is_empty() && !alternatives.is_empty() && !is_optional {
            call.credentials
                .insert(String::new(), "anything".to_owned());
        }
    }
}

/// The body that an endpoint expects, as text.
pub fn body_text(endpoint: &Endpoint) -> Option<String> {
    text_of(&endpoint.body["rawContent"])
}

/// The body that an endpoint expects, as bytes.
pub fn body_bytes(endpoint: &Endpoint) -> Option<Vec<u8>> {
    bytes_of(&endpoint.body["rawContent"])
}
