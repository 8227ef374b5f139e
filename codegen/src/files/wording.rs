//! Diagnostics about the output folder.

use super::FolderError;
use crate::diagnostic::{Code, Problem};

/// Maximum number of files that an error lists.
const NAMED: usize = 20;

pub(super) fn problem(error: &FolderError) -> Problem {
    let message = error.to_string();
    match error {
        FolderError::Foreign { .. } => Problem::new(Code::ForeignFolder, message)
            .note("it is unknown which of the files were generated, so nothing was written")
            .help(
                "name another folder; if an older version generated the files, run this once with \
                 --force, which overwrites files with the names of generated ones and no others",
            ),
        FolderError::OtherOutput(..) => Problem::new(Code::ForeignFolder, message)
            .note("nothing was written")
            .help("name another folder, or delete this one first"),
        FolderError::Edited(files) => {
            let named = files.iter().take(NAMED);
            let named = named.map(|(path, state)| format!("`{path}` {}", state.meaning()));
            let mut problem = named.fold(Problem::new(Code::EditedFiles, message), Problem::note);
            if files.len() > NAMED {
                problem = problem.note(format!("… and {} more", files.len() - NAMED));
            }
            problem.note("nothing was written").help(
                "move the changes elsewhere, for example to an overlay, then run \
                     this with --force",
            )
        }
        FolderError::InTheWay(_) => Problem::new(Code::FileInTheWay, message)
            .note("nothing was written")
            .help("move it elsewhere"),
        FolderError::Touched(_) => Problem::new(Code::FolderTouched, message)
            .note("nothing was written")
            .help("run it again"),
        FolderError::Busy(_) => Problem::new(Code::FolderBusy, message)
            .help("wait for the other run, or end it, and run this again"),
        FolderError::Outside(_) => Problem::new(Code::PathOutside, message)
            .note("nothing was written")
            .help("remove the folder `.sdk-codegen` in the output folder, and run this again"),
        FolderError::Io { .. } => Problem::new(Code::FolderInaccessible, message)
            .help("make the folder readable and writable, or name another one"),
    }
}
