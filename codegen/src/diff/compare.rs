//! The state of a comparison: the changes so far, and the types still to be compared.

use std::collections::{HashMap, HashSet, VecDeque};

use super::place::ModelPlace;
use super::rule::{DirectedRule, Rule};
use super::{Subject, api, models, operations};
use crate::ir::{Api, Operation, Resource, STAGED, Type, TypeId, TypeKind};

/// One of the two models.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Version {
    Old,
    New,
}

/// Where a value occurs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Direction {
    /// In requests.
    Request,
    /// In responses.
    Response,
}

/// Items of the SDK that a change explains.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Claim {
    /// Path of the type that they belong to.
    pub(super) owner: String,
    /// Their name in it; `None` for all of them.
    pub(super) member: Option<String>,
}

/// A change that was found, with what is needed to complete it.
#[derive(Debug)]
pub(super) struct PendingChange {
    pub(super) rule: &'static Rule,
    pub(super) subject: Subject,
    pub(super) message: String,
    pub(super) old: Option<ModelPlace>,
    pub(super) new: Option<ModelPlace>,
    pub(super) claims: Vec<Claim>,
}

/// What a change is about, and where that stands.
#[derive(Clone, Debug)]
pub(super) struct ChangeContext {
    pub(super) subject: Subject,
    /// Such as `query parameter `limit``; empty for the subject itself.
    pub(super) what: String,
    pub(super) old: Option<ModelPlace>,
    pub(super) new: Option<ModelPlace>,
    pub(super) claims: Vec<Claim>,
}

/// An operation in its resource.
#[derive(Clone, Copy, Debug)]
pub(super) struct OperationRef<'a> {
    pub(super) resource: &'a Resource,
    pub(super) operation: &'a Operation,
}

/// What is known so far.
pub(super) struct Comparison<'a> {
    pub(super) old: &'a Api,
    pub(super) new: &'a Api,
    pub(super) found: Vec<PendingChange>,
    /// Where each message about a subject is in `found`, for what is both sent and received.
    reported: HashMap<(Subject, String), usize>,
    seen: HashSet<(TypeId, TypeId, Direction)>,
    queue: VecDeque<(TypeId, TypeId, Direction)>,
    /// Types that were compared, in the order in which they were met.
    pub(super) pairs: Vec<(TypeId, TypeId)>,
    /// Request builders that have the fields of a type as setters, by its number: of the old model, and
    /// of the new one.
    pub(super) builders: [HashMap<TypeId, Vec<OperationRef<'a>>>; 2],
}

impl<'a> Comparison<'a> {
    pub(super) fn new(old: &'a Api, new: &'a Api) -> Self {
        Self {
            old,
            new,
            found: Vec::new(),
            reported: HashMap::new(),
            seen: HashSet::new(),
            queue: VecDeque::new(),
            pairs: Vec::new(),
            builders: [old, new].map(models::builders),
        }
    }

    /// Compares everything.
    pub(super) fn run(mut self) -> Vec<PendingChange> {
        operations::compare(&mut self);
        models::compare(&mut self);
        api::compare(&mut self);
        self.found
    }

    pub(super) fn api(&self, version: Version) -> &'a Api {
        match version {
            Version::Old => self.old,
            Version::New => self.new,
        }
    }

    /// Notes a change.
    pub(super) fn report(&mut self, rule: &'static Rule, at: &ChangeContext, detail: &str) {
        let message = match (at.what.is_empty(), detail.is_empty()) {
            (true, _) => detail.to_owned(),
            (false, true) => at.what.clone(),
            (false, false) => format!("{}: {detail}", at.what),
        };
        // What is both sent and received is reported once, with what is worse.
        if let Some(index) = self.reported.get(&(at.subject.clone(), message.clone())) {
            let found = &mut self.found[*index];
            if rule.wire > found.rule.wire {
                found.rule = rule;
            }
            return;
        }
        let key = (at.subject.clone(), message.clone());
        self.reported.insert(key, self.found.len());
        self.found.push(PendingChange {
            rule,
            subject: at.subject.clone(),
            message,
            old: at.old.clone(),
            new: at.new.clone(),
            claims: at.claims.clone(),
        });
    }

    /// Notes a change of something that is sent or received.
    pub(super) fn report_directed(
        &mut self,
        rule: &'static DirectedRule,
        direction: Direction,
        at: &ChangeContext,
        detail: &str,
    ) {
        let rule = match direction {
            Direction::Request => rule.request,
            Direction::Response => rule.response,
        };
        self.report(rule, at, detail);
    }

    /// Notes that two named types stand for each other, to be compared later.
    pub(super) fn pair(&mut self, old: TypeId, new: TypeId, direction: Direction) {
        let other = match direction {
            Direction::Request => Direction::Response,
            Direction::Response => Direction::Request,
        };
        if self.seen.insert((old, new, direction)) {
            if !self.seen.contains(&(old, new, other)) {
                self.pairs.push((old, new));
            }
            self.queue.push_back((old, new, direction));
        }
    }

    /// The next types that have to be compared.
    pub(super) fn next(&mut self) -> Option<(TypeId, TypeId, Direction)> {
        self.queue.pop_front()
    }

    /// The type behind aliases and boxes.
    pub(super) fn resolve<'t>(&self, version: Version, mut ty: &'t Type) -> &'t Type
    where
        'a: 't,
    {
        loop {
            match ty {
                Type::Boxed(inner) => ty = inner,
                Type::Named(id) => match &self.api(version).types[id.0].kind {
                    TypeKind::Alias(target) => ty = target,
                    _ => return ty,
                },
                _ => return ty,
            }
        }
    }
}

