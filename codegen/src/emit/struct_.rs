//! Objects: the struct, its JSON members, and its builder.

use proc_macro2::TokenStream;
use quote::quote;

use super::builder::emit_builder;
use super::docs::{Docs, code, limits};
use super::limits::emit_listed_limits;
use super::scope::{Scope, ident};
use crate::ir::{Builder, Field, Presence, Struct, Type, TypeDef};

/// Emits an object: the struct, the table of its JSON members, and its setters.
pub(super) fn emit_struct(
    scope: &Scope<'_>,
    def: &TypeDef,
    object: &Struct,
    optional: &mut Vec<TokenStream>,
) -> TokenStream {
    let name = ident(&def.name);
    let docs = type_docs(def);
    let default =
        (object.builder == Some(Builder::New) && is_default(object)).then(|| quote!(, Default));
    let unset = (default.is_none() && is_default(object)).then(|| quote!(forward_default!(#name);));
    let fields = object.fields.iter().map(|field| {
        let docs = field_docs(field);
        let name = ident(&field.rust_name);
        let ty = field_ty(scope, field);
        quote!(#docs pub #name: #ty)
    });
    let rest = object.additional.iter().map(|additional| {
        let name = ident(&additional.rust_name);
        let ty = scope.ty(&Type::Map(Box::new(additional.ty.clone())));
        quote!(#[doc = " All other properties."] pub #name: #ty)
    });
    let directions = directions(def);
    let members = object.fields.iter().map(|field| emit_member(def, field));
    let others = object.additional.iter().map(|additional| {
        let name = ident(&additional.rust_name);
        quote!(, ..#name)
    });
    let list = def.list().filter(|_| def.usage.wraps_list);
    let list = list.map(|(field, item)| {
        let (item, member) = (scope.ty(item), &field.wire_name);
        quote!(list_wrapper!(#name: #item, #member);)
    });
    let built = emit_builder(scope, def, object, optional);
    quote! {
        #docs
        #[derive(Clone #default)]
        #[non_exhaustive]
        pub struct #name { #(#fields,)* #(#rest)* }
        object!(#name: #directions { #(#members),* } #(#others)*);
        #unset
        #list
        #built
    }
}

/// The directions in which values of a type are sent.
pub(super) fn directions(def: &TypeDef) -> TokenStream {
    match (def.usage.in_responses, def.usage.in_requests) {
        (true, true) => quote!(Decode + Encode),
        (true, false) => quote!(Decode),
        (false, _) => quote!(Encode),
    }
}

/// True if no field must be set.
pub(super) fn is_default(object: &Struct) -> bool {
    object.fields.iter().all(|field| !field.required)
}

/// Emits a field in the table: its wire name if it differs, the attributes that its type does not
/// imply, and its constraints.
fn emit_member(def: &TypeDef, field: &Field) -> TokenStream {
    let name = ident(&field.rust_name);
    let wire_name = (name != field.wire_name).then(|| {
        let name = &field.wire_name;
        quote!(= #name)
    });
    let nullable = (field.presence() == Presence::Nullable).then(|| quote!(nullable));
    let one_or_many = def.is_one_or_many(field).then(|| quote!(one_or_many));
    let escaped = is_escaped(&field.wire_name).then(|| quote!(escaped));
    let attributes = [nullable, one_or_many, escaped].into_iter().flatten();
    let attributes: Vec<_> = attributes.collect();
    let attributes = (!attributes.is_empty()).then(|| quote!(: #(#attributes)*));
    let limits = def
        .usage
        .in_requests
        .then(|| emit_listed_limits(&field.constraints))
        .flatten();
    quote!(#name #wire_name #attributes #limits)
}

/// True if a name has a character that JSON does not allow in a string as it is (RFC 8259,
/// section 7), or a comma, which separates the names of other members.
fn is_escaped(name: &str) -> bool {
    name.bytes()
        .any(|byte| matches!(byte, ..b' ' | b'"' | b'\\' | b','))
}

/// Documentation of a type: the text of the description, and the location of the schema.
pub(super) fn type_docs(def: &TypeDef) -> Docs {
    let docs = Docs::or(&def.doc, || format!("Schema {}.", code(&def.pointer)));
    if def.deprecated {
        docs.paragraph("Deprecated.")
    } else {
        docs
    }
}

/// Documentation of a field and of its setter: the text of the description and the constraints. A
/// self-explanatory name has none.
pub(super) fn field_docs(field: &Field) -> Docs {
    let docs = match field.doc.is_empty() && field.wire_name == field.rust_name {
        true => Docs::default(),
        false => Docs::or(&field.doc, || {
            format!("Property {}.", code(&field.wire_name))
        }),
    };
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

/// The type of a field in a public struct.
fn field_ty(scope: &Scope<'_>, field: &Field) -> TokenStream {
    let ty = scope.ty(&field.ty);
    match field.presence() {
        Presence::Required | Presence::Nullable => ty,
        Presence::Optional | Presence::OptionalNullable => quote!(Option<#ty>),
    }
}
