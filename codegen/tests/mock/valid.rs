//! Generated values match their schemas, according to `jsonschema` and the original descriptions.

use std::fs;
use std::path::{Path, PathBuf};

use jsonschema::{Draft, Registry};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use sdk_codegen::mock::{Options, Server};
use serde_json::{Value, json};

use super::translate::translate;
use super::{Connection, own_spec};

/// The base URI of references.
const URI: &str = "https://description.example/api";

const METHODS: [&str; 7] = ["get", "put", "post", "delete", "options", "patch", "trace"];

/// The original description, except for `nullable` and for write-only properties in `required`.
struct Written {
    root: Value,
    draft: Draft,
}

impl Written {
    fn read(path: &Path) -> Self {
        let text = fs::read_to_string(path).expect("readable");
        let mut root: Value = match text.trim_start().starts_with('{') {
            true => serde_json::from_str(&text).expect("JSON"),
            false => serde_yaml::from_str(&text).expect("YAML"),
        };
        let is_old = root["openapi"]
            .as_str()
            .is_some_and(|it| it.starts_with("3.0"));
        translate(&mut root, is_old);
        Self {
            root,
            draft: if is_old {
                Draft::Draft4
            } else {
                Draft::Draft202012
            },
        }
    }

    /// The target of a pointer after following references, and its location.
    fn follow(&self, pointer: &str) -> Option<(String, &Value)> {
        let value = self.root.pointer(pointer)?;
        match value.get("$ref").and_then(Value::as_str) {
            Some(reference) => self.follow(reference.strip_prefix('#')?),
            None => Some((pointer.to_owned(), value)),
        }
    }

    /// The schemas that apply, with references and `allOf` resolved.
    fn parts(&self, schema: &Value, depth: usize) -> Vec<Value> {
        let reference = schema.get("$ref").and_then(Value::as_str);
        let target = reference.and_then(|it| self.follow(it.strip_prefix('#')?));
        let schema = target.map_or(schema, |(_, schema)| schema);
        let all = schema["allOf"].as_array().filter(|_| depth > 0);
        let inner = all
            .into_iter()
            .flatten()
            .flat_map(|part| self.parts(part, depth - 1));
        let mut parts: Vec<Value> = inner.collect();
        parts.push(schema.clone());
        parts
    }

    /// True if the schemas of a required member contradict each other: enums without a common
    /// value, or `false`.
    fn contradicts(&self, schema: &Value) -> bool {
        let parts = self.parts(schema, 8);
        let required = parts.iter().filter_map(|part| part["required"].as_array());
        let mut required = required.flatten().filter_map(Value::as_str);
        required.any(|name| {
            let is_closed = |part: &Value| {
                part["additionalProperties"] == false && part["properties"].get(name).is_none()
            };
            let declared = parts.iter().filter_map(|part| part["properties"].get(name));
            let declared: Vec<Value> = declared.flat_map(|it| self.parts(it, 8)).collect();
            let mut lists = declared.iter().filter_map(|part| part["enum"].as_array());
            let first = lists.next().cloned().unwrap_or_default();
            let others: Vec<_> = lists.collect();
            let types = declared.iter().filter_map(|part| part.get("type"));
            let types: Vec<Vec<Value>> = types
                .map(|it| it.as_array().cloned().unwrap_or_else(|| vec![it.clone()]))
                .collect();
            let nothing = |value: &Value| !others.iter().all(|list| list.contains(value));
            let apart =
                |one: &Vec<Value>, other: &Vec<Value>| one.iter().all(|it| !other.contains(it));
            let is_null = !first.is_empty() && first.iter().all(Value::is_null);
            parts.iter().any(is_closed)
                || (!first.is_empty() && first.iter().all(nothing))
                || (is_null && types.iter().any(|it| !it.contains(&"null".into())))
                || types
                    .iter()
                    .any(|one| types.iter().any(|other| apart(one, other)))
        })
    }

    /// The JSON responses with a schema: method, path, status, media type, and the pointer of the
    /// schema.
    fn responses(&self) -> Vec<[String; 5]> {
        let mut found = Vec::new();
        let paths = self.root["paths"].as_object().expect("paths");
        for path in paths.keys().filter(|path| !path.contains(['?', '#'])) {
            let Some((item, members)) = self.follow(&format!("/paths/{}", escaped(path))) else {
                continue;
            };
            for method in METHODS
                .iter()
                .filter(|method| members.get(**method).is_some())
            {
                let responses = members[*method]["responses"].as_object();
                for status in responses.into_iter().flatten().map(|(status, _)| status) {
                    let at = format!("{item}/{method}/responses/{}", escaped(status));
                    let Some((at, response)) = self.follow(&at) else {
                        continue;
                    };
                    let content = response["content"].as_object();
                    for (media, body) in content.into_iter().flatten() {
                        let is_json =
                            media.starts_with("application/json") || media.ends_with("+json");
                        if is_json && body.get("schema").is_some() {
                            let schema = format!("{at}/content/{}/schema", escaped(media));
                            found.push([
                                (*method).to_uppercase(),
                                path.clone(),
                                status.clone(),
                                media.clone(),
                                schema,
                            ]);
                        }
                    }
                }
            }
        }
        found
    }
}

