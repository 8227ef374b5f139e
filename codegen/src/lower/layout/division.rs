//! The crates of a split SDK, and the resources and models in each.

use std::collections::{BTreeMap, BTreeSet};

use super::{model_files, operation_modules};
use crate::ir::{Api, Division, MemberCrate, ModelFile};
use crate::name::Case;

/// A resource at the top has a crate of its own where it is at least this part of the SDK.
const ALONE: usize = 64;

/// Small resources stand together until their crate is this part of the SDK.
const TOGETHER: usize = 8;

/// Decides the crates.
///
/// A model that one crate needs stands there. What several need stands in the crate with the models:
/// whatever such a model has in it is needed by the same ones, so no crate needs one that needs it.
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

/// The one crate that needs a file with models.
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

/// Resources that cannot stand in different crates: one at the top with all below it, and those that
/// have methods of each other under old names.
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

/// What stands in one crate: a large group, or small ones in the order of the description.
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

/// Names of packages and folders, each of which is taken once.
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
        // The names never end, so one is free.
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
