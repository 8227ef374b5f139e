use std::collections::BTreeMap;
use std::path::Path;

use super::commit::{Before, Step, commit, stands};
use super::compare::compare;
use super::guard::Guard;
use super::stage::stage;
use super::{Change, Files, Folder, FolderError, FolderLock, Hash, LOCK, Lock, State};

/// Options of writing a folder.
#[derive(Clone, Copy, Debug)]
pub struct WriteOptions {
    /// Overwrite what the lock does not say is as it was generated.
    pub force: bool,
    /// Exchange whole folders where the system can, instead of moving file by file.
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

/// What was different in a folder that was written.
#[derive(Clone, Debug)]
pub struct Written<'f> {
    /// Files that were different. Those that are somebody's own were left alone.
    pub changes: Vec<Change<'f>>,
    /// Whether the lock was written.
    pub lock: bool,
    /// Whether there was nothing in the folder before.
    pub is_first: bool,
}

/// Makes a folder hold what is generated, and its lock. Gives what was different.
///
/// One run at a time writes to a folder; others wait. Whatever the folder's own lock does not list
/// is left alone. A run that is killed leaves the old files or the new ones: where it has begun to
/// move new ones into place, the next run goes on.
///
/// # Errors
///
/// When the folder holds files and no lock, or the lock of something else; when a file that is to be replaced or removed was
/// edited; when another run does not end; when the file system refuses something.
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
    let other = folder_lock.locks.iter().find_map(|it| it.other_than(lock));
    if let (false, Some(other)) = (options.force, other) {
        return Err(FolderError::Foreign {
            folder: out.to_owned(),
            problem: Some(format!("it is that of {other}")),
        });
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
        // Last: as long as it is the old one, what is not there yet is not taken for removed.
        steps.push(Step {
            path: LOCK.to_owned(),
            before: stands(&out.join(LOCK))?,
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

/// Refuses to lose what a person has made.
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

/// What is to be done, what goes first: a file may stand where a folder must be, and the other way
/// round.
fn steps(changes: &[Change<'_>], lock: &Lock) -> Vec<Step> {
    let mut steps = Vec::new();
    for change in changes.iter().filter(|it| it.state != State::Extra) {
        let before = match &change.before {
            None => Before::Nothing,
            Some((_, None)) => Before::Other,
            Some((_, Some(hash))) => Before::File(hash.clone()),
        };
        let after = change.after.and(lock.files.get(&change.path)).cloned();
        let before = match &change.state {
            State::CaseRename(from) | State::EditedCaseRename(from) => {
                steps.push(Step {
                    path: from.clone(),
                    before,
                    after: None,
                });
                Before::Nothing
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
