//! Names that code samples call.

use super::placed::ITEM;
use super::{ids, paths};

/// The line of a `POST /chat/answers` with members of its operation.
fn line(members: &str) -> String {
    format!("  /chat/answers: {{post: {{summary: Ask for an answer, {members}}}}}")
}

/// A list of samples, each with its language and its text.
fn samples(samples: &[(&str, &str)]) -> String {
    let samples = samples.iter();
    let samples = samples.map(|(lang, source)| format!("{{lang: {lang}, source: {source:?}}}"));
    let samples: Vec<String> = samples.collect();
    format!("x-codeSamples: [{}]", samples.join(", "))
}

/// The id of an operation with these samples.
fn called(of: &[(&str, &str)]) -> String {
    let lowered = paths(&line(&samples(of)));
    ids(&lowered).join(" ")
}

const PYTHON: &str = "from shop import Shop\n\nclient = Shop(api_key='a.b(')\nanswer = client.chat.ask(\n    text='Why?',\n)\nprint(answer.text)\n";

/// The responses of an operation that returns a list.
const LIST: &str = "responses: {200: {description: Cats., content: {application/json: {schema: {type: array, items: {}}}}}}";

const SCRIPT: &str = "import Shop from 'shop';\n\nconst client = new Shop({ key: process.env['KEY'] });\n// client.chat.get()\nconst answer = await client.chat.ask({ text: 'Why?' });\nconsole.log(answer.text);\n";

#[test]
fn a_call_of_a_client_is_the_name() {
    assert_eq!(called(&[]), "chat.answers.create");
    assert_eq!(called(&[("Python", PYTHON)]), "chat.ask");
    assert_eq!(called(&[("TypeScript", SCRIPT)]), "chat.ask");
    let both = [
        ("python", PYTHON),
        ("node.js", SCRIPT),
        ("go", "client.Chat.Say()"),
    ];
    assert_eq!(called(&both), "chat.ask");
}

#[test]
fn clients_are_constructed_in_several_ways() {
    let python = [
        "with shop.Shop(key=get('a')) as client:\n    client.chat.ask(text='Why?')",
        "client: Shop = Shop()\nclient.with_options(timeout=get(1)).chat.with_raw_response.ask()",
        "async def main():\n    async with Shop() as shop:\n        await shop.chat.ask()",
    ];
    for sample in python {
        assert_eq!(called(&[("Python", sample)]), "chat.ask", "{sample}");
    }
    let script = [
        "const shop = createShop(`a${b}`);\nconst { data } = await shop.chat.ask({}).withResponse();",
        "const shop = new Shop.Client();\nfor await (const it of shop\n  .chat\n  .ask()) {}",
    ];
    for sample in script {
        assert_eq!(called(&[("JavaScript", sample)]), "chat.ask", "{sample}");
    }
}

#[test]
fn samples_of_other_tools_are_read() {
    let others = [
        format!("x-code-samples: [{{lang: py, source: {PYTHON:?}}}]"),
        format!("x-stainless-snippets: {{go: 'a.B.C()', typescript: {SCRIPT:?}}}"),
        format!("x-fern-examples: [{{code-samples: [{{sdk: python, code: {PYTHON:?}}}]}}]"),
        format!("x-meta: {{examples: [{{request: {{js: {SCRIPT:?}, json: '{{}}'}}}}]}}"),
        format!("x-readme: {{code-samples: [{{language: node, code: {SCRIPT:?}}}]}}"),
    ];
    for members in others {
        let lowered = paths(&line(&members));
        assert_eq!(ids(&lowered), ["chat.ask"], "{members}");
    }
}

