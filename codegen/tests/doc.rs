//! Descriptions as rustdoc parses them after conversion.

use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag};
use sdk_codegen::doc::{append, line, markdown};
use sdk_codegen::ir::Doc;

/// The documentation for `text`.
fn print(text: &str) -> String {
    markdown(text).0.join("\n")
}

/// Elements of `markdown` with an effect in rustdoc: tests, HTML tags, images, intra-doc links and
/// other links.
fn powers(markdown: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut items = Vec::new();
    let mut on_item = |link: pulldown_cmark::BrokenLink<'_>| {
        items.push(format!("item {}", link.reference));
        None
    };
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_SMART_PUNCTUATION;
    for event in Parser::new_with_broken_link_callback(markdown, options, Some(&mut on_item)) {
        match event {
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(info))) if &*info == "text" => {}
            Event::Start(Tag::CodeBlock(kind)) => found.push(format!("test {kind:?}")),
            Event::Start(Tag::Link { dest_url, .. }) if !dest_url.starts_with("http") => {
                found.push(format!("link {dest_url}"));
            }
            Event::Start(Tag::Image { dest_url, .. }) => found.push(format!("image {dest_url}")),
            Event::Html(html) | Event::InlineHtml(html) => found.push(format!("tag {html}")),
            _ => {}
        }
    }
    found.extend(items);
    found
}

const HOSTILE: &[&str] = &[
    "a\npub fn pwned() {}",
    "a\r\npub fn pwned() {}",
    "a\rpub fn pwned() {}",
    "*/ pub fn pwned() {} /*",
    "**/ *\u{200b}/ /* ends with /",
    "**//",
    "x\"] pub fn pwned() {} #[doc=\"",
    "#![allow(warnings)]\nfirst line",
    "trailing \\",
    "\"# and \"##########",
    "\u{202e}evil\u{2066}\u{2069}",
    "nul \0 bel \u{7} esc \u{1b}[31m red",
    "\u{feff}bom \u{2028} \u{2029} \u{85} \u{b} \u{c}",
    "```\nfn main() { std::process::exit(1) }\n```",
    "```rust,no_run\nfn main() {}\n```",
    "~~~\nfn main() {}\n~~~",
    "para\n\n    fn main() {}\n\n\tfn tab() {}",
    "- item\n\n      fn main() {}\n\n1. one\n\n       fn two() {}",
    "```\nnever closed",
    "> ```\n> quoted, never closed",
    "<script>alert(1)</script> <img src=x onerror=alert(1)>",
    "<div>\nblock\n</div>",
    "<!-- comment --> <?php ?> <![CDATA[x]]> <!DOCTYPE x>",
    "Vec<T> and HashMap<K, V>",
    "[foo] [`Bar`] [a][b] [c][] [String](std::string::String) [d](crate::D)",
    "[foo]: https://example.com\n\n[foo]",
    "footnote[^1]\n\n[^1]: text",
    "javascript: [click](javascript:alert(1)) ![pixel](https://example.com/p.png)",
    "<javascript:alert(1)> <user@example.com> <https://example.com>",
    "[a](<https://example.com/a b>c) [b](https://example.com/\\>x)",
    "{} {0} $crate ${HOME} include_str!(\"/etc/passwd\")",
    "::error:: file ##[group]",
    "&#60;script&#62; &lt;b&gt; &#10;&#10;&#32;&#32;&#32;&#32;fn main() {}",
    "*&#32;&#32;&#32;&#32;&#32;fn main() {}*",
    "&#x202e;reversed &#0; &#x1b;",
    "| a | b |\n|---|---|\n| <b>x</b> | `y \\| z` |",
    "Title\n===\n\n# Errors\n\n###### Deep **bold**",
    "- [ ] task\n- [x] done\n\n+ plus\n\n7) seven",
    "1986\\. A great year\n\n1986. Another\n+ plus\n- minus",
    "\\`\\`\\`\nfn main() {}\n\\`\\`\\`",
    "`` `a` ``` `` and `b",
    "`````\n```\nfn main() {}\n```\n`````",
    "family 👨\u{200d}👩\u{200d}👧",
];

#[test]
fn hostile_texts_have_no_powers() {
    for text in HOSTILE {
        let printed = print(text);
        assert_eq!(
            powers(&printed),
            Vec::<String>::new(),
            "{text:?} became\n{printed}"
        );
    }
}

#[test]
fn the_probe_sees_what_it_looks_for() {
    for text in [
        "```\nfn main() {}\n```",
        "    fn main() {}",
        "<b>",
        "[item]",
        "[a](javascript:x)",
        "![a](https://x.example)",
    ] {
        assert_ne!(powers(text), Vec::<String>::new(), "{text}");
    }
}

#[test]
fn lines_hold_no_line_ends_and_no_invisible_characters() {
    for text in HOSTILE {
        for line in markdown(text).0 {
            let bad = line.chars().find(|c| {
                c.is_control() || matches!(c, '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}' | '\u{200b}')
            });
            assert_eq!(bad, None, "{line:?} of {text:?}");
        }
    }
}

#[test]
fn what_was_printed_is_safe_to_print_again() {
    for text in HOSTILE {
        assert_eq!(
            powers(&print(&print(text))),
            Vec::<String>::new(),
            "{text:?}"
        );
    }
    let plain = "One `code`, *two* and **three**.\n\n- a\n- b\n\n  c\n\n> quote";
    assert_eq!(print(&print(plain)), print(plain));
}

