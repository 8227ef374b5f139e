//! The served description: a router, and operations that are parsed on their first use.

use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use super::operation::Operation;
use super::router::Router;
use super::template::Template;
use crate::load::{Document, METHODS, Node};

/// Maximum number of server paths of an operation.
const MAX_BASES: usize = 16;

/// Maximum number of operations that are searched for the schema of errors.
const MAX_SEARCHED: usize = 64;

/// A description that is served.
pub(super) struct Description {
    /// Behind a lock, because following references caches the results.
    document: Mutex<Document>,
    router: Router,
    operations: Vec<ServedOperation>,
    /// The path of the first server.
    base: String,
    error_form: OnceLock<Option<usize>>,
}

/// The location of an operation.
struct ServedOperation {
    path: String,
    /// The key of its HTTP method in the path item.
    key: &'static str,
    read: OnceLock<Arc<Operation>>,
}

impl Description {
    /// Collects the paths and methods of a description.
    pub(super) fn new(document: Document) -> Self {
        let root = document.root();
        let shared = bases(&root);
        let mut router = Router::default();
        let mut operations = Vec::new();
        let paths = root.get("paths");
        for (path, item) in paths.iter().flat_map(Node::entries) {
            let Some(item) = item.follow().ok().filter(|_| !path.starts_with("x-")) else {
                continue;
            };
            let template = Template::parse(path);
            for (key, method) in METHODS {
                let Some(operation) = item.get(key) else {
                    continue;
                };
                let own = [&operation, &item]
                    .into_iter()
                    .find(|it| it.get("servers").is_some());
                let own = own.map(bases);
                for base in own.as_ref().unwrap_or(&shared) {
                    let whole = template.behind(base);
                    router.add(&whole, base.segments.len(), method, operations.len());
                }
                operations.push(ServedOperation {
                    path: path.to_owned(),
                    key,
                    read: OnceLock::new(),
                });
            }
        }
        // Paths without the prefix of a server are added last, because a full path takes
        // precedence.
        for (number, operation) in operations.iter().enumerate() {
            let method = METHODS.iter().find(|(key, _)| *key == operation.key);
            let method = method.map_or("GET", |(_, method)| *method);
            router.add(&Template::parse(&operation.path), 0, method, number);
        }
        router.finish();
        let base = first_base(&root);
        Self {
            document: Mutex::new(document),
            router,
            operations,
            base,
            error_form: OnceLock::new(),
        }
    }

    /// Finds operations by path and method.
    pub(super) fn router(&self) -> &Router {
        &self.router
    }

    /// Number of operations.
    pub(super) fn len(&self) -> usize {
        self.operations.len()
    }

    /// The path of the first server, without a trailing slash.
    pub(super) fn base(&self) -> &str {
        &self.base
    }

    /// The operation with this index, which is parsed on the first use.
    pub(super) fn operation(&self, number: usize) -> Arc<Operation> {
        let operation = &self.operations[number];
        let read = || {
            // The document is not modified, so a panic leaves it consistent.
            let document = self.document.lock().unwrap_or_else(PoisonError::into_inner);
            let item = document
                .root()
                .get("paths")
                .and_then(|paths| paths.get(&operation.path));
            let item = item.and_then(|item| item.follow().ok());
            Arc::new(Operation::read(
                &document,
                item,
                &operation.path,
                operation.key,
            ))
        };
        operation.read.get_or_init(read).clone()
    }

    /// An operation that documents errors, for requests that match no operation.
    pub(super) fn any_with_errors(&self) -> Option<Arc<Operation>> {
        let find = || {
            let mut numbers = 0..self.operations.len().min(MAX_SEARCHED);
            numbers.find(|number| self.operation(*number).error_response(400).is_some())
        };
        let found = *self.error_form.get_or_init(find);
        found.map(|number| self.operation(number))
    }
}

/// The paths of the servers of an object, without repetitions.
fn bases(owner: &Node<'_>) -> Vec<Template> {
    let servers = owner.get("servers");
    let mut found: Vec<String> = Vec::new();
    for server in servers.iter().flat_map(Node::items) {
        let path = path_of(&server, false);
        if found.len() < MAX_BASES && !found.contains(&path) {
            found.push(path);
        }
    }
    let templates = found.iter().filter(|path| !path.is_empty());
    templates.map(|path| Template::parse(path)).collect()
}

/// The path of the first server, with the defaults of its variables.
fn first_base(root: &Node<'_>) -> String {
    let server = root.get("servers").and_then(|servers| servers.item(0));
    server.map_or(String::new(), |server| path_of(&server, true))
}

/// The path in the URL of a server, with the defaults of its variables if `filled` is true.
fn path_of(server: &Node<'_>, filled: bool) -> String {
    let url = server.text("url").unwrap_or_default().trim();
    let behind_scheme = url.split_once("://").map(|(_, rest)| rest);
    let path = match behind_scheme {
        Some(rest) => rest.find('/').map_or("", |at| &rest[at..]),
        None => url.trim_start_matches('.'),
    };
    let path = path.split(['?', '#']).next().unwrap_or_default();
    let path = path.trim_end_matches('/');
    if !filled {
        return path.to_owned();
    }
    let mut out = String::new();
    let mut rest = path;
    while let Some((before, (name, after))) = rest
        .split_once('{')
        .and_then(|(before, inside)| Some((before, inside.split_once('}')?)))
    {
        let variable = server.get("variables").and_then(|all| all.get(name));
        let value = variable.as_ref().and_then(|it| it.text("default"));
        out.extend([before, value.unwrap_or(name)]);
        rest = after;
    }
    out + rest
}
