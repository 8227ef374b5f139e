use std::io::Read as _;
use std::path::{Path, PathBuf};

use crate::diagnostic::Diagnostic;
use crate::load::Pointer;

/// The largest text that is read, in bytes.
pub const MAX_BYTES: usize = 128 << 20;

/// The text of a description and where it came from.
#[derive(Clone, Debug)]
pub struct Source {
    /// Path as people gave it; relative `$ref`s start from its folder.
    pub path: PathBuf,
    /// The whole text.
    pub text: String,
}

impl Source {
    /// Reads a file.
    ///
    /// # Errors
    ///
    /// When the file cannot be read, is larger than [`MAX_BYTES`], or is not UTF-8.
    pub fn read(path: impl AsRef<Path>) -> Result<Self, Diagnostic> {
        let path = path.as_ref();
        let text = read_text(path).map_err(|why| {
            Diagnostic::error(
                Pointer::root(0),
                format!("cannot read {}: {why}", path.display()),
            )
        })?;
        Ok(Self {
            path: path.to_owned(),
            text,
        })
    }
}

/// Reads a text of at most [`MAX_BYTES`]; the error says why not.
pub(super) fn read_text(path: &Path) -> Result<String, String> {
    let file = std::fs::File::open(path).map_err(|e| e.to_string())?;
    let mut bytes = Vec::new();
    // One byte more than allowed tells a file that is too large from one that just fits.
    file.take(MAX_BYTES as u64 + 1)
        .read_to_end(&mut bytes)
        .map_err(|e| e.to_string())?;
    if bytes.len() > MAX_BYTES {
        return Err(too_large());
    }
    String::from_utf8(bytes).map_err(|e| {
        let at = e.utf8_error().valid_up_to();
        format!("the text is not UTF-8 (byte {at})")
    })
}

/// What is said of a text above the limit.
pub(super) fn too_large() -> String {
    format!("the text is larger than {} MiB", MAX_BYTES >> 20)
}