#[test]
fn markup_that_helps_stays() {
    let cases = [
        ("Two\nlines.", "Two lines."),
        ("One  \ntwo\nthree", "One\ntwo three"),
        ("# Title\ntext", "**Title**\n\ntext"),
        (
            "- a\n- b\n  1. c\n  2. d\n- e\n\nend",
            "- a\n- b\n  1. c\n  2. d\n- e\n\nend",
        ),
        ("* a\n\n* b\n\n  c", "- a\n\n- b\n\n  c"),
        ("> quote\n> more", "> quote more"),
        ("a *b* **c** `d`", "a *b* **c** `d`"),
        (
            "see https://example.com/a_b, or",
            "see <https://example.com/a_b>, or",
        ),
        (
            "(https://example.com/a_(b))",
            "(<https://example.com/a_(b)>)",
        ),
        (
            "[docs](https://example.com/x)",
            "[docs](<https://example.com/x>)",
        ),
        ("[here](/relative)", "here"),
        ("policy_ids and _x", "policy_ids and \\_x"),
        ("Vec<T>", "Vec\\<T>"),
        ("```json\n{\"a\": 1}\n```", "```text\n{\"a\": 1}\n```"),
        (
            "| a | b |\n|---|---|\n| 1 | 2 |",
            "| a | b |\n| --- | --- |\n| 1 | 2 |",
        ),
        ("bell \u{7}", "bell \\\\u{7}"),
        ("   \n  ", ""),
        ("", ""),
    ];
    for (text, expected) in cases {
        assert_eq!(print(text), expected, "{text:?}");
    }
}

#[test]
fn paragraphs_are_filled_and_never_broken_where_that_changes_them() {
    let words = "wordwordwo ".repeat(8);
    // A list marker at the start of a line is escaped.
    let narrow = format!("{words}a\n12. b\nc");
    assert_eq!(print(&narrow), format!("{words}a\n12\\. b c"));
    // A code span stays on one line, with the characters next to it.
    let span = format!("{words}a\n`- b`\nc");
    assert_eq!(print(&span), format!("{words}a\n`- b` c"));
    let span = format!("{words}\n`a - b` c\nd");
    assert_eq!(print(&span), format!("{}\n`a - b` c d", words.trim_end()));
    // Lines that are already long are not changed.
    let long = format!("{words}{words}a\nend");
    assert_eq!(print(&long), long);
}

#[test]
fn long_texts_are_cut_with_a_note() {
    let text = "word ".repeat(20_000);
    let doc = markdown(&text);
    assert!(doc.0.join("\n").len() < 66 * 1024);
    assert_eq!(
        doc.0.last().map(String::as_str),
        Some("(The description continues for 34464 bytes, which are omitted here.)")
    );
}

#[test]
fn deep_nesting_stays_small() {
    for deep in [
        ">".repeat(30_000),
        "- ".repeat(15_000),
        "*a ".repeat(10_000),
    ] {
        let printed = print(&format!("{deep}text\nlazy\nlazy"));
        assert!(printed.len() < 200 * 1024, "{}", printed.len());
        assert!(powers(&printed).is_empty());
    }
}

#[test]
fn a_line_is_the_first_sentence() {
    let cases = [
        ("Updates a group. It must exist.", "Updates a group."),
        ("One\nsentence\n\nAnother.", "One sentence"),
        ("Takes e.g. this one. And that.", "Takes e.g. this one."),
        ("See `foo` and [bar](x).", "See foo and bar."),
        ("# Title\n\nText", "Title"),
        ("- first\n- second", "first"),
        ("\u{202e}x", "\\u{202e}x"),
        ("", ""),
    ];
    for (text, expected) in cases {
        assert_eq!(line(text), expected, "{text:?}");
    }
    assert!(line(&"word ".repeat(1_000)).chars().count() <= 301);
}

#[test]
fn parts_are_joined_by_a_blank_line() {
    let mut doc = Doc::default();
    append(&mut doc, markdown("a"));
    append(&mut doc, Doc::default());
    append(&mut doc, markdown("b"));
    assert_eq!(doc.0, ["a", "", "b"]);
}

/// A plain line is printed without parsing, with the same result as with parsing.
#[test]
fn a_plain_line_is_printed_like_a_parsed_one() {
    let words = "Name|of|1.|a|2)|e.g.|-|+1|(see|above)|it's|\"x\"|a/b|50%|k=v|$a$|user@example.com|www.example.com|=|==|--|!|\
        no!|?|Note:|:|http|https://example.com|HTTP|x_y|_z_|*b*|`c`|<d>|&amp;|#|a#b|~|[x]|\\|é|\u{202e}|  |;";
    let words: Vec<&str> = words.split('|').chain(["|"]).collect();
    let mut seed = 7_u32;
    let mut pick = || {
        seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        words[(seed >> 8) as usize % words.len()]
    };
    for _ in 0..20_000 {
        let text = [pick(), pick(), pick(), pick()].join(" ");
        let alone = markdown(&text).0;
        let mut read = markdown(&format!("{text}\n\n`end`")).0;
        if read.last().is_some_and(|end| end == "`end`") {
            read.truncate(read.len().saturating_sub(2));
            assert_eq!(alone, read, "{text:?}");
        }
        let (alone, read) = (line(&text), line(&format!("{text}\n\n`end`")));
        assert!(
            alone == read || alone.is_empty(),
            "{text:?}: {alone:?}, {read:?}"
        );
    }
}
