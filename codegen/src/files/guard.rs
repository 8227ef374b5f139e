use std::fs::{self, File, OpenOptions};
use std::path::{Path, PathBuf};
use std::thread::sleep;
use std::time::{Duration, Instant};

use fs4::{FileExt, TryLockError};
use same_file::Handle;

use super::lock::is_absent;
use super::{FolderError, commit, io_failed};

/// The working folder of a run, at the top of the output folder.
pub(super) const WORK: &str = ".sdk-codegen";

/// The file in it that a run holds an exclusive lock on. The system releases the lock when the
/// process ends.
const LOCKED: &str = "running";

/// How long a run waits for another one.
const TIMEOUT: Duration = Duration::from_secs(60);

/// Interval at which the lock is tried.
const POLL_INTERVAL: Duration = Duration::from_millis(20);

/// The exclusive right to write to a folder.
#[derive(Debug)]
pub(super) struct Guard {
    /// The working folder.
    pub(super) work: PathBuf,
    out: PathBuf,
    /// True if the output folder did not exist before.
    created: bool,
    _locked: File,
}

impl Guard {
    /// Waits for other runs, then completes an interrupted one or removes its staged files.
    pub(super) fn take(out: &Path) -> Result<Self, FolderError> {
        let created = !out.exists();
        fs::create_dir_all(out).map_err(io_failed("create", out))?;
        let work = out.join(WORK);
        let start = Instant::now();
        loop {
            if let Some(locked) = Self::try_acquire(&work)? {
                let out = out.to_owned();
                let guard = Self {
                    work,
                    out,
                    created,
                    _locked: locked,
                };
                commit::recover(&guard.out, &guard.work)?;
                return Ok(guard);
            }
            if start.elapsed() > TIMEOUT {
                return Err(FolderError::Busy(out.to_owned()));
            }
            sleep(POLL_INTERVAL);
        }
    }

    /// Tries to lock the file; `None` if another run holds the lock.
    fn try_acquire(work: &Path) -> Result<Option<File>, FolderError> {
        match fs::create_dir(work) {
            Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => {
                require_folder(work)?
            }
            created => created.map_err(io_failed("create", work))?,
        }
        let path = work.join(LOCKED);
        require_regular_file(&path)?;
        let opened = OpenOptions::new()
            .write(true)
            .create(true)
            .truncate(false)
            .open(&path);
        let file = match opened {
            Ok(file) => file,
            // The previous run has just removed the working folder.
            Err(error) if is_absent(&error) => return Ok(None),
            Err(error) => return Err(io_failed("write to", &path)(error)),
        };
        match FileExt::try_lock(&file) {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => return Ok(None),
            Err(TryLockError::Error(error)) if !is_unsupported(&error) => {
                return Err(io_failed("lock", &path)(error));
            }
            // Like Cargo: on a file system without locks, runs continue without one.
            Err(TryLockError::Error(_)) => {}
        }
        // If the file was removed between opening and locking, the next run would lock another one.
        let here = Handle::from_path(&path).ok();
        let this = file.try_clone().and_then(Handle::from_file).ok();
        Ok((here.is_some() && here == this).then_some(file))
    }
}

impl Drop for Guard {
    fn drop(&mut self) {
        // If this fails, the next run removes the remainder.
        let _ = fs::remove_dir_all(self.work.join(commit::NEW));
        let _ = fs::remove_file(self.work.join(LOCKED));
        let _ = fs::remove_dir(&self.work);
        if self.created {
            let _ = fs::remove_dir(&self.out);
        }
    }
}

/// Rejects a symbolic link or a file in place of the working folder: its contents, which are
/// removed, would be somebody else's.
fn require_folder(work: &Path) -> Result<(), FolderError> {
    match fs::symlink_metadata(work) {
        Ok(found) if !found.is_dir() => Err(FolderError::InTheWay(WORK.to_owned())),
        _ => Ok(()),
    }
}

/// Rejects a pipe, a symbolic link and the like before a file is opened: opening it may block, or
/// open another file.
fn require_regular_file(path: &Path) -> Result<(), FolderError> {
    match fs::symlink_metadata(path) {
        Ok(found) if !found.is_file() => {
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            Err(FolderError::InTheWay(format!("{WORK}/{name}")))
        }
        _ => Ok(()),
    }
}

/// True if the file system does not support locks.
fn is_unsupported(error: &std::io::Error) -> bool {
    error.kind() == std::io::ErrorKind::Unsupported
}

/// Completes or cleans up an interrupted run, unless another run is active.
///
/// # Errors
///
/// When the file system refuses something.
pub fn tidy(out: &Path) -> Result<(), FolderError> {
    match fs::symlink_metadata(out.join(WORK)) {
        Ok(_) => Guard::take(out).map(drop),
        Err(_) => Ok(()),
    }
}

/// The use of a folder by other runs, for commands that only read it.
#[derive(Debug)]
pub enum FolderUse {
    /// No run is active.
    Free,
    /// Another run is writing to it.
    Busy,
    /// A run was interrupted.
    Killed {
        /// True if it has passed the commit point.
        half: bool,
        /// The locked file, which prevents other runs from writing until it is dropped.
        held: Option<File>,
    },
}

/// Determines whether another run is writing to a folder, or was interrupted. Nothing is written.
///
/// # Errors
///
/// When the file system refuses something.
pub fn folder_use(out: &Path) -> Result<FolderUse, FolderError> {
    let work = out.join(WORK);
    let path = work.join(LOCKED);
    require_folder(&work)?;
    require_regular_file(&path)?;
    let half = commit::is_committed(&work);
    let file = match File::open(&path) {
        Ok(file) => file,
        Err(error) if is_absent(&error) && half => {
            return Ok(FolderUse::Killed { half, held: None });
        }
        Err(error) if is_absent(&error) => return Ok(FolderUse::Free),
        Err(error) => return Err(io_failed("read", &path)(error)),
    };
    match FileExt::try_lock_shared(&file) {
        Ok(()) => Ok(FolderUse::Killed {
            half: commit::is_committed(&work),
            held: Some(file),
        }),
        Err(TryLockError::WouldBlock) => Ok(FolderUse::Busy),
        Err(TryLockError::Error(error)) if is_unsupported(&error) => Ok(match half {
            true => FolderUse::Killed { half, held: None },
            false => FolderUse::Free,
        }),
        Err(TryLockError::Error(error)) => Err(io_failed("lock", &path)(error)),
    }
}
