//! Files that are written beside the crate, such as a report or a changelog.

use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

use super::protected::resolve;
use crate::diagnostic::Problem;
use crate::diagnostic::wording::configuration::file_not_written;

/// A text in a temporary file, which is moved into place at the end. Readers see the old file or the
/// complete new one. If it is dropped instead, nothing has changed.
#[derive(Debug)]
pub(super) struct StagedFile {
    file: NamedTempFile,
    /// The path without symbolic links, so that a link stays one.
    place: PathBuf,
    /// The path that the user passed.
    path: PathBuf,
}

impl StagedFile {
    /// Writes the text to a temporary file in the folder of `path`.
    pub(super) fn new(path: &Path, text: &str) -> Result<Self, Problem> {
        let staged = resolve(path).and_then(|place| Ok((stage(&place, text)?, place)));
        match staged {
            Ok((file, place)) => Ok(Self {
                file,
                place,
                path: path.to_owned(),
            }),
            Err(error) => Err(cannot(path, &error)),
        }
    }

    /// Moves the text into place.
    pub(super) fn keep(self) -> Result<(), Problem> {
        let Self { file, place, path } = self;
        match file.persist(place) {
            Ok(_) => Ok(()),
            Err(error) => Err(cannot(&path, &error.error)),
        }
    }
}

fn stage(place: &Path, text: &str) -> io::Result<NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    // Temporary files are private; a new file gets the default permissions.
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    let folder = place.parent().unwrap_or(Path::new("."));
    let mut file = builder.prefix(".sdk-codegen-").tempfile_in(folder)?;
    if let Ok(there) = fs::metadata(place) {
        file.as_file().set_permissions(there.permissions())?;
    }
    file.write_all(text.as_bytes())?;
    Ok(file)
}

fn cannot(path: &Path, error: &io::Error) -> Problem {
    // The text of the error itself would name the temporary file.
    let why = match error.raw_os_error() {
        Some(_) => error.to_string(),
        None => error.kind().to_string(),
    };
    file_not_written(&path.display().to_string(), &why)
}
