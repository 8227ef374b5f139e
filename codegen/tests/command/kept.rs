//! The names of an SDK are stable when its description grows.

use std::collections::BTreeSet;
use std::fs;

use super::{Place, stderr, stdout};

/// Responses with equal schemas without names and equal headers, and an operation whose name
/// another operation would have precedence for.
const OLD: [&str; 3] = [
    "  /orders: {get: {tags: [orders], responses: *page}}\n",
    "  /orders/{id}: {get: {tags: [orders], responses: *page}}\n",
    "  /webhooks/{id}/{token}: {patch: {tags: [webhooks], responses: {'204': {description: Done.}}}}\n",
];

/// More such responses, and that other operation.
const NEW: [&str; 2] = [
    "  /invoices: {get: {tags: [invoices], responses: *page}}\n",
    "  /webhooks/{id}: {patch: {tags: [webhooks], responses: {'204': {description: Done.}}}}\n",
];

/// The first path contains the responses.
pub fn description(paths: &[&str]) -> String {
    let page = "&page {'200': {description: A page., headers: {X-Left: {schema: {type: integer}}}, content: \
                {application/json: {schema: {type: object, properties: {result: {type: array, items: {type: object, \
                properties: {owner: {type: object, properties: {name: {type: string}}}}}}}}}}}}";
    let text = paths.concat().replacen("*page", page, 1);
    format!("openapi: 3.1.0\ninfo: {{title: Shops, version: 1.0.0}}\npaths:\n{text}")
}

/// The larger description, with a schema whose name a schema without a name had before.
fn larger() -> String {
    let schemas = "components:\n  schemas:\n    OrderGetResponse: {type: object, properties: {id: {type: string}}}\n";
    description(&[NEW[0], OLD[0], OLD[1], NEW[1], OLD[2]]) + schemas
}

/// The types and methods of the resources and models.
fn items(place: &Place) -> BTreeSet<String> {
    let starts = ["pub struct ", "pub enum ", "pub fn "];
    let mut items = BTreeSet::new();
    for (path, bytes) in place.snapshot() {
        // The file of a model is not part of its name.
        let module = match path.split_once("src/") {
            Some((_, path)) if path.starts_with("models") => "models",
            Some((_, path)) if path.starts_with("resources") => path,
            _ => continue,
        };
        let text = String::from_utf8(bytes).expect("text");
        let lines = text.lines().map(str::trim);
        let own = lines.filter(|line| starts.iter().any(|start| line.starts_with(start)));
        items.extend(own.map(|line| format!("{module} {line}")));
    }
    items
}

#[test]
fn additions_rename_nothing() {
    let place = Place::new(&description(&OLD));
    assert!(place.generate(&[]).status.success());
    let old = items(&place);
    assert!(place.generate(&["--check", "--full"]).status.success());

    fs::write(place.path().join("api.yaml"), larger()).expect("written");
    assert!(place.generate(&[]).status.success());
    let new = items(&place);
    assert!(old.is_subset(&new), "{:?}", old.difference(&new));
    assert!(old.len() < new.len());
    assert!(place.generate(&["--check", "--full"]).status.success());

    // With `--rename`, some of the names change.
    assert!(place.generate(&["--rename"]).status.success());
    let renamed = items(&place);
    let lost: Vec<_> = old.difference(&renamed).collect();
    let has = |part: &str| lost.iter().any(|item| item.contains(part));
    assert!(
        has("models pub struct") && has("pub fn update("),
        "{lost:?}"
    );
}

#[test]
fn a_comparison_can_keep_the_names_of_an_sdk() {
    let place = Place::new(&description(&OLD));
    assert!(place.generate(&[]).status.success());
    fs::write(place.path().join("new.yaml"), larger()).expect("written");
    let lost = |more: &[&str]| {
        let output = place.run(&[&["diff", "api.yaml", "new.yaml"], more].concat());
        assert!(output.status.success(), "{}", stderr(&output));
        stdout(&output)
            .lines()
            .filter(|line| line.starts_with("    - ") || line.starts_with("    ~ "))
            .count()
    };
    assert_eq!(lost(&["--names", "out/names.lock"]), 0);
    assert!(lost(&[]) > 0);
}

