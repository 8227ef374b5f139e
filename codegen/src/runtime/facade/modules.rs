//! The modules of the runtime, with the `cfg` attributes that apply to each.

use std::collections::{BTreeMap, BTreeSet};

use quote::ToTokens as _;
use syn::{Attribute, Item, UseTree};

use crate::ir::Part;
use crate::runtime::SOURCES;

/// A file of the runtime.
pub(super) struct Module {
    /// The `cfg` attributes of this module and of the enclosing ones.
    pub(super) conditions: Vec<Attribute>,
    pub(super) file: syn::File,
}

/// The modules of the runtime with these parts, except for macros and the command line, which have
/// no methods of the wrapped types.
pub(super) fn modules(parts: &BTreeSet<Part>) -> Vec<Module> {
    let sources: BTreeMap<&str, &str> = SOURCES.iter().copied().collect();
    let mut modules = Vec::new();
    let mut pending = vec![("lib.rs".to_owned(), String::new(), Vec::new())];
    while let Some((path, folder, conditions)) = pending.pop() {
        let Some(text) = sources.get(path.as_str()) else {
            continue;
        };
        let file = syn::parse_file(text).expect("the runtime was compiled before");
        // The last one is visited first, because the list is a stack.
        for item in file.items.iter().rev() {
            let Item::Mod(item) = item else { continue };
            let name = item.ident.to_string();
            if item.content.is_some() || ["cli", "macros"].contains(&name.as_str()) {
                continue;
            }
            let Some(own) = conditions_of(&item.attrs, parts) else {
                continue;
            };
            let conditions = [conditions.clone(), own].concat();
            let paths = [
                format!("{folder}{name}/mod.rs"),
                format!("{folder}{name}.rs"),
            ];
            let path = paths
                .into_iter()
                .find(|path| sources.contains_key(path.as_str()));
            pending.extend(path.map(|path| (path, format!("{folder}{name}/"), conditions)));
        }
        modules.push(Module { conditions, file });
    }
    modules
}

/// The `cfg` attributes; `None` if one requires a part that is missing. Those of existing parts are
/// removed, because parts are no features of the SDK.
fn conditions_of(attributes: &[Attribute], parts: &BTreeSet<Part>) -> Option<Vec<Attribute>> {
    let mut conditions = Vec::new();
    for attribute in attributes.iter().filter(|it| it.path().is_ident("cfg")) {
        let text = attribute
            .meta
            .to_token_stream()
            .to_string()
            .replace(' ', "");
        let is_asked = |part: &Part| text == format!("cfg(feature=\"{}\")", part.feature());
        match Part::ALL.iter().find(|part| is_asked(part)) {
            Some(part) if parts.contains(part) => {}
            Some(_) => return None,
            None => conditions.push(attribute.clone()),
        }
    }
    Some(conditions)
}

impl Module {
    /// The imports of the module from the standard library: names and paths.
    pub(super) fn std_imports(&self) -> Vec<(String, String)> {
        let mut imports = Vec::new();
        for item in &self.file.items {
            if let Item::Use(item) = item {
                collect(&item.tree, "", &mut imports);
            }
        }
        imports.retain(|(_, path)| path.starts_with("std::"));
        imports
    }
}

fn collect(tree: &UseTree, path: &str, imports: &mut Vec<(String, String)>) {
    match tree {
        UseTree::Path(tree) => collect(&tree.tree, &format!("{path}{}::", tree.ident), imports),
        UseTree::Name(tree) if tree.ident == "self" => {
            let path = path.trim_end_matches("::");
            let name = path.rsplit("::").next().unwrap_or(path);
            imports.push((name.to_owned(), path.to_owned()));
        }
        UseTree::Name(tree) => {
            imports.push((tree.ident.to_string(), format!("{path}{}", tree.ident)))
        }
        UseTree::Group(group) => {
            for tree in &group.items {
                collect(tree, path, imports);
            }
        }
        UseTree::Rename(_) | UseTree::Glob(_) => {}
    }
}
