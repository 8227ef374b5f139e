//! Imports between the folders of the runtime go one way.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::{fs, io};

/// The rooms that each room imports from.
type Imports = BTreeMap<String, BTreeSet<String>>;

#[test]
fn imports_between_rooms_have_no_circle() {
    let imports = imports(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src")).unwrap();
    assert!(imports.len() > 15, "the sources were not found");
    assert!(imports["transport"].contains("auth"), "no import was found");
    if let Some(circle) = circle(&imports) {
        panic!("imports go in a circle: {}", circle.join(" → "));
    }
}

#[test]
fn a_circle_is_found() {
    let imports = [("a", "b"), ("b", "c"), ("c", "b"), ("d", "a")];
    let imports = imports.map(|(room, other)| (room.into(), BTreeSet::from([other.into()])));
    let found = circle(&Imports::from(imports)).unwrap();
    assert_eq!(found, ["b", "c", "b"]);
}

/// Reads what the code of every room imports. Macros are left out: they name the root, where the
/// code that calls them finds everything.
fn imports(sources: &Path) -> io::Result<Imports> {
    let mut rooms = BTreeSet::new();
    for entry in fs::read_dir(sources)? {
        let path = entry?.path();
        rooms.extend(path.is_dir().then(|| name_of(&path)));
    }
    rooms.remove("macros");
    let mut imports = Imports::new();
    for room in &rooms {
        for file in fs::read_dir(sources.join(room))? {
            let path = file?.path();
            for name in named(&fs::read_to_string(&path)?) {
                let is_room = rooms.contains(&name);
                // The command line stands above all rooms, and in a program of its own.
                assert!(
                    is_room || room == "cli",
                    "{}: crate::{name}",
                    path.display()
                );
                if is_room && name != *room {
                    imports.entry(room.clone()).or_default().insert(name);
                }
            }
        }
    }
    Ok(imports)
}

fn name_of(path: &Path) -> String {
    let name = path.file_name().unwrap_or_default();
    name.to_string_lossy().into_owned()
}

/// The names that follow `crate::` in code.
fn named(text: &str) -> BTreeSet<String> {
    let code: Vec<&str> = text
        .lines()
        .map(|line| line.split("//").next().unwrap_or_default())
        .collect();
    let code = code.join("\n").replace("$crate::", "");
    let mut names = BTreeSet::new();
    for after in code.split("crate::").skip(1) {
        let end = after.find(|c: char| !c.is_ascii_alphanumeric() && c != '_');
        let name = &after[..end.unwrap_or(after.len())];
        if !name.is_empty() {
            names.insert(name.to_owned());
            continue;
        }
        let group = after.trim_start_matches('{').split('}').next();
        let items = group.unwrap_or_default().split(',').map(str::trim);
        let firsts = items.map(|item| item.split("::").next().unwrap_or_default());
        names.extend(firsts.filter(|it| !it.is_empty()).map(str::to_owned));
    }
    names
}

/// The rooms of one circle, the first one again at the end.
fn circle(imports: &Imports) -> Option<Vec<String>> {
    let mut done = BTreeSet::new();
    imports
        .keys()
        .find_map(|room| follow(imports, room, &mut Vec::new(), &mut done))
}

fn follow(
    imports: &Imports,
    room: &str,
    path: &mut Vec<String>,
    done: &mut BTreeSet<String>,
) -> Option<Vec<String>> {
    if let Some(start) = path.iter().position(|before| before == room) {
        let mut circle = path[start..].to_vec();
        circle.push(room.to_owned());
        return Some(circle);
    }
    if !done.insert(room.to_owned()) {
        return None;
    }
    path.push(room.to_owned());
    let others = imports.get(room).into_iter().flatten();
    let found = others
        .into_iter()
        .find_map(|other| follow(imports, other, path, done));
    path.pop();
    found
}
