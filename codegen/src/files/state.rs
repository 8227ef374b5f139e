/// The difference between an existing file and a generated one. The lock tells who caused it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum State {
    /// Generated for the first time.
    New,
    /// Deleted by a user.
    Missing,
    /// Unmodified, and now generated with other content.
    Outdated,
    /// Unmodified, and not generated any more.
    Stale,
    /// Modified by a user.
    Edited,
    /// Modified by a user, and not generated any more.
    EditedStale,
    /// Not in the lock, but a file with this path is generated.
    Unlisted,
    /// Only the line endings were modified.
    LineEndings,
    /// Only a byte order mark was added or removed.
    ByteOrderMark,
    /// Only the executable bit was modified.
    Mode,
    /// Replaced by a symbolic link, or in a folder that was.
    Link,
    /// Replaced by a special file.
    NotAFile,
    /// Present with this path, which differs only in case.
    CaseRename(String),
    /// Present with this path, which differs only in case, and modified by a user.
    EditedCaseRename(String),
    /// A user's file: neither generated nor in the lock.
    Extra,
    /// A user's file in the place of a folder or file that is generated.
    InTheWay,
}

impl State {
    /// True if writing would lose changes of a user.
    pub fn is_user_edit(&self) -> bool {
        matches!(
            self,
            Self::Edited
                | Self::EditedStale
                | Self::EditedCaseRename(_)
                | Self::Unlisted
                | Self::Link
                | Self::NotAFile
                | Self::InTheWay
        )
    }

    /// The identifier of the state in JSON; it is stable.
    pub fn name(&self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Missing => "missing",
            Self::Outdated => "changed",
            Self::Stale => "stale",
            Self::Edited | Self::EditedStale => "edited",
            Self::Unlisted => "unlisted",
            Self::LineEndings => "line-endings",
            Self::ByteOrderMark => "byte-order-mark",
            Self::Mode => "mode",
            Self::Link => "symlink",
            Self::NotAFile => "not-a-file",
            Self::CaseRename(_) | Self::EditedCaseRename(_) => "case-rename",
            Self::Extra => "extra",
            Self::InTheWay => "in-the-way",
        }
    }

    /// An explanation in one sentence.
    pub fn meaning(&self) -> String {
        let meaning = match self {
            Self::New => "is generated for the first time",
            Self::Missing => "was generated, and has been deleted",
            Self::Outdated => "is generated differently now",
            Self::Stale => "is not generated any more",
            Self::Edited => "was modified",
            Self::EditedStale => "was modified, and is not generated any more",
            Self::Unlisted => "is generated, but the existing file is not in the lock",
            Self::LineEndings => "differs in its line endings only",
            Self::ByteOrderMark => "differs in its byte order mark only",
            Self::Mode => "is executable; its content is as generated",
            Self::Link => "was replaced by a symbolic link",
            Self::NotAFile => "is not a regular file",
            Self::CaseRename(from) => {
                return format!("exists as `{from}`, which differs only in case");
            }
            Self::EditedCaseRename(from) => {
                return format!("exists as `{from}`, which differs only in case, and was modified");
            }
            Self::Extra => "is not generated: it is left alone; move it elsewhere, or delete it",
            Self::InTheWay => "is not generated, and is in the place of a generated file",
        };
        meaning.to_owned()
    }
}
