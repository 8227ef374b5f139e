//! Loads the descriptions to compare: files, or files of a Git revision.

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::TempDir;

use super::inputs::Inputs;
use crate::ApiModel;
use crate::diagnostic::wording::configuration::no_revision;
use crate::diagnostic::{Diagnostics, Problem};

/// A description with its configuration and overlays. A path such as `HEAD~1:spec/openapi.yaml` is
/// a file of a Git revision, unless there is a file with that name; `-` is standard input, for one
/// description at most.
#[derive(Clone, Debug)]
pub struct DescriptionSource {
    /// The description.
    pub spec: PathBuf,
    /// The configuration file.
    pub config: Option<PathBuf>,
    /// Overlays of the description, applied in order, after those of the configuration.
    pub overlays: Vec<PathBuf>,
    /// Name of the package, instead of the configuration's.
    pub name: Option<String>,
    /// The names of the SDK (`names.lock`), which take precedence over derived ones. If a revision
    /// has no such file, all names are derived.
    pub names: Option<PathBuf>,
}

/// A model and the locations of its files.
pub(super) struct LoadedDescription {
    pub(super) model: ApiModel,
    /// The revisions that were extracted from Git, with their folders.
    folders: Vec<(String, TempDir)>,
}

impl DescriptionSource {
    /// Loads and lowers the description.
    pub(super) fn load(&self) -> Result<LoadedDescription, Diagnostics> {
        let mut folders = Vec::new();
        let mut find = |path: &Path| find(path, &mut folders);
        let spec = find(&self.spec)?;
        let config = self.config.as_deref().map(&mut find).transpose()?;
        let overlays = self.overlays.iter().map(|path| find(path));
        let overlays: Vec<PathBuf> = overlays.collect::<Result<_, _>>()?;
        let names = self.names.as_deref().map(&mut find).transpose()?;
        let mut inputs = Inputs::of(&spec, config.as_deref(), &overlays, self.name.as_deref())?;
        if let Some(file) = names.filter(|file| self.names.as_ref() == Some(file) || file.is_file())
        {
            inputs.keep_names(&file)?;
        }
        Ok(LoadedDescription {
            model: inputs.model()?,
            folders,
        })
    }
}

impl LoadedDescription {
    /// A path as the user passed it: in a revision or in the file system.
    pub(super) fn shown(&self, path: &str) -> String {
        for (revision, folder) in &self.folders {
            if let Ok(inside) = Path::new(path).strip_prefix(folder.path()) {
                return format!("{revision}{}", inside.display()).replace('\\', "/");
            }
        }
        path.to_owned()
    }
}

/// The path of a file; the folder of a file in a revision is extracted from Git.
fn find(path: &Path, folders: &mut Vec<(String, TempDir)>) -> Result<PathBuf, Problem> {
    let Some((revision, inside)) = revision(path) else {
        return Ok(path.to_owned());
    };
    let (folder, name) = match inside.rsplit_once('/') {
        Some((folder, name)) => (format!("{folder}/"), name),
        None => (String::new(), inside),
    };
    let tree = format!("{revision}:{folder}");
    if let Some((_, taken)) = folders.iter().find(|(known, _)| *known == tree) {
        return Ok(taken.path().join(name));
    }
    let refused = |why: String| no_revision(path, &why);
    let taken = TempDir::new().map_err(|error| refused(error.to_string()))?;
    take(&tree, taken.path()).map_err(refused)?;
    let file = taken.path().join(name);
    folders.push((tree, taken));
    Ok(file)
}

/// The revision and the path in it, if the path has that form.
fn revision(path: &Path) -> Option<(&str, &str)> {
    if fs::symlink_metadata(path).is_ok() {
        return None;
    }
    let (revision, inside) = path.to_str()?.split_once(':')?;
    // A single letter is a drive on Windows, and two slashes are part of a URL.
    let is_revision = (revision.len() > 1 || !cfg!(windows)) && !inside.starts_with("//");
    is_revision.then_some((revision, inside))
}

/// Extracts a folder of a revision. The work tree and the index of the repository are not changed.
fn take(tree: &str, into: &Path) -> Result<(), String> {
    let tree = tree.trim_end_matches('/');
    let tree = git(
        &[
            "rev-parse",
            "--verify",
            "--end-of-options",
            &format!("{tree}^{{tree}}"),
        ],
        None,
    )
    .or_else(|_| git(&["rev-parse", "--verify", "--end-of-options", tree], None))?;
    let index = TempDir::new().map_err(|error| error.to_string())?;
    let index = index.path().join("index");
    git(&["read-tree", tree.trim()], Some(&index))?;
    let mut prefix = std::ffi::OsString::from("--prefix=");
    prefix.push(into);
    prefix.push("/");
    git(
        &[OsStr::new("checkout-index"), OsStr::new("-a"), &prefix],
        Some(&index),
    )
    .map(drop)
}

fn git(arguments: &[impl AsRef<OsStr>], index: Option<&Path>) -> Result<String, String> {
    let mut git = Command::new("git");
    // Objects that a partial clone lacks are not fetched: the generator opens no connection.
    git.args(arguments).env("GIT_NO_LAZY_FETCH", "1");
    if let Some(index) = index {
        git.env("GIT_INDEX_FILE", index);
    }
    let output = git
        .output()
        .map_err(|error| format!("cannot start git: {error}"))?;
    match output.status.success() {
        true => Ok(String::from_utf8_lossy(&output.stdout).into_owned()),
        false => Err(String::from_utf8_lossy(&output.stderr).trim().to_owned()),
    }
}
