//! Checks that a file to be written is not an input and not in the output folder.

use std::ffi::OsString;
use std::path::{Component, Path, PathBuf};
use std::{fs, io};

use same_file::Handle;

use crate::diagnostic::Problem;
use crate::diagnostic::wording::configuration::report_not_allowed as not_allowed;
use crate::files::Folder;

/// How many links are followed from one to the next.
const MAX_LINKS: usize = 40;

/// Files that a run reads, and the folder that it writes.
#[derive(Clone, Debug, Default)]
pub(super) struct Protected {
    /// What each file is, such as `the description`, and its path.
    pub(super) inputs: Vec<(&'static str, PathBuf)>,
    pub(super) out: PathBuf,
}

impl Protected {
    /// Makes sure that a file may be written, and gives its path without links. `what` is how it
    /// was named, such as `--report`.
    pub(super) fn allows(&self, what: &str, path: &Path) -> Result<PathBuf, Problem> {
        let named = format!("{what} {}", path.display());
        let refused = |why: String| Err(not_allowed(why));
        let place = resolve(path).map_err(|error| not_allowed(format!("{named}: {error}")))?;
        let found = fs::symlink_metadata(&place).ok();
        if let Some(found) = &found
            && let Some(kind) = crate::load::what_it_is(found.file_type())
        {
            return refused(format!("{named} is {kind}, not a file"));
        }
        // Two names of one file: a second name in the folder, or other letters where they do not count.
        let handle = found.as_ref().and_then(|_| Handle::from_path(&place).ok());
        for (input, other) in &self.inputs {
            if is_same(&place, handle.as_ref(), other) {
                return refused(format!("{named} is {input}: it would be overwritten"));
            }
        }
        if self.is_in_out(&place, handle.as_ref()) {
            let out = self.out.display();
            return refused(format!(
                "{named} is in {out}, which holds generated files only"
            ));
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
            // Nobody can tell yet whether other letters make another folder.
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

fn is_same(place: &Path, handle: Option<&Handle>, other: &Path) -> bool {
    resolve(other).is_ok_and(|other| other == place)
        || (handle.is_some_and(|handle| is_same_file(handle, other)))
}

/// Whether a path leads to a file that is open. What is no file is not opened: that may block.
fn is_same_file(handle: &Handle, path: &Path) -> bool {
    path.is_file() && Handle::from_path(path).is_ok_and(|other| other == *handle)
}

/// The absolute path of a file without links, whether there is such a file or not.
fn resolve(path: &Path) -> io::Result<PathBuf> {
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
        // An absolute target starts over; a relative one goes on from here.
        left.extend(parts(&target).into_iter().rev());
    }
    Ok(resolved)
}

/// The parts of a path: joining one that is a root gives that root.
fn parts(path: &Path) -> Vec<OsString> {
    let parts = path.components().filter(|part| *part != Component::CurDir);
    parts.map(|part| part.as_os_str().to_owned()).collect()
}
