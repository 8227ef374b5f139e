use std::fs::{self, File, OpenOptions};
use std::path::{Path, PathBuf};
use std::thread::sleep;
use std::time::{Duration, Instant};

use fs4::{FileExt, TryLockError};
use same_file::Handle;

use super::lock::is_absent;
use super::{FolderError, commit, io_failed};

/// Where a run keeps what is not in its place yet, at the top of a folder.
pub(super) const WORK: &str = ".sdk-codegen";

/// The file in it that one run at a time has locked. The system unlocks it when a run is killed.
const LOCKED: &str = "running";

/// How long a run waits for another one.
const TIMEOUT: Duration = Duration::from_secs(60);

/// How often it looks.
const POLL_INTERVAL: Duration = Duration::from_millis(20);

/// The right to write to a folder, which one run has at a time.
#[derive(Debug)]
pub(super) struct Guard {
    /// The folder for what is not in its place yet.
    pub(super) work: PathBuf,
    out: PathBuf,
    /// Whether the folder was not there before.
    made: bool,
    _locked: File,
}

impl Guard {
    /// Waits for other runs, then finishes or clears away what a killed one has left.
    pub(super) fn take(out: &Path) -> Result<Self, FolderError> {
        let made = !out.exists();
        fs::create_dir_all(out).map_err(io_failed("create", out))?;
        let work = out.join(WORK);
        let start = Instant::now();
        loop {
            if let Some(locked) = Self::try_take(&work)? {
                let out = out.to_owned();
                let guard = Self {
                    work,
                    out,
                    made,
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

    /// Gives the locked file, or nothing where another run has it.
    fn try_take(work: &Path) -> Result<Option<File>, FolderError> {
        match fs::create_dir(work) {
            Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => own(work)?,
            made => made.map_err(io_failed("create", work))?,
        }
        let path = work.join(LOCKED);
        only_a_file(&path)?;
        let opened = OpenOptions::new()
            .write(true)
            .create(true)
            .truncate(false)
            .open(&path);
        let file = match opened {
            Ok(file) => file,
            // The run before has just cleared its folder away.
            Err(error) if is_absent(&error) => return Ok(None),
            Err(error) => return Err(io_failed("write to", &path)(error)),
        };
        match FileExt::try_lock(&file) {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => return Ok(None),
            Err(TryLockError::Error(error)) if !is_unsupported(&error) => {
                return Err(io_failed("lock", &path)(error));
            }
            // As Cargo does it: where files cannot be locked, runs go on without.
            Err(TryLockError::Error(_)) => {}
        }
        // It may have been removed between opening and locking: then the next one makes another.
        let here = Handle::from_path(&path).ok();
        let this = file.try_clone().and_then(Handle::from_file).ok();
        Ok((here.is_some() && here == this).then_some(file))
    }
}

impl Drop for Guard {
    fn drop(&mut self) {
        // What is left where this fails is cleared away by the next run.
        let _ = fs::remove_dir_all(self.work.join(commit::NEW));
        let _ = fs::remove_file(self.work.join(LOCKED));
        let _ = fs::remove_dir(&self.work);
        if self.made {
            let _ = fs::remove_dir(&self.out);
        }
    }
}

/// Refuses a link or a file where the folder for what is not in its place yet must be: what is
/// cleared away would be somebody's.
fn own(work: &Path) -> Result<(), FolderError> {
    match fs::symlink_metadata(work) {
        Ok(found) if !found.is_dir() => Err(FolderError::InTheWay(WORK.to_owned())),
        _ => Ok(()),
    }
}

/// Refuses a pipe, a link and the like in place of a file that is opened: opening it may block, or
/// open another file.
fn only_a_file(path: &Path) -> Result<(), FolderError> {
    match fs::symlink_metadata(path) {
        Ok(found) if !found.is_file() => {
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            Err(FolderError::InTheWay(format!("{WORK}/{name}")))
        }
        _ => Ok(()),
    }
}

/// Whether a file system cannot lock files.
fn is_unsupported(error: &std::io::Error) -> bool {
    error.kind() == std::io::ErrorKind::Unsupported
}

/// Finishes or clears away what a killed run has left in a folder, unless one is running.
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

/// What is going on in a folder that is only looked at.
#[derive(Debug)]
pub enum FolderUse {
    /// Nothing.
    Free,
    /// Another run writes to it.
    Busy,
    /// A run was killed in it.
    Killed {
        /// It had begun to move files into place.
        half: bool,
        /// Keeps others from writing as long as this is kept.
        held: Option<File>,
    },
}

/// Looks whether another run writes to a folder, or was killed in it. Nothing is written.
///
/// # Errors
///
/// When the file system refuses something.
pub fn folder_use(out: &Path) -> Result<FolderUse, FolderError> {
    let work = out.join(WORK);
    let path = work.join(LOCKED);
    own(&work)?;
    only_a_file(&path)?;
    let half = commit::is_begun(&work);
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
            half: commit::is_begun(&work),
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
