use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use rayon::prelude::*;

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
    let staged = |index: usize| stage.path().join(index.to_string());
    let (removed, written): (Vec<_>, Vec<_>) = changes
        .iter()
        .partition(|change| change.kind == ChangeKind::Removed);
    written
        .par_iter()
        .enumerate()
        .try_for_each(|(index, change)| {
            let place = staged(index);
            fs::write(&place, change.after).map_err(failed("write", &place))
        })?;
    // First what goes: a file may stand where a folder must be, and the other way round.
    for change in removed {
        fs::remove_file(&change.place).map_err(failed("remove", &change.place))?;
        remove_empty_parents(out, &change.place);
    }
    let parents: BTreeSet<_> = written.iter().filter_map(|it| it.place.parent()).collect();
    for parent in parents {
        fs::create_dir_all(parent).map_err(failed("create", parent))?;
    }
    for (index, Change { place, .. }) in written.iter().enumerate() {
        fs::rename(staged(index), place).map_err(failed("write", place))?;
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
