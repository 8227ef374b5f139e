//! Checks generated documentation by parsing it as rustdoc does.

use pulldown_cmark::{BrokenLink, CodeBlockKind, Event, Options, Parser, Tag};

/// True if `markdown` contains no doc test, raw HTML, intra-doc link or link that is not to the
/// web.
pub(super) fn is_safe(markdown: &str) -> bool {
    let mut intra_doc_links = false;
    let mut on_broken_link = |_: BrokenLink<'_>| {
        intra_doc_links = true;
        None
    };
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_SMART_PUNCTUATION;
    let events_are_safe =
        Parser::new_with_broken_link_callback(markdown, options, Some(&mut on_broken_link))
            .all(|event| is_safe_event(&event));
    events_are_safe && !intra_doc_links
}

fn is_safe_event(event: &Event<'_>) -> bool {
    match event {
        Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(info))) => info.as_ref() == "text",
        Event::Start(Tag::Link { dest_url, .. }) => super::inline::is_web(dest_url),
        Event::Start(
            Tag::CodeBlock(_)
            | Tag::HtmlBlock
            | Tag::Image { .. }
            | Tag::Heading { .. }
            | Tag::FootnoteDefinition(_),
        )
        | Event::Html(_)
        | Event::InlineHtml(_)
        | Event::FootnoteReference(_) => false,
        _ => true,
    }
}
