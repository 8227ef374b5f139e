use std::cell::{OnceCell, RefCell};
use std::collections::{HashMap, HashSet};
use std::path::PathBuf;
use std::sync::Arc;

use serde_json::Value;

use super::folder::{FileReference, Folder};
use super::kind::Kind;
use super::limits::{Limits, TreeBudget};
use super::normalize::{Shared, Walk};
use super::origin::Origins;
use super::reference::{find, find_mut, split};
use super::swagger::{self, Globals};
use super::{Document, File, Pointer, Source, Version, dynamic, extends, overlay, parse, version};
use crate::diagnostic::wording::reference::BrokenReference;
use crate::diagnostic::{Diagnostic, Diagnostics, Severity};
use crate::source::unescape;

/// Reads a description and, following its references, the files beside it.
pub(super) struct Loader {
    folder: Folder,
    files: Vec<File>,
    /// Texts of the files, in the same order.
    sources: Vec<Source>,
    version: Version,
    origins: Origins,
    budget: TreeBudget,
    diagnostics: Diagnostics,
    /// Sections of Swagger 2.0 that apply to all operations, by index of the file.
    globals: HashMap<usize, Globals>,
    /// The error that makes the whole description unusable.
    refusal: Option<Diagnostic>,
    /// True if a schema has an identifier or an anchor.
    is_identified: bool,
    is_dynamic: bool,
    /// References that were not followed yet: the file, the text, and the kind of the target.
    pending: Vec<(usize, String, Kind)>,
    /// Current depth of files that are opened because of one another.
    depth: usize,
    /// Targets of references outside of the usual sections, which were normalized for them.
    visited: HashSet<(usize, String, Kind)>,
}

/// Maximum depth of descriptions in Swagger 2.0 that refer to one another's body parameters.
const MAX_DEPTH: usize = 32;

/// The description with its overlays, before references are followed.
struct LoadedRoot {
    version: Version,
    root: Value,
    origins: Origins,
}

/// Reads the description and applies the overlays.
fn start(
    source: &Source,
    overlays: &[Source],
    budget: &mut TreeBudget,
    diagnostics: &mut Diagnostics,
) -> Result<LoadedRoot, Diagnostic> {
    let mut root = parse::parse(source, 0, budget, diagnostics)?;
    let origins = overlay::apply(&mut root, overlays, budget, diagnostics)?;
    let version = version::detect(&root).map_err(|mut diagnostic| {
        diagnostic.at = origins.written_at(&diagnostic.at);
        diagnostic
    })?;
    Ok(LoadedRoot {
        version,
        root,
        origins,
    })
}

/// Reads a description and the files that it refers to; see [`Document::load_with`].
pub(super) fn load(
    source: Source,
    overlays: Vec<Source>,
    limits: Limits,
) -> Result<(Document, Diagnostics), Diagnostics> {
    let mut diagnostics = Diagnostics::new();
    let mut budget = TreeBudget::new(limits);
    let (source, overlays, extended) = match extends::extended(&source) {
        None => (source, overlays, None),
        Some(Ok(extended)) => {
            let name = extended.path.file_name().map(PathBuf::from);
            let overlays = std::iter::once(source).chain(overlays).collect();
            (extended, overlays, name)
        }
        Some(Err(diagnostic)) => {
            return Err(Diagnostics::from(diagnostic).about(Arc::new(vec![source])));
        }
    };
    let start = match start(&source, &overlays, &mut budget, &mut diagnostics) {
        Ok(start) => start,
        Err(diagnostic) => {
            diagnostics.push(diagnostic);
            let sources = std::iter::once(source).chain(overlays).collect();
            return Err(diagnostics.about(Arc::new(sources)));
        }
    };
    let mut loader = Loader {
        folder: Folder::of(&source.path, extended),
        files: Vec::new(),
        sources: Vec::new(),
        version: start.version,
        origins: start.origins,
        budget,
        diagnostics,
        globals: HashMap::new(),
        refusal: None,
        is_identified: false,
        is_dynamic: false,
        pending: Vec::new(),
        depth: 0,
        visited: HashSet::new(),
    };
    let inside = source.path.file_name().map(PathBuf::from);
    loader.add(source, inside.unwrap_or_default(), start.root);
    for overlay in overlays {
        // Overlays are files too, so that diagnostics can show their lines. Nothing refers to them.
        loader.add(overlay, PathBuf::new(), Value::Null);
    }
    while let Some((file, reference, kind)) = loader.pending.pop() {
        loader.reference(file, &reference, kind);
    }
    loader.finish()
}

impl Loader {
    fn add(&mut self, source: Source, inside: PathBuf, root: Value) {
        let whole = root.get("openapi").is_some() || root.get("swagger").is_some();
        let own = whole.then(|| version::detect(&root).ok()).flatten();
        self.sources.push(source);
        self.files.push(File {
            root,
            inside,
            whole,
            version: own.unwrap_or(self.version),
            links: HashMap::new(),
        });
        if whole {
            self.rewrite(self.files.len() - 1, "", Kind::Document);
        }
    }

    /// Reads and normalizes the target of a reference.
    fn reference(&mut self, from: usize, reference: &str, kind: Kind) {
        let (path, fragment) = split(reference);
        // The error is reported when the reference is followed.
        if let Ok(file) = self.link(from, path) {
            self.rewrite(file, fragment, kind);
        }
    }

