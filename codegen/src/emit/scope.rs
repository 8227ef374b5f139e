//! The scope of emitted code: the spelling of types, and the imports that they need.

use std::cell::RefCell;
use std::collections::BTreeSet;

use heck::ToShoutySnakeCase as _;
use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;

use crate::ir::{Api, Base64, Int, Type, TypeDef, TypeId};

/// The scope of a file. It records every imported name that is printed, so that the `use`
/// declarations are exact.
pub(super) struct Scope<'a> {
    pub(super) api: &'a Api,
    /// True in files of models, which name each other's types directly. Other files use the module
    /// `models`.
    in_models: bool,
    /// True in the file that defines the constants of schemes and defaults.
    has_constants: bool,
    imports: RefCell<Imports>,
}

#[derive(Default)]
struct Imports {
    runtime: BTreeSet<&'static str>,
    runtime_module: bool,
    types: BTreeSet<TypeId>,
    map: bool,
    models: bool,
    schemes: bool,
    defaults: bool,
}

impl<'a> Scope<'a> {
    /// The scope of a file other than of models.
    pub(super) fn outside_models(api: &'a Api) -> Self {
        Self::new(api, false)
    }

    /// The scope of a file of models.
    pub(super) fn in_models(api: &'a Api) -> Self {
        Self::new(api, true)
    }

    /// The scope of the file that defines the constants of schemes and defaults.
    pub(super) fn in_client(api: &'a Api) -> Self {
        Self {
            has_constants: true,
            ..Self::new(api, false)
        }
    }

    fn new(api: &'a Api, in_models: bool) -> Self {
        Self {
            api,
            in_models,
            has_constants: false,
            imports: RefCell::default(),
        }
    }

    /// The module of the runtime.
    pub(super) fn runtime_module(&self) -> Ident {
        self.imports.borrow_mut().runtime_module = true;
        ident("runtime")
    }

    /// The full path of an item of the runtime, which cannot clash with another name.
    pub(super) fn in_runtime(&self, name: &'static str) -> TokenStream {
        let (runtime, name) = (self.runtime_module(), ident(name));
        quote!(#runtime::#name)
    }

    /// An imported type of the runtime, whose name is reserved.
    pub(super) fn runtime(&self, name: &'static str) -> Ident {
        self.imports.borrow_mut().runtime.insert(name);
        ident(name)
    }

    pub(super) fn def(&self, id: TypeId) -> &'a TypeDef {
        &self.api.types[id.0]
    }

    /// The constant of a security scheme.
    pub(super) fn scheme(&self, index: usize) -> TokenStream {
        let name = constant_name(&self.api.security_schemes[index].rust_name);
        self.imports.borrow_mut().schemes = true;
        quote!(schemes::#name)
    }

    /// The constant of a client-wide default.
    pub(super) fn client_default(&self, index: usize) -> TokenStream {
        let name = constant_name(&self.api.client.defaults[index].rust_name);
        self.imports.borrow_mut().defaults = true;
        quote!(defaults::#name)
    }

    /// The type behind aliases.
    pub(super) fn resolve<'t>(&'t self, ty: &'t Type) -> &'t Type {
        self.api.resolve(ty)
    }

    /// A named type.
    pub(super) fn named(&self, id: TypeId) -> TokenStream {
        let name = ident(&self.def(id).name);
        let mut imports = self.imports.borrow_mut();
        if self.in_models {
            imports.types.insert(id);
            quote!(#name)
        } else {
            imports.models = true;
            quote!(models::#name)
        }
    }

    /// A type as it is written in a field.
    pub(super) fn ty(&self, ty: &Type) -> TokenStream {
        match ty {
            Type::Json => self.leaf("Value"),
            Type::Bool => quote!(bool),
            Type::Int(int) => int_ty(*int),
            Type::F32 => quote!(f32),
            Type::F64 => quote!(f64),
            Type::String => quote!(String),
            Type::Secret => self.leaf("SecretString"),
            Type::Bytes(Base64::Standard) => self.leaf("Base64Bytes"),
            Type::Bytes(Base64::Url) => self.leaf("Base64UrlBytes"),
            Type::Date => self.leaf("Date"),
            Type::DateTime => self.leaf("DateTime"),
            Type::List(item) | Type::OneOrMany(item) => {
                let item = self.ty(item);
                quote!(Vec<#item>)
            }
            Type::Map(value) => {
                self.imports.borrow_mut().map = true;
                let value = self.ty(value);
                quote!(BTreeMap<String, #value>)
            }
            Type::Nullable(inner) => {
                let inner = self.ty(inner);
                quote!(Option<#inner>)
            }
            Type::Boxed(inner) => {
                let inner = self.ty(inner);
                quote!(Box<#inner>)
            }
            Type::Named(id) => self.named(*id),
        }
    }

    fn leaf(&self, name: &'static str) -> TokenStream {
        let name = self.runtime(name);
        quote!(#name)
    }

    /// The `use` declarations for everything that was printed.
    pub(super) fn uses(&self) -> TokenStream {
        self.uses_beside(&BTreeSet::new())
    }

    /// The `use` declarations of a file that defines the types `own` itself.
    pub(super) fn uses_beside(&self, own: &BTreeSet<TypeId>) -> TokenStream {
        let imports = self.imports.borrow();
        let map = imports.map.then(|| {
            quote!(
                use std::collections::BTreeMap;
            )
        });
        let models = imports.models.then(|| {
            quote!(
                use crate::models;
            )
        });
        let constants = [("defaults", imports.defaults), ("schemes", imports.schemes)];
        let constants = constants
            .iter()
            .filter(|(_, is_used)| *is_used && !self.has_constants);
        let client = use_list(
            &quote!(crate::client),
            constants.map(|(name, _)| ident(name)),
        );
        let module = imports.runtime_module.then_some("self");
        let names = module.iter().chain(&imports.runtime);
        let runtime = use_list(&quote!(crate::runtime), names.map(|name| ident(name)));
        let others = imports.types.difference(own);
        let others = use_list(&quote!(super), others.map(|id| ident(&self.def(*id).name)));
        quote!(#map #client #models #runtime #others)
    }
}

fn use_list(from: &TokenStream, names: impl Iterator<Item = Ident>) -> Option<TokenStream> {
    let names: Vec<_> = names.collect();
    match names.as_slice() {
        [] => None,
        [name] if name == "self" => Some(quote!(use #from;)),
        [name] => Some(quote!(use #from::#name;)),
        _ => Some(quote!(use #from::{#(#names),*};)),
    }
}

/// Name of the constant for a setter.
pub(super) fn constant_name(setter: &str) -> Ident {
    ident(&setter.to_shouty_snake_case())
}

/// An identifier. Names in the model are valid identifiers by construction.
pub(super) fn ident(name: &str) -> Ident {
    Ident::new(name, Span::call_site())
}

fn int_ty(int: Int) -> TokenStream {
    match int {
        Int::I8 => quote!(i8),
        Int::I16 => quote!(i16),
        Int::I32 => quote!(i32),
        Int::I64 => quote!(i64),
        Int::U8 => quote!(u8),
        Int::U16 => quote!(u16),
        Int::U32 => quote!(u32),
        Int::U64 => quote!(u64),
    }
}
