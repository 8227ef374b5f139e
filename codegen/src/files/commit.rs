//! Moves staged files into place, so that a killed run leaves either the old files or the new ones.
//!
//! New files are first written to the folder `new`, together with the plan of moves. Renaming `new`
//! to `begun` is the commit point: before it, nothing has changed, and leftovers are removed. After
//! it, the new files will be in place: if the run is killed, the next one continues with the plan.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::compare::{is_inside, parents};
use super::lock::is_absent;
use super::{FolderError, Hash, io_failed};
use crate::load::{read_plain, what_it_is};

/// What is written and not decided yet.
pub(super) const NEW: &str = "new";

/// What is decided and not in its place yet.
const BEGUN: &str = "begun";

/// What is left over.
const OVER: &str = "over";

/// In `new`, the files by their paths.
pub(super) const TREE: &str = "tree";

/// In `new`, what is to be done.
const PLAN: &str = "plan.json";

/// What is to be done with one file.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Step {
    pub(super) path: String,
    pub(super) before: Before,
    /// The hash of what comes; `None` where the file goes.
    pub(super) after: Option<Hash>,
}

/// What stands at a place before a step.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Before {
    Nothing,
    File(Hash),
    /// A link, for example.
    Other,
}

/// Writes down what is to be done, beside what was staged.
pub(super) fn write_plan(new: &Path, steps: &[Step]) -> Result<(), FolderError> {
    let path = new.join(PLAN);
    let text = serde_json::to_vec(steps).map_err(std::io::Error::other);
    text.and_then(|text| fs::write(&path, text))
        .map_err(io_failed("write", &path))
}

/// Does what was planned: exchanges whole folders at the top, then moves file by file.
pub(super) fn commit(
    out: &Path,
    work: &Path,
    steps: &[Step],
    whole: &[String],
) -> Result<(), FolderError> {
    let begun = work.join(BEGUN);
    fs::rename(work.join(NEW), &begun).map_err(io_failed("write", &begun))?;
    let tree = begun.join(TREE);
    let exchanged: Vec<&str> = whole
        .iter()
        .map(String::as_str)
        .filter(|name| exchange(&tree.join(name), &out.join(name)).is_ok())
        .collect();
    let is_done = |path: &str| {
        let top = path.split('/').next().unwrap_or_default();
        exchanged.contains(&top)
    };
    // Nothing is looked at between two steps: the folder was, just now.
    for step in steps.iter().filter(|step| !is_done(&step.path)) {
        perform(out, &tree, step)?;
    }
    let touched: BTreeSet<&str> = steps.iter().map(|step| step.path.as_str()).collect();
    for name in &exchanged {
        rescue(&tree.join(name), &out.join(name), name, &touched)?;
    }
    clear(work)
}

/// Takes along what somebody has put into a folder just before it was exchanged.
fn rescue(old: &Path, now: &Path, path: &str, touched: &BTreeSet<&str>) -> Result<(), FolderError> {
    for entry in fs::read_dir(old).map_err(io_failed("read", old))? {
        let entry = entry.map_err(io_failed("read", old))?;
        let name = entry.file_name();
        let (place, inside) = (
            now.join(&name),
            format!("{path}/{}", name.to_string_lossy()),
        );
        if entry.file_type().is_ok_and(|kind| kind.is_dir()) {
            rescue(&entry.path(), &place, &inside, touched)?;
        } else if !touched.contains(inside.as_str()) && fs::symlink_metadata(&place).is_err() {
            fs::create_dir_all(now).map_err(io_failed("create", now))?;
            fs::rename(entry.path(), &place).map_err(io_failed("write", &place))?;
        }
    }
    Ok(())
}

/// Two folders change places in one step.
#[cfg(any(target_os = "linux", target_vendor = "apple"))]
fn exchange(one: &Path, other: &Path) -> std::io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    Ok(renameat_with(CWD, one, CWD, other, RenameFlags::EXCHANGE)?)
}

/// Elsewhere there is no such step.
#[cfg(not(any(target_os = "linux", target_vendor = "apple")))]
fn exchange(_: &Path, _: &Path) -> std::io::Result<()> {
    Err(std::io::ErrorKind::Unsupported.into())
}

/// Whether a killed run has begun to move files into place.
pub(super) fn is_begun(work: &Path) -> bool {
    work.join(BEGUN).exists()
}

