//! The part of the runtime that an SDK contains if the runtime is a separate crate: wrappers of the
//! types that the SDK adds methods to.
//!
//! Rust does not allow adding inherent methods to a type of another crate, so the client, its
//! builder and requests are types of the SDK that wrap the runtime's. Their methods are read from
//! the runtime's sources, so callers find the same ones as in an SDK that has those sources itself.

mod delegate;
mod modules;

use std::collections::BTreeSet;

use proc_macro2::{TokenStream, TokenTree};
use quote::{format_ident, quote};
use syn::Item;

use crate::files::{Content, File};
use crate::ir::Part;
use modules::Module;

/// The files of a facade, with the types of the runtime that each wraps.
type Files = &'static [(&'static str, &'static [&'static str])];

const CLIENT: (&str, &[&str]) = ("client", &["Client", "ClientBuilder"]);
const REQUEST: (&str, &[&str]) = ("request", &["Request"]);

/// The crate that a facade is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FacadeOf {
    /// The only crate of an SDK.
    Sdk,
    /// The main crate of a split SDK, which has the client.
    Root,
    /// A member crate of a split SDK, which has requests and models.
    Member,
}

impl FacadeOf {
    fn files(self) -> Files {
        match self {
            Self::Sdk => &[CLIENT, REQUEST],
            Self::Root => &[CLIENT],
            Self::Member => &[REQUEST],
        }
    }

    fn wrapped(self) -> Vec<&'static str> {
        self.files()
            .iter()
            .flat_map(|(_, types)| types.iter().copied())
            .collect()
    }
}

/// The module `runtime` of a crate that depends on the runtime crate with these parts.
pub fn facade(parts: &BTreeSet<Part>, of: FacadeOf) -> Vec<File> {
    let modules = modules::modules(parts);
    let mut files = vec![emit_root(&modules, of)];
    files.extend(of.files().iter().map(|(name, types)| {
        let content = emit_types(&modules, types, &of.wrapped());
        File::rust(format!("src/runtime/{name}.rs"), content)
    }));
    match of {
        FacadeOf::Root => return files,
        FacadeOf::Member => files.push(File {
            path: "src/runtime/types.rs".to_owned(),
            content: Content::RustText(TYPES.to_owned()),
        }),
        FacadeOf::Sdk => {}
    }
    // No function of the runtime takes or returns a builder of models.
    let builder = super::SOURCES
        .iter()
        .find(|(path, _)| *path == "json/builder.rs");
    files.extend(builder.map(|(_, text)| super::file("src/runtime/builder.rs".to_owned(), text)));
    files
}

/// The items of the facade replace those of the runtime crate with the same names, because named
/// imports shadow glob imports.
fn emit_root(modules: &[Module], of: FacadeOf) -> File {
    let exports = of.files().iter().flat_map(|(file, types)| {
        let file = format_ident!("{file}");
        items(modules, types).filter_map(move |(module, item)| {
            let name = match item {
                Item::Struct(item) => &item.ident,
                Item::Fn(item) => &item.sig.ident,
                _ => return None,
            };
            let conditions = &module.conditions;
            Some(quote!(#(#conditions)* pub use #file::#name;))
        })
    });
    let files = of.files().iter().map(|(file, _)| format_ident!("{file}"));
    let builder = (of != FacadeOf::Root).then(|| {
        quote!(
            mod builder;
            pub use builder::Builder;
        )
    });
    let macros = (of == FacadeOf::Member).then(|| {
        quote!(
            #[macro_use]
            mod types;
        )
    });
    File::rust(
        "src/runtime/mod.rs",
        quote! {
            #![doc = " The runtime, which is a crate that several SDKs can share, and the types of it that this SDK"]
            #![doc = " adds methods to."]
            #macros
            #(mod #files;)*
            pub use ::sdk_runtime::*;
            #builder
            #(#exports)*
        },
    )
}

/// Macros that map endpoints and models to the request and builder types of this crate. The main
/// crate finds the types of all crates with them.
const TYPES: &str = "\
#[allow(unused_macros)]
macro_rules! requests {
    ($($of:ty),+) => {
        $(impl ::sdk_runtime::RequestType for $of {
            type Request = crate::runtime::Request<Self>;
        })+
    };
}

#[allow(unused_macros)]
macro_rules! builders {
    ($($of:ty),+) => {
        $(impl ::sdk_runtime::BuilderType for $of {
            type Builder = crate::runtime::Builder<Self>;
        })+
    };
}
";

/// The items of the runtime that belong to one of these types.
fn items<'m>(
    modules: &'m [Module],
    types: &'m [&'m str],
) -> impl Iterator<Item = (&'m Module, &'m Item)> {
    let items = modules
        .iter()
        .flat_map(|module| module.file.items.iter().map(move |item| (module, item)));
    items.filter(|(_, item)| match item {
        Item::Struct(item) => types.contains(&item.ident.to_string().as_str()),
        Item::Impl(item) => delegate::is_one_of(&item.self_ty, types),
        Item::Fn(item) => delegate::takes_one_of(item, types),
        _ => false,
    })
}

