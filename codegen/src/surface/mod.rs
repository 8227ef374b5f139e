//! The public API of an SDK: every public item with its signature. It is read from the emitted
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

/// The public items of an SDK, by their Rust path. The runtime's own are not among them: they change
/// with the generator, not with the description.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Surface {
    /// The items: methods end in `()`, fields stand after a dot, and an implementation of a trait is
    /// called `impl Trait for path`.
    pub items: BTreeMap<String, Item>,
    /// Old names of types, and the paths of what has them now.
    pub aliases: Vec<(String, String)>,
}

/// One public item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// What the compiler knows of it, without names of arguments, bodies and docs.
    pub signature: String,
    /// It is marked as deprecated.
    pub deprecated: bool,
    /// Path of the type that it belongs to, or its own.
    pub owner: String,
    /// Its name in that type; `None` for the type itself, and for what belongs to the whole of it.
    pub member: Option<String>,
}

/// Reads off the public items of the SDK of a model.
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
    /// Gives deprecated aliases what their targets have: by them, callers reach it as before.
    fn follow_aliases(&mut self) {
        let aliases = self.items.iter().filter(|(_, item)| item.deprecated);
        let aliases = aliases.filter_map(|(path, item)| {
            let target = item.signature.strip_prefix("type = ")?;
            let module = path.rsplit_once("::").map_or("", |(module, _)| module);
            // What has moved to another resource is named from the root.
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

/// The public items of a file.
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

/// The path by which callers reach what is public in a file; `None` where nothing in it is part of
/// the surface.
fn module(path: &str, modules: &HashSet<String>) -> Option<String> {
    let path = path.strip_prefix("src/")?.strip_suffix(".rs")?;
    if let Some(inside) = path.strip_prefix("resources/") {
        let inside = inside.strip_suffix("/mod").unwrap_or(inside);
        // Operations of a resource that has others below it stand in a module of their own, and are
        // exported from the resource's.
        let module = match modules.contains(inside) {
            true => inside,
            false if inside.ends_with("/dispatch") => return None,
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
