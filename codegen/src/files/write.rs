use std::collections::BTreeMap;
use std::path::Path;

use super::commit::{PriorState, Step, commit, prior_state};
use super::compare::compare;
use super::guard::Guard;
use super::stage::stage;
use super::{Change, Files, Folder, FolderError, FolderLock, Hash, LOCK, Lock, State};

/// Options for writing a folder.
#[derive(Clone, Copy, Debug)]
pub struct WriteOptions {
    /// Overwrite and remove files that were modified since they were generated.
    pub force: bool,
    /// Exchange whole folders if the system supports it, instead of moving single files.
    pub exchange: bool,
}

impl Default for WriteOptions {
    fn default() -> Self {
        Self {
            force: false,
            exchange: true,
        }
    }
}

/// The result of writing a folder.
#[derive(Clone, Debug)]
pub struct Written<'f> {
    /// The differences that there were. Extra files of users were left alone.
    pub changes: Vec<Change<'f>>,
    /// True if the lock was written.
    pub lock: bool,
    /// True if the folder was empty before.
    pub is_first: bool,
}

/// Writes the generated files and their lock to a folder, and returns the differences that there
/// were.
///
/// Only one run at a time writes to a folder; others wait. Files that the lock does not list are
/// left alone. An interrupted run leaves either the old files or the new ones: if it has passed the
/// commit point, the next run completes it.
///
/// # Errors
///
/// If the folder contains files and no lock, or the lock of another SDK; if a file that is to be
/// replaced or removed was modified; if another run does not finish in time; on errors of the file
/// system.
pub fn write<'f>(
    out: &Path,
    files: &'f Files,
    lock: &Lock,
    options: WriteOptions,
) -> Result<Written<'f>, FolderError> {
    let guard = Guard::take(out)?;
    let folder_lock = FolderLock::read(out)?;
    let folder = Folder::read(out)?;
    let holds_something = !folder.is_empty() || folder_lock.text.is_some();
    if !options.force && folder_lock.locks.is_empty() && holds_something {
        return Err(FolderError::Foreign {
            folder: out.to_owned(),
            problem: folder_lock.problem,
        });
    }
    let other = folder_lock
        .locks
        .iter()
        .find_map(|it| it.other_output(lock));
    // Even with `force`: all files of the other output would be removed.
    if let Some(other) = other {
        return Err(FolderError::OtherOutput(out.to_owned(), other));
    }
    let changes = compare(&folder, files, lock, &folder_lock)?;
    refuse(&changes, options.force)?;
    let text = lock.text();
    let mut steps = steps(&changes, lock);
    let mut contents: BTreeMap<&str, &[u8]> = BTreeMap::new();
    for change in &changes {
        if let Some(after) = change.after {
            contents.insert(&change.path, after);
        }
    }
    let has_new_lock = folder_lock.text.as_ref() != Some(&text);
    if has_new_lock {
        contents.insert(LOCK, text.as_bytes());
        // The lock is last: until it is replaced, a file that is not moved yet does not count as
        // deleted.
        steps.push(Step {
            path: LOCK.to_owned(),
            before: prior_state(&out.join(LOCK))?,
            after: Some(Hash::of(text.as_bytes())),
        });
    }
    if !steps.is_empty() {
        let whole = stage(out, &guard.work, &steps, &contents, options.exchange)?;
        folder.is_unchanged()?;
        commit(out, &guard.work, &steps, &whole)?;
    }
    Ok(Written {
        changes,
        lock: has_new_lock,
        is_first: !holds_something,
    })
}

/// Refuses to lose changes of a user.
fn refuse(changes: &[Change<'_>], force: bool) -> Result<(), FolderError> {
    let in_the_way = changes.iter().find(|it| it.state == State::InTheWay);
    if let Some(change) = in_the_way {
        return Err(FolderError::InTheWay(change.path.clone()));
    }
    let persons = changes.iter().filter(|change| change.state.is_user_edit());
    let persons: Vec<_> = persons
        .map(|change| (change.path.clone(), change.state.clone()))
        .collect();
    match force || persons.is_empty() {
        true => Ok(()),
        false => Err(FolderError::Edited(persons)),
    }
}

/// The steps of the plan. Removals come first, because a file may be in the place of a new folder,
/// and vice versa.
fn steps(changes: &[Change<'_>], lock: &Lock) -> Vec<Step> {
    let mut steps = Vec::new();
    for change in changes.iter().filter(|it| it.state != State::Extra) {
        let before = match &change.before {
            None => PriorState::Nothing,
            Some((_, None)) => PriorState::Other,
            Some((_, Some(hash))) => PriorState::File(hash.clone()),
        };
        let after = change.after.and(lock.files.get(&change.path)).cloned();
        let before = match &change.state {
            State::CaseRename(from) | State::EditedCaseRename(from) => {
                steps.push(Step {
                    path: from.clone(),
                    before,
                    after: None,
                });
                PriorState::Nothing
            }
            _ => before,
        };
        steps.push(Step {
            path: change.path.clone(),
            before,
            after,
        });
    }
    steps.sort_by_key(|step| step.after.is_some());
    steps
}
