//! Names of methods: unique in their resource, and distinct from the accessors of its children.

mod warnings;

use std::cmp::Ordering;
use std::collections::HashMap;

use indexmap::IndexSet;

use super::inventory::OperationSource;
use super::operation_name::{self, ProposedName, add_verb};
use super::resources::Tree;
use super::template::Piece;
use super::{reserved, template};
use crate::config::Config;
use crate::diagnostic::Diagnostics;
use crate::name::{Case, fingerprint, words};

/// The assigned name of an operation.
pub(super) struct AssignedName {
    /// Index of its resource in the [`Tree`].
    pub(super) resource: usize,
    /// Words of the method name.
    pub(super) words: Vec<String>,
    /// Name of the method.
    pub(super) fn_name: String,
    /// Name of the endpoint type.
    pub(super) struct_name: String,
}

/// The words of path and HTTP method that a name contains. Each level adds to the previous one.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Detail {
    /// The name in the configuration, which is never extended.
    Configured,
    /// The name in `names.lock`.
    Kept,
    /// The proposed name.
    Plain,
    /// Words of the path that proposed names omit: versions, scopes, the query.
    Qualified,
    /// What the id or the summary says instead.
    Fallback,
    /// The HTTP method, without more words of the path.
    How,
    /// The words of the path after those of the resource.
    Below,
    /// The last parameter of the path.
    Item,
    /// All words of the path that are not in the resource.
    Fixed,
    /// All parameters of the path.
    Parameters,
    /// The HTTP method.
    Verb,
    /// All words of the path as written, with version and query, instead of the previous ones.
    Whole,
    /// A fingerprint.
    Fingerprint,
}

/// Maximum number of rounds in which clashes are resolved with words; then fingerprints are used.
const ROUNDS: usize = 8;

/// Maximum number of words that a name takes from a path.
const MAX_WORDS: usize = 24;

/// Names all operations. If several operations of a resource propose the same name, each gets a
/// suffix from its own path and HTTP method, with a warning.
pub(super) fn name(
    sources: &[OperationSource<'_>],
    tree: &mut Tree,
    config: &Config,
    diagnostics: &mut Diagnostics,
) -> Vec<AssignedName> {
    let resources: Vec<usize> = sources
        .iter()
        .map(|f| {
            let kept = f.kept.as_ref().map(|it| &it.resource);
            tree.get_or_add(kept.unwrap_or(&f.proposed.resource))
        })
        .collect();
    let configured = |f: &OperationSource<'_>| config.names.get(&f.operation.at().to_string());
    let detail = |f: &OperationSource<'_>| match (configured(f), &f.kept) {
        (Some(_), _) => Detail::Configured,
        (None, Some(_)) => Detail::Kept,
        (None, None) => Detail::Plain,
    };
    let mut details: Vec<Detail> = sources.iter().map(detail).collect();
    let spell = |index: usize, detail: Detail| {
        let f: &OperationSource<'_> = &sources[index];
        let words = configured(f).map_or_else(|| detailed_words(f, detail), |name| words(name));
        spelled(words, resources[index], tree)
    };
    let mut round = 0;
    loop {
        let names = details
            .iter()
            .enumerate()
            .map(|(index, detail)| spell(index, *detail));
        let names: Vec<AssignedName> = names.collect();
        let clashing = clashing(sources, &names, &details, tree);
        if clashing.is_empty() || round > 2 * ROUNDS {
            let plain: Vec<AssignedName> = (0..names.len())
                .map(|index| spell(index, Detail::Plain))
                .collect();
            warnings::warn(sources, &names, &plain, tree, diagnostics);
            return names;
        }
        for index in clashing {
            details[index] = details[index].next(round);
        }
        round += 1;
    }
}

impl Detail {
    /// The method that the id or the summary says, if this level uses it. A verb alone is worth less than the HTTP
    /// method.
    fn fallback(self, method: Option<&Vec<String>>) -> Option<&Vec<String>> {
        method.filter(|words| match self {
            Self::Fallback => true,
            _ => self > Self::Fallback && words.len() > 1,
        })
    }

    fn next(self, round: usize) -> Self {
        match self {
            Self::Configured => Self::Configured,
            Self::Kept => Self::Plain,
            _ if round > ROUNDS => Self::Fingerprint,
            Self::Plain => Self::Qualified,
            Self::Qualified => Self::Fallback,
            Self::Fallback => Self::How,
            Self::How => Self::Below,
            Self::Below => Self::Item,
            Self::Item => Self::Fixed,
            Self::Fixed => Self::Parameters,
            Self::Parameters => Self::Verb,
            Self::Verb => Self::Whole,
            Self::Whole | Self::Fingerprint => Self::Fingerprint,
        }
    }
}

