//! Methods whose name would be a keyword, or that of a method which every resource has.

use super::action::is_action;
use super::convention::Conventions;
use super::one;
use crate::lower::inventory::OperationSource;
use crate::name::Case;

/// Names of methods that every resource has.
const RESERVED: [&str; 6] = ["clone", "drop", "fmt", "from", "into", "new"];

/// Completes a word that cannot be a method: what a `GET` reads has the verb in front (`get_type`),
/// and what is done has its object behind it, which is never `batch` (`move_account`), or the verb
/// of the resource in front of it.
///
/// `is_literal` if the name is taken from the document as it is: then only a method that every
/// resource has is avoided.
pub(super) fn complete(
    source: &OperationSource<'_>,
    resource: &[Vec<String>],
    method: &mut Vec<String>,
    (conventions, is_literal): (&Conventions, bool),
) {
    let is_new = matches!(method.as_slice(), [word] if RESERVED.contains(&word.as_str()));
    let is_keyword = !is_literal && method.len() == 1 && Case::Module.reserves(method);
    if !is_new && !is_keyword {
        return;
    }
    if source.verb == "GET" && !is_new && !is_action(method, false) {
        method.insert(0, conventions.read(None).to_owned());
        return;
    }
    let is_manner = |words: &&Vec<String>| *words == &["batch"] || *words == &["bulk"];
    let object = resource.iter().rev().find(|words| !is_manner(words));
    // `simulate_return` of `/simulate/return`.
    let is_done = |words: &&Vec<String>| words.len() == 1 && is_action(words, false) && !is_new;
    if let Some(done) = object.filter(is_done) {
        method.insert(0, done[0].clone());
        return;
    }
    method.extend(object.into_iter().flatten().map(|word| one(word)));
}
