//! The crates of a split SDK, and the resources and models in each.

use std::collections::{BTreeMap, BTreeSet};

use super::{model_files, operation_modules};
use crate::ir::{Api, Division, MemberCrate, ModelFile};
use crate::name::Case;

/// A top-level resource has a crate of its own if it has at least 1/64 of the lines of the SDK.
const ALONE: usize = 64;

/// Small resources share a crate until it has 1/8 of the lines of the SDK.
const TOGETHER: usize = 8;

/// Divides the SDK into crates.
///
/// A model that only one crate needs is in that crate. Models that several crates need are in the
/// crate of models. The types of their fields are needed by the same crates, so there are no
/// circular dependencies.
pub(super) fn division(api: &Api) -> Division {
    let groups = groups(api);
    let groups = together(&groups);
    let mut names = Names::new(api);
    let models = names.member("models", "models".to_owned());
    let mut resources: Vec<_> = groups
        .iter()
        .map(|group| names.of_group(api, group))
        .collect();
    let mut division = Division {
        models,
        resources: Vec::new(),
    };
    let owner: BTreeMap<&str, usize> = resources
        .iter()
        .enumerate()
        .flat_map(|(at, member)| member.resources.iter().map(move |it| (*it, at)))
        .map(|(resource, at)| (api.feature(resource), at))
        .collect();
    for (index, file) in api.model_files.iter().enumerate() {
        let member = match sole_owner(file, &owner) {
            Some(at) => &mut resources[at],
            None => &mut division.models,
        };
        member.model_files.push(index);
    }
    division.resources = resources;
    division
}

/// The only crate that needs a file of models.
fn sole_owner(file: &ModelFile, owner: &BTreeMap<&str, usize>) -> Option<usize> {
    let features = file.features.iter().map(String::as_str);
    let owners: BTreeSet<Option<usize>> = features
        .map(|feature| owner.get(feature).copied())
        .collect();
    match Vec::from_iter(owners).as_slice() {
        [Some(one)] => Some(*one),
        _ => None,
    }
}

/// Resources that must be in the same crate: a top-level one with all below it, and those with old
/// methods that forward to one another.
struct Group {
    resources: Vec<usize>,
    weight: usize,
}

fn groups(api: &Api) -> Vec<Group> {
    let mut first: Vec<usize> = Vec::with_capacity(api.resources.len());
    for (index, resource) in api.resources.iter().enumerate() {
        // Parents come before their children.
        first.push(resource.parent.map_or(index, |parent| first[parent]));
    }
    for (index, resource) in api.resources.iter().enumerate() {
        for moved in &resource.moved {
            let (one, other) = (first[index], first[moved.resource]);
            let (kept, joined) = (one.min(other), one.max(other));
            first
                .iter_mut()
                .filter(|it| **it == joined)
                .for_each(|it| *it = kept);
        }
    }
    let mut weights = vec![0; api.resources.len()];
    for (index, resource) in api.resources.iter().enumerate() {
        let operations = resource.operations.iter();
        weights[first[index]] += operations.map(operation_modules::weight).sum::<usize>();
    }
    for def in api.types.iter().filter(|def| !def.is_body()) {
        let reached: BTreeSet<Option<&usize>> =
            def.reached_by.iter().map(|it| first.get(*it)).collect();
        if let [Some(one)] = Vec::from_iter(reached).as_slice() {
            weights[**one] += model_files::weight(def);
        }
    }
    let mut groups: BTreeMap<usize, Group> = BTreeMap::new();
    for (index, first) in first.iter().enumerate() {
        let group = groups.entry(*first).or_insert_with(|| Group {
            resources: Vec::new(),
            weight: weights[*first],
        });
        group.resources.push(index);
    }
    groups.into_values().collect()
}

/// The groups of each crate: a single large one, or small ones in document order.
fn together(groups: &[Group]) -> Vec<Vec<&Group>> {
    let total: usize = groups.iter().map(|group| group.weight).sum();
    let mut crates: Vec<Vec<&Group>> = Vec::new();
    let mut open: Option<(usize, usize)> = None;
    for group in groups {
        if group.weight * ALONE >= total {
            crates.push(vec![group]);
            continue;
        }
        match &mut open {
            Some((at, filled)) if (*filled + group.weight) * TOGETHER <= total => {
                *filled += group.weight;
                crates[*at].push(group);
            }
            _ => {
                open = Some((crates.len(), group.weight));
                crates.push(vec![group]);
            }
        }
    }
    crates
}

/// Names of packages and folders, which must be unique.
struct Names<'a> {
    package: &'a str,
    taken: BTreeSet<String>,
}

impl<'a> Names<'a> {
    fn new(api: &'a Api) -> Self {
        Self {
            package: &api.package.name,
            taken: BTreeSet::from([Division::RUNTIME.to_owned()]),
        }
    }

    fn of_group(&mut self, api: &Api, group: &[&Group]) -> MemberCrate {
        let resources = group
            .iter()
            .flat_map(|group| group.resources.iter().copied());
        let resources: BTreeSet<usize> = resources.collect();
        let first = resources.first().map_or("", |it| api.feature(*it));
        let name = match group.len() {
            1 => first.to_owned(),
            _ => format!("{first}-and-others"),
        };
        let free = std::iter::once(name.clone()).chain((2..).map(|it| format!("{name}-{it}")));
        // The sequence is infinite, so that a name is free.
        let mut free = free.filter(|name| !self.taken.contains(name));
        let name = free.next().unwrap_or_default();
        MemberCrate {
            resources: resources.into_iter().collect(),
            ..self.member(&name, format!("resources/{name}"))
        }
    }

    fn member(&mut self, name: &str, folder: String) -> MemberCrate {
        self.taken.insert(name.to_owned());
        let package = format!("{}-{name}", self.package);
        MemberCrate {
            lib_name: Case::Module.name(&package),
            package,
            folder,
            resources: Vec::new(),
            model_files: Vec::new(),
        }
    }
}
