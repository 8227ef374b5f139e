//! Sites are deterministic, and links are stable when the description grows.

use std::collections::BTreeSet;

use sdk_codegen::files::Files;

use crate::dom::page;
use crate::{own_site, site_of};

const THINGS: &str = "
openapi: 3.0.3
info: {title: T, version: '1'}
servers: [{url: 'https://a.example'}]
paths:
  /things:
    get:
      tags: [things]
      operationId: listThings
      parameters: [{name: order, in: query, schema: {type: string}}]
      responses:
        '200': {description: All, content: {application/json: {schema: {$ref: '#/components/schemas/Thing'}}}}
";
const MODEL: &str = "
components:
  schemas:
    Thing: {type: object, properties: {name: {type: string}, size: {type: integer}}}
";
const MORE: &str = "
  /a-things:
    get:
      tags: [a things]
      operationId: listATHINGS
      responses:
        '200': {description: All, content: {application/json: {schema: {$ref: '#/components/schemas/Thing'}}}}
    post:
      tags: [things]
      operationId: createThing
      requestBody: {content: {application/json: {schema: {type: object, properties: {name: {type: string}}}}}}
      responses: {'201': {description: Made}}
";

/// All anchors of a site.
fn places(files: &Files) -> BTreeSet<String> {
    let mut places = BTreeSet::new();
    for path in files.keys().filter(|path| path.ends_with(".html")) {
        places.insert(path.clone());
        let ids = page(files, path)
            .all()
            .into_iter()
            .filter_map(|it| it.attribute("id"));
        let named = ids.filter(|id| id.contains('.'));
        places.extend(named.map(|id| format!("{path}#{id}")));
    }
    places
}

#[test]
fn links_are_stable_when_items_are_added() {
    let before = places(&site_of(&format!("{THINGS}{MODEL}")));
    assert!(
        before.contains("models/thing.html#field.size"),
        "{before:?}"
    );
    assert!(
        before.contains("api/things.list.html#query.order"),
        "{before:?}"
    );
    let after = places(&site_of(&format!("{THINGS}{MORE}{MODEL}")));
    let lost: Vec<_> = before.difference(&after).collect();
    assert!(lost.is_empty(), "{lost:?}");
    assert!(after.len() > before.len());
}

#[test]
fn the_same_description_gives_the_same_bytes_on_any_number_of_threads() {
    let all = own_site();
    let pool = rayon::ThreadPoolBuilder::new().num_threads(1).build();
    let one = pool.expect("one thread").install(own_site);
    assert!(all == one, "they differ");
}
