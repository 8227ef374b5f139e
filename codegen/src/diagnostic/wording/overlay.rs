//! Problems with an overlay.

use super::super::{Code, Problem};

pub(crate) fn not_an_overlay() -> Problem {
    Problem::new(Code::NotAnOverlay, "this is not an overlay")
        .help("write `overlay: 1.0.0` at the top")
}

pub(crate) fn unknown_version(version: &str) -> Problem {
    let message = format!("Overlay version `{version}` is not supported");
    Problem::new(Code::UnknownOverlayVersion, message)
        .note("Overlay 1.0 and 1.1 are supported")
        .help("write `overlay: 1.0.0`")
}

pub(crate) fn without_actions() -> Problem {
    let message = "the overlay has no list of `actions`";
    Problem::new(Code::OverlayWithoutActions, message)
        .help("list what to change under `actions`, each with a `target`")
}

pub(crate) fn without_target() -> Problem {
    let message = "an action needs a `target`, which is a JSONPath";
    Problem::new(Code::ActionWithoutTarget, message)
        .help("write what to change, such as `target: $.info`")
}

pub(crate) fn invalid_target(why: &str, at: usize) -> Problem {
    let message = format!("this is not a JSONPath: {why} (at character {at})");
    Problem::new(Code::InvalidTarget, message)
        .help("write a JSONPath (RFC 9535), such as `$.paths['/pets'].get`")
}

pub(crate) fn too_many_brackets(limit: usize) -> Problem {
    let message = format!("more than {limit} brackets are nested");
    Problem::new(Code::CostlyTarget, message).help("write a simpler target, or several actions")
}

pub(crate) fn costly_target() -> Problem {
    let message = "the target would search the whole description for each of its values";
    Problem::new(Code::CostlyTarget, message)
        .help("write the full path instead of `..`, and do not start at `$` in a filter")
}

pub(crate) fn target_not_found() -> Problem {
    let message = "the target matches nothing in the description";
    Problem::new(Code::TargetNotFound, message)
        .note("the action changes nothing")
        .help("correct the target, or remove the action if the description no longer needs it")
}

pub(crate) fn copy_not_one() -> Problem {
    Problem::new(
        Code::InvalidUpdate,
        "`copy` does not match exactly one value",
    )
    .help("write a JSONPath that finds the one value to copy, such as `$.components.schemas.Pet`")
}

pub(crate) fn extends_elsewhere(extends: &str) -> Problem {
    let message = format!(
        "`{}` is not a file beside the overlay",
        extends.escape_debug()
    );
    Problem::new(Code::UnreadableFile, message).help(
        "name a file in the folder of the overlay, or pass both the description and its overlay",
    )
}

pub(crate) fn without_effect() -> Problem {
    let message = "an action without `update` or `remove: true` does nothing";
    Problem::new(Code::ActionWithoutEffect, message)
        .note("the action is skipped")
        .help("add `update` with what to merge, or `remove: true`")
}

pub(crate) fn adds_too_much(limit: usize) -> Problem {
    let message = format!("the overlays add more than {limit} values");
    Problem::new(Code::OverlayAddsTooMuch, message)
        .help("narrow the target: it also matches values that earlier actions have added")
}

pub(crate) fn not_an_object() -> Problem {
    let message = "only an object can be merged into an object";
    Problem::new(Code::InvalidUpdate, message)
        .help("write the members to change, such as `update: {title: Pets}`")
}

pub(crate) fn target_is_scalar() -> Problem {
    let message = "the target is neither an object nor a list, which `update` needs";
    Problem::new(Code::InvalidUpdate, message).help("target the object that contains it")
}

pub(crate) fn root_removed() -> Problem {
    let message = "the description as a whole cannot be removed";
    Problem::new(Code::RootRemoved, message)
        .help("target the value to remove, such as `$.paths['/pets']`")
}