fn escaped(segment: &str) -> String {
    segment.replace('~', "~0").replace('/', "~1")
}

/// A path with its parameters replaced.
fn filled(template: &str) -> String {
    let mut out = String::new();
    let mut rest = template;
    while let Some((before, (_, after))) = rest
        .split_once('{')
        .and_then(|(before, it)| Some((before, it.split_once('}')?)))
    {
        out.extend([before, "1"]);
        rest = after;
    }
    (out + rest).replace(' ', "%20")
}

/// The status to request.
fn code(status: &str) -> String {
    match status {
        "default" => "599".to_owned(),
        status => status.to_ascii_uppercase().replace("XX", "99"),
    }
}

/// The number of responses, and those that do not match.
fn compare(path: &Path) -> (usize, Vec<String>) {
    let written = Written::read(path);
    let mut options = Options::new(path);
    options.behavior.auth = false;
    options.behavior.check = false;
    let server = Server::start(&options).expect("it starts");
    let mut connection = Connection::open(server.address()).expect("it listens");
    let registry = Registry::new()
        .draft(written.draft)
        .add(URI, &written.root)
        .expect("a URI");
    let registry = registry.prepare().expect("a registry");
    let (mut count, mut contradictions, mut wrong) = (0, 0, Vec::new());
    for [method, template, status, media, schema] in written.responses() {
        if !(200..600).contains(&code(&status).parse::<u16>().unwrap_or(0))
            || status == "204"
            || status == "304"
        {
            continue;
        }
        let fragment = utf8_percent_encode(&schema, NON_ALPHANUMERIC)
            .to_string()
            .replace("%2F", "/");
        let options = jsonschema::options()
            .with_registry(&registry)
            .with_draft(written.draft);
        let Ok(validator) = options.build(&json!({"$ref": format!("{URI}#{fragment}")})) else {
            continue;
        };
        let prefer = format!("code={}, dynamic=true", code(&status));
        let headers = [("prefer", prefer.as_str()), ("accept", media.as_str())];
        let target = filled(&template);
        let reply = connection
            .send(&method, &target, &headers, b"")
            .expect("it responds");
        assert_eq!(
            reply.header("content-type"),
            Some(media.trim()),
            "{method} {template} {status}: {reply:?}"
        );
        let value = reply.json();
        count += 1;
        let pointed = written.root.pointer(&schema).expect("it was found there");
        if written.contradicts(pointed) {
            contradictions += 1;
            continue;
        }
        if let Some(error) = validator.iter_errors(&value).next() {
            let place = error.instance_path();
            wrong.push(format!(
                "{method} {template} {status}: {place}: {} ({})",
                error.masked(),
                error.schema_path()
            ));
        }
    }
    eprintln!(
        "{}: {contradictions} schemas of {count} contradict themselves",
        path.display()
    );
    (count - contradictions, wrong)
}

#[test]
fn every_response_of_this_project_fits_its_schema() {
    let (count, wrong) = compare(&own_spec());
    assert!(count >= 8, "{count}");
    assert_eq!(wrong, [""; 0]);
}

/// For a folder of descriptions in `SDK_CORPUS`: only schemas without valid values may fail.
#[test]
fn responses_of_a_collection_fit_their_schemas() {
    let Some(folder) = std::env::var_os("SDK_CORPUS") else {
        eprintln!(
            "SDK_CORPUS names no folder of descriptions, so that only those of the tests are looked at"
        );
        return;
    };
    let only = std::env::var("SDK_ONLY").unwrap_or_default();
    let files = fs::read_dir(folder)
        .expect("a folder")
        .map(|entry| entry.expect("an entry").path());
    let mut files: Vec<PathBuf> = files
        .filter(|it| it.is_file() && it.to_string_lossy().contains(&only))
        .collect();
    files.sort();
    let (mut all, mut left) = (0, Vec::new());
    for path in &files {
        let start = std::time::Instant::now();
        let (count, wrong) = compare(path);
        eprintln!(
            "{}: {count} responses, {} do not fit, {:.1} s",
            path.display(),
            wrong.len(),
            start.elapsed().as_secs_f32()
        );
        wrong.iter().take(8).for_each(|it| eprintln!("    {it}"));
        all += count;
        left.extend(wrong);
    }
    assert!(all > 0, "no description has a response with JSON");
    assert!(
        left.len() * 100 <= all,
        "{} of {all} do not fit",
        left.len()
    );
}
