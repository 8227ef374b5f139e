//! The data that all pages share.

use maud::Markup;
use rayon::prelude::*;

use super::links::Links;
use super::nav::{self, Folder};
use super::text::words;
use super::{search, shown};
use crate::emit::Commands;
use crate::ir::{Api, Builder, Operation, Resource, Struct, Type, TypeDef, TypeId, TypeKind};

/// An API, and the data that all its pages share.
pub(super) struct Site<'a> {
    pub(super) api: &'a Api,
    pub(super) links: Links,
    pub(super) commands: Commands,
    /// Children of each resource.
    pub(super) children: Vec<Vec<usize>>,
    /// Top-level resources.
    pub(super) roots: Vec<usize>,
    /// The models that only one resource uses, by resource; the last entry has the shared ones.
    /// Sorted by name.
    pub(super) models: Vec<Vec<usize>>,
    /// The label of each resource.
    pub(super) labels: Vec<String>,
    /// The collapsed branch of each resource, for the pages of each folder.
    closed: [Vec<Markup>; Folder::COUNT],
    /// Number of files of the search index.
    pub(super) parts: usize,
    /// The description of each field of each struct, for pages below the first one.
    fields: Vec<Vec<Markup>>,
}

impl<'a> Site<'a> {
    /// Prepares the data of an API.
    pub(super) fn new(api: &'a Api) -> Self {
        let count = api.resources.len();
        let (mut children, mut roots) = (vec![Vec::new(); count], Vec::new());
        for (index, resource) in api.resources.iter().enumerate() {
            match resource.parent {
                Some(parent) => children[parent].push(index),
                None => roots.push(index),
            }
        }
        // The last entry is for models that several resources use, or none.
        let mut models = vec![Vec::new(); count + 1];
        for (index, def) in api.types.iter().enumerate() {
            if has_page(def) {
                let owner = match def.reached_by.as_slice() {
                    [only] => (*only).min(count),
                    _ => count,
                };
                models[owner].push(index);
            }
        }
        let mut site = Self {
            api,
            links: Links::new(api),
            commands: Commands::new(api),
            children,
            roots,
            models,
            labels: api.resources.iter().map(label).collect(),
            closed: Default::default(),
            parts: search::parts(api),
            fields: Vec::new(),
        };
        site.closed = Folder::ALL.map(|folder| {
            let all = 0..count;
            all.map(|index| nav::closed(&site, folder, index)).collect()
        });
        let types = api.types.par_iter();
        site.fields = types.map(|def| shown::field_texts(&site, def)).collect();
        site
    }

    pub(super) fn def(&self, id: TypeId) -> &'a TypeDef {
        &self.api.types[id.0]
    }

    /// The collapsed branch of a resource.
    pub(super) fn closed(&self, folder: Folder, index: usize) -> &Markup {
        &self.closed[folder as usize][index]
    }

    /// The descriptions of the fields of a struct.
    pub(super) fn field_texts(&self, id: TypeId) -> &[Markup] {
        &self.fields[id.0]
    }

    /// The type behind aliases.
    pub(super) fn resolve<'t>(&self, mut ty: &'t Type) -> &'t Type
    where
        'a: 't,
    {
        while let Type::Named(id) = ty {
            match &self.def(*id).kind {
                TypeKind::Alias(target) => ty = target,
                _ => break,
            }
        }
        ty
    }

    /// The model in a type, such as that of the items of a list.
    pub(super) fn model_in(&self, ty: &Type) -> Option<TypeId> {
        match self.resolve(ty) {
            Type::List(inner)
            | Type::OneOrMany(inner)
            | Type::Map(inner)
            | Type::Nullable(inner)
            | Type::Boxed(inner) => self.model_in(inner),
            Type::Named(id) => Some(*id),
            _ => None,
        }
    }

    /// An operation with its resource.
    pub(super) fn operation(&self, resource: usize, at: usize) -> (&'a Resource, &'a Operation) {
        let resource = &self.api.resources[resource];
        (resource, &resource.operations[at])
    }

    /// A resource and its ancestors, the outermost first.
    pub(super) fn path(&self, index: usize) -> Vec<usize> {
        let above = |index: &usize| self.api.resources[*index].parent;
        let mut path: Vec<usize> = std::iter::successors(Some(index), above).collect();
        path.reverse();
        path
    }
}

/// The label of a resource.
fn label(resource: &Resource) -> String {
    words(resource.path.last().map_or("", String::as_str))
}

/// True if a type is public: not if it only holds the fields of a request.
pub(super) fn has_page(def: &TypeDef) -> bool {
    let is_body = matches!(
        &def.kind,
        TypeKind::Struct(Struct { builder: None, .. }) if !def.usage.in_responses
    );
    !is_body
}

/// The Rust expression that creates a struct.
pub(super) fn constructor(def: &TypeDef, object: &Struct) -> Option<String> {
    match object.builder.as_ref()? {
        Builder::New => Some(format!("models::{}::new()", def.name)),
        Builder::Staged { .. } => Some(format!("models::{}::builder()", def.name)),
    }
}