#[test]
fn what_a_person_says_comes_before_what_was() {
    let place = Place::new(&description(&OLD));
    assert!(place.generate(&[]).status.success());
    let config = "[names]\n\"#/paths/~1orders/get\" = \"all_of_them\"\n";
    fs::write(place.path().join("sdk.toml"), config).expect("written");
    assert!(place.generate(&["--config", "sdk.toml"]).status.success());
    let named = |place: &Place, name: &str| items(place).iter().any(|item| item.contains(name));
    assert!(named(&place, "pub fn all_of_them("));
    // The new names are stable, too.
    assert!(place.generate(&[]).status.success());
    assert!(named(&place, "pub fn all_of_them("));
}

#[test]
fn a_kept_name_that_nothing_else_has_is_not_reported_as_taken() {
    let mut text = larger();
    let place = Place::new(&text);
    assert!(place.generate(&[]).status.success());
    // Names of an earlier version of the generator.
    let file = place.path().join("out/names.lock");
    let lock = fs::read_to_string(&file).expect("it is there");
    let old = lock
        .replace("\"orders.list\"", "\"orders.all\"")
        .replace("\"OrderResponse\"", "\"OrderPage\"");
    assert!(
        old.contains("orders.all") && old.contains("OrderPage"),
        "{lock}"
    );
    fs::write(&file, old).expect("written");
    let output = place.generate(&["--force"]);
    assert!(output.status.success(), "{}", stderr(&output));
    assert!(
        items(&place)
            .iter()
            .any(|item| item.contains("pub fn all("))
    );
    let reported = stderr(&output);
    assert!(!reported.contains("`list` is taken"), "{reported}");
    assert!(!reported.contains("would be called"), "{reported}");

    // A name that something else has is reported each time.
    text += "    Order-Page: {type: object, properties: {id: {type: string}}}\n";
    let used = "  /new: {get: {responses: {'200': {description: It., content: {application/json: {schema: \
                {$ref: '#/components/schemas/Order-Page'}}}}}}}\ncomponents:";
    fs::write(
        place.path().join("api.yaml"),
        text.replace("components:", used),
    )
    .expect("written");
    for _ in 0..2 {
        let reported = stderr(&place.generate(&[]));
        assert!(
            reported.contains("would be called `OrderPage`"),
            "{reported}"
        );
    }
}

#[test]
fn names_that_cannot_be_read_change_nothing() {
    let place = Place::new(&description(&OLD));
    assert!(place.generate(&[]).status.success());
    let file = place.path().join("out/names.lock");
    let good = fs::read_to_string(&file).expect("it is there");
    let conflict = good.replace("[types]", "<<<<<<< ours\n[types]");
    let later = good.replace("version = 1", "version = 2");
    let hostile = good.replace("\"orders.", "\"orders; fn x() {}.");
    for (text_of_file, expected) in [
        (conflict, "names.lock:"),
        (later, "version 1"),
        (hostile, "is no name of an operation"),
    ] {
        fs::write(&file, &text_of_file).expect("written");
        for task in [&["--force"][..], &["--check", "--full"]] {
            let output = place.generate(task);
            assert_eq!(output.status.code(), Some(2), "{expected}");
            let reported = stderr(&output);
            assert!(reported.contains(expected), "{reported}");
        }
        assert_eq!(
            fs::read_to_string(&file).expect("it is there"),
            text_of_file
        );
        // The suggested command fixes it.
        assert!(place.generate(&["--rename", "--force"]).status.success());
    }
}

/// A description of one list whose items have a status with these values.
fn with_statuses(values: &str) -> String {
    format!(
        "openapi: 3.1.0\ninfo: {{title: Shops, version: 1.0.0}}\npaths:\n  /orders: {{get: {{tags: [orders], \
         responses: {{'200': {{description: All., content: {{application/json: {{schema: {{$ref: \
         '#/components/schemas/Order'}}}}}}}}}}}}}}\ncomponents:\n  schemas:\n    Order: {{type: object, \
         properties: {{status: {{type: string, enum: [{values}]}}}}}}\n"
    )
}

