//! Unions.

use std::collections::HashMap;

use proc_macro2::TokenStream;
use quote::quote;

use super::docs::Docs;
use super::scope::{Scope, ident};
use super::struct_::{directions, type_docs};
use crate::ir::{Member, Presence, Shape, ShapeProperty, Type, TypeDef, TypeId, Union};

/// Emits a union and the table by which its members are distinguished.
pub(super) fn emit_union(scope: &Scope<'_>, def: &TypeDef, union: &Union) -> TokenStream {
    let name = ident(&def.name);
    let docs = type_docs(def);
    let variants = union.members.iter().map(|member| {
        let docs = (!member.doc.is_empty()).then(|| Docs::or(&member.doc, String::new));
        let name = ident(&member.rust_name);
        let ty = scope.ty(&member.ty);
        quote!(#docs #name(#ty))
    });
    let json = scope.runtime("Value");
    let directions = directions(def);
    let discriminator = union
        .discriminator
        .as_ref()
        .filter(|_| def.usage.in_responses);
    let default = emit_default(union);
    let discriminator = discriminator.map(|property| quote!(by #property #default));
    // Callers do not make what only responses hold.
    let is_sent = def.usage.in_requests || !def.usage.in_responses;
    let members = union.members.iter().zip(convertible(scope, union));
    let members = members.map(|(member, is_convertible)| {
        let name = ident(&member.rust_name);
        let from = (is_sent && is_convertible).then(|| {
            let ty = scope.ty(&member.ty);
            quote!(: From<#ty>)
        });
        let added = emit_added_tag(union, member);
        let recognised = def.usage.in_responses.then(|| emit_shape_table(member));
        quote!(#name #from #added #recognised)
    });
    let plain = is_sent
        .then(|| conversions(scope, union))
        .into_iter()
        .flatten();
    let plain = plain.map(|(member, made_from)| {
        let member = ident(&member.rust_name);
        match made_from {
            Conversion::Text => quote!(union_text!(#name::#member);),
            Conversion::List(items) => quote!(union_list!(#name::#member(#(#items),*));),
            Conversion::Value(ty) => quote!(union_value!(#name::#member(#ty));),
        }
    });
    quote! {
        #docs
        #[derive(Clone)]
        #[non_exhaustive]
        pub enum #name {
            #(#variants,)*
            /// Any other value, as received.
            Unknown(#json),
        }
        union!(#name: #directions #discriminator { #(#members),* });
        #(#plain)*
    }
}

/// Emits the default value of the discriminator.
pub(super) fn emit_default(union: &Union) -> Option<TokenStream> {
    let tag = union.default_tag.as_ref()?;
    Some(quote!(or #tag))
}

/// Emits the discriminator and its value, if the member does not have it itself.
fn emit_added_tag(union: &Union, member: &Member) -> Option<TokenStream> {
    let property = union.discriminator.as_ref().filter(|_| member.adds_tag)?;
    let tag = member.tags.first()?;
    Some(quote!(with #property = #tag))
}

/// Emits the tags and the shape by which a member is recognised.
pub(super) fn emit_shape_table(member: &Member) -> TokenStream {
    let tags = &member.tags;
    let tagged = (!tags.is_empty()).then(|| quote!(tagged(#(#tags),*)));
    let shape = emit_shape(&member.shape);
    quote!(#tagged is #shape)
}

fn emit_shape(shape: &Shape) -> TokenStream {
    match shape {
        Shape::Object(properties) => {
            let groups = PROPERTY_GROUPS.iter().filter_map(|(presence, name)| {
                let properties = properties.iter().filter(|it| it.presence == *presence);
                let properties: Vec<_> = properties.map(emit_property).collect();
                let name = ident(name);
                (!properties.is_empty()).then(|| quote!(#name(#(#properties),*)))
            });
            quote!(Object(#(#groups),*))
        }
        shape => emit_plain_shape(shape),
    }
}

/// The groups of properties, with their names in the runtime.
const PROPERTY_GROUPS: [(Presence, &str); 4] = [
    (Presence::Required, "Required"),
    (Presence::Nullable, "Nullable"),
    (Presence::Optional, "Optional"),
    (Presence::OptionalNullable, "OptionalNullable"),
];

fn emit_property(property: &ShapeProperty) -> TokenStream {
    let wire_name = &property.wire_name;
    let shape = emit_plain_shape(&property.shape);
    quote!(#wire_name: #shape)
}

/// Emits a shape without properties.
fn emit_plain_shape(shape: &Shape) -> TokenStream {
    match shape {
        Shape::Any => quote!(Any),
        Shape::Bool => quote!(Bool),
        Shape::Int => quote!(Int),
        Shape::Number => quote!(Number),
        Shape::String => quote!(String),
        Shape::OneOf(texts) => quote!(OneOf(&[#(#texts),*])),
        Shape::List => quote!(List),
        Shape::Object(_) => quote!(Object(&[])),
    }
}

/// For each member, whether the union implements `From` for its type: a named type that no other
/// member has.
fn convertible(scope: &Scope<'_>, union: &Union) -> Vec<bool> {
    let mut uses: HashMap<TypeId, usize> = HashMap::new();
    let named = |member: &Member| match scope.resolve(&member.ty) {
        Type::Named(id) => Some(*id),
        _ => None,
    };
    for id in union.members.iter().filter_map(named) {
        *uses.entry(id).or_default() += 1;
    }
    let members = union.members.iter();
    members
        .map(|member| named(member).is_some_and(|id| uses[&id] == 1))
        .collect()
}

/// The argument of a conversion from something other than a named type.
enum Conversion {
    /// A string, owned or borrowed.
    Text,
    /// An array or a vector of one of these types.
    List(Vec<TokenStream>),
    /// A value of the type itself.
    Value(TokenStream),
}

/// The members with a conversion from a scalar or a list, if no other member has the same type.
fn conversions<'u>(scope: &Scope<'_>, union: &'u Union) -> Vec<(&'u Member, Conversion)> {
    let mut uses: HashMap<String, usize> = HashMap::new();
    for member in &union.members {
        *uses
            .entry(scope.ty(scope.resolve(&member.ty)).to_string())
            .or_default() += 1;
    }
    let members = union.members.iter();
    let found = members.filter_map(|member| {
        let ty = scope.resolve(&member.ty);
        let printed = scope.ty(ty);
        if uses[&printed.to_string()] != 1 {
            return None;
        }
        let made_from = match ty {
            Type::String => Conversion::Text,
            Type::Bool | Type::Int(_) | Type::F32 | Type::F64 | Type::Date | Type::DateTime => {
                Conversion::Value(printed)
            }
            Type::List(item) => Conversion::List(match scope.resolve(item) {
                Type::String => vec![quote!(&str), quote!(String)],
                _ => vec![scope.ty(item)],
            }),
            _ => return None,
        };
        Some((member, made_from))
    });
    found.collect()
}
