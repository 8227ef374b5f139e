/// A description with a text in every location that allows one. A word after it makes the resulting
/// names differ from the forbidden one.
pub fn everywhere(text: &str) -> String {
    let quoted = serde_json::Value::from(format!("{text} zz")).to_string();
    // Escaped, because unescaped some characters are line breaks in YAML.
    let mut text = String::new();
    for c in quoted.chars() {
        match c.is_ascii() {
            true => text.push(c),
            false => text.push_str(&format!("\\u{:04x}", u32::from(c))),
        }
    }
    format!(
        r#"openapi: 3.0.3
info: {{title: {text}, version: {text}, description: {text}}}
servers: [{{url: 'https://a.example', description: {text}}}]
tags: [{{name: {text}, description: {text}}}]
paths:
  /a/{{id}}:
    post:
      operationId: {text}
      tags: [{text}]
      summary: {text}
      description: {text}
      externalDocs: {{url: {text}, description: {text}}}
      parameters:
      - {{name: id, in: path, required: true, description: {text}, schema: {{type: string, default: {text}}}}}
      - {{name: X-A, in: header, description: {text}, schema: {{type: string, enum: [{text}], default: {text}}}}}
      - {{name: b, in: query, description: {text}, schema: {{type: array, items: {{type: string}}, default: [{text}]}}}}
      requestBody:
        description: {text}
        content:
          application/json:
            example: {text}
            schema:
              type: object
              title: {text}
              description: {text}
              properties:
                a: {{type: string, description: {text}, default: {text}, example: {text}, pattern: {text}, format: {text}}}
                b: {{type: string, enum: [{text}, other], x-enum-descriptions: [{text}], x-enum-varnames: [{text}]}}
                {text}: {{type: string}}
              required: [{text}]
      responses:
        '200': {{description: {text}, content: {{application/json: {{schema: {{type: string}}}}}}}}
        4XX: {{description: {text}}}
components: {{schemas: {{}}}}
"#
    )
}

/// Texts, and the advisories about such texts.
pub const TEXTS: [(&str, &str); 18] = [
    ("CVE-2016-5641", "\"); pwned(); (\""),
    ("GHSA-9x4c-63pf-525f", "\"\"\" ; pwned() ; \"\"\""),
    ("CVE-2026-105801", "{pwned()}"),
    ("CVE-2020-15141", "../../../pwned"),
    ("CVE-2026-22785, CVE-2026-23947", "*/ pwned(); /*"),
    ("CVE-2026-25141, CVE-2026-62681", "'); pwned(); ('"),
    ("CVE-2026-62682, CVE-2026-71865", "v${pwned()}w"),
    ("CVE-2026-71866, CVE-2026-71868", "`; pwned(); `"),
    ("CVE-2026-71869, CVE-2026-71871", "a\"] = pwned(); [\"b"),
    ("CVE-2026-72716, CVE-2026-96758", "x: string }; pwned(); {"),
    ("CVE-2026-41134, CVE-2026-59859", "${@pwned()} {$pwned}"),
    (
        "CVE-2026-59860",
        "a\u{2028}pub fn pwned() {}\u{2029}\u{85}pub fn pwned() {}",
    ),
    ("CVE-2026-59861", "#{pwned()}"),
    ("CVE-2026-59862", "a\npub fn pwned() {}"),
    ("CVE-2026-105796", "**//pwned();/**/*"),
    ("CVE-2026-54621", "a\rpub fn pwned() {}"),
    ("CVE-2026-108551", "'+pwned()+'"),
    (
        "typify issue 1060",
        "```\npwned();\n```\n\n    pwned();\n\n~~~rust\npwned();",
    ),
];
