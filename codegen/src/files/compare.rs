use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Component, Path, PathBuf};

use rayon::prelude::*;

use super::folder::{Entry, EntryKind, Folder};
use super::{Files, FolderError, FolderLock, Hash, Lock, State};

/// A difference between a folder and the generated files.
#[derive(Clone, Debug)]
pub struct Change<'f> {
    /// Relative path with `/` between its parts.
    pub path: String,
    /// The kind of difference.
    pub state: State,
    /// The generated content; `None` if the file is not generated any more.
    pub after: Option<&'f [u8]>,
    /// The existing file, and its hash if it is a regular one.
    pub(super) before: Option<(PathBuf, Option<Hash>)>,
}

impl Change<'_> {
    /// The existing content; empty if the file is missing or not a regular one.
    pub fn content_before(&self) -> Vec<u8> {
        match &self.before {
            Some((place, Some(_))) => fs::read(place).unwrap_or_default(),
            _ => Vec::new(),
        }
    }

    /// True if the path exists in the folder.
    pub fn existed(&self) -> bool {
        self.before.is_some()
    }
}

/// Compares a folder with the generated files. The changes are sorted by path.
///
/// `lock` is the lock of the generated files, `known` the one in the folder.
///
/// # Errors
///
/// When a file cannot be read.
pub fn compare<'f>(
    folder: &Folder,
    files: &'f Files,
    lock: &Lock,
    folder_lock: &FolderLock,
) -> Result<Vec<Change<'f>>, FolderError> {
    if let Some(path) = files.keys().find(|path| !is_inside(path)) {
        return Err(FolderError::Outside(path.clone()));
    }
    let side = Side {
        files,
        lock,
        folder_lock,
    };
    let there = folder.entries.par_iter().map(|entry| side.change(entry));
    let there: Vec<Option<Change<'f>>> = there.collect::<Result<_, _>>()?;
    let mut changes: Vec<Change<'f>> = there.into_iter().flatten().collect();
    let absent = files.iter().filter(|(path, _)| folder.get(path).is_none());
    changes.extend(absent.map(|(path, text)| Change {
        path: path.clone(),
        state: match folder_lock.lists(path) {
            true => State::Missing,
            false => State::New,
        },
        after: Some(text),
        before: None,
    }));
    side.find_renames(folder, &mut changes)?;
    side.find_obstacles(folder, &mut changes);
    changes.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(changes)
}

/// True if a folder contains exactly the files in a lock.
///
/// # Errors
///
/// When a file cannot be read.
pub fn matches_lock(folder: &Folder, lock: &Lock) -> Result<bool, FolderError> {
    let is_same = |entry: &Entry| {
        let is_plain = entry.kind == EntryKind::File { executable: false };
        let listed = lock.files.get(&entry.path);
        Ok(is_plain && listed.is_some() && entry.hash()? == listed)
    };
    if folder.entries.len() != lock.files.len() {
        return Ok(false);
    }
    let same = folder.entries.par_iter().map(is_same);
    same.try_reduce(|| true, |a, b| Ok(a && b))
}

/// The generated files and the locks that a folder is compared with.
struct Side<'f, 'l> {
    files: &'f Files,
    lock: &'l Lock,
    folder_lock: &'l FolderLock,
}