/// Finishes what a killed run has begun, and clears away what it has left.
pub(super) fn recover(out: &Path, work: &Path) -> Result<(), FolderError> {
    let begun = work.join(BEGUN);
    if is_begun(work) {
        let path = begun.join(PLAN);
        let plan = read_plain(&path)
            .map_err(|why| io_failed("read", &path)(std::io::Error::other(why)))?;
        let steps: Vec<Step> = serde_json::from_slice(&plan)
            .map_err(|error| io_failed("read", &path)(error.into()))?;
        if let Some(step) = steps.iter().find(|step| !is_inside(&step.path)) {
            return Err(FolderError::Outside(step.path.clone()));
        }
        go_on(out, &begun.join(TREE), &steps)?;
    }
    clear(work)
}

fn clear(work: &Path) -> Result<(), FolderError> {
    let (begun, over) = (work.join(BEGUN), work.join(OVER));
    for folder in [work.join(NEW), over.clone()] {
        remove_all(&folder)?;
    }
    match fs::rename(&begun, &over) {
        Err(error) if is_absent(&error) => Ok(()),
        Err(error) => Err(io_failed("remove", &begun)(error)),
        Ok(()) => remove_all(&over),
    }
}

fn remove_all(folder: &Path) -> Result<(), FolderError> {
    match fs::remove_dir_all(folder) {
        Err(error) if !is_absent(&error) => Err(io_failed("remove", folder)(error)),
        _ => Ok(()),
    }
}

/// Does the steps that are not done yet, in their order. What somebody has changed since is left as
/// it is.
fn go_on(out: &Path, tree: &Path, steps: &[Step]) -> Result<(), FolderError> {
    for step in steps {
        let is_to_do = is_reached(out, &step.path)?
            && stands(&out.join(&step.path))? == step.before
            && match &step.after {
                Some(after) => stands(&tree.join(&step.path))? == Before::File(after.clone()),
                None => step.before != Before::Nothing,
            };
        if is_to_do {
            perform(out, tree, step)?;
        }
    }
    Ok(())
}

/// Removes a file, or moves a new one into its place.
fn perform(out: &Path, tree: &Path, step: &Step) -> Result<(), FolderError> {
    let place = out.join(&step.path);
    if step.after.is_none() {
        fs::remove_file(&place).map_err(io_failed("remove", &place))?;
        remove_empty_parents(out, &place);
        return Ok(());
    }
    let parent = place.parent().unwrap_or(out);
    fs::create_dir_all(parent).map_err(io_failed("create", parent))?;
    if fs::symlink_metadata(&place).is_ok_and(|found| found.is_dir()) {
        remove_empty(&place).map_err(io_failed("remove", &place))?;
    }
    fs::rename(tree.join(&step.path), &place).map_err(io_failed("write", &place))
}

/// Whether the folders that a path stands in are folders, or not there yet. Where a link stands in
/// place of one, the path would lead elsewhere.
fn is_reached(out: &Path, path: &str) -> Result<bool, FolderError> {
    for parent in parents(path).map(|parent| out.join(parent)) {
        match fs::symlink_metadata(&parent) {
            Ok(found) if found.is_dir() => {}
            Ok(_) => return Ok(false),
            Err(error) if is_absent(&error) => return Ok(true),
            Err(error) => return Err(io_failed("read", &parent)(error)),
        }
    }
    Ok(true)
}

/// What stands at a place; a folder counts as nothing.
pub(super) fn stands(place: &Path) -> Result<Before, FolderError> {
    let found = match fs::symlink_metadata(place) {
        Err(error) if is_absent(&error) => return Ok(Before::Nothing),
        found => found.map_err(io_failed("read", place))?,
    };
    match what_it_is(found.file_type()) {
        Some(_) if found.is_dir() => Ok(Before::Nothing),
        Some(_) => Ok(Before::Other),
        None => {
            let read = fs::read(place).map_err(io_failed("read", place))?;
            Ok(Before::File(Hash::of(&read)))
        }
    }
}

/// Removes a folder that holds nothing but folders.
fn remove_empty(folder: &Path) -> std::io::Result<()> {
    for entry in fs::read_dir(folder)? {
        remove_empty(&entry?.path())?;
    }
    fs::remove_dir(folder)
}

/// Removes the folders above a removed file that are empty now.
fn remove_empty_parents(out: &Path, place: &Path) {
    let above: Vec<PathBuf> = place
        .ancestors()
        .skip(1)
        .take_while(|above| *above != out)
        .map(Path::to_owned)
        .collect();
    for folder in above {
        // Refused when something is left in it, which is as it should be.
        if fs::remove_dir(folder).is_err() {
            return;
        }
    }
}
