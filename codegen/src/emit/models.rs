//! The files with models: which type goes where, and what is compiled for which feature.

use std::collections::{BTreeMap, BTreeSet};

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::enum_::emit_enum;
use super::operation::emit_alias;
use super::scope::{Scope, ident};
use super::struct_::{emit_struct, is_body, type_docs};
use super::tuple::emit_tuple;
use super::union_::emit_union;
use super::xml::emit_xml;
use crate::files::File;
use crate::ir::{Api, TypeDef, TypeId, TypeKind};
use crate::name::{Case, words};

/// Groups are split where they get longer than this, by the estimate of [`weight`].
const MAX_WEIGHT: usize = 3000;

/// Types that are compiled for the same features.
pub(super) struct Group<'a> {
    module: String,
    reached_by: &'a [usize],
    types: Vec<TypeId>,
}

/// Types that one resource reaches form that resource's file; types that several reach stand
/// together with all others that exactly these reach.
pub(super) fn group(api: &Api) -> Vec<Group<'_>> {
    let mut by_reach: BTreeMap<&[usize], Vec<TypeId>> = BTreeMap::new();
    let types = api.types.iter().enumerate();
    for (index, def) in types.filter(|(_, def)| !is_body(def)) {
        by_reach
            .entry(&def.reached_by)
            .or_default()
            .push(TypeId(index));
    }
    let mut taken = BTreeSet::new();
    let mut groups = Vec::new();
    for (reached_by, types) in by_reach {
        let base = match reached_by {
            [resource] => Case::Module.name(api.feature(*resource)),
            _ => format!("shared_{}", words(&api.types[types[0].0].name).join("_")),
        };
        for types in split(api, types) {
            let module = free_name(&base, &mut taken);
            groups.push(Group {
                module,
                reached_by,
                types,
            });
        }
    }
    groups
}

/// The first of `base`, `base_2`, `base_3`… that is free.
fn free_name(base: &str, taken: &mut BTreeSet<String>) -> String {
    // A keyword has an underscore at its end already.
    let stem = base.trim_end_matches('_');
    let numbered = (2..).map(|number| format!("{stem}_{number}"));
    let mut names = std::iter::once(base.to_owned()).chain(numbered);
    // The names never end, so one is free.
    let name = names.find(|name| !taken.contains(name)).unwrap_or_default();
    taken.insert(name.clone());
    name
}

fn split(api: &Api, types: Vec<TypeId>) -> Vec<Vec<TypeId>> {
    let mut parts = vec![Vec::new()];
    let mut filled = 0;
    for id in types {
        let weight = weight(&api.types[id.0]);
        if filled > 0 && filled + weight > MAX_WEIGHT {
            parts.push(Vec::new());
            filled = 0;
        }
        filled += weight;
        if let Some(part) = parts.last_mut() {
            part.push(id);
        }
    }
    parts
}

/// About how many lines a type takes.
fn weight(def: &TypeDef) -> usize {
    10 + match &def.kind {
        TypeKind::Struct(object) if object.builder.is_some() => 12 * object.fields.len(),
        TypeKind::Struct(object) => 4 * object.fields.len(),
        TypeKind::Enum(values) => 2 * values.variants.len(),
        TypeKind::Union(union) => 8 * union.members.len(),
        TypeKind::Tuple(tuple) => 4 + tuple.items.len(),
        TypeKind::Alias(_) => 0,
    }
}

/// Prints the file of a group.
pub(super) fn emit_group(api: &Api, group: &Group<'_>) -> File {
    let scope = Scope::in_models(api);
    let defs: Vec<&TypeDef> = group.types.iter().map(|id| &api.types[id.0]).collect();
    let items: Vec<_> = defs.iter().map(|def| emit_type(&scope, def)).collect();
    let serialize = forwards("forward_serialize", &defs, |def| def.travels.out);
    let xml = defs.iter().map(|def| emit_xml(&scope, def));
    let xml: Vec<_> = xml.collect();
    let deserialize = forwards("forward_deserialize", &defs, |def| def.travels.back);
    let own = group.types.iter().copied().collect();
    let uses = scope.uses_beside(&own);
    File::rust(
        format!("src/models/{}.rs", group.module),
        quote!(#uses #(#items)* #serialize #deserialize #(#xml)*),
    )
}

fn emit_type(scope: &Scope<'_>, def: &TypeDef) -> TokenStream {
    let aliases = def.aliases.iter().map(|old| emit_alias(old, &def.name));
    let own = match &def.kind {
        TypeKind::Struct(object) => emit_struct(scope, def, object),
        TypeKind::Enum(values) => emit_enum(def, values),
        TypeKind::Union(union) => emit_union(scope, def, union),
        TypeKind::Tuple(tuple) => emit_tuple(scope, def, tuple),
        TypeKind::Alias(target) => {
            let docs = type_docs(def);
            let name = ident(&def.name);
            let target = scope.ty(target);
            quote!(#docs pub type #name = #target;)
        }
    };
    quote!(#own #(#aliases)*)
}

/// One line that gives serde's trait to all tuples that travel that way.
fn forwards(
    name: &str,
    defs: &[&TypeDef],
    travels: impl Fn(&TypeDef) -> bool,
) -> Option<TokenStream> {
    let is_own = |def: &&&TypeDef| matches!(def.kind, TypeKind::Tuple(_));
    let types: Vec<Ident> = defs
        .iter()
        .filter(is_own)
        .filter(|def| travels(def))
        .map(|def| ident(&def.name))
        .collect();
    let name = ident(name);
    (!types.is_empty()).then(|| quote!(#name!(#(#types),*);))
}

/// Prints the module that holds all models.
pub(super) fn emit_module(api: &Api, groups: &[Group<'_>]) -> File {
    let modules = groups.iter().map(|group| {
        let features = group.reached_by.iter().map(|index| api.feature(*index));
        let features: BTreeSet<_> = features.collect();
        let module = ident(&group.module);
        quote!(model_file!(#module #(, #features)*);)
    });
    File::rust(
        "src/models/mod.rs",
        quote! {
            #![doc = " The types that requests are made of and responses are decoded to."]
            // Of an object without known members nothing is filled in; a field whose name says all needs
            // no docs. Said once: at each of them it costs the compiler several megabytes.
            #![allow(missing_docs, unused_mut)]
            #(#modules)*
        },
    )
}
