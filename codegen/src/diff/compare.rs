//! The state of a comparison: the changes so far, and the types still to be compared.

use std::collections::{HashMap, HashSet, VecDeque};

use super::location::Locator;
use super::rule::{DirectedRule, Rule};
use super::{Subject, api, models, operations};
use crate::ir::{Api, Operation, Resource, STAGED, Type, TypeId, TypeKind};

/// Which of the two descriptions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Version {
    Old,
    New,
}

/// Whether a value is sent or received.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Direction {
    /// In requests.
    Request,
    /// In responses.
    Response,
}

/// Items of the SDK that a change accounts for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Claim {
    /// Rust path of the type that they belong to.
    pub(super) owner: String,
    /// Name of one item of that type; `None` for all its items.
    pub(super) member: Option<String>,
}

/// A change whose items and lines are not known yet.
#[derive(Debug)]
pub(super) struct PendingChange {
    pub(super) rule: &'static Rule,
    pub(super) subject: Subject,
    pub(super) message: String,
    pub(super) old: Option<Locator>,
    pub(super) new: Option<Locator>,
    pub(super) claims: Vec<Claim>,
}

/// The subject of a change and its location, with the items that it accounts for.
#[derive(Clone, Debug)]
pub(super) struct ChangeContext {
    pub(super) subject: Subject,
    /// The part of the subject that changed, such as `query parameter `limit``; empty for the
    /// subject itself.
    pub(super) what: String,
    pub(super) old: Option<Locator>,
    pub(super) new: Option<Locator>,
    pub(super) claims: Vec<Claim>,
}

/// An operation and the resource that it belongs to.
#[derive(Clone, Copy, Debug)]
pub(super) struct OperationRef<'a> {
    pub(super) resource: &'a Resource,
    pub(super) operation: &'a Operation,
}

/// The state of a comparison.
pub(super) struct Comparison<'a> {
    pub(super) old: &'a Api,
    pub(super) new: &'a Api,
    pub(super) changes: Vec<PendingChange>,
    /// Index in `changes` of each message about a subject, so that what is both sent and received is
    /// reported once.
    reported: HashMap<(Subject, String), usize>,
    seen: HashSet<(TypeId, TypeId, Direction)>,
    queue: VecDeque<(TypeId, TypeId, Direction)>,
    /// Types that were compared, in the order in which they were reached.
    pub(super) pairs: Vec<(TypeId, TypeId)>,
    /// The request builders that have the fields of a type as setters: of the old model, and of the
    /// new one.
    pub(super) builders: [HashMap<TypeId, Vec<OperationRef<'a>>>; 2],
}

impl<'a> Comparison<'a> {
    pub(super) fn new(old: &'a Api, new: &'a Api) -> Self {
        Self {
            old,
            new,
            changes: Vec::new(),
            reported: HashMap::new(),
            seen: HashSet::new(),
            queue: VecDeque::new(),
            pairs: Vec::new(),
            builders: [old, new].map(models::builders),
        }
    }

    /// Compares everything, and returns the changes.
    pub(super) fn run(mut self) -> Vec<PendingChange> {
        operations::compare(&mut self);
        models::compare(&mut self);
        api::compare(&mut self);
        self.changes
    }

    pub(super) fn api(&self, version: Version) -> &'a Api {
        match version {
            Version::Old => self.old,
            Version::New => self.new,
        }
    }

    /// Records a change.
    pub(super) fn report(&mut self, rule: &'static Rule, at: &ChangeContext, detail: &str) {
        let message = match (at.what.is_empty(), detail.is_empty()) {
            (true, _) => detail.to_owned(),
            (false, true) => at.what.clone(),
            (false, false) => format!("{}: {detail}", at.what),
        };
        // What is both sent and received is reported once, with the more severe rule.
        if let Some(index) = self.reported.get(&(at.subject.clone(), message.clone())) {
            let reported = &mut self.changes[*index];
            if rule.wire > reported.rule.wire {
                reported.rule = rule;
            }
            return;
        }
        let key = (at.subject.clone(), message.clone());
        self.reported.insert(key, self.changes.len());
        self.changes.push(PendingChange {
            rule,
            subject: at.subject.clone(),
            message,
            old: at.old.clone(),
            new: at.new.clone(),
            claims: at.claims.clone(),
        });
    }

    /// Records a change of a value that is sent or received.
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

    /// Records that two named types correspond to each other; they are compared later.
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

    /// The next pair of types to compare.
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
    /// A copy for another part of the subject.
    pub(super) fn named(&self, what: impl Into<String>) -> Self {
        Self {
            what: what.into(),
            ..self.clone()
        }
    }

    /// A copy with another location.
    pub(super) fn at_locations(&self, old: Option<Locator>, new: Option<Locator>) -> Self {
        Self {
            old,
            new,
            ..self.clone()
        }
    }

    /// A copy with the items that the change accounts for.
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
    /// All operations of a model, in document order of their resources.
    pub(super) fn all(api: &Api) -> impl Iterator<Item = OperationRef<'_>> {
        api.resources.iter().flat_map(|resource| {
            let operations = resource.operations.iter();
            operations.map(move |operation| OperationRef {
                resource,
                operation,
            })
        })
    }

    /// HTTP method and path, such as `GET /pets`.
    pub(super) fn name(&self) -> String {
        format!("{} {}", self.operation.method, self.operation.path)
    }

    /// Path of a type in the module of the resource.
    pub(super) fn beside(&self, name: &str) -> String {
        let modules: Vec<String> = self.resource.module_path().collect();
        format!("{}::{name}", modules.join("::"))
    }

    /// Path of a step of its staged builder.
    fn step(&self, name: &str) -> String {
        self.beside(&format!("{STAGED}::{name}"))
    }

    /// Path of the endpoint type, which the setters of its request belong to.
    pub(super) fn builder(&self) -> String {
        self.beside(&self.operation.struct_name)
    }

    /// All items that exist for this operation only.
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

    /// The items of an input: its setter and its step.
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
