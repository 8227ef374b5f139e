use std::fs::{File, FileType, Metadata};
use std::io::{self, Read};
use std::path::Path;

use crate::diagnostic::Diagnostic;
use crate::diagnostic::wording::text;
use crate::source::{Pointer, Source};

/// The maximum size of a text, in bytes.
pub const MAX_BYTES: usize = 128 << 20;

/// The path that stands for standard input.
pub const STANDARD_INPUT: &str = "-";

impl Source {
    /// Reads a file.
    ///
    /// # Errors
    ///
    /// If it is no regular file, cannot be read, is larger than [`MAX_BYTES`], or is not UTF-8. For
    /// a URL, the error says how to download it: no connection is opened here.
    pub fn read(path: impl AsRef<Path>) -> Result<Self, Diagnostic> {
        let path = path.as_ref();
        let unreadable = |why: String| text::unreadable(path, &why).error(&Pointer::root(0));
        let text = read_text(path).map_err(unreadable)?;
        Ok(Self {
            path: path.to_owned(),
            text,
        })
    }

    /// Reads a description: a file, or standard input for [`STANDARD_INPUT`]. References in
    /// standard input are relative to the current folder.
    ///
    /// # Errors
    ///
    /// Those of [`Source::read`].
    pub fn named(path: impl AsRef<Path>) -> Result<Self, Diagnostic> {
        let path = path.as_ref();
        if path != Path::new(STANDARD_INPUT) {
            return Self::read(path);
        }
        let path = Path::new("<stdin>");
        let unreadable = |why: String| text::unreadable(path, &why).error(&Pointer::root(0));
        let bytes = read_whole(io::stdin().lock()).map_err(unreadable)?;
        Ok(Self {
            path: path.to_owned(),
            text: utf8(bytes).map_err(unreadable)?,
        })
    }
}

/// Reads a text of at most [`MAX_BYTES`]; the error is a message.
pub(crate) fn read_text(path: &Path) -> Result<String, String> {
    utf8(read_plain(path)?)
}

fn utf8(bytes: Vec<u8>) -> Result<String, String> {
    String::from_utf8(bytes).map_err(|e| {
        let at = e.utf8_error().valid_up_to();
        let before = String::from_utf8_lossy(&e.as_bytes()[..at]);
        let line = before.matches('\n').count() + 1;
        let column = before
            .rsplit('\n')
            .next()
            .unwrap_or_default()
            .chars()
            .count()
            + 1;
        format!("the text is not UTF-8 (byte {at}: line {line}, column {column})")
    })
}

/// Reads a regular file of at most [`MAX_BYTES`]; the error is a message.
///
/// Other files are not opened: opening a named pipe blocks until there is a writer, and a device
/// may be infinite.
pub(crate) fn read_plain(path: &Path) -> Result<Vec<u8>, String> {
    let is_plain = |found: &Metadata| match special_file_kind(found.file_type()) {
        None => Ok(()),
        Some(kind) => Err(format!("it is {kind}, not a file")),
    };
    is_plain(&std::fs::metadata(path).map_err(|e| e.to_string())?)?;
    let file = File::open(path).map_err(|e| e.to_string())?;
    // The path may have been replaced since.
    is_plain(&file.metadata().map_err(|e| e.to_string())?)?;
    read_whole(file)
}

/// Reads to the end, if that is at most [`MAX_BYTES`].
fn read_whole(from: impl Read) -> Result<Vec<u8>, String> {
    let mut bytes = Vec::new();
    // One byte more, to distinguish a text at the limit from one above it.
    from.take(MAX_BYTES as u64 + 1)
        .read_to_end(&mut bytes)
        .map_err(|e| e.to_string())?;
    if bytes.len() > MAX_BYTES {
        return Err(too_large());
    }
    Ok(bytes)
}

/// What a path is if it is no regular file; `None` for a regular file.
pub(crate) fn special_file_kind(kind: FileType) -> Option<&'static str> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::FileTypeExt as _;
        if kind.is_fifo() {
            return Some("a pipe");
        } else if kind.is_socket() {
            return Some("a socket");
        } else if kind.is_char_device() || kind.is_block_device() {
            return Some("a device");
        }
    }
    if kind.is_dir() {
        Some("a folder")
    } else if kind.is_symlink() {
        Some("a symbolic link")
    } else if kind.is_file() {
        None
    } else {
        Some("something else")
    }
}

/// The message for a text above the limit.
pub(super) fn too_large() -> String {
    format!("the text is larger than {} MiB", MAX_BYTES >> 20)
}
