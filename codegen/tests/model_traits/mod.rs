//! A program that uses the traits of every model of an SDK.

use std::collections::BTreeMap;

use proc_macro2::{TokenStream, TokenTree};
use syn::{Fields, Item, Type, TypePath};

/// The functions: `model` for all models, `value` for enums, `unset` for objects without required
/// fields, and with the feature `extra-traits` `equal` for all models, `list` for the values of enums,
/// and `text` for enums of texts.
const ASKED: &str = "\
//! What every model can do.

#![allow(deprecated, unused)]
// As in the SDK: models nest deep.
#![recursion_limit = \"512\"]

use std::fmt::{Debug, Display};
use std::hash::Hash;
use std::str::FromStr;

fn model<T: Clone + Debug + Send + Sync + 'static>() {}
fn value<T: Eq + Hash + Display>() {}
fn unset<T: Default>() {}

#[cfg(feature = \"extra-traits\")]
fn equal<T: PartialEq>() {}
#[cfg(feature = \"extra-traits\")]
fn list<T: Ord + FromStr>(_: &[T]) {}
#[cfg(feature = \"extra-traits\")]
fn text<T: AsRef<str>>() {}

#[cfg(feature = \"serde\")]
fn serde<T>()
where
    T: serde_core::Serialize + serde_core::de::DeserializeOwned + TryFrom<serde_json::Value>,
{}
";

/// The program, with a line for each model and macro.
pub fn program(package: &str, files: &BTreeMap<String, Vec<u8>>) -> String {
    let library = package.replace('-', "_");
    let mut asked = Vec::new();
    for (path, text) in files {
        // Those of the crates of a divided SDK, too: callers know them by the same names.
        let is_models = path.starts_with("src/models/") || path.contains("/src/models/");
        if is_models && !path.ends_with("/mod.rs") {
            let text = String::from_utf8_lossy(text);
            let file = syn::parse_file(&text).expect("models are Rust");
            asked.extend(ask(&library, &file.items));
        }
    }
    let asked = asked.join("\n    ");
    format!("{ASKED}\nfn main() {{\n    {asked}\n}}\n")
}

fn ask(library: &str, items: &[Item]) -> Vec<String> {
    let tables: Vec<_> = items.iter().filter_map(table).collect();
    let mut asked = Vec::new();
    for item in items {
        let (name, fields) = match item {
            Item::Struct(item) => (item.ident.to_string(), Some(&item.fields)),
            Item::Enum(item) => (item.ident.to_string(), None),
            _ => continue,
        };
        let path = format!("{library}::models::{name}");
        asked.push(format!("model::<{path}>();"));
        asked.push(with("serde", &format!("serde::<{path}>();")));
        asked.push(with("extra-traits", &format!("equal::<{path}>();")));
        let mut own = tables.iter().filter(|(_, own, _)| *own == name);
        let Some((table, _, tokens)) = own.next() else {
            continue;
        };
        match table.as_str() {
            "text_enum" | "number_enum" | "value_enum" => {
                asked.push(format!("value::<{path}>();"));
                asked.push(with("extra-traits", &format!("list({path}::KNOWN);")));
                if table == "text_enum" {
                    asked.push(with("extra-traits", &format!("text::<{path}>();")));
                }
            }
            "object" if !says(tokens, "nullable") => {
                let rest = rest(tokens);
                if fields.is_some_and(|fields| are_optional(fields, rest.as_deref())) {
                    asked.push(format!("unset::<{path}>();"));
                }
            }
            _ => {}
        }
    }
    asked
}

/// A statement that needs a feature.
fn with(feature: &str, statement: &str) -> String {
    format!("#[cfg(feature = {feature:?})]\n    {statement}")
}

/// The name of the macro that declares a model, the name of the model, and the remaining tokens.
fn table(item: &Item) -> Option<(String, String, TokenStream)> {
    let Item::Macro(item) = item else { return None };
    let tokens = item.mac.tokens.clone();
    let TokenTree::Ident(name) = tokens.clone().into_iter().next()? else {
        return None;
    };
    let table = item.mac.path.get_ident()?.to_string();
    let declares = ["object", "union", "text_enum", "number_enum", "value_enum"];
    let is_own = declares.contains(&table.as_str());
    is_own.then(|| (table, name.to_string(), tokens))
}

/// True if all fields are optional; the field with other members always is.
fn are_optional(fields: &Fields, rest: Option<&str>) -> bool {
    fields.iter().all(|field| {
        let is_option = |ty: &TypePath| {
            let last = ty.path.segments.last();
            last.is_some_and(|last| last.ident == "Option")
        };
        let is_rest = field
            .ident
            .as_ref()
            .is_some_and(|name| rest.is_some_and(|rest| name == rest));
        is_rest || matches!(&field.ty, Type::Path(ty) if is_option(ty))
    })
}

/// The field after `..` at the end of a table.
fn rest(tokens: &TokenStream) -> Option<String> {
    let tokens: Vec<_> = tokens.clone().into_iter().collect();
    match tokens.as_slice() {
        [.., TokenTree::Punct(dot), TokenTree::Ident(name)] if dot.as_char() == '.' => {
            Some(name.to_string())
        }
        _ => None,
    }
}

fn says(tokens: &TokenStream, word: &str) -> bool {
    tokens.clone().into_iter().any(|token| match token {
        TokenTree::Ident(ident) => ident == word,
        TokenTree::Group(group) => says(&group.stream(), word),
        _ => false,
    })
}
