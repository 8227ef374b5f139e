//! Blocks: paragraphs, lists, quotes, code and tables, printed line by line.

use pulldown_cmark::{CowStr, Event, LinkType, Options, Parser, Tag, TagEnd, TextMergeStream};

use super::clean::visible;
use super::fill::fill;
use super::inline;
use super::layout::{Container, Layout};

/// A line break in the current paragraph that is preserved.
const LINE_END: &str = "\n\n";

/// Parses Markdown and prints it again.
pub(super) fn lines(text: &str) -> Vec<String> {
    let mut printer = Printer::default();
    let parser = Parser::new_ext(text, Options::ENABLE_TABLES);
    for event in TextMergeStream::new(parser) {
        printer.event(event);
    }
    printer.flush();
    printer.layout.into_lines()
}

/// The text as a code block.
pub(super) fn verbatim(text: &str) -> Vec<String> {
    let mut printer = Printer::default();
    printer.code_block(text);
    printer.layout.into_lines()
}

#[derive(Default)]
struct Printer {
    layout: Layout,
    /// The current paragraph.
    inline: String,
    /// Open lists, with the number of the next item if they are numbered.
    lists: Vec<Option<u64>>,
    /// Destinations of open links; `None` for links of which only the text is printed.
    links: Vec<Option<String>>,
    /// Content of the open code block.
    code: Option<String>,
    in_heading: bool,
    /// Number of columns of the open table.
    columns: Option<usize>,
    /// True in an autolink, whose text is the URL.
    skip_text: bool,
}

impl Printer {
    fn event(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(tag),
            Event::Text(text) => self.text(&text),
            Event::Code(code) => {
                inline::push_code(&mut self.inline, &code, self.columns.is_some());
            }
            Event::Html(html) | Event::InlineHtml(html) => self.html(&html),
            Event::SoftBreak => self.inline.push('\n'),
            Event::HardBreak => self.inline.push_str(LINE_END),
            Event::Rule => {
                self.begin_block();
                self.layout.push("---");
                self.layout.want_gap();
            }
            // The other events belong to extensions that are not enabled.
            _ => {}
        }
    }

    fn start(&mut self, tag: Tag<'_>) {
        match tag {
            Tag::Paragraph | Tag::HtmlBlock => self.begin_block(),
            Tag::Heading { .. } => {
                self.begin_block();
                self.in_heading = true;
            }
            Tag::CodeBlock(_) => {
                self.begin_block();
                self.code = Some(String::new());
            }
            Tag::BlockQuote(_) => {
                self.begin_block();
                self.layout.open(Container::Quote);
            }
            Tag::List(first) => {
                self.flush();
                self.lists.push(first);
            }
            Tag::Item => self.start_item(),
            Tag::Table(columns) => {
                self.begin_block();
                self.columns = Some(columns.len());
            }
            Tag::TableHead | Tag::TableRow => self.inline.push('|'),
            Tag::TableCell => self.inline.push(' '),
            Tag::Emphasis => self.inline.push('*'),
            Tag::Strong => self.strong(),
            Tag::Link {
                link_type,
                dest_url,
                ..
            } => self.start_link(link_type, dest_url),
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Paragraph | TagEnd::HtmlBlock => {
                self.flush();
                self.layout.want_gap();
            }
            TagEnd::Heading(_) => self.end_heading(),
            TagEnd::CodeBlock => {
                let code = self.code.take().unwrap_or_default();
                self.code_block(&code);
            }
            TagEnd::BlockQuote(_) => {
                self.flush();
                self.layout.close();
                self.layout.want_gap();
            }
            TagEnd::List(_) => {
                self.lists.pop();
                if self.lists.is_empty() {
                    self.layout.want_gap();
                }
            }
            TagEnd::Item => {
                self.flush();
                self.layout.close();
            }
            TagEnd::Table => {
                self.columns = None;
                self.layout.want_gap();
            }
            TagEnd::TableHead => {
                self.flush();
                let rule = " --- |".repeat(self.columns.unwrap_or(1));
                self.layout.push(&format!("|{rule}"));
            }
            TagEnd::TableRow => self.flush(),
            TagEnd::TableCell => self.inline.push_str(" |"),
            TagEnd::Emphasis => self.inline.push('*'),
            TagEnd::Strong => self.strong(),
            TagEnd::Link => self.end_link(),
            _ => {}
        }
    }

    fn begin_block(&mut self) {
        self.flush();
        self.layout.begin_block();
    }

    fn text(&mut self, text: &str) {
        if let Some(code) = &mut self.code {
            code.push_str(text);
        } else if !self.skip_text {
            inline::push_text(&mut self.inline, text, self.links.is_empty());
        }
    }

    /// Prints raw HTML as text.
    fn html(&mut self, html: &str) {
        for line in html.split_inclusive('\n') {
            inline::push_text(&mut self.inline, line.trim_end(), self.links.is_empty());
            if line.ends_with('\n') {
                self.inline.push_str(LINE_END);
            }
        }
    }

    fn start_item(&mut self) {
        self.flush();
        self.layout.close_gap();
        let marker = match self.lists.last_mut() {
            Some(Some(number)) => {
                let marker = format!("{number}. ");
                *number += 1;
                marker
            }
            _ => "- ".to_owned(),
        };
        self.layout.open(Container::Item(marker));
    }

    /// Headings are printed in bold, so that they do not mix with the sections of the
    /// documentation.
    fn end_heading(&mut self) {
        self.in_heading = false;
        let title = std::mem::take(&mut self.inline).replace('\n', " ");
        if !title.trim().is_empty() {
            self.inline = format!("**{}**", title.trim());
            self.flush();
            self.layout.want_gap();
        }
    }

    fn strong(&mut self) {
        if !self.in_heading {
            self.inline.push_str("**");
        }
    }

    fn start_link(&mut self, link_type: LinkType, url: CowStr<'_>) {
        let kept = inline::is_web(&url);
        if kept && link_type == LinkType::Autolink {
            inline::push_autolink(&mut self.inline, &url);
            self.skip_text = true;
            self.links.push(None);
        } else if kept {
            self.inline.push('[');
            self.links.push(Some(url.into_string()));
        } else {
            self.links.push(None);
        }
    }

    fn end_link(&mut self) {
        self.skip_text = false;
        if let Some(Some(url)) = self.links.pop() {
            inline::push_link_end(&mut self.inline, &url);
        }
    }

    fn code_block(&mut self, code: &str) {
        let code = visible(code).replace('\t', "    ");
        let fence = "`".repeat(inline::longest_run(&code, '`').max(2) + 1);
        self.layout.push(&format!("{fence}text"));
        for line in code.trim_end_matches('\n').split('\n') {
            self.layout.push(line);
        }
        self.layout.push(&fence);
        self.layout.want_gap();
    }

    /// Prints the current paragraph.
    fn flush(&mut self) {
        let inline = std::mem::take(&mut self.inline);
        let parts = inline
            .split(LINE_END)
            .filter(|part| !part.trim().is_empty());
        for line in parts.flat_map(fill) {
            self.layout.close_gap();
            self.layout.push(&line);
        }
    }
}