#[test]
fn plain_http_requests_name_nothing() {
    let python = [
        "import requests\nrequests.post('https://shop.example/chat/answers')",
        "session = requests.Session()\nsession.chat.ask('a')",
        "conn = http.client.HTTPSConnection('shop.example')\nconn.request('POST', '/chat/answers')",
        "client = Client()\nclient.post('https://shop.example/chat/answers')",
        "client = Client()\nclient.headers.update({})\nclient.post('/chat/answers')",
        "answer = client.chat.ask()",
    ];
    for sample in python {
        assert_eq!(
            called(&[("Python", sample)]),
            "chat.answers.create",
            "{sample}"
        );
    }
    let script = [
        "const { data } = await axios.post('https://shop.example/chat/answers');",
        "fetch('/chat/answers').then((response) => response.json())",
        "const url = new URL('/chat/answers');\nurl.searchParams.append('a', 'b');",
    ];
    for sample in script {
        assert_eq!(
            called(&[("JavaScript", sample)]),
            "chat.answers.create",
            "{sample}"
        );
    }
}

#[test]
fn samples_that_disagree_name_nothing() {
    let other = PYTHON.replace("chat.ask", "chat.answer");
    let name = called(&[("Python", &other), ("JavaScript", SCRIPT)]);
    assert_eq!(name, "chat.answers.create");
    let several = format!("{PYTHON}client.chat.answer()\n");
    assert_eq!(called(&[("Python", &several)]), "chat.answers.create");
    // The first of several samples in one language is the usual one.
    assert_eq!(
        called(&[("Python", PYTHON), ("Python", &other)]),
        "chat.ask"
    );
    let steps = format!("{PYTHON}client.files.upload()\n");
    assert_eq!(called(&[("Python", &steps)]), "chat.ask");
}

#[test]
fn words_that_are_not_those_of_the_operation_need_a_document_that_names_the_others() {
    let strange = "client = Shop()\nclient.beta.talk()";
    assert_eq!(called(&[("Python", strange)]), "chat.answers.create");
    let known = |index: usize| {
        let sample = format!("client = Shop()\nclient.things{index}.list()");
        let samples = samples(&[("Python", &sample)]);
        format!("  /things{index}: {{get: {{{samples}}}}}")
    };
    let mut lines: Vec<String> = (0..8).map(known).collect();
    lines.push(line(&samples(&[("Python", strange)])));
    let lowered = paths(&lines.join("\n"));
    assert!(ids(&lowered).contains(&"beta.talk"));
}

#[test]
fn a_resource_is_spelled_as_in_the_path() {
    let line = |name: &str, sample: &str| {
        let samples = samples(&[("Python", sample)]);
        format!("  /chatkit/threads/{{id}}{name}: {{post: {{{samples}}}}}")
    };
    let lines = [
        line("/close", "client = Shop()\nclient.chat_kit.threads.close()"),
        line("/open", "client = Shop()\nclient.chatkit.threads.open()"),
    ];
    let lowered = paths(&lines.join("\n"));
    assert_eq!(
        ids(&lowered),
        ["chatkit.threads.close", "chatkit.threads.open"]
    );
}

#[test]
fn what_samples_call_reading_counts_more_than_what_ids_do() {
    let line = |name: &str, samples: &str| {
        format!("  /{name}/{{id}}: {{{ITEM}, get: {{operationId: get_{name}, {samples}}}}}")
    };
    let sampled = |name: &str| {
        let sample = format!("client = Shop()\nclient.{name}.retrieve('a')");
        line(name, &samples(&[("Python", &sample)]))
    };
    let mut lines: Vec<String> = (0..8).map(|it| line(&format!("things{it}s"), "")).collect();
    let lowered = paths(&lines.join("\n"));
    assert!(ids(&lowered).contains(&"things0s.get"));
    lines.extend(["cats", "dogs"].map(sampled));
    let lowered = paths(&lines.join("\n"));
    let named = ids(&lowered);
    assert!(named.contains(&"dogs.retrieve"));
    assert!(named.contains(&"things0s.retrieve"));
}

