//! Names of servers and their variables on the client builder.

use std::collections::HashSet;

use indexmap::IndexMap;

use super::inventory::OperationSource;
use super::servers::{self, ServerEntry};
use super::{operation_name, reserved};
use crate::diagnostic::{Diagnostics, wording};
use crate::load::{Node, Pointer};
use crate::name::{Case, Claim, Rank, fingerprint, settle};
use crate::{doc, ir};

/// Words that do not distinguish servers.
const EMPTY_WORDS: [&str; 14] = [
    "a",
    "an",
    "api",
    "base",
    "environment",
    "for",
    "is",
    "of",
    "our",
    "server",
    "the",
    "this",
    "to",
    "url",
];

/// Maximum number of words in the name of a server.
const MAX_WORDS: usize = 4;

/// A proposed name of a method of the client's builder.
struct BuilderName {
    name: String,
    /// Its name in the description.
    wire: String,
    at: Pointer,
}

/// Names the variables, and the servers if there are several. `taken` contains the methods of the
/// builder that are not the runtime's.
pub(super) fn name(
    root: &Node<'_>,
    sources: &[OperationSource<'_>],
    servers: &mut [ir::Server],
    mut taken: HashSet<String>,
    diagnostics: &mut Diagnostics,
) -> Vec<ir::ServerVariable> {
    // Errors are reported where the servers are lowered.
    let mut discarded = Diagnostics::new();
    let listed = servers::usable(root, &mut discarded);
    let of_operations = sources
        .iter()
        .filter_map(|it| servers::first(&it.operation, &it.item, &mut discarded));
    let of_operations: Vec<_> = of_operations.collect();
    let mut variables: IndexMap<String, (ir::ServerVariable, Pointer)> = IndexMap::new();
    for entry in listed.iter().chain(&of_operations) {
        collect(entry, &mut variables);
    }
    let wanted = variables.values().map(|(variable, at)| BuilderName {
        name: Case::Field.name(&variable.wire_name),
        wire: variable.wire_name.clone(),
        at: at.clone(),
    });
    let names = assigned(
        &wanted.collect::<Vec<_>>(),
        "variable",
        &mut taken,
        diagnostics,
    );
    let mut variables: Vec<_> = variables.into_values().map(|(it, _)| it).collect();
    for (variable, name) in variables.iter_mut().zip(names) {
        variable.rust_name = name;
    }
    if listed.len() > 1 {
        let wanted = listed.iter().map(|entry| BuilderName {
            name: Case::Field.join(&words(entry)),
            wire: entry.template.clone(),
            at: entry.server.at().clone(),
        });
        let names = assigned(
            &wanted.collect::<Vec<_>>(),
            "chosen",
            &mut taken,
            diagnostics,
        );
        for (server, name) in servers.iter_mut().zip(names) {
            server.rust_name = Some(name);
        }
    }
    variables
}

/// Adds the variables of a URL. The first definition of a name is used.
fn collect(
    entry: &ServerEntry<'_>,
    variables: &mut IndexMap<String, (ir::ServerVariable, Pointer)>,
) {
    let places = entry.template.split('{').skip(1);
    for name in places.filter_map(|place| Some(place.split_once('=')?.0)) {
        let Some(node) = servers::variable(&entry.server, name) else {
            continue;
        };
        let default = servers::default(&node).map(str::to_owned);
        let values = node.get("enum");
        let values = values.iter().flat_map(|list| list.items());
        let values: Vec<_> = values
            .filter_map(|value| value.value().as_str().map(str::to_owned))
            .collect();
        match variables.get_mut(name) {
            Some((known, _)) => {
                known.default = known
                    .default
                    .take()
                    .filter(|it| Some(it) == default.as_ref());
                let new = values.into_iter().filter(|it| !known.values.contains(it));
                let new: Vec<_> = new.collect();
                known.values.extend(new);
            }
            None => {
                let variable = ir::ServerVariable {
                    wire_name: name.to_owned(),
                    rust_name: String::new(),
                    default,
                    values,
                    doc: doc::markdown(node.text("description").unwrap_or_default()),
                };
                variables.insert(name.to_owned(), (variable, node.at().clone()));
            }
        }
    }
}

/// The words of a server's name: those of `name`, `description` or the URL.
fn words(entry: &ServerEntry<'_>) -> Vec<String> {
    let described = || {
        let text = entry.server.text("description")?;
        let line = text.trim().lines().next()?;
        Some(line.split(". ").next().unwrap_or(line))
    };
    let name_words = |text: &str| {
        let mut words = operation_name::name_words(text).unwrap_or_default();
        words.retain(|word| !EMPTY_WORDS.contains(&word.as_str()));
        words.truncate(MAX_WORDS);
        words
    };
    let mut words = entry
        .server
        .text("name")
        .map(name_words)
        .unwrap_or_default();
    if words.is_empty() {
        words = described().map(name_words).unwrap_or_default();
    }
    if words.is_empty() {
        let url = ir::Server::readable(&entry.template);
        let place = url
            .split_once("://")
            .map_or(url.as_str(), |(_, place)| place);
        words = operation_name::name_words(place).unwrap_or_default();
    }
    words.push("server".to_owned());
    words
}

/// Makes the names unique. A name that is a method of the builder gets the suffix `mark`.
fn assigned(
    wanted: &[BuilderName],
    mark: &str,
    taken: &mut HashSet<String>,
    diagnostics: &mut Diagnostics,
) -> Vec<String> {
    let is_taken = |name: &str, taken: &HashSet<String>| {
        reserved::is_builder_method(name) || taken.contains(name)
    };
    let claims = wanted.iter().map(|name| Claim {
        name: match is_taken(&name.name, taken) {
            true => format!("{}_{mark}", name.name.trim_end_matches('_')),
            false => name.name.clone(),
        },
        wire: name.wire.clone(),
        rank: Rank::Named,
    });
    let settled = settle(&claims.collect::<Vec<_>>(), Case::Field);
    let mut names = Vec::new();
    for (builder_name, settled) in wanted.iter().zip(settled) {
        if settled.changed {
            diagnostics.push(wording::name::server(&settled.name).warning(&builder_name.at));
        }
        let mut name = settled.name;
        if is_taken(&name, taken) {
            name = format!("{name}_x{}", fingerprint(&builder_name.wire, 16));
        }
        taken.insert(name.clone());
        names.push(name);
    }
    names
}