/// The words of a name at this level.
fn detailed_words(source: &OperationSource<'_>, detail: Detail) -> Vec<String> {
    let ProposedName {
        resource,
        method,
        qualifiers,
        fallback,
        ..
    } = &source.proposed;
    let method = detail.fallback(fallback.as_ref()).unwrap_or(method);
    let mut name = method.clone();
    if let (Detail::Kept, Some(kept)) = (detail, &source.kept) {
        return kept.method.clone();
    }
    if detail >= Detail::Qualified && detail < Detail::Whole {
        let new = qualifiers.iter().filter(|word| !method.contains(word));
        name.extend(new.take(MAX_WORDS).cloned());
    }
    if detail == Detail::Whole {
        let (path, query) = source.key.split_once('?').unwrap_or((source.key, ""));
        let all = words(&format!("{} {query}", path.replace('{', " by ")));
        let new = all.into_iter().filter(|word| !method.contains(word));
        let new: IndexSet<String> = new.take(MAX_WORDS).collect();
        name.extend(new);
        return name;
    }
    let path = match detail {
        detail if detail <= Detail::How => Vec::new(),
        Detail::Below | Detail::Item => {
            operation_name::words_below(&source.pieces[source.front..], resource)
        }
        _ => operation_name::fixed_words(&source.pieces[source.front..], resource),
    };
    let new: Vec<String> = path
        .into_iter()
        .filter(|word| !name.contains(word))
        .collect();
    name.extend(new.into_iter().take(MAX_WORDS));
    let by = by_parameters(source, detail);
    if !name.ends_with(&by) {
        name.extend(by);
    }
    if detail == Detail::How || detail >= Detail::Verb {
        add_verb(source, &mut name, detail != Detail::How);
    }
    if detail == Detail::Fingerprint {
        let whole = format!("{} {}", source.verb, source.key);
        name.push(format!("x{}", fingerprint(&whole, 16)));
    }
    name
}

/// `by` and the words of the parameters that a name at this level contains; empty without parameters.
fn by_parameters(source: &OperationSource<'_>, detail: Detail) -> Vec<String> {
    let is_parameter = |piece: &&Piece<'_>| matches!(piece, Piece::Parameter(..));
    let named = match detail {
        Detail::Item | Detail::Fixed => source
            .pieces
            .iter()
            .rfind(is_parameter)
            .into_iter()
            .collect(),
        detail if detail >= Detail::Parameters => source.pieces.iter().collect(),
        _ => Vec::new(),
    };
    let parameters = template::parameters(named).take(MAX_WORDS);
    let mut by: Vec<String> = parameters.flat_map(words).collect();
    if !by.is_empty() {
        by.insert(0, "by".to_owned());
    }
    by
}

fn spelled(words: Vec<String>, resource: usize, tree: &Tree) -> AssignedName {
    let mut struct_name = Case::Type.join(&words);
    // Steps of staged builders have names such as `CreateNeedsName`.
    let like_step = struct_name.contains("Needs");
    if like_step || Case::Type.reserves(&words) || struct_name == tree.handle(resource) {
        let mut words: Vec<String> = words.iter().map(|w| w.replace("needs", "need")).collect();
        words.push("request".to_owned());
        struct_name = Case::Type.join(&words);
    }
    AssignedName {
        resource,
        fn_name: Case::Module.join(&words),
        struct_name,
        words,
    }
}

/// Indices of the operations whose names clash.
fn clashing(
    sources: &[OperationSource<'_>],
    names: &[AssignedName],
    details: &[Detail],
    tree: &Tree,
) -> Vec<usize> {
    let rank = |index: usize| match details[index] {
        Detail::Configured => 0,
        Detail::Kept => 1,
        _ => sources[index].proposed.rank + 2,
    };
    // The best rank among the operations with a name, and how many of them have it.
    let mut wanted: HashMap<(usize, &str), (usize, usize)> = HashMap::new();
    for (index, name) in names.iter().enumerate() {
        let rank = rank(index);
        let best = wanted
            .entry((name.resource, &name.struct_name))
            .or_insert((rank, 0));
        match rank.cmp(&best.0) {
            Ordering::Less => *best = (rank, 1),
            Ordering::Equal => best.1 += 1,
            Ordering::Greater => {}
        }
    }
    let clashes = |index: usize| {
        let name = &names[index];
        wanted[&(name.resource, name.struct_name.as_str())] != (rank(index), 1)
            || tree.has_child(name.resource, &name.fn_name)
            || reserved::is_handle_method(&name.fn_name)
    };
    let movable = |index: &usize| {
        !matches!(details[*index], Detail::Configured | Detail::Fingerprint) && clashes(*index)
    };
    (0..names.len()).filter(movable).collect()
}
