//! The causes why a folder is out of date.

use std::collections::BTreeSet;

use crate::files::{FolderLock, Lock};

/// A change since the folder was generated, or a problem with its lock.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Cause {
    pub(super) kind: CauseKind,
    /// The details.
    pub(super) what: String,
    /// The file that changed, if it is one: relative to the folder of the description, or its name.
    pub(super) file: Option<String>,
}

impl Cause {
    pub(super) fn new(kind: CauseKind, what: impl Into<String>) -> Self {
        Self {
            kind,
            what: what.into(),
            file: None,
        }
    }

    fn in_file(self, file: &str) -> Self {
        Self {
            file: Some(file.to_owned()),
            ..self
        }
    }
}

/// The kind of a cause.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum CauseKind {
    Description,
    Reference,
    Configuration,
    Overlay,
    Options,
    Generator,
    Interrupted,
    LockMissing,
    LockDamaged,
    LockStale,
}

impl CauseKind {
    /// The identifier in JSON; it is stable.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Description => "description",
            Self::Reference => "reference",
            Self::Configuration => "configuration",
            Self::Overlay => "overlay",
            Self::Options => "options",
            Self::Generator => "generator",
            Self::Interrupted => "interrupted",
            Self::LockMissing => "lock-missing",
            Self::LockDamaged => "lock-damaged",
            Self::LockStale => "lock-stale",
        }
    }

    /// True if writing requires `--force`.
    pub(super) fn needs_force(self) -> bool {
        matches!(self, Self::LockMissing | Self::LockDamaged)
    }

    /// The title in text.
    pub(super) fn title(self) -> &'static str {
        match self {
            Self::Description => "description changed",
            Self::Reference => "referred-to file changed",
            Self::Configuration => "configuration changed",
            Self::Overlay => "overlay changed",
            Self::Options => "options changed",
            Self::Generator => "generator changed",
            Self::Interrupted => "interrupted",
            Self::LockMissing => "lock missing",
            Self::LockDamaged => "lock damaged",
            Self::LockStale => "lock stale",
        }
    }
}

/// The differences between the lock of a folder and `now`, the lock of the generated files.
pub(super) fn causes(folder_lock: &FolderLock, now: &Lock) -> Vec<Cause> {
    let Some(text) = &folder_lock.text else {
        let what = "there is no sdk.lock, so the inputs of the files are unknown";
        return vec![Cause::new(CauseKind::LockMissing, what)];
    };
    let mut found = Vec::new();
    if let Some(problem) = &folder_lock.problem {
        found.push(Cause::new(CauseKind::LockDamaged, problem.clone()));
    }
    let mut changed = folder_lock.locks.iter().map(|then| inputs(then, now));
    if let Some(first) = changed.next() {
        // Only the causes that apply to both sides of a merge conflict.
        let rest: Vec<_> = changed.collect();
        let by_all = |it: &Cause| rest.iter().all(|those| those.contains(it));
        found.extend(first.into_iter().filter(by_all));
    }
    if found.is_empty() && *text != now.text() {
        found.push(Cause::new(
            CauseKind::LockStale,
            "sdk.lock does not match the generated files, although no input has changed",
        ));
    }
    found
}

fn inputs(then: &Lock, now: &Lock) -> Vec<Cause> {
    let mut found = Vec::new();
    if then.description.file != now.description.file {
        let (before, after) = (&then.description.file, &now.description.file);
        let what = format!("{after}, which was {before}");
        found.push(Cause::new(CauseKind::Description, what));
    } else if then.description != now.description {
        found.push(Cause::new(CauseKind::Description, &now.description.file));
    }
    found.extend(references(then, now));
    match (&then.configuration, &now.configuration) {
        (before, after) if before == after => {}
        (None, Some(after)) => {
            let what = format!("{}; there was none", after.file);
            found.push(Cause::new(CauseKind::Configuration, what));
        }
        (Some(before), None) => {
            let what = format!("there is none; it was {}", before.file);
            found.push(Cause::new(CauseKind::Configuration, what));
        }
        (_, after) => {
            let file = after.as_ref().map_or("", |it| &it.file);
            found.push(Cause::new(CauseKind::Configuration, file));
        }
    }
    found.extend(overlays(then, now));
    found.extend(options(then, now));
    if then.generator != now.generator {
        let (before, after) = (&then.generator.version, &now.generator.version);
        let what = match before == after {
            true => format!("another build of version {after}"),
            false => format!("version {after}; it was {before}"),
        };
        found.push(Cause::new(CauseKind::Generator, what));
    }
    found
}

fn references(then: &Lock, now: &Lock) -> Vec<Cause> {
    let names: BTreeSet<&String> = then
        .references
        .keys()
        .chain(now.references.keys())
        .collect();
    let changed = names.into_iter().filter_map(|name| {
        let what = match (then.references.get(name), now.references.get(name)) {
            (before, after) if before == after => return None,
            (None, _) => format!("{name}, which was not referred to"),
            (_, None) => format!("{name}, which is not referred to any more"),
            (_, Some(after)) if after == "missing" => format!("{name}, which is missing"),
            (Some(before), _) if before == "missing" => format!("{name}, which was missing"),
            _ => name.clone(),
        };
        Some(Cause::new(CauseKind::Reference, what).in_file(name))
    });
    changed.collect()
}

fn overlays(then: &Lock, now: &Lock) -> Vec<Cause> {
    let names = |lock: &Lock| -> Vec<String> {
        let files = lock.overlays.iter().map(|it| it.file.clone());
        files.collect()
    };
    if names(then) != names(now) {
        let list = |lock: &Lock| match names(lock).join(", ") {
            none if none.is_empty() => "none".to_owned(),
            some => some,
        };
        let what = format!("{}; it was {}", list(now), list(then));
        return vec![Cause::new(CauseKind::Overlay, what)];
    }
    let both = now.overlays.iter().zip(&then.overlays);
    let changed = both.filter(|(now, then)| now != then);
    changed
        .map(|(now, _)| Cause::new(CauseKind::Overlay, &now.file).in_file(&now.file))
        .collect()
}

fn options(then: &Lock, now: &Lock) -> Vec<Cause> {
    let (then, now) = (&then.options, &now.options);
    let none = "none".to_owned();
    let pairs = [
        ("command", &then.command, &now.command),
        ("source", &then.source, &now.source),
        (
            "name",
            then.name.as_ref().unwrap_or(&none),
            now.name.as_ref().unwrap_or(&none),
        ),
    ];
    let changed = pairs.into_iter().filter(|(_, then, now)| then != now);
    changed
        .map(|(what, then, now)| {
            Cause::new(
                CauseKind::Options,
                format!("{what} is `{now}`; it was `{then}`"),
            )
        })
        .collect()
}
