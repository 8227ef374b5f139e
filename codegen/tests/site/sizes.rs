//! The first pages of a site with thousands of operations are small.

use std::fmt::Write as _;

use crate::site_of;

/// The number of operations of the largest published description.
const OPERATIONS: usize = 3207;

fn description() -> String {
    let mut text = String::from("openapi: 3.0.3\ninfo: {title: Large, version: '1'}\n");
    text.push_str("servers: [{url: 'https://a.example'}]\npaths:\n");
    for at in 0..OPERATIONS {
        let tag = at % 400;
        // Writing to a `String` cannot fail.
        let _ = writeln!(
            text,
            "  /accounts/{{account_id}}/resource{tag}/things{at}/{{id}}:"
        );
        let _ = writeln!(
            text,
            "    get:\n      tags: [resource {tag}]\n      operationId: get-thing-{at}"
        );
        let _ = writeln!(
            text,
            "      summary: Get the thing that is number {at} of all that there are"
        );
        text.push_str("      parameters:\n");
        for name in ["account_id", "id"] {
            let _ = writeln!(
                text,
                "        - {{name: {name}, in: path, required: true, schema: {{type: string}}}}"
            );
        }
        text.push_str("      responses: {'200': {description: It}}\n");
    }
    text
}

#[test]
fn the_first_page_and_each_part_of_the_index_stay_small() {
    let files = site_of(&description());
    let size = |path: &str| files[path].len();
    let first: usize = ["index.html", "assets/site.css", "assets/site.js"]
        .map(size)
        .into_iter()
        .sum();
    assert!(first <= 200_000, "{first} bytes");
    let parts: Vec<_> = files
        .keys()
        .filter(|path| path.starts_with("assets/search-"))
        .collect();
    assert!(parts.len() > 3, "{parts:?}");
    for part in parts {
        assert!(size(part) <= 200_000, "{part}: {} bytes", size(part));
    }
    let operations = files.keys().filter(|path| path.contains(".get"));
    assert_eq!(operations.count(), OPERATIONS);
}
