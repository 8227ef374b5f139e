//! Stages new files beside the existing ones.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::path::Path;

use rayon::prelude::*;

use super::commit::{NEW, Step, TREE, write_plan};
use super::compare::parents;
use super::{FolderError, io_failed};

/// Writes the new files to the staging folder, and returns the folders at the top that can be
/// exchanged as a whole.
///
/// `contents` are the new files by path.
pub(super) fn stage(
    out: &Path,
    work: &Path,
    steps: &[Step],
    contents: &BTreeMap<&str, &[u8]>,
    exchange: bool,
) -> Result<Vec<String>, FolderError> {
    let new = work.join(NEW);
    let tree = new.join(TREE);
    fs::create_dir_all(&tree).map_err(io_failed("create", &tree))?;
    let folders: BTreeSet<&str> = contents.keys().flat_map(|path| parents(path)).collect();
    for folder in folders {
        let place = tree.join(folder);
        fs::create_dir_all(&place).map_err(io_failed("create", &place))?;
    }
    contents.par_iter().try_for_each(|(path, text)| {
        let place = tree.join(path);
        fs::write(&place, text).map_err(io_failed("write", &place))
    })?;
    write_plan(&new, steps)?;
    check_obstacles(out, steps)?;
    let whole = match exchange {
        true => exchangeable(out, &tree, steps),
        false => Vec::new(),
    };
    check_access(out, steps, &whole)?;
    Ok(whole)
}

/// The folders at the top whose staged copies are complete.
fn exchangeable(out: &Path, tree: &Path, steps: &[Step]) -> Vec<String> {
    let touched: BTreeSet<&str> = steps.iter().map(|step| step.path.as_str()).collect();
    let whole = top_folders(steps).into_iter().filter(|name| {
        // If hard links are not supported, the folder is not exchanged, and its files are moved.
        let (from, to) = (out.join(name), tree.join(name));
        is_folder(&from) && link_remaining(&from, &to, name, &touched).is_ok()
    });
    whole.map(str::to_owned).collect()
}

/// Verifies that files can be moved into and out of the folders that are not exchanged: after the
/// commit point, an error would leave old files beside new ones.
fn check_access(out: &Path, steps: &[Step], whole: &[String]) -> Result<(), FolderError> {
    let is_moved = |step: &&Step| {
        let top = step.path.split_once('/').map(|(top, _)| top);
        !top.is_some_and(|top| whole.iter().any(|name| name == top))
    };
    let moved = steps.iter().filter(is_moved);
    let folders: BTreeSet<&str> = moved.flat_map(|step| parents(&step.path)).collect();
    for folder in folders {
        let place = out.join(folder);
        if is_folder(&place) {
            is_writable(&place).map_err(io_failed("write to", &place))?;
        }
    }
    Ok(())
}

#[cfg(any(target_os = "linux", target_vendor = "apple"))]
fn is_writable(folder: &Path) -> io::Result<()> {
    use rustix::fs::{Access, access};
    Ok(access(folder, Access::WRITE_OK | Access::EXEC_OK)?)
}

/// Other systems have no such question.
#[cfg(not(any(target_os = "linux", target_vendor = "apple")))]
fn is_writable(_: &Path) -> io::Result<()> {
    Ok(())
}

/// The folders at the top with more than one step; a single file is moved atomically anyway.
fn top_folders(steps: &[Step]) -> Vec<&str> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for (top, _) in steps.iter().filter_map(|step| step.path.split_once('/')) {
        *counts.entry(top).or_default() += 1;
    }
    let several = counts.into_iter().filter(|(_, count)| *count > 1);
    several.map(|(top, _)| top).collect()
}

/// Completes the copy of a folder: its other files, including those of users, are hard-linked.
/// Folders that were empty before are created.
fn link_remaining(from: &Path, to: &Path, path: &str, touched: &BTreeSet<&str>) -> io::Result<()> {
    let permissions = fs::metadata(from)?.permissions();
    if permissions.readonly() {
        // The folder could not be removed later.
        return Err(io::ErrorKind::PermissionDenied.into());
    }
    let mut entries = fs::read_dir(from)?.peekable();
    if entries.peek().is_none() && !to.exists() {
        fs::create_dir_all(to)?;
    }
    for entry in entries {
        let entry = entry?;
        let name = entry.file_name();
        let inside = format!("{path}/{}", name.to_string_lossy());
        if entry.file_type()?.is_dir() {
            link_remaining(&entry.path(), &to.join(&name), &inside, touched)?;
        } else if !touched.contains(inside.as_str()) {
            fs::create_dir_all(to)?;
            fs::hard_link(entry.path(), to.join(&name))?;
        }
    }
    if is_folder(to) {
        fs::set_permissions(to, permissions)?;
    }
    Ok(())
}

/// Verifies that a folder in the place of a new file becomes empty.
fn check_obstacles(out: &Path, steps: &[Step]) -> Result<(), FolderError> {
    let goes = steps.iter().filter(|step| step.after.is_none());
    let goes: BTreeSet<&str> = goes.map(|step| step.path.as_str()).collect();
    for step in steps.iter().filter(|step| step.after.is_some()) {
        let place = out.join(&step.path);
        if is_folder(&place) {
            let left = first_remaining(&place, &step.path, &goes);
            if let Some(left) = left.map_err(io_failed("read", &place))? {
                return Err(FolderError::InTheWay(left));
            }
        }
    }
    Ok(())
}

/// The first file below a folder that is not removed.
fn first_remaining(folder: &Path, path: &str, goes: &BTreeSet<&str>) -> io::Result<Option<String>> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let inside = format!("{path}/{}", entry.file_name().to_string_lossy());
        let left = match entry.file_type()?.is_dir() {
            true => first_remaining(&entry.path(), &inside, goes)?,
            false => (!goes.contains(inside.as_str())).then_some(inside),
        };
        if left.is_some() {
            return Ok(left);
        }
    }
    Ok(None)
}

fn is_folder(place: &Path) -> bool {
    fs::symlink_metadata(place).is_ok_and(|found| found.is_dir())
}
