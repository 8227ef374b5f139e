//! Rows 70 to 77: faults of the JSON in a body.

use super::super::case::Case;
use super::super::expectation::Seen;
use super::super::sdk::{ErrorKind, OK, Verb};
use super::super::server::{Script, json};
use super::plan::Plan;
use cloudflare_sdk::models::PolicyAccess;
use cloudflare_sdk::runtime::to_vec;

pub fn cases() -> Vec<Case> {
    [unreadable(), twice(), numbers(), shapes(), tolerated()]
        .into_iter()
        .flatten()
        .collect()
}

fn response(body: impl AsRef<[u8]>) -> Script {
    Script::responses([json("200 OK", body)])
}

fn undecodable(row: u8, name: &str, body: impl AsRef<[u8]>) -> Plan {
    Plan::failure(row, name, response(body), ErrorKind::Decode)
}

/// A success with this `result`.
fn with_result(result: &str) -> String {
    format!(r#"{{"success":true,"errors":[],"messages":[],"result":{result}}}"#)
}

/// A user group with this as its ID and one more member.
fn group(id: &str, more: &str) -> String {
    let dates = r#""created_on":"2024-03-01T12:21:02Z","modified_on":"2024-03-01T12:21:02Z""#;
    with_result(&format!(r#"{{{id}{dates},"name":"Leo"{more}}}"#))
}

fn unreadable() -> Vec<Case> {
    let utf16: Vec<u8> = OK.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let name = |name: &[u8]| [b"{\"success\":true,\"result\":{\"name\":\"", name, b"\"}}"].concat();
    let deep = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
    let mut cases: Vec<_> = [
        ("cut short", OK.as_bytes()[..OK.len() - 2].to_vec()),
        ("garbage after the end", format!("{OK}}}").into_bytes()),
        ("a byte order mark", format!("\u{feff}{OK}").into_bytes()),
        ("UTF-16", utf16),
        ("NaN", with_result("NaN").into_bytes()),
        ("1e999", with_result("1e999").into_bytes()),
        ("half of a surrogate pair", name(br"\ud800")),
        ("bytes that are not UTF-8", name(b"\xff\xfe")),
    ]
    .into_iter()
    .map(|(name, body)| {
        undecodable(70, name, body)
            .says(" at line 1 column ")
            .case()
    })
    .collect();
    for (name, body) in [
        (
            "100,000 nested lists in place of a value",
            with_result(&deep),
        ),
        (
            "100,000 nested lists where nobody looks",
            group(r#""id":"1","#, &format!(r#","x":{deep}"#)),
        ),
    ] {
        cases.push(undecodable(72, name, body).case());
    }
    for (name, body) in [
        ("100,000 lists that never end", "[".repeat(100_000)),
        (
            "50,000 lists and objects that never end",
            "[{\"\":".repeat(50_000),
        ),
    ] {
        cases.push(undecodable(72, name, &body).verb(Verb::Json).case());
        cases.push(undecodable(72, &format!("{name}, as a value"), body).case());
    }
    cases.push(
        undecodable(72, "100,000 nested lists as free-form JSON", deep)
            .verb(Verb::Json)
            .case(),
    );
    cases
}

fn twice() -> Vec<Case> {
    let envelope = OK.replace(r#""success":true"#, r#""success":true,"success":true"#);
    let id = group(r#""id":"1","id":"2","#, "");
    vec![
        undecodable(71, "a member of the envelope twice", envelope)
            .says("twice")
            .case(),
        undecodable(71, "a member of the value twice", id)
            .json_path("result.id")
            .says("twice")
            .case(),
        Plan::success(
            71,
            "a member of free-form JSON twice: the last counts",
            response(r#"{"a":1,"a":2}"#),
        )
        .verb(Verb::Json)
        .check(|seen| free(seen) == r#"{"a":2}"#)
        .case(),
    ]
}

fn numbers() -> Vec<Case> {
    let mut cases: Vec<_> = [
        "9223372036854775808",
        "18446744073709551616",
        "1.5",
        "1e30",
        "\"5\"",
    ]
    .into_iter()
    .map(|number| {
        let name = format!("{number} for a whole number of 64 bits");
        undecodable(73, &name, number).verb(Verb::Number).case()
    })
    .collect();
    let largest = Plan::success(
        73,
        "the largest whole number as free-form JSON",
        response("18446744073709551615"),
    );
    cases.push(
        largest
            .verb(Verb::Json)
            .check(|seen| free(seen) == "18446744073709551615")
            .case(),
    );
    let larger = Plan::success(
        73,
        "a larger one as free-form JSON: a float",
        response("18446744073709551616"),
    );
    cases.push(
        larger
            .verb(Verb::Json)
            .check(|seen| free(seen).starts_with("1.8446744073709552"))
            .case(),
    );
    cases
}

fn shapes() -> Vec<Case> {
    let id = r#""id":"1","#;
    [
        (
            75,
            "null for what is required, read strictly",
            group(r#""id":null,"#, ""),
            "result.id",
        ),
        (
            75,
            "nothing for what is required, read strictly",
            group("", ""),
            "result.id",
        ),
        (
            76,
            "a number for a text",
            group(r#""id":5,"#, ""),
            "result.id",
        ),
        (
            76,
            "an object for a list",
            group(id, r#","policies":{}"#),
            "result.policies",
        ),
        (
            76,
            "a list for an object",
            group(id, r#","policies":[[]]"#),
            "result.policies[0]",
        ),
        (
            76,
            "a number for an enum",
            group(id, r#","policies":[{"access":5}]"#),
            "result.policies[0].access",
        ),
        (76, "a list for the value", with_result("[]"), "result"),
        (
            76,
            "a text for the value",
            with_result("\"text\""),
            "result",
        ),
    ]
    .into_iter()
    .map(|(row, name, body, path)| {
        let plan = undecodable(row, name, body).json_path(path);
        // A missing required member is accepted, unless decoding is strict.
        let plan = match row {
            75 => plan.set(|builder| builder.strict_decoding(true)),
            _ => plan,
        };
        plan.case()
    })
    .collect()
}

fn tolerated() -> Vec<Case> {
    let id = r#""id":"1","#;
    let odd = group(id, r#","policies":[{"access":"\u0061sk \"first\""}]"#);
    let more = group(
        r#""x":[{}],"id":"1","#,
        r#","policies":[{"x":1,"access":"allow","permission_groups":[{"id":"2","x":null,"meta":{"x":{}}}]}],"y":{}"#,
    );
    let more = more.replacen('{', r#"{"result_info":{"page":1},"#, 1);
    let without_id = [
        ("null for what is required", r#""id":null,"#),
        ("nothing for what is required", ""),
    ];
    let without_id = without_id.map(|(name, id)| {
        Plan::success(75, name, response(group(id, "")))
            .check(|seen| id_of(seen).as_deref() == Some(""))
            .case()
    });
    let mut cases = Vec::from(without_id);
    cases.extend([
        Plan::success(74, "a value that an enum does not know", response(odd))
            .check(|seen| {
                let access = access(seen);
                let unknown =
                    matches!(&access, Some(PolicyAccess::Unknown(text)) if text == "ask \"first\"");
                unknown
                    && access.map(|access| to_vec(&access)) == Some(br#""ask \"first\"""#.to_vec())
            })
            .case(),
        Plan::success(
            77,
            "members that nobody knows, on every level",
            response(more),
        )
        .check(|seen| access(seen) == Some(PolicyAccess::Allow))
        .case(),
    ]);
    cases
}

fn id_of(seen: &Seen) -> Option<String> {
    let group = seen.result.as_ref().ok()?.group.as_ref()?;
    Some(group.id.clone())
}

fn access(seen: &Seen) -> Option<PolicyAccess> {
    let group = seen.result.as_ref().ok()?.group.as_ref()?;
    group.policies.as_ref()?.first()?.access.clone()
}

/// The free-form JSON that a call returned, encoded again.
fn free(seen: &Seen) -> String {
    let done = seen.result.as_ref().ok();
    let json = done.and_then(|done| done.json.as_ref());
    json.map(ToString::to_string).unwrap_or_default()
}
