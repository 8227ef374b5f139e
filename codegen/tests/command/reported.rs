//! Text of descriptions, files and file names has no effect in any output format.

use std::fs;
use std::process::{Command, Output};

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use super::{Place, SPEC, stderr, stdout};

/// Texts that a terminal, a build server, a Markdown page or a shell would interpret.
const HOSTILE: [&str; 12] = [
    "::error::boo",
    " ::set-output name=a::b",
    "##[group]boo",
    "\u{1b}[31mred\u{7}",
    "\u{202e}gnp.exe",
    "\u{2066}\u{200b}x",
    "# heading",
    "<img src=x onerror=alert(1)>",
    "`a` ```` **b** [c](http://d.example)",
    "</details></code>\\|`|",
    "https://e.example @everyone",
    "- [ ] item",
];

/// A folder with hostile text in every location, and with drift.
fn hostile() -> Place {
    let place = Place::new(SPEC);
    let lines = HOSTILE.join("\n");
    let text = serde_json::json!({ "title": HOSTILE.join(" "), "description": lines });
    let overlay = serde_json::json!({
        "overlay": "1.0.0",
        "actions": [{"target": "$.info", "update": text}],
    });
    let made = place.generate(&["--name", "pets"]);
    assert_eq!(made.status.code(), Some(0), "{}", stderr(&made));
    let write = |name: &str, text: &str| {
        let path = place.path().join(name);
        fs::create_dir_all(path.parent().expect("inside")).expect("made");
        fs::write(path, text).expect("written");
    };
    write(OVERLAY, &overlay.to_string());
    write("out/src/lib.rs", &lines);
    write("out/src/client.rs", &format!("mine\n{lines}\n"));
    for (number, name) in HOSTILE.iter().enumerate() {
        let name = name.replace('/', "\n");
        write(&format!("out/{name}"), "mine\n");
        write(&format!("out/src/sub{number}/{name}.rs"), "mine\n");
    }
    place
}

/// A hostile file name.
const OVERLAY: &str = "::error::\u{1b}[1m##[x]`<b>.yaml";

fn check(place: &Place, format: &str) -> (Output, String) {
    let summary = place.path().join("summary.md");
    let _ = fs::remove_file(&summary);
    let output = Command::new(env!("CARGO_BIN_EXE_sdk-codegen"))
        .current_dir(place.path())
        .args(["generate", "api.yaml", "--out", "out", "--name", "pets"])
        .args(["--overlay", OVERLAY, "--check", "--format", format])
        .env("GITHUB_STEP_SUMMARY", &summary)
        .env("GITHUB_WORKSPACE", place.path())
        .output()
        .expect("it runs");
    assert_eq!(output.status.code(), Some(1), "{}", stderr(&output));
    let summary = fs::read_to_string(summary).unwrap_or_default();
    (output, summary)
}