fn emit_types(modules: &[Module], types: &[&str], wrapped: &[&str]) -> TokenStream {
    let (mut content, mut imports) = (TokenStream::new(), BTreeSet::new());
    for (module, item) in items(modules, types) {
        let item = match item {
            Item::Struct(item) => delegate::emit_struct(item),
            Item::Impl(item) => delegate::emit_impl(module, item, wrapped),
            Item::Fn(item) => delegate::emit_function(module, item, wrapped),
            _ => continue,
        };
        let names = identifiers(item.clone());
        let used = module.std_imports().into_iter();
        let used = used.filter(|(name, _)| names.contains(name));
        imports.extend(used.map(|(_, path)| path));
        content.extend(item);
    }
    let conversions: TokenStream = types.iter().filter_map(|ty| emit_conversion(ty)).collect();
    let imports = imports
        .iter()
        .map(|path| path.parse::<TokenStream>().expect("a path of `use`"));
    let docs = match types {
        [one] => format!(" [`{one}`] of this SDK, and what its setters call."),
        _ => " The client of this SDK.".to_owned(),
    };
    quote! {
        #![doc = #docs]
        #(use #imports;)*
        use super::*;
        #content
        #conversions
    }
}

/// The conversion of the SDK's type to the runtime's, for functions of the runtime.
fn emit_conversion(ty: &str) -> Option<TokenStream> {
    let name = format_ident!("{ty}");
    match ty {
        "Client" => Some(quote! {
            impl ::std::ops::Deref for #name {
                type Target = ::sdk_runtime::#name;

                fn deref(&self) -> &Self::Target {
                    &self.0
                }
            }
        }),
        // Setters change the field `call`.
        "Request" => Some(quote! {
            impl<E> std::ops::Deref for #name<E> {
                type Target = ::sdk_runtime::#name<E>;

                fn deref(&self) -> &Self::Target {
                    &self.0
                }
            }

            impl<E> std::ops::DerefMut for #name<E> {
                fn deref_mut(&mut self) -> &mut Self::Target {
                    &mut self.0
                }
            }
        }),
        "ClientBuilder" => Some(quote! {
            impl From<#name> for ::sdk_runtime::#name {
                fn from(builder: #name) -> Self {
                    builder.0
                }
            }
        }),
        _ => None,
    }
}

fn identifiers(tokens: TokenStream) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    let mut pending = vec![tokens];
    while let Some(tokens) = pending.pop() {
        for token in tokens {
            match token {
                TokenTree::Ident(name) => {
                    names.insert(name.to_string());
                }
                TokenTree::Group(group) => pending.push(group.stream()),
                TokenTree::Punct(_) | TokenTree::Literal(_) => {}
            }
        }
    }
    names
}
