//! The tree of resources.

use std::collections::{HashMap, HashSet};

use indexmap::IndexMap;

use super::reserved;
use crate::ir;
use crate::kept::KeptNames;
use crate::name::{Case, words};

/// Features of every emitted crate.
const FEATURES: [&str; 30] = [
    "all",
    "blocking",
    "brotli",
    "chrono",
    "cli",
    "default",
    "deflate",
    "dispatch",
    "extra-traits",
    "full",
    "gzip",
    "http2",
    "incoming",
    "jiff",
    "maybe",
    "native-tls",
    "redis",
    "reqwest-client",
    "rustls",
    "rustls-no-provider",
    "serde",
    "socks",
    "std",
    "system-proxy",
    "testing",
    "time",
    "tls",
    "tracing",
    "validate",
    "zstd",
];

/// The resources. Missing parents are created.
#[derive(Default)]
pub(super) struct Tree {
    branches: Vec<Branch>,
    roots: IndexMap<String, usize>,
}

#[derive(Default)]
struct Branch {
    path: Vec<String>,
    handle: String,
    doc: ir::Doc,
    children: IndexMap<String, usize>,
    operations: Vec<ir::Operation>,
}

impl Tree {
    /// Finds a resource by the words of its path, or adds it.
    pub(super) fn get_or_add(&mut self, words: &[Vec<String>]) -> usize {
        let mut at: Option<usize> = None;
        for words in words {
            let name = accessor(words, at.is_none());
            let next = self.branches.len();
            let siblings = match at {
                Some(parent) => &mut self.branches[parent].children,
                None => &mut self.roots,
            };
            let index = *siblings.entry(name.clone()).or_insert(next);
            if index == next {
                let parent = at.map(|parent| self.branches[parent].path.clone());
                let mut path = parent.unwrap_or_default();
                path.push(name);
                self.branches.push(Branch {
                    path,
                    handle: handle(words),
                    ..Branch::default()
                });
            }
            at = Some(index);
        }
        at.unwrap_or_default()
    }

    /// Name of the handle type of a resource.
    pub(super) fn handle(&self, resource: usize) -> &str {
        &self.branches[resource].handle
    }

    /// The dotted path of a resource, such as `iam.user_groups`.
    pub(super) fn dotted(&self, resource: usize) -> String {
        self.branches[resource].path.join(".")
    }

    /// True if a resource has a child with this name.
    pub(super) fn has_child(&self, resource: usize, name: &str) -> bool {
        self.branches[resource].children.contains_key(name)
    }

    /// Adds an operation to a resource, and the documentation of its tag if the resource has none.
    pub(super) fn add(&mut self, resource: usize, operation: ir::Operation, doc: Option<&ir::Doc>) {
        let branch = &mut self.branches[resource];
        if let Some(doc) = doc.filter(|_| branch.doc.is_empty()) {
            branch.doc.clone_from(doc);
        }
        branch.operations.push(operation);
    }

    /// Returns the resources, parents before children, without those that have no operations below
    /// them.
    ///
    /// Resources of operations in `kept` keep their features.
    pub(super) fn resources(mut self, kept: &KeptNames) -> Vec<ir::Resource> {
        let mut fruitful: Vec<bool> = self
            .branches
            .iter()
            .map(|b| !b.operations.is_empty())
            .collect();
        // Children come after their parents.
        for index in (0..self.branches.len()).rev() {
            let children = &self.branches[index].children;
            fruitful[index] |= children.values().any(|child| fruitful[*child]);
        }
        let mut resources = Vec::new();
        let mut left: Vec<(usize, Option<usize>)> = Vec::new();
        left.extend(self.roots.values().rev().map(|root| (*root, None)));
        while let Some((index, parent)) = left.pop() {
            if !fruitful[index] {
                continue;
            }
            let branch = std::mem::take(&mut self.branches[index]);
            let children = branch.children.values().rev();
            left.extend(children.map(|child| (*child, Some(resources.len()))));
            resources.push(ir::Resource {
                path: branch.path,
                handle: branch.handle,
                doc: branch.doc,
                feature: String::new(),
                parent,
                operations: branch.operations,
                moved: Vec::new(),
                modules: Vec::new(),
            });
        }
        name_features(&mut resources, &old_paths(kept));
        resources
    }
}

/// A removed resource, for the old methods of operations that moved; `None` if its names are
/// invalid.
pub(super) fn old(path: &[String]) -> Option<ir::Resource> {
    let name = path.last()?;
    let words = words(name);
    if Case::Module.name(name) != *name || accessor(&words, path.len() == 1) != *name {
        return None;
    }
    let mut resource = ir::Resource {
        path: path.to_vec(),
        handle: handle(&words),
        doc: ir::Doc::default(),
        feature: String::new(),
        parent: None,
        operations: Vec::new(),
        moved: Vec::new(),
        modules: Vec::new(),
    };
    name_features(std::slice::from_mut(&mut resource), &HashSet::new());
    Some(resource)
}

/// The name of the module and of the accessor.
fn accessor(words: &[String], first_level: bool) -> String {
    let name = Case::Module.join(words);
    if first_level && reserved::is_client_method(&name) {
        return name + "_api";
    }
    name
}

/// The name of the handle type.
fn handle(words: &[String]) -> String {
    if Case::Type.reserves(words) {
        return Case::Type.join(&[words, &["api".to_owned()]].concat());
    }
    Case::Type.join(words)
}

/// Names features `a-b-c`. If two paths have the same name, levels are separated with two hyphens
/// (`a--b-c`). The suffix of names that are keywords is removed.
///
/// Names of previous resources are compared only with those of other previous ones.
fn name_features(resources: &mut [ir::Resource], old: &HashSet<Vec<String>>) {
    let joined = |path: &[String], by: &str| {
        let levels: Vec<_> = path
            .iter()
            .map(|level| level.trim_end_matches('_'))
            .collect();
        levels.join(by).replace('_', "-")
    };
    let mut among_old: HashMap<String, usize> = HashMap::new();
    for path in old {
        *among_old.entry(joined(path, "-")).or_default() += 1;
    }
    let mut among_all = among_old.clone();
    for resource in resources.iter().filter(|it| !old.contains(&it.path)) {
        *among_all.entry(joined(&resource.path, "-")).or_default() += 1;
    }
    for resource in resources {
        let short = joined(&resource.path, "-");
        let count = match old.contains(&resource.path) {
            true => among_old[&short],
            false => among_all[&short],
        };
        resource.feature = if FEATURES.contains(&short.as_str()) {
            short + "--api"
        } else if count > 1 {
            joined(&resource.path, "--")
        } else {
            short
        };
    }
}

/// The previous resources and their parents.
fn old_paths(kept: &KeptNames) -> HashSet<Vec<String>> {
    let mut paths = HashSet::new();
    for words in kept.resources() {
        let mut path = Vec::new();
        for words in words {
            path.push(accessor(words, path.is_empty()));
            paths.insert(path.clone());
        }
    }
    paths
}
