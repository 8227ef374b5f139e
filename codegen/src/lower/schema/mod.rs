//! Lowers schemas to Rust types.
//!
//! Types are drafted while operations are lowered, once for each schema and direction (requests
//! leave out `readOnly` members, responses `writeOnly` ones). Once all uses are known,
//! [`Types::finish`] merges equal drafts and assigns names.

mod alternative;
mod body;
mod budget;
mod choice;
mod combine;
mod constant;
mod constraints;
mod draft;
mod enums;
mod finish;
mod hint;
mod labels;
mod list;
mod members;
mod namesakes;
mod object;
mod parents;
mod part;
mod resolve;
mod scalar;
mod terms;
mod variants;
mod view;
mod xml;

use std::collections::{BTreeSet, HashSet, VecDeque};
use std::rc::Rc;

use indexmap::{IndexMap, IndexSet};
use rustc_hash::FxHashMap;

use crate::config::Config;
use crate::diagnostic::wording::configuration as wording;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::ir::{Constraints, Incoming, Resource, Type, TypeDef, TypeId, XmlElement};
use crate::json_text::json_text;
use crate::kept::KeptNames;
use crate::load::{Document, Node, PlaceId, Pointer};

pub(crate) use body::Bytes;
use budget::Budget;
use draft::{Draft, Label};
pub(crate) use hint::Hint;
use object::Job;
use parents::Children;
use part::Part;
use view::View;

/// Everything that refers to types.
pub(crate) struct Uses {
    pub resources: Vec<Resource>,
    pub incoming: Vec<Incoming>,
    /// The names of operations and types, for the next run.
    pub kept: KeptNames,
}

/// The direction in which a value is sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Direction {
    /// In a request.
    Request,
    /// In a response.
    Response,
    /// In a merge patch (RFC 7396): `null` deletes an optional member.
    Patch,
}

/// How alternatives are lowered that have other keywords beside them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Alternatives {
    /// Each one is combined with those keywords.
    Combined,
    /// They are typed only if nothing stands beside them, and any JSON otherwise: for documents
    /// with too many combinations.
    AsWritten,
}

/// Collects the named types of one SDK while operations are lowered.
pub(crate) struct Types<'d> {
    document: &'d Document,
    config: &'d Config,
    /// Pointers of the lists in `config` that servers also send as a lone value, and those found so
    /// far.
    one_or_many: BTreeSet<&'d str>,
    found_lists: BTreeSet<&'d str>,
    memo: FxHashMap<(Key, Direction), Memo>,
    drafts: Vec<Draft>,
    /// Structs whose fields are still to be drafted.
    jobs: VecDeque<Job<'d>>,
    children: Children<'d>,
    /// Views of children, shared by all of their parents.
    views: FxHashMap<PlaceId, Rc<View<'d>>>,
    alternatives: Alternatives,
    budget: Budget,
    /// The current nesting depth of schemas.
    depth: usize,
    /// True if any body is XML.
    has_xml: bool,
    said: HashSet<(Pointer, Code, String)>,
}

/// The schemas that apply together, and whether their alternatives do.
type Key = Vec<(PlaceId, bool)>;

/// The state of lowering one key.
enum Memo {
    /// It is being lowered; the draft is the type for a reference back to it.
    Busy(Option<TypeId>),
    Done(Type),
}

impl<'d> Types<'d> {
    /// Creates an empty collection. If `has_xml` is set, fields describe their XML elements.
    pub fn new(
        document: &'d Document,
        config: &'d Config,
        has_xml: bool,
        alternatives: Alternatives,
    ) -> Self {
        let lists = config.decode.one_or_many.iter();
        Self {
            document,
            config,
            one_or_many: lists.map(|at| at.trim_start_matches('#')).collect(),
            found_lists: BTreeSet::new(),
            memo: FxHashMap::default(),
            drafts: Vec::new(),
            jobs: VecDeque::new(),
            children: Children::of(document),
            views: FxHashMap::default(),
            alternatives,
            budget: Budget::of(document),
            depth: 0,
            has_xml,
            said: HashSet::new(),
        }
    }

    /// True if the budget is spent, so that all further schemas are read as any JSON.
    pub fn is_spent(&self) -> bool {
        self.budget.is_spent()
    }

    /// The root element of an XML body with `schema`.
    pub fn xml_root(&self, schema: &Node<'d>) -> XmlElement {
        xml::root(schema)
    }

