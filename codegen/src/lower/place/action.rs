//! Segments that say what is done.

/// Verbs that are seldom anything else, whatever the method is.
const ALWAYS: [&str; 22] = [
    "calculate", "cancel", "clone", "compute", "delete", "disable", "download", "enable",
    "evaluate", "export", "get", "import", "preview", "purge", "refresh", "revoke", "rotate",
    "search", "update", "upload", "validate", "verify",
];

/// Verbs where the method changes something.
const CHANGING: [&str; 96] = [
    "accept", "accumulate", "acknowledge", "activate", "add", "adjust", "advance", "analyze",
    "apply", "approve", "archive", "assign", "attach", "authenticate", "authorize", "block",
    "bulk", "batch", "capture", "check", "clear", "close", "complete", "confirm", "convert",
    "copy", "create", "deactivate", "decline", "decrypt", "deliver", "deploy", "detach",
    "disconnect", "dismiss", "duplicate", "encrypt", "execute", "expire", "extend", "fail",
    "finalize", "generate", "increment", "initialize", "invoke", "kick", "list", "lock", "login",
    "logout", "mark", "merge", "migrate", "move", "mute", "pause", "ping", "provision", "publish",
    "reactivate", "rebuild", "register", "reject", "release", "remove", "renew", "reopen",
    "reorder", "replace", "resend", "reset", "resize", "resolve", "restart", "restore", "resume",
    "retry", "revert", "reverse", "rollback", "send", "set", "sign", "snooze", "start", "stop",
    "submit", "suspend", "swap", "sync", "terminate", "trigger", "unassign", "unlink", "unlock",
];

/// More of these.
const CHANGING_TOO: [&str; 14] = [
    "archive", "edit", "invite", "moderate", "revalidate", "shutdown", "subscribe", "toggle",
    "unarchive", "unpublish", "unsubscribe", "upgrade", "upsert", "void",
];

/// True for the words of a segment that say what is done, such as `purge_cache`; `read` where
/// nothing is changed.
pub(super) fn is_action(words: &[String], read: bool) -> bool {
    let Some(first) = words.first().map(String::as_str) else {
        return false;
    };
    let is_verb = ALWAYS.contains(&first)
        || (!read && (CHANGING.contains(&first) || CHANGING_TOO.contains(&first)));
    // `bulk_operations` and `check_results` are things.
    let is_thing = words.len() > 1 && matches!(first, "bulk" | "batch" | "check" | "sign" | "set")
        && words.last().is_some_and(|last| crate::name::singular(last).is_some());
    is_verb && !is_thing
}
