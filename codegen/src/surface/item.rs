//! The public items of one file.

use proc_macro2::TokenTree;
use syn::{
    Attribute, Fields, FnArg, GenericArgument, ImplItem, Item as Syntax, ItemEnum, ItemImpl,
    ItemMacro, ItemMod, ItemStruct, PathArguments, ReturnType, Type, UseTree, Visibility,
};

use super::Item;
use super::print::print;
use super::table::{directions, sources};

/// Collects the items of a module.
pub(super) struct Reader {
    module: String,
    pub(super) items: Vec<(String, Item)>,
}

impl Reader {
    pub(super) fn new(module: String) -> Self {
        Self {
            module,
            items: Vec::new(),
        }
    }

    pub(super) fn item(&mut self, item: &Syntax) {
        match item {
            Syntax::Struct(item) if is_public(&item.vis) => self.structure(item),
            Syntax::Enum(item) if is_public(&item.vis) => self.enumeration(item),
            Syntax::Type(item) if is_public(&item.vis) => {
                let path = self.path(&item.ident.to_string());
                let signature = format!("type = {}", print(&item.ty));
                self.add(path.clone(), signature, &item.attrs, (path, None));
            }
            Syntax::Impl(item) => self.implementation(item),
            Syntax::Macro(item) => self.table(item),
            Syntax::Use(item) if is_public(&item.vis) => self.exports(&item.tree),
            Syntax::Mod(item) if is_public(&item.vis) => self.inside(item),
            _ => {}
        }
    }

    /// The items of an inline module.
    fn inside(&mut self, item: &ItemMod) {
        let path = self.path(&item.ident.to_string());
        let outside = std::mem::replace(&mut self.module, path);
        let items = item.content.iter().flat_map(|(_, items)| items);
        items.for_each(|item| self.item(item));
        self.module = outside;
    }

    fn path(&self, name: &str) -> String {
        match self.module.as_str() {
            "" => name.to_owned(),
            module => format!("{module}::{name}"),
        }
    }

    fn add(
        &mut self,
        path: String,
        signature: String,
        attributes: &[Attribute],
        (owner, member): (String, Option<String>),
    ) {
        let item = Item {
            signature,
            deprecated: has(attributes, "deprecated"),
            owner,
            member,
        };
        self.items.push((path, item));
    }

    fn implements(&mut self, name: &str, owner: &str, signature: &str) {
        let path = format!("impl {name} for {owner}");
        let signature = signature.to_owned();
        self.add(path, signature, &[], (owner.to_owned(), None));
    }

    fn derives(&mut self, attributes: &[Attribute], owner: &str) {
        for attribute in attributes.iter().filter(|it| it.path().is_ident("derive")) {
            let _ = attribute.parse_nested_meta(|it| {
                self.implements(&print(&it.path), owner, "");
                Ok(())
            });
        }
    }

    fn structure(&mut self, item: &ItemStruct) {
        let path = self.path(&item.ident.to_string());
        self.derives(&item.attrs, &path);
        let mut signature = kind(&item.attrs, "struct");
        match &item.fields {
            Fields::Named(fields) => {
                for field in fields.named.iter().filter(|it| is_public(&it.vis)) {
                    let name = field.ident.as_ref().map(ToString::to_string);
                    let name = name.unwrap_or_default();
                    let place = (path.clone(), Some(name.clone()));
                    let at = format!("{path}.{name}");
                    self.add(at, print(&field.ty), &field.attrs, place);
                }
            }
            Fields::Unnamed(fields) => {
                let public = fields.unnamed.iter().filter(|it| is_public(&it.vis));
                let types: Vec<_> = public.map(|field| print(&field.ty)).collect();
                if !types.is_empty() {
                    signature = format!("{signature}({})", types.join(", "));
                }
            }
            Fields::Unit => {}
        }
        self.add(path.clone(), signature, &item.attrs, (path, None));
    }

    fn enumeration(&mut self, item: &ItemEnum) {
        let path = self.path(&item.ident.to_string());
        self.derives(&item.attrs, &path);
        for variant in &item.variants {
            let name = variant.ident.to_string();
            let payload = variant.fields.iter().map(|it| print(&it.ty));
            let payload: Vec<_> = payload.collect();
            let signature = match payload.is_empty() {
                true => "variant".to_owned(),
                false => format!("variant({})", payload.join(", ")),
            };
            let place = (path.clone(), Some(name.clone()));
            let at = format!("{path}::{name}");
            self.add(at, signature, &variant.attrs, place);
        }
        let signature = kind(&item.attrs, "enum");
        self.add(path.clone(), signature, &item.attrs, (path, None));
    }