impl ChangeContext {
    /// The same place, under another name.
    pub(super) fn named(&self, what: impl Into<String>) -> Self {
        Self {
            what: what.into(),
            ..self.clone()
        }
    }

    /// The same with where it stands.
    pub(super) fn at_places(&self, old: Option<ModelPlace>, new: Option<ModelPlace>) -> Self {
        Self {
            old,
            new,
            ..self.clone()
        }
    }

    /// The same with the items that it explains.
    pub(super) fn claims(&self, claims: Vec<Claim>) -> Self {
        Self {
            claims,
            ..self.clone()
        }
    }
}

impl Claim {
    pub(super) fn all(owner: impl Into<String>) -> Self {
        Self {
            owner: owner.into(),
            member: None,
        }
    }

    pub(super) fn member(owner: &str, member: &str) -> Self {
        Self {
            owner: owner.to_owned(),
            member: Some(member.to_owned()),
        }
    }
}

impl OperationRef<'_> {
    /// Every operation of a model, in document order of resources.
    pub(super) fn all(api: &Api) -> impl Iterator<Item = OperationRef<'_>> {
        api.resources.iter().flat_map(|resource| {
            let operations = resource.operations.iter();
            operations.map(move |operation| OperationRef {
                resource,
                operation,
            })
        })
    }

    /// Method and path.
    pub(super) fn name(&self) -> String {
        format!("{} {}", self.operation.method, self.operation.path)
    }

    /// Path of a type beside the handle.
    pub(super) fn beside(&self, name: &str) -> String {
        let modules: Vec<String> = self.resource.module_path().collect();
        format!("{}::{name}", modules.join("::"))
    }

    /// Path of a step that leads to its request.
    fn step(&self, name: &str) -> String {
        self.beside(&format!("{STAGED}::{name}"))
    }

    /// Path of what its requests are for: setters belong to it.
    pub(super) fn builder(&self) -> String {
        self.beside(&self.operation.struct_name)
    }

    /// Every item that it has for itself.
    pub(super) fn items(&self) -> Vec<Claim> {
        let operation = self.operation;
        let by_status = match &operation.output {
            crate::ir::Output::ByStatus { name, .. } => Some(name.as_str()),
            _ => None,
        };
        let headers = operation.headers.as_ref().map(|set| set.name.as_str());
        let names = by_status.into_iter().chain(headers);
        let steps = operation.steps().map(|name| self.step(name));
        let types = names.map(|name| self.beside(name));
        let types = steps.chain(types).map(Claim::all);
        let method = Claim::member(&self.beside(&self.resource.handle), &operation.fn_name);
        types.chain([method, Claim::all(self.builder())]).collect()
    }

    /// The items of an input: its setter, and its step.
    pub(super) fn input(&self, source: crate::ir::InputSource) -> Vec<Claim> {
        let mut inputs = self.operation.inputs.iter();
        let Some(input) = inputs.find(|it| it.source == source) else {
            return Vec::new();
        };
        let setter = Claim::member(&self.builder(), &input.name);
        let step = input.step.iter().map(|step| Claim::all(self.step(step)));
        step.chain([setter]).collect()
    }
}
