//! Verbs that most operations of a document have.

use std::collections::BTreeMap;

use super::convention::{Conventions, ENOUGH, THROUGHOUT, most};
use super::{extensions, id, name_words, verb};
use crate::lower::inventory::OperationSource;
use crate::lower::template::Piece;

/// Minimum number of operations whose extensions or code samples have a verb for reading. Then
/// these count, and ids do not.
const FEW: usize = 2;

/// The verbs of a document.
#[derive(Debug, Default)]
pub(super) struct UsualVerbs {
    /// The verb for reading one resource.
    pub(super) read: Option<&'static str>,
    /// The verbs for changing one resource, if extensions or code samples of the document name
    /// methods.
    pub(super) put: Option<&'static str>,
    pub(super) patch: Option<&'static str>,
    /// These call more methods that delete a whole collection `delete` than anything else.
    pub(super) plain_delete: bool,
}

/// Numbers of operations with a verb, by the verb.
type Counts = BTreeMap<&'static str, usize>;

impl UsualVerbs {
    /// Looks at all operations.
    pub(super) fn of(sources: &[OperationSource<'_>], conventions: &Conventions) -> Self {
        let mut changes: BTreeMap<(&str, &'static str), usize> = BTreeMap::new();
        let mut deletes = (0, 0);
        let (mut read, mut named_read) = (Counts::new(), Counts::new());
        for it in sources {
            let name = named(it, conventions);
            let verb = name.as_deref().and_then(known);
            if let Some(verb) = verb {
                *changes.entry((it.verb, verb)).or_default() += 1;
            }
            let is_item = matches!(it.pieces.last(), Some(Piece::Parameter(..)));
            if let Some(name) = name.filter(|_| it.verb == "DELETE" && !is_item) {
                let is_plain = name == ["delete"];
                deletes.0 += usize::from(is_plain);
                deletes.1 += usize::from(!is_plain);
            }
            if let Some(said) = reads(it, verb) {
                *read.entry(said).or_default() += 1;
                *named_read.entry(said).or_default() += usize::from(verb.is_some());
            }
        }
        let change = |method: &str| {
            let verbs = changes.iter().filter(|((it, _), _)| *it == method);
            let verbs = verbs.map(|((_, verb), count)| (*verb, *count));
            most(&verbs.collect(), ENOUGH)
        };
        Self {
            read: reading(&named_read, FEW).or_else(|| reading(&read, ENOUGH)),
            put: change("PUT"),
            patch: change("PATCH"),
            plain_delete: deletes.0 > deletes.1.max(ENOUGH / 2),
        }
    }
}

/// The words of a method that an extension or the code samples of an operation have.
fn named(source: &OperationSource<'_>, conventions: &Conventions) -> Option<Vec<String>> {
    let name = extensions::METHOD_NAME.text(&source.operation);
    let name = name.and_then(name_words);
    name.or_else(|| Some(conventions.sampled(source)?.1))
}

/// `retrieve` if most verbs are that, else `get`; `None` for less than `least` operations.
fn reading(verbs: &Counts, least: usize) -> Option<&'static str> {
    let all: usize = verbs.values().sum();
    let retrieved = verbs.get("retrieve").copied().unwrap_or_default();
    let is_retrieve = retrieved * 100 >= all * THROUGHOUT;
    (all >= least).then_some(if is_retrieve { "retrieve" } else { "get" })
}

/// The verb of an operation that reads one resource: from an extension or code samples, or else
/// from its id or its text. A conflict of these two is decided for `retrieve`, because `get` may
/// just be the HTTP method.
fn reads(source: &OperationSource<'_>, named: Option<&'static str>) -> Option<&'static str> {
    if source.verb != "GET" || !matches!(source.pieces.last(), Some(Piece::Parameter(..))) {
        return None;
    }
    let said = || {
        let said = [id::verb(source), verb::text_verb(source)];
        said.into_iter().flatten().max()
    };
    let said = named.or_else(said);
    said.filter(|verb| matches!(*verb, "get" | "retrieve"))
}

fn known(words: &[String]) -> Option<&'static str> {
    let [word] = words else { return None };
    let verbs = ["get", "retrieve", "update", "edit", "replace", "upsert"];
    verbs.into_iter().find(|verb| verb == word)
}
