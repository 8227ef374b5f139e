//! Values that are one of several types.

use std::collections::HashMap;

use proc_macro2::TokenStream;
use quote::quote;

use super::docs::{Docs, code};
use super::scope::{Scope, ident};
use super::struct_::type_docs;
use crate::ir::{Member, Shape, ShapeProperty, Type, TypeDef, TypeId, Union};

/// Prints a union: the enum, the table it is decoded by, and conversions from its members.
pub(super) fn emit_union(scope: &Scope<'_>, def: &TypeDef, union: &Union) -> TokenStream {
    let name = ident(&def.name);
    let docs = type_docs(def);
    let value = scope.ty(&Type::Json);
    let variants = union.members.iter().map(|member| {
        let docs = Docs::or(&member.doc, || member_docs(scope, member));
        let name = ident(&member.rust_name);
        let ty = scope.ty(&member.ty);
        quote!(#docs #name(#ty))
    });
    let names: Vec<_> = union
        .members
        .iter()
        .map(|member| {
            let name = ident(&member.rust_name);
            let tag = emit_added_tag(union, member);
            let tag = tag.iter();
            quote!(#name #((#tag))*)
        })
        .collect();
    let only = (!def.travels.back).then(|| quote!(only));
    let encode = def
        .travels
        .out
        .then(|| quote!(encode_union!(#only #name, #(#names),*);));
    let decode = def.travels.back.then(|| emit_decode(scope, def, union));
    let conversions = emit_conversions(scope, def, union);
    quote! {
        #docs
        #[derive(Clone, Debug)]
        #[non_exhaustive]
        pub enum #name {
            #(#variants,)*
            #[doc = " Something else, as it came."]
            Unknown(#value),
        }
        #encode
        #decode
        #conversions
    }
}

/// The discriminator and its value, where a member does not have them itself.
fn emit_added_tag(union: &Union, member: &Member) -> Option<TokenStream> {
    let property = union.discriminator.as_ref().filter(|_| member.adds_tag)?;
    let tag = member.tags.first()?;
    Some(quote!(#property = #tag))
}

fn member_docs(scope: &Scope<'_>, member: &Member) -> String {
    match (&member.ty, member.tags.as_slice()) {
        (_, [tag, ..]) => format!("Tagged {}.", code(tag)),
        (Type::Named(id), []) => format!("As [`{}`] has it.", scope.def(*id).name),
        (ty, []) => format!("{}.", code(&scope.ty(ty).to_string().replace(' ', ""))),
    }
}

fn emit_decode(scope: &Scope<'_>, def: &TypeDef, union: &Union) -> TokenStream {
    let name = ident(&def.name);
    let discriminator = match &union.discriminator {
        Some(property) => quote!(Some(#property)),
        None => quote!(None),
    };
    let members = union.members.iter().map(|member| {
        let variant = ident(&member.rust_name);
        let tags = &member.tags;
        let shape = emit_shape(scope, &member.shape);
        let added = emit_added_tag(union, member);
        let added = added.iter();
        quote!(#variant(&[#(#tags),*], #shape #(, #added)*))
    });
    let only = (!def.travels.out).then(|| quote!(only));
    quote!(decode_union!(#only #name, #discriminator, #(#members),*);)
}

fn emit_shape(scope: &Scope<'_>, shape: &Shape) -> TokenStream {
    let name = scope.runtime("Shape");
    match shape {
        Shape::Any => quote!(#name::Any),
        Shape::Bool => quote!(#name::Bool),
        Shape::Int => quote!(#name::Int),
        Shape::Number => quote!(#name::Number),
        Shape::String => quote!(#name::String),
        Shape::OneOf(texts) => quote!(#name::OneOf(&[#(#texts),*])),
        Shape::List => quote!(#name::List),
        Shape::Object(properties) => {
            let properties = properties
                .iter()
                .map(|property| emit_property(scope, property));
            quote!(#name::Object(&[#(#properties),*]))
        }
    }
}

fn emit_property(scope: &Scope<'_>, property: &ShapeProperty) -> TokenStream {
    let name = scope.runtime("Property");
    let wire_name = &property.wire_name;
    let shape = emit_shape(scope, &property.shape);
    let made = if property.required {
        quote!(#name::required(#wire_name, #shape))
    } else {
        quote!(#name::optional(#wire_name, #shape))
    };
    if property.nullable {
        quote!(#made.nullable())
    } else {
        made
    }
}

/// `From` for every member whose type is a named one that no other member has.
fn emit_conversions(scope: &Scope<'_>, def: &TypeDef, union: &Union) -> Option<TokenStream> {
    let mut uses: HashMap<TypeId, usize> = HashMap::new();
    let named = |member: &Member| match scope.resolve(&member.ty) {
        Type::Named(id) => Some(*id),
        _ => None,
    };
    for id in union.members.iter().filter_map(named) {
        *uses.entry(id).or_default() += 1;
    }
    let from: Vec<_> = union
        .members
        .iter()
        .filter(|member| named(member).is_some_and(|id| uses[&id] == 1))
        .map(|member| {
            let variant = ident(&member.rust_name);
            let ty = scope.ty(&member.ty);
            quote!(#variant(#ty))
        })
        .collect();
    let name = ident(&def.name);
    (!from.is_empty()).then(|| quote!(from_members!(#name, #(#from),*);))
}