/// The variant of each value of the status.
fn statuses(place: &Place) -> Vec<(String, String)> {
    let out = place.snapshot().into_iter();
    let models = out.filter(|(path, _)| path.contains("src/models"));
    let text: String = models
        .map(|(_, bytes)| String::from_utf8(bytes).expect("text"))
        .collect();
    let (_, values) = text
        .split_once("text_enum!(OrderStatus {")
        .expect("the enum");
    let (values, _) = values.split_once('}').expect("its end");
    let pairs = values.split(',').filter_map(|pair| pair.split_once('='));
    let strip = |text: &str| text.trim().trim_matches('"').to_owned();
    pairs
        .map(|(name, value)| (strip(name), strip(value)))
        .collect()
}

#[test]
fn a_new_value_does_not_rename_an_old_one() {
    let place = Place::new(&with_statuses("in_transit, done"));
    assert!(place.generate(&[]).status.success());
    let old = statuses(&place);
    assert_eq!(old.len(), 2, "{old:?}");
    for values in [
        "in_transit, done, in-transit",
        "IN_TRANSIT, in-transit, in_transit, done",
    ] {
        fs::write(place.path().join("api.yaml"), with_statuses(values)).expect("written");
        assert!(place.generate(&[]).status.success());
        let new = statuses(&place);
        assert!(
            new.len() > old.len() && old.iter().all(|it| new.contains(it)),
            "{old:?} {new:?}"
        );
        assert!(place.generate(&["--check", "--full"]).status.success());
    }
    let file = place.path().join("out/names.lock");
    let good = fs::read_to_string(&file).expect("it is there");
    let hostile = good.replace("\"InTransit\"", "\"InTransit, Other\"");
    fs::write(&file, hostile).expect("written");
    let output = place.generate(&[]);
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).contains("is no name of a variant"));
    // With `--rename`, all of them have equal rights.
    assert!(place.generate(&["--rename", "--force"]).status.success());
    let new = statuses(&place);
    assert!(!old.iter().all(|it| new.contains(it)), "{old:?} {new:?}");
}

/// A description whose response has a member for each of these schemas.
fn with_schemas(schemas: &[(&str, &str)]) -> String {
    let members = schemas
        .iter()
        .map(|(key, member)| format!("{member}: {{$ref: '#/components/schemas/{key}'}}"));
    let members: Vec<String> = members.collect();
    let each = schemas.iter().map(|(key, member)| {
        format!("    {key}: {{type: object, properties: {{{member}: {{type: string}}}}}}\n")
    });
    let each: String = each.collect();
    format!(
        "openapi: 3.1.0\ninfo: {{title: Shops, version: 1.0.0}}\npaths:\n  /all: {{get: {{tags: [all], responses: \
         {{'200': {{description: All., content: {{application/json: {{schema: {{type: object, properties: \
         {{{}}}}}}}}}}}}}}}}}\ncomponents:\n  schemas:\n{each}",
        members.join(", ")
    )
}

#[test]
fn the_original_of_a_copy_does_not_rename_it() {
    let place = Place::new(&with_schemas(&[("order-2", "two")]));
    assert!(place.generate(&[]).status.success());
    let old = items(&place);
    assert!(old.contains("models pub struct Order {"), "{old:?}");
    for more in [
        &[("order", "one"), ("order-2", "two")][..],
        &[
            ("Order", "zero"),
            ("order", "one"),
            ("order-3", "three"),
            ("order-2", "two"),
        ],
    ] {
        fs::write(place.path().join("api.yaml"), with_schemas(more)).expect("written");
        assert!(place.generate(&[]).status.success());
        let text: String = place
            .snapshot()
            .into_iter()
            .filter(|(path, _)| path.contains("src/models"))
            .map(|(_, bytes)| String::from_utf8(bytes).expect("text"))
            .collect();
        let (_, order) = text.split_once("pub struct Order {").expect("the old type");
        assert!(order.trim_start().starts_with("pub two:"), "{order}");
        let new = items(&place);
        assert!(old.is_subset(&new), "{:?}", old.difference(&new));
        assert!(place.generate(&["--check", "--full"]).status.success());
    }
}
