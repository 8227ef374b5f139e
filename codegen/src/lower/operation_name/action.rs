//! Path segments that name an action.

/// Words that are nearly always verbs, whatever the HTTP method is.
const ALWAYS: [&str; 25] = [
    "calculate",
    "cancel",
    "clone",
    "compute",
    "contains",
    "delete",
    "disable",
    "download",
    "enable",
    "evaluate",
    "export",
    "fetch",
    "get",
    "import",
    "preview",
    "purge",
    "refresh",
    "revoke",
    "rotate",
    "search",
    "summarize",
    "update",
    "upload",
    "validate",
    "verify",
];

/// Words that are verbs if the HTTP method changes something.
const CHANGING: [&str; 96] = [
    "accept",
    "accumulate",
    "acknowledge",
    "activate",
    "add",
    "adjust",
    "advance",
    "analyze",
    "apply",
    "approve",
    "archive",
    "assign",
    "attach",
    "authenticate",
    "authorize",
    "block",
    "bulk",
    "batch",
    "capture",
    "check",
    "clear",
    "close",
    "complete",
    "confirm",
    "convert",
    "copy",
    "create",
    "deactivate",
    "decline",
    "decrypt",
    "deliver",
    "deploy",
    "detach",
    "disconnect",
    "dismiss",
    "duplicate",
    "encrypt",
    "execute",
    "expire",
    "extend",
    "fail",
    "finalize",
    "generate",
    "increment",
    "initialize",
    "invoke",
    "kick",
    "list",
    "lock",
    "login",
    "logout",
    "mark",
    "merge",
    "migrate",
    "move",
    "mute",
    "pause",
    "ping",
    "provision",
    "publish",
    "reactivate",
    "rebuild",
    "register",
    "reject",
    "release",
    "remove",
    "renew",
    "reopen",
    "reorder",
    "replace",
    "resend",
    "reset",
    "resize",
    "resolve",
    "restart",
    "restore",
    "resume",
    "retry",
    "revert",
    "reverse",
    "rollback",
    "send",
    "set",
    "sign",
    "snooze",
    "start",
    "stop",
    "submit",
    "suspend",
    "swap",
    "sync",
    "terminate",
    "trigger",
    "unassign",
    "unlink",
    "unlock",
];

/// More of [`CHANGING`].
const CHANGING_TOO: [&str; 91] = [
    "abort",
    "append",
    "associate",
    "ban",
    "bill",
    "bind",
    "change",
    "collect",
    "commit",
    "compact",
    "connect",
    "demote",
    "deprovision",
    "disassociate",
    "discover",
    "eject",
    "enqueue",
    "edit",
    "estimate",
    "exchange",
    "ignore",
    "unignore",
    "fire",
    "follow",
    "freeze",
    "fund",
    "grant",
    "identify",
    "impersonate",
    "insert",
    "install",
    "introspect",
    "invalidate",
    "leave",
    "mature",
    "notify",
    "obtain",
    "pin",
    "post",
    "present",
    "process",
    "promote",
    "put",
    "reboot",
    "recalculate",
    "recover",
    "redact",
    "redeliver",
    "redo",
    "reindex",
    "reissue",
    "reload",
    "remix",
    "rename",
    "replay",
    "repair",
    "reprocess",
    "rerun",
    "retrieve",
    "resubmit",
    "return",
    "ship",
    "simulate",
    "star",
    "succeed",
    "moderate",
    "revalidate",
    "shutdown",
    "split",
    "subscribe",
    "toggle",
    "tokenize",
    "transcribe",
    "translate",
    "trim",
    "unban",
    "unblock",
    "unarchive",
    "undo",
    "unfollow",
    "unfreeze",
    "uninstall",
    "unmute",
    "unpin",
    "unpublish",
    "unstar",
    "unsubscribe",
    "upgrade",
    "upsert",
    "void",
    "withdraw",
];

/// Words that name an action behind the id of one resource, such as `POST /payments/{id}/refund`;
/// elsewhere they are nouns.
const BEHIND_ONE: [&str; 17] = [
    "boot", "buy", "call", "charge", "invite", "like", "link", "open", "pay", "refund", "request",
    "run", "schedule", "signal", "test", "transfer", "vote",
];

/// Verbs that are also the first word of things, such as `upload_sessions`, and the last words of
/// these.
const KINDS: [&str; 6] = [
    "download", "export", "import", "preview", "refresh", "upload",
];
const THINGS: [&str; 10] = [
    "jobs", "links", "logs", "requests", "results", "runs", "sessions", "tasks", "tokens", "types",
];

/// True if the words of a segment name an action, such as `purge_cache`; `read` if the request
/// changes nothing.
pub(super) fn is_action(words: &[String], read: bool) -> bool {
    let Some(first) = words.first().map(String::as_str) else {
        return false;
    };
    let is_verb = is_verb(first, read) || *words == ["list"] || *words == ["count"];
    // `bulk_operations` and `check_results` are resources; `batch_retrieve_counts` is an action.
    let is_thing = words.len() > 1
        && matches!(
            first,
            "bulk" | "batch" | "change" | "check" | "post" | "sign" | "set"
        )
        && words
            .last()
            .is_some_and(|last| crate::name::singular(last).is_some())
        && !is_verb_of_many(&words[1]);
    let is_addition =
        matches!(words, [add, on, ..] if add == "add" && matches!(on.as_str(), "on" | "ons"));
    let is_named =
        matches!(words, [_, last] if KINDS.contains(&first) && THINGS.contains(&last.as_str()));
    is_verb && !is_thing && !is_named && !is_addition
}

/// True for a verb that also names what it is about, such as an upload.
pub(super) fn may_be_thing(words: &[String]) -> bool {
    matches!(words, [word] if KINDS.contains(&word.as_str()))
}

/// Verbs that find one resource.
const FINDING: [&str; 6] = ["fetch", "find", "get", "lookup", "search", "show"];

/// True for the words of `find_by_name`, which says how one resource is found, and for
/// `get_or_create`, whatever parameter follows.
pub(super) fn is_lookup(words: &[String]) -> bool {
    let finds = |word: &String| FINDING.contains(&word.as_str());
    match words {
        [verb, by, _, ..] if by == "by" => finds(verb),
        [verb, or, other] if or == "or" => finds(verb) && is_verb(other, false),
        _ => false,
    }
}

/// True for a segment that names an action on the one resource before it.
pub(super) fn is_done_with(words: &[String]) -> bool {
    matches!(words, [word] if BEHIND_ONE.contains(&word.as_str()))
}

fn is_verb(word: &str, read: bool) -> bool {
    ALWAYS.contains(&word) || (!read && (CHANGING.contains(&word) || CHANGING_TOO.contains(&word)))
}

/// True for a verb that may follow `bulk` or `batch`.
fn is_verb_of_many(word: &str) -> bool {
    word == "retrieve" || is_verb(word, false)
}
