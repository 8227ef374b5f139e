//! Properties of all generated crates: the files are valid Rust, and no scope has two items with
//! the same name.

use std::collections::HashSet;

use quote::ToTokens as _;
use sdk_codegen::files::Files;
use syn::{ImplItem, Item, Visibility};

/// Checks the files that depend on the description.
///
/// # Panics
///
/// If one of them is not valid Rust, or a name is repeated in a scope.
pub fn check(files: &Files) {
    // All models share a module.
    let mut models = Scope::default();
    let mut modules = 0;
    for (path, bytes) in files {
        let same_everywhere = ["src/runtime/", "src/cli/"];
        if !path.ends_with(".rs") || same_everywhere.iter().any(|it| path.starts_with(it)) {
            continue;
        }
        let text = std::str::from_utf8(bytes).expect("it is text");
        let file = syn::parse_file(text).unwrap_or_else(|why| panic!("{path}: {why}\n{text}"));
        let is_model = path.starts_with("src/models/") && !path.ends_with("/mod.rs");
        let mut own = Scope::default();
        let scope = if is_model { &mut models } else { &mut own };
        for item in file.items {
            scope.item(path, item);
        }
        modules += 1;
    }
    assert!(modules >= 3, "{modules} files of Rust");
}

/// Declared names with their owners.
#[derive(Default)]
struct Scope(HashSet<(String, String)>);

impl Scope {
    fn add(&mut self, path: &str, owner: &str, name: &str) {
        let is_new = self.0.insert((owner.to_owned(), name.to_owned()));
        assert!(is_new, "{path}: `{name}` is twice in {owner}");
    }

    fn item(&mut self, path: &str, item: Item) {
        match item {
            Item::Struct(it) => {
                self.add(path, "types", &it.ident.to_string());
                for name in it.fields.iter().filter_map(|field| field.ident.as_ref()) {
                    self.add(path, &format!("fields of {}", it.ident), &name.to_string());
                }
            }
            Item::Enum(it) => {
                self.add(path, "types", &it.ident.to_string());
                for variant in &it.variants {
                    let name = variant.ident.to_string();
                    self.add(path, &format!("variants of {}", it.ident), &name);
                }
            }
            Item::Type(it) => self.add(path, "types", &it.ident.to_string()),
            Item::Trait(it) => self.add(path, "types", &it.ident.to_string()),
            // No other file sees it.
            Item::Mod(it) if matches!(it.vis, Visibility::Inherited) => {
                self.add(path, &format!("modules of {path}"), &it.ident.to_string());
            }
            Item::Mod(it) => self.add(path, "types", &it.ident.to_string()),
            Item::Fn(it) => self.add(path, "values", &it.sig.ident.to_string()),
            Item::Const(it) if it.ident != "_" => self.add(path, "values", &it.ident.to_string()),
            Item::Static(it) => self.add(path, "values", &it.ident.to_string()),
            Item::Impl(it) if it.trait_.is_none() => {
                let owner = it.self_ty.to_token_stream().to_string().replace(' ', "");
                let owner = owner.replace("runtime::", "");
                for item in it.items {
                    if let ImplItem::Fn(method) = item {
                        self.add(path, &owner, &method.sig.ident.to_string());
                    }
                }
            }
            _ => {}
        }
    }
}
