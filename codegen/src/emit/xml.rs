//! The tables that describe structs in XML.

use proc_macro2::TokenStream;
use quote::quote;

use super::scope::{Scope, ident};
use super::union_::{emit_default, emit_shape_table};
use crate::ir::{EnumRepr, Field, TypeDef, TypeKind, XmlElement, XmlPlace};

/// Emits the XML table of a type, if it is sent or received as XML.
pub(super) fn emit_xml(scope: &Scope<'_>, def: &TypeDef) -> Option<TokenStream> {
    if !def.xml {
        return None;
    }
    let name = ident(&def.name);
    Some(match &def.kind {
        TypeKind::Struct(object) => {
            let mut fields: Vec<(usize, &XmlElement, &Field)> = object
                .fields
                .iter()
                .filter_map(|field| {
                    let (position, element) = field.xml.as_ref()?;
                    Some((*position, element, field))
                })
                .collect();
            fields.sort_by_key(|(position, ..)| *position);
            let members = fields.iter().map(|(_, element, field)| {
                let member = &field.wire_name;
                let place = emit_place(element);
                let required = field.required.then(|| quote!(.required()));
                let ty = scope.ty(&field.ty);
                quote!(, #member #place #required: #ty)
            });
            quote!(xml_object!(#name #(#members)*);)
        }
        TypeKind::Enum(values) if values.repr == EnumRepr::Int => {
            quote!(xml_plain!(Number: #name);)
        }
        TypeKind::Enum(values) if values.repr == EnumRepr::Mixed => {
            quote!(xml_plain!(Any: #name);)
        }
        TypeKind::Enum(_) => quote!(xml_plain!(Text: #name);),
        TypeKind::Union(union) => {
            let default = emit_default(union);
            let discriminator = union.discriminator.iter();
            let discriminator = discriminator.map(|property| quote!(by #property #default));
            let members = union.members.iter().map(|member| {
                let name = ident(&member.rust_name);
                let ty = scope.ty(&member.ty);
                let element = member.xml.as_ref().map(emit_place);
                let element = element.map(|element| quote!(= #element));
                let recognised = emit_shape_table(member);
                quote!(, #name(#ty) #element #recognised)
            });
            quote!(xml_union!(#name #(#discriminator)* #(#members)*);)
        }
        TypeKind::Tuple(tuple) => {
            let items = tuple.items.iter().map(|ty| scope.ty(ty));
            let more = tuple.more.iter().map(|ty| {
                let ty = scope.ty(ty);
                quote!(more #ty)
            });
            quote!(xml_tuple!(#name(#(#items),*) #(#more)*);)
        }
        TypeKind::Alias(_) => quote!(xml_plain!(Any: #name);),
    })
}

/// Emits the root element of a body.
pub(super) fn emit_root(scope: &Scope<'_>, root: &XmlElement) -> TokenStream {
    let ty = scope.runtime("XmlElement");
    let name = &root.name;
    let settings = settings(root);
    quote!(#ty::new(#name) #settings)
}

fn emit_place(element: &XmlElement) -> TokenStream {
    let name = &element.name;
    let settings = settings(element);
    quote!(#name #settings)
}

/// Emits what an element has in addition to its name.
fn settings(element: &XmlElement) -> TokenStream {
    let place = match element.place {
        XmlPlace::Element => None,
        XmlPlace::Attribute => Some(quote!(.attribute())),
        XmlPlace::Text => Some(quote!(.text())),
    };
    let item = element.item.iter().map(|item| quote!(.wrapped(#item)));
    let namespace = element
        .namespace
        .iter()
        .map(|(prefix, uri)| quote!(.namespace(#prefix, #uri)));
    quote!(#place #(#item)* #(#namespace)*)
}
