//! Properties of all diagnostics.

use sdk_codegen::diagnostic::Diagnostics;

/// Checks that each diagnostic is one line, has a file with line and column, and contains no
/// control characters.
///
/// # Panics
///
/// If that is not the case.
pub fn check(diagnostics: &Diagnostics) {
    for diagnostic in diagnostics {
        assert!(!diagnostic.message.is_empty(), "nothing is said");
        let message = &diagnostic.message;
        assert!(diagnostic.help.is_some(), "no help: {message}");
    }
    let text = diagnostics.render();
    inert(&text);
    let places = text.lines().filter(|line| is_place(line)).count();
    assert!(places >= diagnostics.len(), "{places} places in:\n{text}");
    let (brief, left_out) = diagnostics.render_briefly(3);
    inert(&brief);
    assert!(left_out <= diagnostics.len());
}

/// Checks that the diagnostics of a rejected description include an error.
///
/// # Panics
///
/// If that is not the case, or [`check`] panics.
pub fn refused(diagnostics: &Diagnostics) {
    assert!(diagnostics.has_errors(), "refused for no reason");
    check(diagnostics);
}

/// Checks that a text contains no command for a terminal or a build server.
///
/// # Panics
///
/// If it contains one.
pub fn inert(text: &str) {
    let steers = |c: char| {
        c.is_control() && !matches!(c, '\n' | '\t')
            || matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    assert!(!text.contains(steers), "{text:?}");
    assert!(!text.contains("##["), "{text:?}");
    let mut lines = text.lines();
    assert!(
        !lines.any(|line| line.trim_start().starts_with("::")),
        "{text:?}"
    );
}

/// True if a line is `--> file:line:column`.
fn is_place(line: &str) -> bool {
    let Some(place) = line.trim_start().strip_prefix("--> ") else {
        return false;
    };
    let mut parts = place.rsplit(':');
    let number = |part: Option<&str>| part.is_some_and(|part| part.parse::<usize>().is_ok());
    number(parts.next()) && number(parts.next()) && parts.next().is_some()
}
