//! Names that operations and models had before: they stay for a while, as deprecated aliases.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::reserved;
use crate::diagnostic::wording::configuration::unused_alias;
use crate::diagnostic::{Diagnostics, Problem};
use crate::ir::{Api, Builder, MethodAlias, Struct, TypeKind};
use crate::load::Pointer;
use crate::name::{Case, words};

/// What the names of models begin with.
const MODELS: &str = "models.";

/// Adds the aliases of the configuration: old names, and what has them now.
pub(super) fn add(
    api: &mut Api,
    aliases: &BTreeMap<String, String>,
    diagnostics: &mut Diagnostics,
) {
    if aliases.is_empty() {
        return;
    }
    let mut places = Places::new(api);
    for (old, new) in aliases {
        let added = match (old.strip_prefix(MODELS), new.strip_prefix(MODELS)) {
            (Some(old), Some(new)) => places.model(api, old, new),
            (None, None) => places.operation(api, old, new),
            _ => Err("one is a model and the other an operation"),
        };
        if let Err(why) = added {
            let problem: Problem = unused_alias(old, new, why);
            diagnostics.push(problem.warning(&Pointer::root(0)));
        }
    }
}

/// Where the things are that have names, and which names are taken.
struct Places {
    models: HashMap<String, usize>,
    operations: HashMap<String, (usize, usize)>,
    types: HashSet<String>,
    /// Methods of handles, and types beside them, by resource.
    taken: Vec<HashSet<String>>,
}

impl Places {
    fn new(api: &Api) -> Self {
        let models = api.types.iter().enumerate();
        let steps = api.types.iter().flat_map(|def| match &def.kind {
            TypeKind::Struct(Struct {
                builder: Some(Builder::Staged { steps }),
                ..
            }) => steps.as_slice(),
            _ => &[],
        });
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
            taken,
        }
    }

    fn model(&mut self, api: &mut Api, old: &str, new: &str) -> Result<(), &'static str> {
        let index = self.models.get(new).ok_or("there is no such model")?;
        let def = &mut api.types[*index];
        let is_private = matches!(&def.kind, TypeKind::Struct(it) if it.builder.is_none());
        if is_private && !def.travels.back {
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
        let (resource, at) = self
            .operations
            .get(new)
            .ok_or("there is no such operation")?;
        let (from, old) = old.rsplit_once('.').unwrap_or(("", old));
        let (to, _) = new.rsplit_once('.').unwrap_or(("", new));
        if from != to {
            return Err("the old name is one of another resource");
        }
        if Case::Module.name(old) != old || reserved::is_handle_method(old) {
            return Err("the old name is none of an operation");
        }
        let taken = &mut self.taken[*resource];
        if !taken.insert(old.to_owned()) {
            return Err("something else has the old name");
        }
        let name = Case::Type.name(old);
        let is_free = !Case::Type.reserves(&words(old)) && taken.insert(name.clone());
        api.resources[*resource].operations[*at]
            .aliases
            .push(MethodAlias {
                fn_name: old.to_owned(),
                struct_name: is_free.then_some(name),
            });
        Ok(())
    }
}
