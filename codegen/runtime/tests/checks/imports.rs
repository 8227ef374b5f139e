//! What the parts of a crate import from one another. A part is a folder of its sources, with the file
//! of the same name beside it.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::{fs, io};

/// The parts that each part imports from.
pub type Imports = BTreeMap<String, BTreeSet<String>>;

/// Reads what the code of every part imports; the parts in `without` are left out. What is named of
/// the root of the crate counts for nothing.
pub fn imports(sources: &Path, without: &[&str]) -> io::Result<Imports> {
    let mut files = Vec::new();
    collect(sources, &mut files)?;
    let mut named_by: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for file in files {
        let part = part_of(sources, &file);
        if !without.contains(&part.as_str()) {
            let named = named(&fs::read_to_string(&file)?);
            named_by.entry(part).or_default().extend(named);
        }
    }
    let parts: BTreeSet<String> = named_by.keys().cloned().collect();
    for (part, named) in &mut named_by {
        named.retain(|name| parts.contains(name) && name != part);
    }
    Ok(named_by)
}

/// Every file of Rust below a folder.
fn collect(folder: &Path, files: &mut Vec<PathBuf>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            collect(&path, files)?;
        } else if path.extension().is_some_and(|it| it == "rs") {
            files.push(path);
        }
    }
    Ok(())
}

fn part_of(sources: &Path, file: &Path) -> String {
    let inside = file.strip_prefix(sources).unwrap_or(file);
    let first = inside.components().next();
    let first = first.map(|it| it.as_os_str().to_string_lossy().into_owned());
    first.unwrap_or_default().trim_end_matches(".rs").to_owned()
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

/// The parts of one circle, the first one again at the end.
pub fn circle(imports: &Imports) -> Option<Vec<String>> {
    let mut done = BTreeSet::new();
    imports
        .keys()
        .find_map(|part| follow(imports, part, &mut Vec::new(), &mut done))
}

fn follow(
    imports: &Imports,
    part: &str,
    path: &mut Vec<String>,
    done: &mut BTreeSet<String>,
) -> Option<Vec<String>> {
    if let Some(start) = path.iter().position(|before| before == part) {
        let mut circle = path[start..].to_vec();
        circle.push(part.to_owned());
        return Some(circle);
    }
    if !done.insert(part.to_owned()) {
        return None;
    }
    path.push(part.to_owned());
    let others = imports.get(part).into_iter().flatten();
    let found = others
        .into_iter()
        .find_map(|other| follow(imports, other, path, done));
    path.pop();
    found
}