    /// The file that a reference names before `#`.
    fn link(&mut self, from: usize, path: &str) -> Result<usize, BrokenReference> {
        if path.is_empty() {
            return Ok(from);
        }
        if let Some(link) = self.files[from].links.get(path) {
            return link.clone();
        }
        let link = self.open(from, path);
        self.files[from].links.insert(path.to_owned(), link.clone());
        link
    }

    /// Reads the body parameters in other files that a description in Swagger 2.0 refers to: its
    /// operations are rewritten with them.
    fn external_bodies(&mut self, file: usize, fragment: &str, kind: Kind, described: usize) {
        // Each of these files may be a description that refers to further files.
        if self.depth == MAX_DEPTH {
            return;
        }
        self.depth += 1;
        self.note_bodies(file, fragment, kind, described);
        self.depth -= 1;
    }

    fn note_bodies(&mut self, file: usize, fragment: &str, kind: Kind, described: usize) {
        let value = find(&self.files[file].root, fragment);
        let references = value.map(|value| swagger::references(kind, value));
        for reference in references.into_iter().flatten() {
            let (path, fragment) = split(&reference);
            let Ok(to) = self.link(file, path) else {
                continue;
            };
            // A whole description has been normalized, and its body parameters are in `globals`.
            let name = fragment.strip_prefix("/parameters/").map(unescape);
            let aside = name.and_then(|name| self.globals.get(&to)?.body(&name));
            let raw = || {
                let value = find(&self.files[to].root, fragment)?.clone();
                Some((value, Pointer::new(to, fragment)))
            };
            let Some((value, at)) = aside.or_else(raw) else {
                continue;
            };
            let (values, text) = overlay::measure(&value);
            if let Err(problem) = self.budget.take(values, text) {
                self.refusal.get_or_insert_with(|| problem.error(&at));
                return;
            }
            let globals = self.globals.entry(described).or_default();
            globals.note((file, &reference), &value, at);
        }
    }

    /// Reads the file that a reference names, unless it was read before.
    fn open(&mut self, from: usize, path: &str) -> Result<usize, BrokenReference> {
        let number = self.files.len();
        let number = match self.folder.find(&self.files[from].inside, path, number)? {
            FileReference::Known(number) => number,
            FileReference::New { inside, text } => {
                let source = Source {
                    path: self.folder.path_of(&inside),
                    text,
                };
                let read = parse::parse(&source, number, &mut self.budget, &mut self.diagnostics);
                let root = read.unwrap_or_else(|mut diagnostic| {
                    // Only what refers to the file is skipped.
                    diagnostic.severity = Severity::Warning;
                    self.diagnostics.push(diagnostic);
                    Value::Null
                });
                self.add(source, inside, root);
                number
            }
        };
        if self.files[number].root.is_null() {
            return Err(BrokenReference::Empty);
        }
        Ok(number)
    }

    fn rewrite(&mut self, file: usize, fragment: &str, kind: Kind) {
        let (whole, version) = (self.files[file].whole, self.files[file].version);
        let moved = self.origins.place_of(file, fragment);
        let fragment = moved.as_deref().unwrap_or(fragment);
        let Some((path, _)) = find_mut(&mut self.files[file].root, fragment) else {
            return;
        };
        // By location and not by text: several texts can name the same location.
        if whole && is_usual(&path) || !self.visited.insert((file, path.clone(), kind)) {
            return;
        }
        // A file that is only a part of a description has the version of the description.
        let described = if whole { file } else { 0 };
        if version == Version::V2_0 {
            self.external_bodies(file, &path, kind, described);
        }
        let Some((_, value)) = find_mut(&mut self.files[file].root, &path) else {
            return;
        };
        let shared = Shared {
            diagnostics: &mut self.diagnostics,
            origins: &mut self.origins,
            budget: &mut self.budget,
            globals: self.globals.entry(described).or_default(),
        };
        let mut walk = Walk::new(version, file, path, shared);
        walk.value(kind, value);
        self.refusal = self.refusal.take().or(walk.refusal);
        self.is_identified |= walk.is_identified;
        self.is_dynamic |= walk.is_dynamic;
        let met = walk.references.into_iter();
        self.pending
            .extend(met.map(|(reference, kind)| (file, reference, kind)));
    }

    fn finish(mut self) -> Result<(Document, Diagnostics), Diagnostics> {
        let sources = Arc::new(self.sources);
        if let Some(mut refusal) = self.refusal {
            refusal.at = self.origins.written_at(&refusal.at);
            self.diagnostics.push(refusal);
            return Err(self.diagnostics.about(sources));
        }
        let mut document = Document {
            files: self.files,
            sources: sources.clone(),
            looked_up: self.folder.into_looked_up(),
            version: self.version,
            origins: self.origins,
            targets: RefCell::default(),
            names: OnceCell::new(),
            is_identified: self.is_identified,
        };
        if self.is_dynamic {
            dynamic::resolve(&mut document, &mut self.budget);
        }
        let diagnostics = self.diagnostics.about(sources);
        Ok((document, diagnostics))
    }
}

/// True if a pointer leads to a section that is normalized with the whole description.
fn is_usual(path: &str) -> bool {
    path.starts_with("/components/") || path.starts_with("/paths/")
}
