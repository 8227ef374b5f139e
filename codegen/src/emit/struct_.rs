//! Objects: the struct, how it meets JSON, and how callers make one.

use proc_macro2::TokenStream;
use quote::quote;

use super::builder::{emit_new, emit_staged};
use super::docs::{Docs, code, limits};
use super::limits::emit_limits;
use super::scope::{Scope, ident};
use crate::ir::{Additional, Builder, Field, Struct, Type, TypeDef, TypeKind};

/// Prints an object and everything that belongs to it.
pub(super) fn emit_struct(scope: &Scope<'_>, def: &TypeDef, object: &Struct) -> TokenStream {
    let name = ident(&def.name);
    let docs = type_docs(def);
    let default = object
        .fields
        .iter()
        .all(|field| !field.required)
        .then(|| quote!(, Default));
    let fields = object.fields.iter().map(|field| {
        let docs = field_docs(field);
        let name = ident(&field.rust_name);
        let ty = field_ty(scope, def, field);
        quote!(#docs pub #name: #ty)
    });
    let additional = object.additional.iter().map(|additional| {
        let name = ident(&additional.rust_name);
        let ty = scope.ty(&Type::Map(Box::new(additional.ty.clone())));
        quote!(#[doc = " All other properties."] pub #name: #ty)
    });
    let json = emit_json(def, object);
    let made = match &object.builder {
        None => None,
        Some(Builder::New) => Some(emit_new(scope, def, object)),
        Some(Builder::Staged { name, steps }) => Some(emit_staged(scope, def, object, name, steps)),
    };
    quote! {
        #docs
        #[derive(Clone, Debug #default)]
        #[non_exhaustive]
        pub struct #name { #(#fields,)* #(#additional,)* }
        #json
        #made
    }
}

/// True for a struct whose fields are given on request builders only. Every such operation has its
/// own struct for them.
pub(super) fn is_body(def: &TypeDef) -> bool {
    matches!(&def.kind, TypeKind::Struct(object) if object.builder.is_none()) && !def.travels.back
}

/// Docs of a type: the description's words, and where they are from.
pub(super) fn type_docs(def: &TypeDef) -> Docs {
    let docs = Docs::or(&def.doc, || format!("Schema {}.", code(&def.pointer)));
    if def.deprecated {
        docs.paragraph("Deprecated.")
    } else {
        docs
    }
}

/// Docs of a field and of its setter: the description's words and the limits.
pub(super) fn field_docs(field: &Field) -> Docs {
    let docs = Docs::or(&field.doc, || {
        format!("Property {}.", code(&field.wire_name))
    });
    let docs = docs.sentence(&limits(&field.constraints));
    let docs = match &field.constant {
        Some(constant) => docs.sentence(&format!("Always {}.", code(constant))),
        None => docs,
    };
    if field.deprecated {
        docs.sentence("Deprecated.")
    } else {
        docs
    }
}

/// Docs of the setter of a field that is documented in full elsewhere.
pub(super) fn setter_docs(field: &Field) -> Docs {
    match field.doc.0.as_slice() {
        [_, _, ..] => {
            let text = crate::doc::line(&field.doc.0.join("\n"));
            let doc = crate::doc::markdown(&text);
            Docs::or(&doc, String::new).sentence(&limits(&field.constraints))
        }
        _ => field_docs(field),
    }
}

/// How a field stands in a public struct.
fn field_ty(scope: &Scope<'_>, def: &TypeDef, field: &Field) -> TokenStream {
    let ty = scope.ty(&field.ty);
    match mode(def, field) {
        Mode::Required | Mode::Nullable => ty,
        Mode::Optional => match &field.ty {
            Type::Nullable(_) => ty,
            _ => quote!(Option<#ty>),
        },
        Mode::Tri => quote!(Option<#ty>),
    }
}

/// How the presence of a field is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mode {
    /// Always there.
    Required,
    /// Always there, and may be `null`.
    Nullable,
    /// May be absent; `null` is the same.
    Optional,
    /// May be absent, and may be `null`, which is not the same.
    Tri,
}

pub(super) fn mode(def: &TypeDef, field: &Field) -> Mode {
    let nullable = matches!(field.ty, Type::Nullable(_));
    match (field.required, nullable) {
        (true, false) => Mode::Required,
        (true, true) => Mode::Nullable,
        (false, true) if def.travels.out => Mode::Tri,
        (false, _) => Mode::Optional,
    }
}

/// The implementations of the runtime's two traits, and of serde's through them.
fn emit_json(def: &TypeDef, object: &Struct) -> TokenStream {
    let decode = def.travels.back.then(|| emit_decode(def, object));
    let encode = def.travels.out.then(|| emit_encode(def, object));
    quote!(#decode #encode)
}

fn emit_decode(def: &TypeDef, object: &Struct) -> TokenStream {
    let name = ident(&def.name);
    let groups = DECODE_GROUPS.iter().map(|(mode_of_group, lenient, name)| {
        let fields = object.fields.iter();
        let fields = fields
            .filter(|field| mode(def, field) == *mode_of_group && is_lenient(field) == *lenient);
        group(name, fields.map(member))
    });
    let rest = rest(object.additional.as_ref());
    let only = (!def.travels.out).then(|| quote!(only));
    quote!(decode_object!(#only #name #(#groups)* #rest);)
}

/// Names of the groups of `decode_object!`: by how presence is kept, and whether a lone value is
/// taken as a list of one.
const DECODE_GROUPS: [(Mode, bool, &str); 8] = [
    (Mode::Required, false, "required"),
    (Mode::Required, true, "required_list"),
    (Mode::Nullable, false, "nullable"),
    (Mode::Nullable, true, "nullable_list"),
    (Mode::Optional, false, "optional"),
    (Mode::Optional, true, "optional_list"),
    (Mode::Tri, false, "tri"),
    (Mode::Tri, true, "tri_list"),
];

fn is_lenient(field: &Field) -> bool {
    match &field.ty {
        Type::Nullable(inner) => matches!(**inner, Type::OneOrMany(_)),
        ty => matches!(ty, Type::OneOrMany(_)),
    }
}

fn emit_encode(def: &TypeDef, object: &Struct) -> TokenStream {
    let name = ident(&def.name);
    let is_nullable = |field: &&Field| mode(def, field) == Mode::Nullable;
    let fields = object.fields.iter();
    let members = fields
        .clone()
        .filter(|field| !is_nullable(field))
        .map(limited_member);
    let members = group("members", members);
    let nullable = group("nullable", fields.filter(is_nullable).map(limited_member));
    let rest = rest(object.additional.as_ref());
    let only = (!def.travels.back).then(|| quote!(only));
    quote!(encode_object!(#only #name #members #nullable #rest);)
}

/// A group of members; nothing where there are none.
fn group(name: &str, members: impl Iterator<Item = TokenStream>) -> Option<TokenStream> {
    let members: Vec<_> = members.collect();
    let name = ident(name);
    (!members.is_empty()).then(|| quote!(, #name(#(#members),*)))
}

/// A field that is checked against its limits when that is asked for.
fn limited_member(field: &Field) -> TokenStream {
    let member = member(field);
    let limits = emit_limits(&field.constraints);
    quote!(#member #limits)
}

/// A field in a table: its name, and its name on the wire where that is another one.
fn member(field: &Field) -> TokenStream {
    let name = ident(&field.rust_name);
    let wire_name = wire_name(field);
    quote!(#name #wire_name)
}

/// A field's name on the wire, where it is not its own name.
pub(super) fn wire_name(field: &Field) -> Option<TokenStream> {
    (field.wire_name != field.rust_name).then(|| {
        let wire_name = &field.wire_name;
        quote!(= #wire_name)
    })
}

fn rest(additional: Option<&Additional>) -> Option<TokenStream> {
    additional.map(|additional| {
        let name = ident(&additional.rust_name);
        quote!(, rest(#name))
    })
}
