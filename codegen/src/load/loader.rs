use std::cell::{OnceCell, RefCell};
use std::collections::{HashMap, HashSet};
use std::path::PathBuf;
use std::sync::Arc;

use serde_json::Value;

use super::folder::{Folder, Found};
use super::kind::Kind;
use super::limits::{Limits, Room};
use super::normalize::{Shared, Walk};
use super::origin::Origins;
use super::reference::{find_mut, split};
use super::swagger::Globals;
use super::{Document, File, Source, Version, dynamic, extends, overlay, parse, version};
use crate::diagnostic::wording::reference::Broken;
use crate::diagnostic::{Diagnostic, Diagnostics, Severity};

/// Reads a description and, following its references, the files beside it.
pub(super) struct Loader {
    folder: Folder,
    files: Vec<File>,
    /// Texts of the files.
    sources: Vec<Source>,
    version: Version,
    origins: Origins,
    room: Room,
    diagnostics: Diagnostics,
    /// What descriptions in Swagger 2.0 say once for all operations, by the number of the file.
    globals: HashMap<usize, Globals>,
    /// Why nothing can be made of the description.
    refusal: Option<Diagnostic>,
    /// Some schema has an identifier, or refers to a name that others may take over.
    is_identified: bool,
    is_dynamic: bool,
    /// References that were met and not looked at yet: the file, the text, what it must lead to.
    pending: Vec<(usize, String, Kind)>,
    /// Places outside the usual ones that were rewritten because a reference leads there.
    visited: HashSet<(usize, String, Kind)>,
}

/// What there is before references are followed.
struct Start {
    version: Version,
    root: Value,
    origins: Origins,
}

/// Reads the description itself, and what overlays make of it.
fn start(
    source: &Source,
    overlays: &[Source],
    room: &mut Room,
    diagnostics: &mut Diagnostics,
) -> Result<Start, Diagnostic> {
    let mut root = parse::parse(source, 0, room, diagnostics)?;
    let origins = overlay::apply(&mut root, overlays, room, diagnostics)?;
    let version = version::detect(&root).map_err(|mut diagnostic| {
        diagnostic.at = origins.written_at(&diagnostic.at);
        diagnostic
    })?;
    Ok(Start {
        version,
        root,
        origins,
    })
}

/// Reads a description; see [`Document::load_with`].
pub(super) fn load(
    source: Source,
    overlays: Vec<Source>,
    limits: Limits,
) -> Result<(Document, Diagnostics), Diagnostics> {
    let mut diagnostics = Diagnostics::new();
    let mut room = Room::new(limits);
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
    let start = match start(&source, &overlays, &mut room, &mut diagnostics) {
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
        room,
        diagnostics,
        globals: HashMap::new(),
        refusal: None,
        is_identified: false,
        is_dynamic: false,
        pending: Vec::new(),
        visited: HashSet::new(),
    };
    let inside = source.path.file_name().map(PathBuf::from);
    loader.add(source, inside.unwrap_or_default(), start.root);
    for overlay in overlays {
        // They have numbers, so that their lines can be shown; nothing refers to them.
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

    /// Makes sure that what a reference leads to is read and rewritten.
    fn reference(&mut self, from: usize, reference: &str, kind: Kind) {
        let (path, fragment) = split(reference);
        let file = match self.files[from].links.get(path) {
            _ if path.is_empty() => Ok(from),
            Some(link) => link.clone(),
            None => {
                let link = self.open(from, path);
                self.files[from].links.insert(path.to_owned(), link.clone());
                link
            }
        };
        // A reference that leads nowhere is reported by who follows it.
        let Ok(file) = file else { return };
        self.rewrite(file, fragment, kind);
    }

    /// Reads the file that a reference names, unless it is known.
    fn open(&mut self, from: usize, path: &str) -> Result<usize, Broken> {
        let number = self.files.len();
        let number = match self.folder.find(&self.files[from].inside, path, number)? {
            Found::Known(number) => number,
            Found::New { inside, text } => {
                let source = Source {
                    path: self.folder.path_of(&inside),
                    text,
                };
                let read = parse::parse(&source, number, &mut self.room, &mut self.diagnostics);
                let root = read.unwrap_or_else(|mut diagnostic| {
                    // What refers to it is left out, nothing more.
                    diagnostic.severity = Severity::Warning;
                    self.diagnostics.push(diagnostic);
                    Value::Null
                });
                self.add(source, inside, root);
                number
            }
        };
        if self.files[number].root.is_null() {
            return Err(Broken::Empty);
        }
        Ok(number)
    }

    fn rewrite(&mut self, file: usize, fragment: &str, kind: Kind) {
        let (whole, version) = (self.files[file].whole, self.files[file].version);
        let moved = self.origins.place_of(file, fragment);
        let fragment = moved.as_deref().unwrap_or(fragment);
        let Some((path, value)) = find_mut(&mut self.files[file].root, fragment) else {
            return;
        };
        // By the place and not by the text: one place can be written in many ways.
        if whole && is_usual(&path) || !self.visited.insert((file, path.clone(), kind)) {
            return;
        }
        // A piece of a description goes by what the description says.
        let described = if whole { file } else { 0 };
        let shared = Shared {
            diagnostics: &mut self.diagnostics,
            origins: &mut self.origins,
            room: &mut self.room,
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
            ends: RefCell::default(),
            names: OnceCell::new(),
            is_identified: self.is_identified,
        };
        if self.is_dynamic {
            dynamic::resolve(&mut document, &mut self.room);
        }
        let diagnostics = self.diagnostics.about(sources);
        Ok((document, diagnostics))
    }
}

/// Whether a pointer leads to where a whole description keeps its things, which is rewritten
/// with the description.
fn is_usual(path: &str) -> bool {
    path.starts_with("/components/") || path.starts_with("/paths/")
}
