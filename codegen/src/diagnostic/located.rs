use std::borrow::Cow;

use serde::Serialize;

use super::render::position;
use super::{Diagnostic, Diagnostics, Problem, Severity, visible};

/// A diagnostic with its position in a file, for programs. Control characters are escaped.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct LocatedDiagnostic {
    /// Such as `SDK0042`.
    pub code: &'static str,
    /// `warning` or `error`.
    pub severity: &'static str,
    /// The problem.
    pub message: String,
    /// What the generator did instead.
    pub notes: Vec<String>,
    /// What to write instead.
    pub help: Option<String>,
    /// The file, if the problem is in one.
    pub file: Option<String>,
    /// Line, counted from 1.
    pub line: Option<usize>,
    /// Column in characters, counted from 1.
    pub column: Option<usize>,
    /// JSON pointer of the position.
    pub pointer: Option<String>,
}

impl LocatedDiagnostic {
    /// An error without a position.
    fn without_location(problem: &Problem) -> Self {
        let shown = |text: &String| visible(text).into_owned();
        Self {
            code: problem.code.name(),
            severity: Severity::Error.name(),
            message: shown(&problem.message),
            notes: problem.notes.iter().map(shown).collect(),
            help: problem.help.as_ref().map(shown),
            file: None,
            line: None,
            column: None,
            pointer: None,
        }
    }
}

impl Diagnostics {
    /// All diagnostics with their positions, errors before warnings. The texts are parsed again for
    /// the positions.
    pub fn located(&self) -> Vec<LocatedDiagnostic> {
        let all = self.worst_first();
        let texts = self.texts(&all);
        let placed = all.iter().map(|diagnostic| {
            let text = texts.get(diagnostic.at.file());
            let position = text.map(|_| position(diagnostic, text));
            LocatedDiagnostic {
                severity: diagnostic.severity.name(),
                file: text.map(|text| visible(&text.path).into_owned()),
                line: position.map(|it| it.line),
                column: position.map(|it| it.column),
                pointer: Some(visible(diagnostic.at.as_str()))
                    .filter(|_| text.is_some())
                    .map(Cow::into_owned),
                ..LocatedDiagnostic::without_location(&diagnostic.problem())
            }
        });
        placed.collect()
    }
}

impl Diagnostic {
    /// The problem without its position.
    pub fn problem(&self) -> Problem {
        Problem {
            code: self.code,
            message: self.message.clone(),
            notes: self.notes.clone(),
            help: self.help.clone(),
        }
    }
}
