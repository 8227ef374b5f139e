//! Text of descriptions as HTML: only the elements below are created, and all other text is
//! escaped.

use std::fmt::Write as _;

use maud::{Escaper, Markup, PreEscaped};
use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag, TagEnd, TextMergeStream};

use crate::ir::Doc;

/// A text with paragraphs.
pub(super) fn blocks(doc: &Doc) -> Markup {
    markdown(&doc.0.join("\n"))
}

/// Markdown of the generator, or of a [`Doc`].
pub(super) fn markdown(text: &str) -> Markup {
    let mut printer = Printer::default();
    for event in TextMergeStream::new(Parser::new_ext(text, Options::ENABLE_TABLES)) {
        printer.event(event);
    }
    PreEscaped(printer.html)
}

/// One line, without a paragraph around it.
pub(super) fn line(text: &str) -> Markup {
    let PreEscaped(html) = markdown(text);
    let inner = html.trim_end().strip_prefix("<p>");
    let inner = inner.and_then(|rest| rest.strip_suffix("</p>"));
    match inner.filter(|inner| !inner.contains("<p>")) {
        Some(inner) => PreEscaped(inner.to_owned()),
        None => PreEscaped(html),
    }
}

/// The first paragraph as plain text if it is a title, and the rest of the text.
pub(super) fn titled(doc: &Doc) -> (Option<String>, Doc) {
    let end = doc.0.iter().position(String::is_empty);
    let end = end.unwrap_or(doc.0.len());
    let (first, rest) = doc.0.split_at(end);
    let title = crate::doc::line(&first.join("\n"));
    let is_title = !title.is_empty() && title.chars().count() <= 90 && !title.contains('…');
    let is_all = first.len() == 1 && !title.contains(". ");
    if !is_title || !is_all {
        return (None, doc.clone());
    }
    let rest = rest.iter().skip(1).cloned().collect();
    (Some(title.trim_end_matches('.').to_owned()), Doc(rest))
}

/// The first sentence as plain text.
pub(super) fn brief(doc: &Doc) -> String {
    let lines = doc.0.iter().take_while(|line| !line.is_empty());
    crate::doc::line(&lines.cloned().collect::<Vec<_>>().join("\n"))
}

/// Acronyms.
const CAPITALS: [&str; 30] = [
    "ai", "api", "asn", "cdn", "cors", "css", "dns", "dnssec", "html", "http", "https", "iam",
    "id", "ids", "ip", "ips", "json", "jwt", "kv", "ssh", "sso", "ssl", "tcp", "tls", "udp", "uri",
    "url", "vpn", "waf", "xml",
];

/// A Rust name as words: `deployment_groups` as `Deployment groups`.
pub(super) fn words(name: &str) -> String {
    let words = name
        .trim_start_matches("r#")
        .split('_')
        .filter(|word| !word.is_empty());
    let words = words.enumerate().map(|(at, word)| {
        if CAPITALS.contains(&word) {
            return word.to_uppercase();
        }
        let mut chars = word.chars();
        match chars.next() {
            Some(first) if at == 0 => first.to_uppercase().chain(chars).collect(),
            _ => word.to_owned(),
        }
    });
    words.collect::<Vec<_>>().join(" ")
}

/// True for a URL that links may have.
fn is_allowed(url: &str) -> bool {
    let lower = url.trim().to_ascii_lowercase();
    ["https://", "http://", "mailto:"]
        .iter()
        .any(|scheme| lower.starts_with(scheme))
}

#[derive(Default)]
struct Printer {
    html: String,
    /// For each open link, whether it is an `a` element.
    links: Vec<bool>,
    in_head: bool,
}

impl Printer {
    fn event(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(tag),
            Event::Text(text) | Event::Html(text) | Event::InlineHtml(text) => self.text(&text),
            Event::Code(code) => {
                self.html.push_str("<code>");
                self.text(&code);
                self.html.push_str("</code>");
            }
            Event::SoftBreak => self.html.push('\n'),
            Event::HardBreak => self.html.push_str("<br>"),
            Event::Rule => self.html.push_str("<hr>"),
            _ => {}
        }
    }

    fn text(&mut self, text: &str) {
        // Writing to a `String` cannot fail.
        let _ = Escaper::new(&mut self.html).write_str(&crate::doc::visible(text));
    }

    fn start(&mut self, tag: Tag<'_>) {
        let open = match tag {
            Tag::Paragraph => "<p>",
            Tag::Heading { .. } => "<p class=\"heading\"><strong>",
            Tag::BlockQuote(_) => "<blockquote>",
            Tag::CodeBlock(CodeBlockKind::Fenced(_) | CodeBlockKind::Indented) => {
                "<pre tabindex=\"0\"><code>"
            }
            Tag::List(None) => "<ul>",
            Tag::List(Some(first)) => {
                let _ = write!(self.html, "<ol start=\"{first}\">");
                return;
            }
            Tag::Item => "<li>",
            Tag::Table(_) => {
                "<div class=\"scroll\" tabindex=\"0\" role=\"group\" aria-label=\"Table\"><table>"
            }
            Tag::TableHead => {
                self.in_head = true;
                "<thead><tr>"
            }
            Tag::TableRow => "<tr>",
            Tag::TableCell if self.in_head => "<th scope=\"col\">",
            Tag::TableCell => "<td>",
            Tag::Emphasis => "<em>",
            Tag::Strong => "<strong>",
            Tag::Link { dest_url, .. } => {
                let allowed = is_allowed(&dest_url);
                self.links.push(allowed);
                if allowed {
                    self.html.push_str("<a rel=\"noopener noreferrer\" href=\"");
                    self.text(&dest_url);
                    self.html.push_str("\">");
                }
                return;
            }
            _ => return,
        };
        self.html.push_str(open);
    }

    fn end(&mut self, tag: TagEnd) {
        let close = match tag {
            TagEnd::Paragraph => "</p>\n",
            TagEnd::Heading(_) => "</strong></p>\n",
            TagEnd::BlockQuote(_) => "</blockquote>\n",
            TagEnd::CodeBlock => "</code></pre>\n",
            TagEnd::List(true) => "</ol>\n",
            TagEnd::List(false) => "</ul>\n",
            TagEnd::Item => "</li>\n",
            TagEnd::Table => "</tbody></table></div>\n",
            TagEnd::TableHead => {
                self.in_head = false;
                "</tr></thead><tbody>\n"
            }
            TagEnd::TableRow => "</tr>\n",
            TagEnd::TableCell if self.in_head => "</th>",
            TagEnd::TableCell => "</td>",
            TagEnd::Emphasis => "</em>",
            TagEnd::Strong => "</strong>",
            TagEnd::Link if self.links.pop() == Some(true) => "</a>",
            _ => return,
        };
        self.html.push_str(close);
    }
}
