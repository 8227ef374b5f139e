/// How one file of a folder differs from what is generated, and why as far as the lock tells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum State {
    /// It is generated for the first time.
    New,
    /// It was generated before, and somebody has removed it.
    Missing,
    /// It is as it was generated, and it is generated differently now.
    Outdated,
    /// It is as it was generated, and is not generated any more.
    Stale,
    /// Somebody has changed it.
    Edited,
    /// Somebody has changed it, and it is not generated any more.
    EditedStale,
    /// It is not in the lock, and another file of this name is generated.
    Unlisted,
    /// Its lines end otherwise; nothing else was changed.
    LineEndings,
    /// It has a byte order mark or has lost it; nothing else was changed.
    ByteOrderMark,
    /// It may be run as a program; nothing else was changed.
    Mode,
    /// A symbolic link stands in its place, or in that of its folder.
    Link,
    /// Something else that is no file stands in its place.
    NotAFile,
    /// It is called like this, in other letters.
    CaseRename(String),
    /// It is called like this, in other letters, and somebody has changed it.
    EditedCaseRename(String),
    /// It is neither generated nor in the lock: somebody's own file.
    Extra,
    /// Somebody's own file, where a folder or another file must be.
    InTheWay,
}

impl State {
    /// Whether writing would lose something that a person has made.
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

    /// One word for it, which stays the same from version to version.
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

    /// What that means, in one sentence.
    pub fn meaning(&self) -> String {
        let meaning = match self {
            Self::New => "is generated now, and is not there yet",
            Self::Missing => "was generated, and was removed by hand",
            Self::Outdated => "is generated differently now",
            Self::Stale => "is not generated any more",
            Self::Edited => "was edited by hand",
            Self::EditedStale => "was edited by hand, and is not generated any more",
            Self::Unlisted => "is generated, but the file that is there is not in the lock",
            Self::LineEndings => "differs in its line endings only",
            Self::ByteOrderMark => "differs in its byte order mark only",
            Self::Mode => "is executable; its content is as generated",
            Self::Link => "is a symbolic link in place of what is generated",
            Self::NotAFile => "is something else than a file",
            Self::CaseRename(from) => return format!("is called `{from}`, in other letters"),
            Self::EditedCaseRename(from) => {
                return format!("is called `{from}`, in other letters, and was edited by hand");
            }
            Self::Extra => "is not generated: it is left alone; move it elsewhere, or delete it",
            Self::InTheWay => "is not generated, and stands where a generated file must be",
        };
        meaning.to_owned()
    }
}
