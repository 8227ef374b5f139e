//! The files of the models.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::builder::emit_steps;
use super::enum_::emit_enum;
use super::layout::cfg_any;
use super::operation::emit_alias;
use super::scope::{Scope, ident};
use super::setters::emit_optional_module;
use super::staged;
use super::struct_::{emit_struct, type_docs};
use super::tuple::emit_tuple;
use super::union_::emit_union;
use super::xml::emit_xml;
use crate::files::File;
use crate::ir::{Api, ModelFile, TypeDef, TypeKind};

/// Emits a file of models, and one of their setters that take an `Option`.
pub(super) fn emit_group(api: &Api, group: &ModelFile) -> Vec<File> {
    let scope = Scope::in_models(api);
    let defs: Vec<&TypeDef> = group.types.iter().map(|id| &api.types[id.0]).collect();
    let mut optional = Vec::new();
    let items = defs.iter().map(|def| emit_type(&scope, def, &mut optional));
    let items: Vec<_> = items.collect();
    let steps = defs.iter().filter_map(|def| emit_steps(&scope, def));
    let steps = staged::emit_module(steps);
    let serialize = emit_forwarding("forward_serialize", &defs, |def| def.usage.in_requests);
    let xml = defs.iter().map(|def| emit_xml(&scope, def));
    let xml: Vec<_> = xml.collect();
    let deserialize = emit_forwarding("forward_deserialize", &defs, |def| def.usage.in_responses);
    let built = emit_builder_types(api, &defs);
    let own = group.types.iter().copied().collect();
    let uses = scope.uses_beside(&own);
    let folder = format!("src/models/{}", group.module);
    let (module, optional) = emit_optional_module(&folder, &optional).unzip();
    let file = File::rust(
        format!("{folder}.rs"),
        quote!(#module #uses #(#items)* #built #serialize #deserialize #(#xml)* #steps),
    );
    std::iter::once(file).chain(optional).collect()
}

fn emit_type(scope: &Scope<'_>, def: &TypeDef, optional: &mut Vec<TokenStream>) -> TokenStream {
    let aliases = def.aliases.iter().map(|old| emit_alias(old, &def.name));
    let own = match &def.kind {
        TypeKind::Struct(object) => emit_struct(scope, def, object, optional),
        TypeKind::Enum(values) => emit_enum(scope, def, values),
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

/// Emits the impls that map models to the builders of this crate, in a split SDK.
fn emit_builder_types(api: &Api, defs: &[&TypeDef]) -> Option<TokenStream> {
    api.division.as_ref()?;
    let has_builder =
        |def: &&&TypeDef| matches!(&def.kind, TypeKind::Struct(it) if it.builder.is_some());
    let types = defs.iter().filter(has_builder);
    let types: Vec<Ident> = types.map(|def| ident(&def.name)).collect();
    (!types.is_empty()).then(|| quote!(builders!(#(#types),*);))
}

/// Emits the impls of serde's traits for tuples that are sent or received.
fn emit_forwarding(
    name: &str,
    defs: &[&TypeDef],
    is_used: impl Fn(&TypeDef) -> bool,
) -> Option<TokenStream> {
    let is_own = |def: &&&TypeDef| matches!(def.kind, TypeKind::Tuple(_));
    let types: Vec<Ident> = defs
        .iter()
        .filter(is_own)
        .filter(|def| is_used(def))
        .map(|def| ident(&def.name))
        .collect();
    let name = ident(name);
    (!types.is_empty()).then(|| quote!(#name!(#(#types),*);))
}

/// Emits the module of all models.
pub(super) fn emit_module(api: &Api) -> File {
    emit_files(api, api.model_files.iter(), None)
}

/// True if some of these models have staged builders.
pub(super) fn has_steps(api: &Api, group: &ModelFile) -> bool {
    let mut types = group.types.iter().map(|id| &api.types[id.0]);
    types.any(|def| !def.steps().is_empty())
}

/// Emits the module of a set of model files.
pub(super) fn emit_files<'a>(
    api: &Api,
    files: impl Iterator<Item = &'a ModelFile> + Clone,
    others: Option<TokenStream>,
) -> File {
    let modules = files.clone().map(|group| {
        let (module, features) = (ident(&group.module), &group.features);
        quote!(model_file!(#module #(, #features)*);)
    });
    let staged = files.filter(|group| has_steps(api, group)).map(|group| {
        let (module, features) = (ident(&group.module), group.features.iter());
        (
            quote!(super::#module),
            cfg_any(features.map(String::as_str)),
        )
    });
    let staged = staged::emit_exports(staged);
    File::rust(
        "src/models/mod.rs",
        quote! {
            #![doc = " The types of requests and responses."]
            // `unused_mut`: a model without known members sets nothing. `missing_docs`: fields with
            // a self-explanatory name have no documentation. Once per module: on each type, the
            // attribute costs the compiler several megabytes.
            #![allow(missing_docs, unused_mut)]
            #others
            #(#modules)*
            #staged
        },
    )
}
