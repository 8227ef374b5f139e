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
use crate::load::{read_plain, special_file_kind};

/// Folder of staged files before the commit point.
pub(super) const NEW: &str = "new";

/// Folder of staged files after the commit point.
const COMMITTED: &str = "begun";

/// Folder of replaced files, which are to be deleted.
const REPLACED: &str = "over";

/// Subfolder of `new` with the files by path.
pub(super) const TREE: &str = "tree";

/// File in `new` with the steps.
const PLAN: &str = "plan.json";

/// A step of the plan: one file.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Step {
    pub(super) path: String,
    pub(super) before: PriorState,
    /// The hash of the new content; `None` if the file is removed.
    pub(super) after: Option<Hash>,
}

/// The state of a path before a step.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum PriorState {
    Nothing,
    File(Hash),
    /// Not a regular file, such as a symbolic link.
    Other,
}

/// Writes the plan beside the staged files.
pub(super) fn write_plan(new: &Path, steps: &[Step]) -> Result<(), FolderError> {
    let path = new.join(PLAN);
    let text = serde_json::to_vec(steps).map_err(std::io::Error::other);
    text.and_then(|text| fs::write(&path, text))
        .map_err(io_failed("write", &path))
}

/// Carries out the plan: exchanges whole folders at the top, then moves the other files one by one.
pub(super) fn commit(
    out: &Path,
    work: &Path,
    steps: &[Step],
    whole: &[String],
) -> Result<(), FolderError> {
    let begun = work.join(COMMITTED);
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
    // The preconditions were checked just before, so they are not checked again between the steps.
    for step in steps.iter().filter(|step| !is_done(&step.path)) {
        apply_step(out, &tree, step)?;
    }
    let touched: BTreeSet<&str> = steps.iter().map(|step| step.path.as_str()).collect();
    for name in &exchanged {
        rescue(&tree.join(name), &out.join(name), name, &touched)?;
    }
    clear(work)
}

/// Moves files to the new folder that another program has created in the old one just before the
/// exchange.
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

/// Exchanges two folders atomically.
#[cfg(any(target_os = "linux", target_vendor = "apple"))]
fn exchange(one: &Path, other: &Path) -> std::io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    Ok(renameat_with(CWD, one, CWD, other, RenameFlags::EXCHANGE)?)
}

/// Other systems have no such operation.
#[cfg(not(any(target_os = "linux", target_vendor = "apple")))]
fn exchange(_: &Path, _: &Path) -> std::io::Result<()> {
    Err(std::io::ErrorKind::Unsupported.into())
}

/// True if an interrupted run has passed the commit point.
pub(super) fn is_committed(work: &Path) -> bool {
    work.join(COMMITTED).exists()
}

/// Completes an interrupted run that has passed the commit point, or removes its staged files.
pub(super) fn recover(out: &Path, work: &Path) -> Result<(), FolderError> {
    let begun = work.join(COMMITTED);
    if is_committed(work) {
        let path = begun.join(PLAN);
        let plan = read_plain(&path)
            .map_err(|why| io_failed("read", &path)(std::io::Error::other(why)))?;
        let steps: Vec<Step> = serde_json::from_slice(&plan)
            .map_err(|error| io_failed("read", &path)(error.into()))?;
        if let Some(step) = steps.iter().find(|step| !is_inside(&step.path)) {
            return Err(FolderError::Outside(step.path.clone()));
        }
        resume(out, &begun.join(TREE), &steps)?;
    }
    clear(work)
}

fn clear(work: &Path) -> Result<(), FolderError> {
    let (begun, over) = (work.join(COMMITTED), work.join(REPLACED));
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

/// Carries out the remaining steps, in order. Files that were modified since are left alone.
fn resume(out: &Path, tree: &Path, steps: &[Step]) -> Result<(), FolderError> {
    for step in steps {
        let is_to_do = is_within_folders(out, &step.path)?
            && prior_state(&out.join(&step.path))? == step.before
            && match &step.after {
                Some(after) => {
                    prior_state(&tree.join(&step.path))? == PriorState::File(after.clone())
                }
                None => step.before != PriorState::Nothing,
            };
        if is_to_do {
            apply_step(out, tree, step)?;
        }
    }
    Ok(())
}

/// Removes a file, or moves a staged one to its path.
fn apply_step(out: &Path, tree: &Path, step: &Step) -> Result<(), FolderError> {
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

/// True if all parent folders of a path are folders or do not exist. Through a symbolic link, the
/// path would lead elsewhere.
fn is_within_folders(out: &Path, path: &str) -> Result<bool, FolderError> {
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

/// The state of a path; a folder counts as absent.
pub(super) fn prior_state(place: &Path) -> Result<PriorState, FolderError> {
    let found = match fs::symlink_metadata(place) {
        Err(error) if is_absent(&error) => return Ok(PriorState::Nothing),
        found => found.map_err(io_failed("read", place))?,
    };
    match special_file_kind(found.file_type()) {
        Some(_) if found.is_dir() => Ok(PriorState::Nothing),
        Some(_) => Ok(PriorState::Other),
        None => {
            let read = fs::read(place).map_err(io_failed("read", place))?;
            Ok(PriorState::File(Hash::of(&read)))
        }
    }
}

/// Removes a folder that contains only empty folders.
fn remove_empty(folder: &Path) -> std::io::Result<()> {
    for entry in fs::read_dir(folder)? {
        remove_empty(&entry?.path())?;
    }
    fs::remove_dir(folder)
}

/// Removes the parent folders of a removed file that are now empty.
fn remove_empty_parents(out: &Path, place: &Path) {
    let above: Vec<PathBuf> = place
        .ancestors()
        .skip(1)
        .take_while(|above| *above != out)
        .map(Path::to_owned)
        .collect();
    for folder in above {
        // Fails if the folder is not empty, which is intended.
        if fs::remove_dir(folder).is_err() {
            return;
        }
    }
}
