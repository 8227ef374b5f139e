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
mod enums;
mod finish;
mod hint;
mod labels;
mod list;
mod members;
mod object;
mod parents;
mod part;
mod resolve;
mod scalar;
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
pub(crate) use hint::Hint;
use object::Job;
use parents::Children;
use part::Part;
use view::View;

/// What uses types.
pub(crate) struct Uses {
    pub resources: Vec<Resource>,
    pub incoming: Vec<Incoming>,
    /// What operations and types are called, for the next run.
    pub kept: KeptNames,
}

/// Where a value occurs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Direction {
    /// In a request.
    Request,
    /// In a response.
    Response,
    /// In a request that changes what is there (RFC 7396): `null` takes away what is optional.
    Patch,
}

/// What alternatives become that other schemas stand beside.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Alternatives {
    /// Each is combined with what stands beside it.
    Combined,
    /// They are typed where they stand alone, and any JSON elsewhere: for documents in which there
    /// are too many combinations.
    AsWritten,
}

/// Collects the named types of one SDK while operations are lowered.
pub(crate) struct Types<'d> {
    document: &'d Document,
    config: &'d Config,
    /// The lists of `config` that servers also send as a lone value, and those of them found.
    one_or_many: BTreeSet<&'d str>,
    found_lists: BTreeSet<&'d str>,
    memo: FxHashMap<(Key, Direction), Memo>,
    drafts: Vec<Draft>,
    /// Structs whose fields are still to be drafted.
    jobs: VecDeque<Job<'d>>,
    children: Children<'d>,
    /// Children as they read, which all of their parents share.
    views: FxHashMap<PlaceId, Rc<View<'d>>>,
    alternatives: Alternatives,
    budget: Budget,
    /// How many places are being lowered inside each other.
    depth: usize,
    /// Something is sent or received as XML.
    has_xml: bool,
    said: HashSet<(Pointer, Code, String)>,
}

/// The schemas that have a say at a place, and whether their alternatives do.
type Key = Vec<(PlaceId, bool)>;

/// What is known of a place.
enum Memo {
    /// It is being lowered; the draft that stands for it where it contains itself.
    Busy(Option<TypeId>),
    Done(Type),
}

/// A named type that has no name yet.
struct Draft {
    def: TypeDef,
    at: Pointer,
    /// What tells its place from that of any other draft, in any run: the JSON pointer of its schema, and
    /// what else has a say in it.
    place: String,
    label: Label,
    direction: Direction,
    /// The draft of the same place for the other way.
    twin: Option<TypeId>,
}

/// What the name of a type is made of.
#[derive(Clone, Debug)]
enum Label {
    /// Its key in the document, and the file where that is not the description itself.
    Key(String, Option<String>),
    /// Where it stands.
    Place(Hint),
}

impl Label {
    /// Where the things inside it stand.
    fn hint(&self) -> Hint {
        match self {
            Self::Key(key, _) => Hint::new([key.as_str()]),
            Self::Place(hint) => hint.clone(),
        }
    }
}

impl<'d> Types<'d> {
    /// Starts with no types. Of the configuration, only names and lists that may be lone are read;
    /// with `has_xml`, properties say where they stand in XML.
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

    /// True when alternatives combine to more types than a document may have, and what follows is
    /// read as any JSON.
    pub fn is_spent(&self) -> bool {
        self.budget.is_spent()
    }

    /// The outermost element of a body with `schema`.
    pub fn xml_root(&self, schema: &Node<'d>) -> XmlElement {
        xml::root(schema)
    }

    /// The type of `schema` at a place of use; `hint` names it when it has no name of its own.
    ///
    /// What cannot be expressed becomes a warning and free-form JSON.
    pub fn lower(
        &mut self,
        schema: &Node<'d>,
        hint: &Hint,
        direction: Direction,
        diagnostics: &mut Diagnostics,
    ) -> Type {
        self.lower_all(std::slice::from_ref(schema), hint, direction, diagnostics)
    }

    /// The type of a place where each of `schemas` has a say, the most specific first.
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

    /// The limits that `schema` sets.
    pub fn constraints(&self, schema: &Node<'d>) -> Constraints {
        constraints::of(&View::at(schema))
    }

    /// The only value that `schema` allows beside `null`, as JSON text, and the type of it.
    pub fn only(&self, schema: &Node<'d>) -> Option<(String, Type)> {
        let view = View::at(schema);
        let only = constant::besides_null(&view)?;
        Some((json_text(&only), constant::ty(&only, &view)))
    }

    /// The named properties of `schema`, each with all that has a say in it, the most specific
    /// first.
    pub fn properties(&self, schema: &Node<'d>) -> IndexMap<&'d str, Vec<Node<'d>>> {
        self.properties_of(std::slice::from_ref(schema))
    }

    /// The same of a place where each of `schemas` has a say.
    pub fn properties_of(&self, schemas: &[Node<'d>]) -> IndexMap<&'d str, Vec<Node<'d>>> {
        let parts: Vec<_> = schemas.iter().cloned().map(Part::whole).collect();
        View::quiet(&parts).properties()
    }

    /// The type that each of `schemas` has a say in, as the document names it, and its format.
    pub fn kind(&self, schemas: &[Node<'d>]) -> (Option<&'d str>, Option<&'d str>) {
        let parts: Vec<_> = schemas.iter().cloned().map(Part::whole).collect();
        let view = View::quiet(&parts);
        (view.kind(), view.text("format"))
    }

    /// The properties that must be there.
    pub fn required(&self, schema: &Node<'d>) -> IndexSet<&'d str> {
        View::at(schema).required()
    }

    /// A type as drafted: everything but its name, and ids that only this collection knows.
    pub fn definition(&self, id: TypeId) -> &TypeDef {
        &self.drafts[id.0].def
    }

    /// Names and sorts the types that are used, and rewrites every id in `uses`.
    ///
    /// Returns the types in their final order. Says which names of the configuration name nothing
    /// and which types could not have the name they wanted.
    pub fn finish(mut self, uses: &mut Uses, diagnostics: &mut Diagnostics) -> Vec<TypeDef> {
        self.check_config(diagnostics);
        let drafts = std::mem::take(&mut self.drafts);
        finish::finish(drafts, self.config, uses, diagnostics)
    }

    /// Says something once, however often the place is read.
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
