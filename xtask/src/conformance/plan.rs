//! From what a scenario wants to receive to the call that sends it.

use std::collections::BTreeMap;

use serde::Serialize;
use serde_json::{Map, Value, json};

use super::scenario::{Endpoint, Scenario, bytes_of, text_of};
use super::template::{fill, literal_length, percent_decoded, variables};
use super::wire::Document;

/// A description, and the SDK that was made of it.
pub struct GeneratedSdk {
    /// Name of the package.
    pub package: String,
    /// Group of scenarios that it belongs to.
    pub group: String,
    /// The description.
    pub document: Value,
}

/// A call, as the driver makes it.
#[derive(Debug, Default, Serialize)]
pub struct Call {
    /// Where it stands among all calls.
    pub index: usize,
    /// The SDK.
    pub package: String,
    /// Method and path template name the operation.
    pub method: String,
    /// The path template.
    pub path: String,
    /// Path of the base URL.
    pub base_path: String,
    /// Secrets, by the place they go to: `header x-key` or `bearer`.
    pub credentials: BTreeMap<String, String>,
    /// Parameters, by place and name.
    pub parameters: Map<String, Value>,
    /// Headers beside those of the description.
    pub headers: BTreeMap<String, String>,
    /// Media type of the body.
    pub media_type: Option<String>,
    /// The body as a value.
    pub body: Option<Value>,
    /// The body as bytes.
    pub content: Option<Vec<u8>>,
    /// Files.
    pub files: Vec<Value>,
    /// All pages are asked for.
    pub pages: bool,
}

impl GeneratedSdk {
    /// The operation of a call.
    pub fn operation(&self, call: &Call) -> &Value {
        &self.document["paths"][&call.path][&call.method]
    }
}

/// An operation whose path is that of an endpoint.
struct Match<'d> {
    described: &'d GeneratedSdk,
    base_path: String,
    template: &'d str,
    item: &'d Value,
    operation: &'d Value,
    variables: BTreeMap<String, String>,
    score: usize,
}

/// The call for an endpoint; none where no operation has its path.
pub fn call(described: &[&GeneratedSdk], scenario: &Scenario, endpoint: &Endpoint) -> Option<Call> {
    let own = described.iter().filter(|it| it.group == scenario.group);
    let found = own
        .flat_map(|described| matches(described, endpoint))
        .max_by_key(|found| found.score)?;
    Some(found.call(endpoint))
}

/// The operations of a description that an endpoint may be.
fn matches<'d>(described: &'d GeneratedSdk, endpoint: &Endpoint) -> Vec<Match<'d>> {
    let uri = endpoint.uri.replace('\\', "");
    let document = &described.document;
    let servers = document["servers"].as_array();
    let urls: Vec<&str> = servers
        .into_iter()
        .flatten()
        .filter_map(|server| server["url"].as_str())
        .collect();
    let urls = if urls.is_empty() { vec![""] } else { urls };
    let mut found = Vec::new();
    for url in urls {
        let base = path_of(url);
        for (template, item) in document["paths"].as_object().into_iter().flatten() {
            let Some(operation) = item.get(&endpoint.method) else {
                continue;
            };
            let whole = format!("{base}{template}");
            let exact = variables(&whole, &uri);
            // Servers do not mind a slash at the end.
            let Some(variables) = exact.or_else(|| variables(whole.trim_end_matches('/'), &uri))
            else {
                continue;
            };
            let is_known = is_known_version(document, &variables);
            found.push(Match {
                described,
                base_path: fill(base, &variables),
                template,
                item,
                operation,
                score: 2 * literal_length(&whole) + usize::from(is_known),
                variables,
            });
        }
    }
    found
}

/// The path of a server's URL; a variable may stand for all before it.
fn path_of(url: &str) -> &str {
    let path = match url.split_once("://") {
        Some((_, rest)) => rest.find('/').map_or("", |at| &rest[at..]),
        None if url.starts_with('{') => url.split_once('}').map_or("", |(_, rest)| rest),
        None => url,
    };
    path.trim_end_matches('/')
}

/// True where a variable of the path is the version that the description is of.
fn is_known_version(document: &Value, variables: &BTreeMap<String, String>) -> bool {
    let version = document["info"]["version"].as_str();
    variables
        .values()
        .any(|value| Some(value.as_str()) == version)
}

impl Match<'_> {
    fn call(&self, endpoint: &Endpoint) -> Call {
        let document = Document(&self.described.document);
        let mut call = Call {
            package: self.described.package.clone(),
            method: endpoint.method.clone(),
            path: self.template.to_owned(),
            base_path: self.base_path.clone(),
            ..Call::default()
        };
        self.credentials(endpoint, &mut call);
        for parameter in self.parameters(&document) {
            let place = parameter["in"].as_str().unwrap_or_default();
            let name = parameter["name"].as_str().unwrap_or_default();
            if let Some(value) = self.value(&document, endpoint, parameter) {
                call.parameters.insert(format!("{place}.{name}"), value);
            }
        }
        if let Some(accept) = endpoint.header("accept") {
            call.headers.insert("accept".to_owned(), accept);
        }
        super::body::fill(&document, self.operation, endpoint, &mut call);
        call
    }

    /// Parameters of the operation and of its path, references resolved.
    fn parameters<'s>(&'s self, document: &Document<'s>) -> Vec<&'s Value> {
        let lists = [&self.operation["parameters"], &self.item["parameters"]];
        let all = lists.into_iter().filter_map(Value::as_array).flatten();
        all.map(|parameter| document.resolve(parameter)).collect()
    }

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
                // What may be left out is a segment of its own; the slash before it is not its.
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

    /// Secrets that the endpoint wants; anything where it wants none but the operation does.
    fn credentials(&self, endpoint: &Endpoint, call: &mut Call) {
        let document = &self.described.document;
        let schemes = &document["components"]["securitySchemes"];
        for scheme in schemes
            .as_object()
            .into_iter()
            .flatten()
            .map(|(_, scheme)| scheme)
        {
            let (place, header) = match scheme["type"].as_str() {
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
            if let Some(secret) = header {
                call.credentials.insert(place, secret);
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

/// What an endpoint wants for a body, as the text of it.
pub fn body_text(endpoint: &Endpoint) -> Option<String> {
    text_of(&endpoint.body["rawContent"])
}

/// What an endpoint wants for a body, as the bytes of it.
pub fn body_bytes(endpoint: &Endpoint) -> Option<Vec<u8>> {
    bytes_of(&endpoint.body["rawContent"])
}
