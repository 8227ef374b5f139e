use std::fs;
use std::path::{Path, PathBuf};

use super::{Change, ChangeKind, FolderError, failed};

/// Makes a folder hold what is generated.
///
/// Every new content is first written in full beside its place (in a temporary folder at the top
/// of `out`), then moved there: whoever reads meanwhile sees an old file or a new one, never half
/// of one, and when the disk is full nothing has changed.
///
/// # Errors
///
/// When the file system refuses something.
pub fn write(out: &Path, changes: &[Change<'_>]) -> Result<(), FolderError> {
    if changes.is_empty() {
        return Ok(());
    }
    fs::create_dir_all(out).map_err(failed("create", out))?;
    // The name starts with a dot, so that one left behind by a crash is not taken for drift.
    let stage = tempfile::Builder::new()
        .prefix(".sdk-codegen-")
        .tempdir_in(out)
        .map_err(failed("write to", out))?;
    let mut moves: Vec<(PathBuf, &Path)> = Vec::new();
    for change in changes {
        if change.kind != ChangeKind::Removed {
            let staged = stage.path().join(moves.len().to_string());
            fs::write(&staged, change.after).map_err(failed("write", &staged))?;
            moves.push((staged, &change.place));
        }
    }
    // First what goes: a file may stand where a folder must be, and the other way round.
    for change in changes {
        if change.kind == ChangeKind::Removed {
            fs::remove_file(&change.place).map_err(failed("remove", &change.place))?;
            remove_empty_parents(out, &change.place);
        }
    }
    for (staged, place) in moves {
        if let Some(parent) = place.parent() {
            fs::create_dir_all(parent).map_err(failed("create", parent))?;
        }
        fs::rename(&staged, place).map_err(failed("write", place))?;
    }
    Ok(())
}

/// Removes the folders above a removed file that are empty now.
fn remove_empty_parents(out: &Path, place: &Path) {
    let above = place.ancestors().skip(1).take_while(|above| *above != out);
    for folder in above {
        // Refused when something is left in it, which is as it should be.
        if fs::remove_dir(folder).is_err() {
            return;
        }
    }
}