#[test]
fn a_list_is_listed_and_an_item_is_read_by_its_parameters() {
    let line = |path: &str, verb: &str, sample: &str| {
        let samples = samples(&[("Python", sample)]);
        format!("  {path}: {{{ITEM}, {verb}: {{{samples}, {LIST}}}}}")
    };
    for (all, by) in [
        ("get_all", "get_by_id"),
        ("all", "find_by_id"),
        ("list_all", "get"),
    ] {
        let all = format!("client = Shop()\nclient.cats.{all}()");
        let by = format!("client = Shop()\nclient.cats.{by}(1)");
        let lines = [
            line("/cats", "get", &all),
            line("/cats/{id}", "get", &by),
            line(
                "/cats/{id}/toys",
                "get",
                "client = Shop()\nclient.cats.toys.list_by_id(1)",
            ),
            line(
                "/dogs/{id}",
                "delete",
                "client = Shop()\nclient.dogs.delete_by_id(1)",
            ),
        ];
        let lowered = paths(&lines.join("\n"));
        assert_eq!(
            ids(&lowered),
            ["cats.list", "cats.get", "cats.toys.list", "dogs.delete"],
            "{all}"
        );
    }
}

#[test]
fn a_simpler_name_is_left_to_an_operation_that_is_called_so() {
    let sample = |name: &str| {
        let sample = format!("client = Shop()\nclient.cats.toys.{name}()");
        format!("get: {{{}, {LIST}}}", samples(&[("Python", &sample)]))
    };
    let lines = [
        format!("  /cats/toys: {{{}}}", sample("get_all")),
        format!("  /cats/toys/{{id}}: {{{ITEM}, {}}}", sample("get_by_id")),
        format!("  /cats/{{id}}/toys: {{{ITEM}, get: {{{LIST}}}}}"),
    ];
    let lowered = paths(&lines.join("\n"));
    let named = ["cats.toys.list_all", "cats.toys.get", "cats.toys.list"];
    assert_eq!(ids(&lowered), named);
}

#[test]
fn of_several_samples_in_a_language_the_one_with_the_operations_words_counts() {
    let of = ["ask_kindly", "ask", "ask_twice"].map(|it| PYTHON.replace("ask", it));
    let of: Vec<_> = of.iter().map(|it| ("Python", it.as_str())).collect();
    assert_eq!(called(&of), "chat.ask");
}

#[test]
fn other_operations_of_a_segment_follow_its_samples() {
    let mut lines: Vec<String> = ["", "/logs", "/images", "/regions"]
        .iter()
        .map(|end| {
            let name = end.trim_start_matches('/');
            let name = if name.is_empty() { "list" } else { name };
            let sample = format!("client = Shop()\nclient.platform.machines.{name}()");
            let samples = samples(&[("Python", &sample)]);
            format!("  /machines{end}: {{get: {{summary: List the platform, {samples}}}}}")
        })
        .collect();
    lines.push(format!("  /machines/{{id}}: {{{ITEM}, delete: {{}}}}"));
    let lowered = paths(&lines.join("\n"));
    assert!(ids(&lowered).contains(&"platform.machines.delete"));
}

#[test]
fn an_extension_says_more_than_a_sample() {
    let members = format!(
        "x-fern-sdk-method-name: say, {}",
        samples(&[("Python", PYTHON)])
    );
    let lowered = paths(&line(&members));
    assert_eq!(ids(&lowered)[0].rsplit('.').next(), Some("say"));
}

#[test]
fn any_text_is_read() {
    let long = format!("client = Shop()\n{}", "client.with_a(".repeat(100_000));
    let texts = [
        "client = Shop(",
        "with Shop(",
        "with Shop() as",
        "client = Shop()\nclient.chat.",
        "client = Shop()\nclient?.",
        "= = new",
        "client = Shop() # ' \u{e4}\nclient.ch\u{e4}t.ask(",
        "'''",
        "\"\\",
        "/*",
        ")))(((",
        &long,
        &"\u{20ac}".repeat(10_000),
    ];
    for text in texts {
        for language in ["Python", "JavaScript"] {
            assert_eq!(
                called(&[(language, text)]),
                "chat.answers.create",
                "{text:.40}"
            );
        }
    }
}
