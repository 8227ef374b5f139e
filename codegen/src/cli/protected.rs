//! Checks that a file to be written is not an input and not in the output folder.

use std::ffi::OsString;
use std::path::{Component, Path, PathBuf};
use std::{fs, io};

use same_file::Handle;

use crate::diagnostic::Problem;
use crate::diagnostic::wording::configuration::file_not_allowed as not_allowed;
use crate::files::Folder;

/// Maximum length of a chain of symbolic links.
const MAX_LINKS: usize = 40;

/// Files that a run reads, and the folder that it writes to.
#[derive(Clone, Debug, Default)]
pub(crate) struct Protected {
    /// The inputs: a description such as `the description`, and the path.
    pub(crate) inputs: Vec<(&'static str, PathBuf)>,
    /// The folder for generated files; empty if there is none.
    pub(crate) out: PathBuf,
}

impl Protected {
    /// Verifies that a regular file may be written. `what` is the option that names it, such as
    /// `--report`.
    pub(super) fn allows(&self, what: &str, path: &Path) -> Result<(), Problem> {
        let named = format!("{what} {}", path.display());
        let place = self.is_no_input(what, path)?;
        if let Ok(found) = fs::symlink_metadata(&place)
            && let Some(kind) = crate::load::special_file_kind(found.file_type())
        {
            return Err(not_allowed(format!("{named} is {kind}, not a file")));
        }
        if self.is_in_out(&place, opened(&place).as_ref()) {
            let out = self.out.display();
            return Err(not_allowed(format!(
                "{named} is in {out}, which is for generated files only"
            )));
        }
        Ok(())
    }

    /// Verifies that a path is not that of an input, and returns it without symbolic links.
    pub(crate) fn is_no_input(&self, what: &str, path: &Path) -> Result<PathBuf, Problem> {
        let named = format!("{what} {}", path.display());
        let place = resolve(path).map_err(|error| not_allowed(format!("{named}: {error}")))?;
        let handle = opened(&place);
        for (input, other) in &self.inputs {
            if is_same(&place, handle.as_ref(), other) {
                let why = format!("{named} is {input}: it would be overwritten");
                return Err(not_allowed(why));
            }
        }
        Ok(place)
    }

    fn is_in_out(&self, place: &Path, handle: Option<&Handle>) -> bool {
        let Ok(out) = resolve(&self.out) else {
            return false;
        };
        if place.starts_with(&out) {
            return true;
        }
        if !out.exists() {
            // The folder may not exist yet, so case is ignored on all systems.
            let [place, out] = [place, &out].map(|path| path.to_string_lossy().to_lowercase());
            return Path::new(&place).starts_with(out);
        }
        let above = place.ancestors().filter(|above| above.is_dir());
        let mut above = above.filter_map(|above| Handle::from_path(above).ok());
        let out_handle = Handle::from_path(&out).ok();
        if out_handle.is_some_and(|out| above.any(|above| above == out)) {
            return true;
        }
        let Some(handle) = handle else {
            return false;
        };
        let listed = Folder::read(&self.out);
        listed.is_ok_and(|folder| folder.files().any(|file| is_same_file(handle, file)))
    }
}

/// A regular file that exists. Two paths can name the same one: hard links, or names that differ in
/// case on some file systems.
fn opened(place: &Path) -> Option<Handle> {
    let is_file = fs::symlink_metadata(place).is_ok_and(|found| found.is_file());
    is_file.then(|| Handle::from_path(place).ok()).flatten()
}

fn is_same(place: &Path, handle: Option<&Handle>, other: &Path) -> bool {
    resolve(other).is_ok_and(|other| other == place)
        || (handle.is_some_and(|handle| is_same_file(handle, other)))
}

/// True if a path is the open file. Only regular files are opened, because others may block.
fn is_same_file(handle: &Handle, path: &Path) -> bool {
    path.is_file() && Handle::from_path(path).is_ok_and(|other| other == *handle)
}

/// The absolute path of a file without symbolic links; the file need not exist.
pub(super) fn resolve(path: &Path) -> io::Result<PathBuf> {
    let absolute = std::path::absolute(path)?;
    let mut resolved = PathBuf::new();
    let mut left: Vec<OsString> = parts(&absolute);
    left.reverse();
    let mut links = 0;
    while let Some(part) = left.pop() {
        if part == ".." {
            resolved.pop();
            continue;
        }
        let next = resolved.join(&part);
        let link = fs::symlink_metadata(&next).is_ok_and(|found| found.is_symlink());
        if !link {
            resolved = next;
            continue;
        }
        links += 1;
        if links > MAX_LINKS {
            return Err(io::Error::other("there are too many symbolic links"));
        }
        let target = fs::read_link(&next)?;
        // An absolute target replaces the path; a relative one is appended.
        left.extend(parts(&target).into_iter().rev());
    }
    Ok(resolved)
}

/// The components of a path, of which the root is one.
fn parts(path: &Path) -> Vec<OsString> {
    let parts = path.components().filter(|part| *part != Component::CurDir);
    parts.map(|part| part.as_os_str().to_owned()).collect()
}