    fn implementation(&mut self, item: &ItemImpl) {
        let (shown, owner) = self.owner(&item.self_ty);
        if let Some((of, _)) = &item.trait_ {
            let types = item.items.iter().filter_map(|it| match it {
                ImplItem::Type(it) => Some(format!("{} = {}", it.ident, print(&it.ty))),
                _ => None,
            });
            let types: Vec<_> = types.collect();
            return self.implements(&print(of), &owner, &types.join(", "));
        }
        for it in &item.items {
            let ImplItem::Fn(it) = it else { continue };
            if !is_public(&it.vis) {
                continue;
            }
            let name = it.sig.ident.to_string();
            let arguments = it.sig.inputs.iter().map(|argument| match argument {
                // `mut self` is no part of the signature.
                FnArg::Receiver(it) => print(it).replace("mut ", ""),
                FnArg::Typed(it) => print(&it.ty),
            });
            let arguments: Vec<_> = arguments.collect();
            let mut signature = format!("fn({})", arguments.join(", "));
            if let ReturnType::Type(_, ty) = &it.sig.output {
                signature = format!("{signature} -> {}", print(ty));
            }
            let place = (owner.clone(), Some(name.clone()));
            let at = format!("{shown}::{name}()");
            self.add(at, signature, &it.attrs, place);
        }
    }

    /// The printed type of an `impl`, and the type of the SDK that its items belong to: items of
    /// `Request<X>` and `Builder<X>` belong to `X`.
    fn owner(&self, ty: &Type) -> (String, String) {
        let Type::Path(path) = ty else {
            return (print(ty), print(ty));
        };
        let Some(last) = path.path.segments.last() else {
            return Default::default();
        };
        let name = last.ident.to_string();
        if let PathArguments::AngleBracketed(arguments) = &last.arguments
            && let Some(GenericArgument::Type(inner)) = arguments.args.first()
        {
            let inner = print(inner);
            return match inner.as_str() {
                "T" => (name.clone(), name),
                inner => {
                    let inner = self.path(inner);
                    (format!("{name}<{inner}>"), inner)
                }
            };
        }
        let path = self.path(&name);
        (path.clone(), path)
    }

    /// The traits that a macro of the runtime implements for a type.
    fn table(&mut self, item: &ItemMacro) {
        let tokens = item.mac.tokens.clone();
        let Some(name) = item.mac.path.get_ident().map(ToString::to_string) else {
            return;
        };
        let Some(TokenTree::Ident(first)) = tokens.clone().into_iter().next() else {
            return;
        };
        let owner = self.path(&first.to_string());
        match name.as_str() {
            "object" | "union" => {
                for direction in directions(tokens.clone()) {
                    self.implements(&direction, &owner, "");
                }
                for from in sources(tokens) {
                    self.implements(&format!("From<{from}>"), &owner, "");
                }
            }
            "decode_tuple" => self.implements("Decode", &owner, ""),
            "encode_tuple" => self.implements("Encode", &owner, ""),
            "from_tuple" => self.implements("From", &owner, &print(&tokens)),
            _ => {}
        }
    }

    /// Items of the runtime that are re-exported at the root of the SDK.
    fn exports(&mut self, tree: &UseTree) {
        match tree {
            UseTree::Path(path) if path.ident == "runtime" => self.exports(&path.tree),
            UseTree::Group(group) => group.items.iter().for_each(|it| self.exports(it)),
            UseTree::Name(name) => {
                let path = self.path(&name.ident.to_string());
                self.add(path.clone(), "use".to_owned(), &[], (path, None));
            }
            _ => {}
        }
    }
}

/// The kind of a type, and whether it is `#[non_exhaustive]`.
fn kind(attributes: &[Attribute], kind: &str) -> String {
    match has(attributes, "non_exhaustive") {
        true => format!("non_exhaustive {kind}"),
        false => kind.to_owned(),
    }
}

fn has(attributes: &[Attribute], name: &str) -> bool {
    attributes.iter().any(|it| it.path().is_ident(name))
}

fn is_public(visibility: &Visibility) -> bool {
    matches!(visibility, Visibility::Public(_))
}