    /// The type of `schema`; `hint` names it if it has no name of its own.
    ///
    /// If the schema cannot be expressed, reports a warning and returns free-form JSON.
    pub fn lower(
        &mut self,
        schema: &Node<'d>,
        hint: &Hint,
        direction: Direction,
        diagnostics: &mut Diagnostics,
    ) -> Type {
        self.lower_all(std::slice::from_ref(schema), hint, direction, diagnostics)
    }

    /// The type if all of `schemas` apply, the most specific first.
    pub fn lower_all(
        &mut self,
        schemas: &[Node<'d>],
        hint: &Hint,
        direction: Direction,
        diagnostics: &mut Diagnostics,
    ) -> Type {
        let parts: Vec<_> = schemas.iter().cloned().map(Part::whole).collect();
        let ty = self.resolve(&parts, hint, direction, diagnostics);
        while let Some(job) = self.jobs.pop_front() {
            self.fill(job, diagnostics);
        }
        ty
    }

    /// The constraints of `schema`.
    pub fn constraints(&self, schema: &Node<'d>) -> Constraints {
        constraints::of(&View::at(schema))
    }

    /// The only value that `schema` allows besides `null`, as JSON, and its type.
    pub fn only(&self, schema: &Node<'d>) -> Option<(String, Type)> {
        let view = View::at(schema);
        let only = constant::besides_null(&view)?;
        Some((json_text(&only), constant::ty(&only, &view)))
    }

    /// The named properties of `schema`, each with all schemas that apply to it, the most specific
    /// first.
    pub fn properties(&self, schema: &Node<'d>) -> IndexMap<&'d str, Vec<Node<'d>>> {
        self.properties_of(std::slice::from_ref(schema))
    }

    /// Like [`Types::properties`], if all of `schemas` apply.
    pub fn properties_of(&self, schemas: &[Node<'d>]) -> IndexMap<&'d str, Vec<Node<'d>>> {
        let parts: Vec<_> = schemas.iter().cloned().map(Part::whole).collect();
        View::quiet(&parts).properties()
    }

    /// The `type` and the `format` if all of `schemas` apply.
    pub fn kind(&self, schemas: &[Node<'d>]) -> (Option<&'d str>, Option<&'d str>) {
        let parts: Vec<_> = schemas.iter().cloned().map(Part::whole).collect();
        let view = View::quiet(&parts);
        (view.kind(), view.text("format"))
    }

    /// The names of the required properties.
    pub fn required(&self, schema: &Node<'d>) -> IndexSet<&'d str> {
        View::at(schema).required()
    }

    /// A drafted type. Its name is not set, and its ids are only valid in this collection.
    pub fn definition(&self, id: TypeId) -> &TypeDef {
        &self.drafts[id.0].def
    }

    /// Names and sorts the used types, and rewrites every id in `uses`.
    ///
    /// Returns the types in their final order. Reports names in the configuration that match
    /// nothing, and types that did not get the name that they requested.
    pub fn finish(mut self, uses: &mut Uses, diagnostics: &mut Diagnostics) -> Vec<TypeDef> {
        self.check_config(diagnostics);
        let drafts = std::mem::take(&mut self.drafts);
        finish::finish(drafts, self.config, uses, diagnostics)
    }

    /// Reports a diagnostic, unless the same one was reported before.
    fn report(&mut self, diagnostic: Diagnostic, diagnostics: &mut Diagnostics) {
        let Diagnostic {
            at, code, message, ..
        } = &diagnostic;
        if self.said.insert((at.clone(), *code, message.clone())) {
            diagnostics.push(diagnostic);
        }
    }

    fn report_all(&mut self, found: Vec<Diagnostic>, diagnostics: &mut Diagnostics) {
        for diagnostic in found {
            self.report(diagnostic, diagnostics);
        }
    }

    fn check_config(&self, diagnostics: &mut Diagnostics) {
        for at in &self.one_or_many {
            if !self.found_lists.contains(at) {
                diagnostics.push(wording::unused_one_or_many(at).warning(&Pointer::root(0)));
            }
        }
        for at in self.config.names.keys() {
            if self.document.root().refer(at).is_none() {
                diagnostics.push(wording::unused_name(at).warning(&Pointer::root(0)));
            }
        }
    }
}

/// `ty`, or null.
fn nullable(ty: Type) -> Type {
    match ty {
        Type::Json | Type::Nullable(_) => ty,
        ty => Type::Nullable(Box::new(ty)),
    }
}