impl<'f> Side<'f, '_> {
    fn change(&self, entry: &Entry) -> Result<Option<Change<'f>>, FolderError> {
        let after = self.files.get(&entry.path).map(Vec::as_slice);
        if after.is_none() && !self.folder_lock.lists(&entry.path) {
            return Ok(Some(Change {
                path: entry.path.clone(),
                state: State::Extra,
                after,
                before: Some((entry.place.clone(), None)),
            }));
        }
        let hash = entry.hash()?.cloned();
        let state = match (entry.kind, &hash) {
            (EntryKind::File { executable }, Some(hash)) => {
                self.state(entry, executable, hash, after.is_some())?
            }
            (EntryKind::Other("a symbolic link"), _) => Some(State::Link),
            _ => Some(State::NotAFile),
        };
        Ok(state.map(|state| Change {
            path: entry.path.clone(),
            state,
            after,
            before: Some((entry.place.clone(), hash)),
        }))
    }

    /// The state of a regular file that is or was generated.
    fn state(
        &self,
        entry: &Entry,
        executable: bool,
        hash: &Hash,
        is_generated: bool,
    ) -> Result<Option<State>, FolderError> {
        let path = entry.path.as_str();
        Ok(Some(
            match (is_generated, self.folder_lock.has(path, hash)) {
                (true, _) if self.lock.files.get(path) == Some(hash) => match executable {
                    true => State::Mode,
                    false => return Ok(None),
                },
                (true, true) => State::Outdated,
                (false, true) => State::Stale,
                (_, false) => match (self.formatting_change(entry)?, is_generated) {
                    (Some(_), false) => State::Stale,
                    (Some(state), true) => state,
                    (None, false) => State::EditedStale,
                    (None, true) if self.folder_lock.lists(path) => State::Edited,
                    (None, true) => State::Unlisted,
                },
            },
        ))
    }

    /// The difference, if it consists only of what editors and Git change automatically.
    fn formatting_change(&self, entry: &Entry) -> Result<Option<State>, FolderError> {
        let read = fs::read(&entry.place).map_err(super::io_failed("read", &entry.place))?;
        let is_ours = |text: &[u8]| {
            let hash = Hash::of(text);
            self.folder_lock.has(&entry.path, &hash)
                || self.lock.files.get(&entry.path) == Some(&hash)
        };
        let bare = read.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&read);
        if bare.len() < read.len() && is_ours(bare) {
            return Ok(Some(State::ByteOrderMark));
        }
        if bare.contains(&b'\r') && is_ours(&with_unix_lines(bare)) {
            return Ok(Some(State::LineEndings));
        }
        Ok(None)
    }

    /// Merges a missing file and an extra one whose paths differ only in case into one change.
    fn find_renames(
        &self,
        folder: &Folder,
        changes: &mut Vec<Change<'f>>,
    ) -> Result<(), FolderError> {
        let extra = changes.iter().filter(|it| it.state == State::Extra);
        let extra = extra.filter_map(|it| folder.get(&it.path));
        let extra: BTreeMap<String, &Entry> = extra
            .map(|entry| (entry.path.to_lowercase(), entry))
            .collect();
        let mut renamed = BTreeSet::new();
        for change in changes.iter_mut().filter(|it| it.state == State::Missing) {
            let Some(entry) = extra.get(&change.path.to_lowercase()) else {
                continue;
            };
            let (from, hash) = (entry.path.clone(), entry.hash()?.cloned());
            renamed.insert(from.clone());
            let is_ours = hash.as_ref().is_some_and(|hash| {
                self.folder_lock.has(&change.path, hash)
                    || self.lock.files.get(&change.path) == Some(hash)
            });
            change.state = match is_ours {
                true => State::CaseRename(from),
                false => State::EditedCaseRename(from),
            };
            change.before = Some((entry.place.clone(), hash));
        }
        changes.retain(|change| !renamed.contains(&change.path));
        Ok(())
    }

    /// Finds extra files in the place of a folder, and in a folder in the place of a file.
    fn find_obstacles(&self, folder: &Folder, changes: &mut [Change<'f>]) {
        let generated = self.files.keys();
        let folders: BTreeSet<&str> = generated.flat_map(|path| parents(path)).collect();
        for change in changes {
            if change.state != State::Extra {
                continue;
            }
            let kind = folder.get(&change.path).map(|entry| entry.kind);
            if folders.contains(change.path.as_str()) {
                change.state = match kind {
                    Some(EntryKind::Other("a symbolic link")) => State::Link,
                    _ => State::InTheWay,
                };
            } else if parents(&change.path).any(|parent| self.files.contains_key(parent)) {
                change.state = State::InTheWay;
            }
        }
    }
}

/// The parent folders of a path, without the root.
pub(super) fn parents(path: &str) -> impl Iterator<Item = &str> {
    path.match_indices('/').map(|(at, _)| &path[..at])
}

fn with_unix_lines(text: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(text.len());
    for (at, byte) in text.iter().enumerate() {
        match byte {
            b'\r' if text.get(at + 1) == Some(&b'\n') => {}
            b'\r' => out.push(b'\n'),
            byte => out.push(*byte),
        }
    }
    out
}

/// True if every component of a path is a plain name.
pub(super) fn is_inside(path: &str) -> bool {
    !path.contains(['\\', '\0'])
        && !path.is_empty()
        && Path::new(path)
            .components()
            .all(|part| matches!(part, Component::Normal(_)))
}
