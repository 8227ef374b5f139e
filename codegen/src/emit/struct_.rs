//! Objects: the struct, how it meets JSON, and how callers make one.

use proc_macro2::TokenStream;
use quote::quote;

use super::builder::{emit_new, emit_steps};
use super::docs::{Docs, code, limits};
use super::limits::emit_limits;
use super::scope::{Scope, ident};
use super::setters::given;
use crate::ir::{Builder, Field, Struct, Type, TypeDef, TypeKind};

/// Prints an object and everything that belongs to it; most of that is in the runtime's macros.
pub(super) fn emit_struct(scope: &Scope<'_>, def: &TypeDef, object: &Struct) -> TokenStream {
    let name = ident(&def.name);
    let docs = type_docs(def);
    let directions = match (def.travels.back, def.travels.out) {
        (true, true) => quote!(Decode + Encode),
        (true, false) => quote!(Decode),
        (false, _) => quote!(Encode),
    };
    let is_default = object.fields.iter().all(|field| !field.required);
    let made = match &object.builder {
        None => None,
        Some(Builder::New) if is_default => Some(quote!(+ New)),
        Some(Builder::New) => Some(quote!(+ Setters)),
        Some(Builder::Staged { .. }) => Some(quote!(+ Steps)),
    };
    let fields = object
        .fields
        .iter()
        .map(|field| emit_field(scope, def, object, field));
    let rest = object.additional.iter().map(|additional| {
        let name = ident(&additional.rust_name);
        let ty = Type::Map(Box::new(additional.ty.clone()));
        let given = object.builder.as_ref().map(|_| {
            let given = given(scope, &ty);
            quote!((#given))
        });
        let ty = scope.ty(&ty);
        quote!(.. #name #given: #ty)
    });
    let ways = match &object.builder {
        Some(Builder::New) if !is_default => Some(emit_new(scope, def, object)),
        Some(Builder::Staged { steps }) => Some(emit_steps(scope, def, object, steps)),
        _ => None,
    };
    quote! {
        object! {
            #docs
            pub struct #name: #directions #made { #(#fields,)* #(#rest)* }
        }
        #ways
    }
}

/// A field in the table: how its presence is kept, its name, what its setter takes, its name on the
/// wire, its type and its limits.
fn emit_field(scope: &Scope<'_>, def: &TypeDef, object: &Struct, field: &Field) -> TokenStream {
    let docs = field_docs(field);
    let word = ident(word(mode(def, field), is_lenient(field)));
    let name = ident(&field.rust_name);
    let has_setter = object.builder.is_some() && !field.required;
    let given = has_setter.then(|| {
        // Where `null` and absence are the same, the argument is what the field holds.
        let is_whole = mode(def, field) == Mode::Optional && matches!(field.ty, Type::Nullable(_));
        let whole = is_whole.then(|| quote!(whole));
        let given = given(scope, &field.ty);
        let deprecated = field.deprecated.then(|| quote!(#[deprecated]));
        quote!((#deprecated #whole #given))
    });
    let wire_name = &field.wire_name;
    let ty = field_ty(scope, def, field);
    let limits = def
        .travels
        .out
        .then(|| emit_limits(&field.constraints))
        .flatten();
    quote!(#docs #word #name #given = #wire_name: #ty #limits)
}

/// True for a struct whose fields are given on request builders only. Every such operation has its
/// own struct for them.
pub(super) fn is_body(def: &TypeDef) -> bool {
    matches!(&def.kind, TypeKind::Struct(object) if object.builder.is_none()) && !def.travels.back
}

/// Docs of a type: the description's words, and where they are from.
pub(super) fn type_docs(def: &TypeDef) -> Docs {
    let docs = Docs::or(&def.doc, || match (&def.kind, property(&def.pointer)) {
        (TypeKind::Enum(_), Some(name)) => format!("What {} can be.", code(name)),
        _ => format!("Schema {}.", code(&def.pointer)),
    });
    if def.deprecated {
        docs.paragraph("Deprecated.")
    } else {
        docs
    }
}

/// Name of the property that stands at a pointer, where it needs no escapes there.
fn property(pointer: &str) -> Option<&str> {
    let (_, name) = pointer.rsplit_once("/properties/")?;
    (!name.contains(['/', '~'])).then_some(name)
}

/// Docs of a field and of its setter: the description's words and the limits. A name that says all
/// by itself has none.
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
enum Mode {
    /// Always there.
    Required,
    /// Always there, and may be `null`.
    Nullable,
    /// May be absent; `null` is the same.
    Optional,
    /// May be absent, and may be `null`, which is not the same.
    Tri,
}

fn mode(def: &TypeDef, field: &Field) -> Mode {
    let nullable = matches!(field.ty, Type::Nullable(_));
    match (field.required, nullable) {
        (true, false) => Mode::Required,
        (true, true) => Mode::Nullable,
        (false, true) if def.travels.out => Mode::Tri,
        (false, _) => Mode::Optional,
    }
}

/// The word for how presence is kept, and whether a lone value is taken as a list of one.
fn word(mode: Mode, is_lenient: bool) -> &'static str {
    match (mode, is_lenient) {
        (Mode::Required, false) => "required",
        (Mode::Required, true) => "required_list",
        (Mode::Nullable, false) => "nullable",
        (Mode::Nullable, true) => "nullable_list",
        (Mode::Optional, false) => "optional",
        (Mode::Optional, true) => "optional_list",
        (Mode::Tri, false) => "optional_nullable",
        (Mode::Tri, true) => "optional_nullable_list",
    }
}

fn is_lenient(field: &Field) -> bool {
    match &field.ty {
        Type::Nullable(inner) => matches!(**inner, Type::OneOrMany(_)),
        ty => matches!(ty, Type::OneOrMany(_)),
    }
}
