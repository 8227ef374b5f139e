//! Previous names of operations and models, which become deprecated aliases.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::{reserved, resources};
use crate::diagnostic::wording::configuration::unused_alias;
use crate::diagnostic::{Diagnostics, Problem};
use crate::ir::{Api, MethodAlias, MovedMethod, TypeDef, TypeKind};
use crate::load::Pointer;
use crate::name::{Case, words};

/// The prefix of names of models in the configuration.
const MODELS: &str = "models.";

/// The reason if an old name is not the name of an operation.
const NO_OPERATION: &str = "the old name is none of an operation";

/// Adds the aliases in the configuration: old names and the names that replace them.
pub(super) fn add(
    api: &mut Api,
    aliases: &BTreeMap<String, String>,
    diagnostics: &mut Diagnostics,
) {
    if aliases.is_empty() {
        return;
    }
    let mut targets = Targets::new(api);
    for (old, new) in aliases {
        let added = match (old.strip_prefix(MODELS), new.strip_prefix(MODELS)) {
            (Some(old), Some(new)) => targets.model(api, old, new),
            (None, None) => targets.operation(api, old, new),
            _ => Err("one is a model and the other an operation"),
        };
        if let Err(why) = added {
            let problem: Problem = unused_alias(old, new, why);
            diagnostics.push(problem.warning(&Pointer::root(0)));
        }
    }
    update_incoming(api, targets.known);
}

/// Updates the feature index of webhooks and callbacks, which is one after the last resource.
fn update_incoming(api: &mut Api, before: usize) {
    let now = api.resources.len();
    let types = api.types.iter_mut().filter(|_| now != before);
    for def in types.filter(|def| def.reached_by.contains(&before)) {
        let moved = def
            .reached_by
            .iter()
            .map(|it| if *it == before { now } else { *it });
        def.reached_by = moved.collect();
    }
}

/// The items that can have aliases, and the names that are taken.
struct Targets {
    models: HashMap<String, usize>,
    operations: HashMap<String, (usize, usize)>,
    resources: HashMap<String, usize>,
    features: HashSet<String>,
    /// Number of resources before removed ones were added for their old methods.
    known: usize,
    types: HashSet<String>,
    /// For each resource, the methods of its handle and the types in its module.
    taken: Vec<HashSet<String>>,
}

impl Targets {
    fn new(api: &Api) -> Self {
        let models = api.types.iter().enumerate();
        let steps = api.types.iter().flat_map(TypeDef::steps);
        let names = api.types.iter().map(|def| &def.name);
        let mut taken = vec![HashSet::new(); api.resources.len()];
        let mut operations = HashMap::new();
        for (index, resource) in api.resources.iter().enumerate() {
            if let (Some(parent), Some(name)) = (resource.parent, resource.path.last()) {
                taken[parent].insert(name.clone());
            }
            taken[index].insert(resource.handle.clone());
            for (at, operation) in resource.operations.iter().enumerate() {
                operations.insert(operation.id.clone(), (index, at));
                let own = [&operation.fn_name, &operation.struct_name];
                taken[index].extend(own.into_iter().cloned());
                taken[index].extend(operation.steps().map(str::to_owned));
            }
        }
        Self {
            types: names.chain(steps).cloned().collect(),
            models: models
                .map(|(index, def)| (def.name.clone(), index))
                .collect(),
            operations,
            resources: api
                .resources
                .iter()
                .enumerate()
                .map(|(index, resource)| (resource.path.join("."), index))
                .collect(),
            features: api
                .resources
                .iter()
                .map(|resource| resource.feature.clone())
                .collect(),
            known: api.resources.len(),
            taken,
        }
    }

    fn model(&mut self, api: &mut Api, old: &str, new: &str) -> Result<(), &'static str> {
        let index = self.models.get(new).ok_or("there is no such model")?;
        let def = &mut api.types[*index];
        let is_private = matches!(&def.kind, TypeKind::Struct(it) if it.builder.is_none());
        if is_private && !def.usage.in_responses {
            return Err("there is no such model");
        }
        if old.contains('.') || Case::Type.name(old) != old || Case::Type.reserves(&words(old)) {
            return Err("the old name is none of a model");
        }
        if !self.types.insert(old.to_owned()) {
            return Err("something else has the old name");
        }
        def.aliases.push(old.to_owned());
        Ok(())
    }

    fn operation(&mut self, api: &mut Api, old: &str, new: &str) -> Result<(), &'static str> {
        let now = self.operations.get(new);
        let (resource, operation) = *now.ok_or("there is no such operation")?;
        let path: Vec<String> = old.split('.').map(str::to_owned).collect();
        let [from @ .., old] = path.as_slice() else {
            return Err(NO_OPERATION);
        };
        if from.is_empty() || Case::Module.name(old) != *old || reserved::is_handle_method(old) {
            return Err(NO_OPERATION);
        }
        let place = self.resource(api, from)?;
        let taken = &mut self.taken[place];
        if !taken.insert(old.clone()) {
            return Err("something else has the old name");
        }
        let name = Case::Type.name(old);
        let is_free = !Case::Type.reserves(&words(old)) && taken.insert(name.clone());
        let alias = MethodAlias {
            fn_name: old.clone(),
            struct_name: is_free.then_some(name),
        };
        let target = &mut api.resources[resource].operations[operation];
        target.old_names.push(path);
        if place == resource {
            target.aliases.push(alias);
        } else {
            api.resources[place].moved.push(MovedMethod {
                alias,
                resource,
                operation,
            });
        }
        Ok(())
    }

    /// The previous resource of an operation; it is added again if it does not exist any more.
    fn resource(&mut self, api: &mut Api, path: &[String]) -> Result<usize, &'static str> {
        let mut known = path.len();
        let known = loop {
            match self.resources.get(&path[..known].join(".")) {
                Some(index) => break Some(*index),
                None if known == 1 => break None,
                None => known -= 1,
            }
        };
        let depth = known.map_or(0, |index| api.resources[index].path.len());
        let missing = path.len() - depth;
        let added = (depth..path.len()).map(|at| resources::old(&path[..=at]));
        let added: Option<Vec<_>> = added.collect();
        let mut added = added.ok_or(NO_OPERATION)?;
        let is_free = added.iter().all(|it| !self.features.contains(&it.feature));
        let first = path.get(depth).filter(|_| missing > 0);
        let is_taken = known.zip(first);
        let is_taken = is_taken.is_some_and(|(at, name)| self.taken[at].contains(name));
        if !is_free || is_taken {
            return Err("something else has the old name");
        }
        let mut at = known;
        for mut resource in added.drain(..) {
            let index = api.resources.len();
            let name = resource.path.last().cloned();
            if let (Some(parent), Some(name)) = (at, name) {
                self.taken[parent].insert(name);
            }
            resource.parent = at;
            self.taken.push(HashSet::from([resource.handle.clone()]));
            self.resources.insert(resource.path.join("."), index);
            self.features.insert(resource.feature.clone());
            api.resources.push(resource);
            at = Some(index);
        }
        at.ok_or(NO_OPERATION)
    }
}
