//! The public API of an SDK: every public item with its signature. It is extracted from the emitted
//! code, so that it cannot differ from what the compiler sees.

mod item;
mod print;
mod table;

use std::collections::{BTreeMap, HashSet};

use rayon::prelude::*;

use crate::emit::{EmittedFile, Plan};
use crate::files::{Content, File};
use crate::ir::{Api, Resource};
use item::Reader;

/// The public items of an SDK by their Rust path, without those of the runtime, which change with
/// the generator and not with the description.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Surface {
    /// The items by path: a method is `Type::name()`, a field is `Type.name`, and an implementation
    /// of a trait is `impl Trait for path`.
    pub items: BTreeMap<String, Item>,
    /// Deprecated aliases of types: the old path, and the path that it stands for.
    pub aliases: Vec<(String, String)>,
}

/// A public item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// The signature without names of arguments, bodies and documentation.
    pub signature: String,
    /// True if the item is marked `#[deprecated]`.
    pub deprecated: bool,
    /// Path of the type that it belongs to, or its own path.
    pub owner: String,
    /// Its name in that type; `None` for the type itself and for its `impl`s.
    pub member: Option<String>,
}

/// Extracts the public items of the SDK that is emitted for a model.
pub fn surface(api: &Api) -> Surface {
    let plan = Plan::undivided(api);
    let modules = |it: &Resource| it.module_path().collect::<Vec<_>>().join("/");
    let modules: HashSet<String> = api.resources.iter().map(modules).collect();
    let read = |piece| -> Vec<(String, Item)> {
        let files = plan.emit(piece).into_iter();
        files.flat_map(|file| read(file, &modules)).collect()
    };
    let pieces = plan.emitted_files().into_par_iter();
    let mut items: BTreeMap<_, _> = pieces
        .filter(|piece| {
            matches!(
                piece,
                EmittedFile::Root
                    | EmittedFile::Client
                    | EmittedFile::Incoming
                    | EmittedFile::ModelGroup(_)
                    | EmittedFile::Resource(_)
            )
        })
        .flat_map_iter(read)
        .collect();
    items.extend((0..api.resources.len()).map(|index| feature(api.feature(index))));
    if !api.incoming.is_empty() {
        items.extend([feature(Api::INCOMING)]);
    }
    let mut surface = Surface {
        items,
        aliases: Vec::new(),
    };
    surface.follow_aliases();
    surface
}

impl Surface {
    /// Copies the items of a type to its deprecated aliases: callers can reach them by both paths.
    fn follow_aliases(&mut self) {
        let aliases = self.items.iter().filter(|(_, item)| item.deprecated);
        let aliases = aliases.filter_map(|(path, item)| {
            let target = item.signature.strip_prefix("type = ")?;
            let module = path.rsplit_once("::").map_or("", |(module, _)| module);
            // The target of a moved type is a path from the root.
            let target = match target.contains("::") {
                true => target.to_owned(),
                false => format!("{module}::{target}"),
            };
            Some((path.clone(), target))
        });
        self.aliases = aliases.collect();
        for (path, target) in &self.aliases {
            let own = self.items.iter().filter(|(_, item)| item.owner == *target);
            let copies = own.filter_map(|(at, item)| {
                let (before, after) = at.rsplit_once(target.as_str())?;
                let item = Item {
                    deprecated: true,
                    owner: path.clone(),
                    ..item.clone()
                };
                Some((format!("{before}{path}{after}"), item))
            });
            let copies: Vec<_> = copies.collect();
            self.items.extend(copies);
        }
    }
}

fn feature(name: &str) -> (String, Item) {
    let path = format!("feature {name}");
    let item = Item {
        signature: "feature".to_owned(),
        deprecated: false,
        owner: path.clone(),
        member: None,
    };
    (path, item)
}

/// Reads the public items of a file.
fn read(file: File, modules: &HashSet<String>) -> Vec<(String, Item)> {
    let Content::Rust(tokens) = file.content else {
        return Vec::new();
    };
    let Some(module) = module(&file.path, modules) else {
        return Vec::new();
    };
    let parsed: syn::File = syn::parse2(tokens).expect("emitted tokens are Rust");
    let mut reader = Reader::new(module);
    parsed.items.iter().for_each(|item| reader.item(item));
    reader.items
}

/// The module path of the public items in a file; `None` if the file has no public items, or only
/// variants of setters, which change with these.
fn module(path: &str, modules: &HashSet<String>) -> Option<String> {
    let path = path.strip_prefix("src/")?.strip_suffix(".rs")?;
    if let [_, _, .., "dispatch" | "maybe"] = path.split('/').collect::<Vec<_>>()[..] {
        return None;
    }
    if let Some(inside) = path.strip_prefix("resources/") {
        let inside = inside.strip_suffix("/mod").unwrap_or(inside);
        // The operations of a resource with sub-resources are in a module of their own, which the
        // module of the resource re-exports.
        let module = match modules.contains(inside) {
            true => inside,
            false => inside.rsplit_once('/')?.0,
        };
        return Some(module.replace('/', "::"));
    }
    match path {
        "lib" | "client" => Some(String::new()),
        "incoming" => Some("incoming".to_owned()),
        _ => path.starts_with("models/").then(|| "models".to_owned()),
    }
}