/// True if a character would mislead a terminal or a reader.
fn misleads(c: char) -> bool {
    (c.is_control() && c != '\n')
        || matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

fn assert_inert(text: &str) {
    let bad: Vec<char> = text.chars().filter(|c| misleads(*c)).collect();
    assert!(bad.is_empty(), "{bad:?} in {text}");
    assert!(!text.contains("##["), "{text}");
}

#[test]
fn in_the_text_for_people() {
    let (output, summary) = check(&hostile(), "text");
    for reported in [stdout(&output), stderr(&output)] {
        assert_inert(&reported);
        for line in reported.lines() {
            assert!(!line.trim_start().starts_with("::"), "{line}");
        }
    }
    assert_eq!(summary, "", "only GitHub has summaries");
    assert!(
        stdout(&output).contains("onerror"),
        "nothing hostile was shown"
    );
}

#[test]
fn in_the_report_for_programs() {
    let (output, _) = check(&hostile(), "json");
    let raw = stdout(&output);
    assert!(raw.is_ascii());
    assert_inert(&raw);
    assert!(!raw.contains(['<', '>', '&']), "{raw}");
    let report: serde_json::Value = serde_json::from_str(&raw).expect("JSON");
    assert_eq!(report["schema"], 1);
    let mut values = vec![&report];
    let mut texts = 0;
    while let Some(value) = values.pop() {
        match value {
            serde_json::Value::String(text) => {
                texts += 1;
                assert_inert(text);
                assert!(
                    !text.contains('\n') && !text.trim_start().starts_with("::"),
                    "{text}"
                );
            }
            serde_json::Value::Array(items) => values.extend(items),
            serde_json::Value::Object(members) => values.extend(members.values()),
            _ => {}
        }
    }
    assert!(texts > 50, "{texts}");
}

#[test]
fn in_annotations_of_which_github_shows_ten_of_a_level() {
    let (output, _) = check(&hostile(), "github");
    let reported = stdout(&output);
    assert_inert(&reported);
    assert_inert(&stderr(&output));
    let commands = |start: &str| reported.lines().filter(|it| it.starts_with(start)).count();
    let errors = commands("::error file=");
    let warnings = commands("::warning file=");
    assert!((3..=10).contains(&errors), "{reported}");
    assert_eq!(warnings, 10, "{reported}");
    let all = reported
        .lines()
        .filter(|it| it.trim_start().starts_with("::"));
    assert_eq!(all.count(), errors + warnings + commands("::notice::and "));
    for line in reported
        .lines()
        .filter(|it| it.starts_with("::error file="))
    {
        let (properties, message) = line["::error ".len()..]
            .split_once("::")
            .expect("a message");
        let properties: Vec<&str> = properties.split(',').collect();
        assert_eq!(properties.len(), 3, "{line}");
        assert!(properties[1].starts_with("line="), "{line}");
        assert!(!message.is_empty(), "{line}");
    }
    // The first different line, and the path from the root of the repository.
    let edited = "::error file=out/src/client.rs,line=1,title=edited::";
    assert!(reported.contains(edited), "{reported}");
}

#[test]
fn in_the_summary_of_a_step() {
    let (_, summary) = check(&hostile(), "github");
    assert_inert(&summary);
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_FOOTNOTES;
    let mut in_code = false;
    let mut shown = String::new();
    for event in Parser::new_ext(&summary, options) {
        match event {
            Event::Start(Tag::CodeBlock(_)) => in_code = true,
            Event::End(TagEnd::CodeBlock) => in_code = false,
            Event::Text(text) if in_code => shown.push_str(&text),
            Event::Code(text) => shown.push_str(&text),
            // Text of the summary itself.
            Event::Text(text) => assert!(
                text.chars()
                    .all(|c| c.is_ascii_alphanumeric() || " :-;,".contains(c)),
                "{text}"
            ),
            Event::Start(tag) => assert!(
                matches!(
                    tag,
                    Tag::Heading { .. }
                        | Tag::List(None)
                        | Tag::Item
                        | Tag::Strong
                        | Tag::Paragraph
                        | Tag::HtmlBlock
                ),
                "{tag:?} in {summary}"
            ),
            Event::Html(html) => assert!(
                ["<details><summary>Differences</summary>\n", "</details>\n"].contains(&&*html),
                "{html}"
            ),
            Event::InlineHtml(html) => panic!("{html} in {summary}"),
            Event::End(_) | Event::SoftBreak => {}
            event => panic!("{event:?} in {summary}"),
        }
    }
    for part in ["onerror=alert", "[c](http:", "## heading"] {
        let part = part.trim_start_matches('#');
        assert!(shown.contains(part), "{part} is not in {shown}");
    }
}

#[test]
fn where_a_check_cannot_be_done() {
    let place = hostile();
    let hostile = format!("x = [\n{}\n", HOSTILE.join("\n"));
    fs::write(
        place.path().join("sdk.toml"),
        format!("\"{}\" = 1\n", HOSTILE[2]),
    )
    .expect("written");
    fs::write(place.path().join("bad.yaml"), hostile).expect("written");
    let cases: [&[&str]; 3] = [
        &["--config", "sdk.toml"],
        &["--overlay", "bad.yaml"],
        &["--config", "no\n::error::such.toml"],
    ];
    for case in cases {
        for format in ["text", "json", "github"] {
            let output = place.generate(&[case, &["--check", "--format", format]].concat());
            assert_eq!(output.status.code(), Some(2), "{case:?}");
            assert_inert(&stdout(&output));
            assert_inert(&stderr(&output));
            let reported = format!("{}{}", stdout(&output), stderr(&output));
            let ours = |line: &&str| line.trim_start().starts_with("::");
            let ours: Vec<&str> = reported.lines().filter(ours).collect();
            match format {
                "github" => assert!(
                    matches!(ours.as_slice(), [one] if one.starts_with("::error file=")),
                    "{ours:?}"
                ),
                _ => assert_eq!(ours, [""; 0], "{reported}"),
            }
        }
    }
}
