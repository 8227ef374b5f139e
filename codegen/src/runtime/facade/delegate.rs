//! Emits items of an SDK that delegate to items of the runtime crate.

use proc_macro2::{Group, Ident, Literal, TokenStream, TokenTree};
use quote::{ToTokens, format_ident, quote};
use syn::{
    FnArg, GenericArgument, GenericParam, ImplItem, ItemFn, ItemImpl, ItemStruct, Pat,
    PathArguments, ReceiverKind, ReturnType, Signature, Type, TypeTuple, Visibility,
};

use super::modules::Module;

/// The SDK's type that wraps a type of the runtime.
pub(super) fn emit_struct(item: &ItemStruct) -> TokenStream {
    let (attributes, name, generics) = (&item.attrs, &item.ident, &item.generics);
    let (_, arguments, _) = generics.split_for_impl();
    localize(
        quote!(#(#attributes)* pub struct #name #generics (pub(super) ::sdk_runtime::#name #arguments);),
    )
}

/// The public methods of an `impl`; `None` if there are none.
pub(super) fn emit_impl(module: &Module, item: &ItemImpl, wrapped: &[&str]) -> TokenStream {
    let inner = type_name(&item.self_ty).map(|name| format_ident!("{name}"));
    let of_trait = item.trait_.as_ref().map(|(path, _)| path);
    let members: Vec<_> = item
        .items
        .iter()
        .filter_map(|member| match member {
            ImplItem::Fn(function) if of_trait.is_some() || is_public(&function.vis) => {
                let callee = match of_trait {
                    Some(path) => quote!(<_ as #path>::),
                    None => quote!(::sdk_runtime::#inner::),
                };
                let attributes = &function.attrs;
                let (visibility, signature) = (&function.vis, unchanging(&function.sig));
                let body = emit_call(&signature, &callee, wrapped);
                Some(quote!(#(#attributes)* #visibility #signature { #body }))
            }
            ImplItem::Type(member) => Some(member.to_token_stream()),
            _ => None,
        })
        .collect();
    if members.is_empty() {
        return TokenStream::new();
    }
    let (conditions, attributes) = (&module.conditions, &item.attrs);
    let (generics, _, clause) = item.generics.split_for_impl();
    let (of_trait, ty) = (of_trait.map(|path| quote!(#path for)), &item.self_ty);
    localize(quote! {
        #(#conditions)*
        #(#attributes)*
        impl #generics #of_trait #ty #clause { #(#members)* }
    })
}

/// True for a public function with an argument of one of these types.
pub(super) fn takes_one_of(item: &ItemFn, types: &[&str]) -> bool {
    let takes = item.sig.inputs.iter().any(|input| match input {
        FnArg::Typed(input) => is_one_of(&input.ty, types),
        FnArg::Receiver(_) => false,
    });
    takes && is_public(&item.vis)
}

/// True for one of these types.
pub(super) fn is_one_of(ty: &Type, types: &[&str]) -> bool {
    type_name(ty).is_some_and(|name| types.contains(&name.as_str()))
}

/// A function of the runtime for the SDK's types.
pub(super) fn emit_function(module: &Module, item: &ItemFn, wrapped: &[&str]) -> TokenStream {
    let (conditions, attributes) = (&module.conditions, &item.attrs);
    let (visibility, signature) = (&item.vis, unchanging(&item.sig));
    let body = emit_call(&signature, &quote!(::sdk_runtime::), wrapped);
    localize(quote! {
        #(#conditions)*
        #(#attributes)*
        #visibility #signature { #body }
    })
}

/// A signature without `mut`: a delegating function does not modify its arguments.
fn unchanging(signature: &Signature) -> Signature {
    let mut signature = signature.clone();
    for input in &mut signature.inputs {
        match input {
            FnArg::Receiver(receiver) => receiver.mutability = None,
            FnArg::Typed(input) => {
                if let Pat::Ident(name) = &mut *input.pat {
                    name.mutability = None;
                }
            }
        }
    }
    signature
}

/// The call of a function of the runtime with the same arguments.
fn emit_call(signature: &Signature, callee: &TokenStream, wrapped: &[&str]) -> TokenStream {
    let arguments = signature.inputs.iter().map(|input| match input {
        FnArg::Receiver(receiver) => match &receiver.kind {
            ReceiverKind::Reference(_, _, None) => quote!(&self.0),
            ReceiverKind::Reference(_, _, Some(_)) => quote!(&mut self.0),
            _ => quote!(self.0),
        },
        FnArg::Typed(input) => {
            let name = match &*input.pat {
                Pat::Ident(pat) => pat.ident.to_token_stream(),
                pat => pat.to_token_stream(),
            };
            match is_wrapped(&input.ty, wrapped) {
                true => quote!(#name.0),
                false => name,
            }
        }
    });
    let types = signature
        .generics
        .params
        .iter()
        .filter_map(|param| match param {
            GenericParam::Type(param) => Some(&param.ident),
            _ => None,
        });
    let types: Vec<&Ident> = types.collect();
    let types = (!types.is_empty()).then(|| quote!(::<#(#types),*>));
    let name = &signature.ident;
    wrap(
        &signature.output,
        quote!(#callee #name #types (#(#arguments),*)),
        wrapped,
    )
}

/// Wraps a value of the runtime in the type that this signature returns.
fn wrap(output: &ReturnType, value: TokenStream, wrapped: &[&str]) -> TokenStream {
    let ReturnType::Type(_, ty) = output else {
        return value;
    };
    if is_wrapped(ty, wrapped) {
        let name = format_ident!("{}", type_name(ty).expect("it is one of the names"));
        return quote!(#name(#value));
    }
    if let Type::Tuple(tuple) = &**ty
        && tuple.elems.iter().any(|ty| is_wrapped(ty, wrapped))
    {
        return wrap_each(tuple, &value, wrapped);
    }
    let success = match &**ty {
        Type::Path(ty) => ty.path.segments.last(),
        _ => None,
    };
    let arguments = success
        .filter(|it| it.ident == "Result")
        .map(|it| &it.arguments);
    if let Some(PathArguments::AngleBracketed(arguments)) = arguments
        && let Some(GenericArgument::Type(ty)) = arguments.args.first()
        && is_wrapped(ty, wrapped)
    {
        let name = format_ident!("{}", type_name(ty).expect("it is one of the names"));
        return quote!(#value.map(#name));
    }
    value
}

/// Wraps the elements of a tuple.
fn wrap_each(tuple: &TypeTuple, value: &TokenStream, wrapped: &[&str]) -> TokenStream {
    let names: Vec<_> = (0..tuple.elems.len())
        .map(|index| format_ident!("value_{index}"))
        .collect();
    let values = tuple.elems.iter().zip(&names).map(|(ty, name)| {
        let own = is_wrapped(ty, wrapped).then(|| type_name(ty)).flatten();
        match own.map(|own| format_ident!("{own}")) {
            Some(own) => quote!(#own(#name)),
            None => name.to_token_stream(),
        }
    });
    quote! {
        let (#(#names),*) = #value;
        (#(#values),*)
    }
}

/// The last segment of a type's path.
fn type_name(ty: &Type) -> Option<String> {
    match ty {
        Type::Path(ty) if ty.qself.is_none() && ty.path.segments.len() == 1 => {
            Some(ty.path.segments[0].ident.to_string())
        }
        _ => None,
    }
}

fn is_wrapped(ty: &Type, wrapped: &[&str]) -> bool {
    type_name(ty).is_some_and(|name| name == "Self" || wrapped.contains(&name.as_str()))
}

fn is_public(visibility: &Visibility) -> bool {
    matches!(visibility, Visibility::Public(_))
}

/// Rewrites paths from the root of the runtime. In an SDK, all public items are at the root of the
/// module `runtime`, which the facade imports.
fn localize(tokens: TokenStream) -> TokenStream {
    let mut out = Vec::new();
    let mut tokens = tokens.into_iter().peekable();
    while let Some(token) = tokens.next() {
        match token {
            TokenTree::Ident(name) if name == "crate" => {
                let mut last = TokenTree::Ident(name);
                while matches!(tokens.peek(), Some(TokenTree::Punct(punct)) if punct.as_char() == ':')
                {
                    tokens.next();
                    tokens.next();
                    last = tokens.next().expect("a path goes on behind `::`");
                }
                out.push(last);
            }
            TokenTree::Group(group) => {
                let mut inner = Group::new(group.delimiter(), localize(group.stream()));
                inner.set_span(group.span());
                out.push(TokenTree::Group(inner));
            }
            TokenTree::Literal(literal) => out.push(TokenTree::Literal(localize_text(literal))),
            token => out.push(token),
        }
    }
    out.into_iter().collect()
}

/// A line of documentation with rewritten links.
fn localize_text(literal: Literal) -> Literal {
    let text = syn::parse_str::<syn::LitStr>(&literal.to_string());
    match text {
        Ok(text) if text.value().contains("crate::") => {
            let text = text.value().replace("crate::", "crate::runtime::");
            Literal::string(&text)
        }
        _ => literal,
    }
}
