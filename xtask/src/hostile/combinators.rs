//! Nested combinators, by depth, width and reference.

use fastrand::Rng;
use serde_json::{Map, Value, json};

use super::case::{Case, named, object, of_schema, reference};

const COMBINATORS: [&str; 3] = ["allOf", "anyOf", "oneOf"];

/// Generates a description.
pub fn generate(random: &mut Rng) -> Case {
    let version = random.choice(["3.0.3", "3.1.0"]).unwrap_or("3.1.0");
    let (root, schemas) = match random.usize(..9) {
        0 => all_of_lists(random),
        1 => mutual_members(random),
        2 => chain_with_alternatives(random),
        3 => hierarchy(random),
        4 => conflicting_properties(random),
        5 => (tree(random, 6), Map::new()),
        6 => required_cycles(random),
        7 => wrappers(random),
        _ => arbitrary_graph(random),
    };
    Case::json(&of_schema(version, root, schemas))
}

/// `allOf` of lists of alternatives, inline or named.
fn all_of_lists(random: &mut Rng) -> (Value, Map<String, Value>) {
    let (lists, width) = (random.usize(2..40), random.usize(2..8));
    let choose = *random.choice(&["oneOf", "anyOf"]).unwrap_or(&"oneOf");
    let list = |number: usize| {
        let objects: Vec<Value> = (0..width)
            .map(|index| object(&format!("p{number}x{index}")))
            .collect();
        json!({choose: objects})
    };
    if random.bool() {
        let inline: Vec<Value> = (0..lists).map(list).collect();
        return (json!({"allOf": inline}), Map::new());
    }
    let all: Vec<Value> = (0..lists).map(reference).collect();
    (json!({"allOf": all}), named(lists, list))
}

/// Each schema combines all schemas and one more object, with or without other keywords.
fn mutual_members(random: &mut Rng) -> (Value, Map<String, Value>) {
    let count = random.usize(2..60);
    let combine = *random.choice(&COMBINATORS).unwrap_or(&"oneOf");
    let (beside, tagged, listed) = (random.bool(), random.u8(..4) == 0, random.u8(..4) == 0);
    let schemas = named(count, |number| {
        let mut members: Vec<Value> = (0..count).map(reference).collect();
        if listed {
            members = members
                .into_iter()
                .map(|it| json!({"type": "array", "items": it}))
                .collect();
        }
        members.push(object(&format!("p{number}")));
        let mut schema = json!({combine: members});
        if beside {
            schema["properties"] = json!({format!("q{number}"): {"type": "string"}});
        }
        if tagged {
            schema["discriminator"] = json!({"propertyName": "kind"});
        }
        schema
    });
    (reference(0), schemas)
}

/// A chain of bases, each with a list of alternatives.
fn chain_with_alternatives(random: &mut Rng) -> (Value, Map<String, Value>) {
    let (depth, width) = (random.usize(2..300), random.usize(1..5));
    let steps = random.usize(1..3);
    let schemas = named(depth + steps, |number| {
        if number >= depth {
            return object(&format!("end{number}"));
        }
        let bases: Vec<Value> = (1..=steps).map(|step| reference(number + step)).collect();
        let alternatives: Vec<Value> = (0..width)
            .map(|index| object(&format!("a{number}x{index}")))
            .collect();
        json!({"allOf": bases, "oneOf": alternatives})
    });
    (reference(0), schemas)
}

/// Parents and children with discriminators: a chain, a tree, or all children below one parent.
fn hierarchy(random: &mut Rng) -> (Value, Map<String, Value>) {
    let count = random.usize(2..200);
    let shape = random.u8(..3);
    let schemas = named(count, |number| {
        let parent = match (number, shape) {
            (0, _) => None,
            (number, 0) => Some(number - 1),
            (number, 1) => Some(number / 2),
            _ => Some(0),
        };
        let own = json!({"type": "object", "properties": {
            "kind": {"type": "string"},
            format!("c{number}"): reference(number / 2),
        }});
        let mut schema = match parent {
            Some(parent) => json!({"allOf": [reference(parent), own]}),
            None => own,
        };
        if shape < 2 || number == 0 {
            schema["discriminator"] = json!({"propertyName": "kind"});
        }
        schema
    });
    (reference(0), schemas)
}

/// Properties with the same name from several schemas. The sets of schemas that combine are the states of an
/// automaton, of which there may be exponentially many.
fn conflicting_properties(random: &mut Rng) -> (Value, Map<String, Value>) {
    let count = random.usize(3..40);
    let steps: Vec<usize> = (0..random.usize(2..4))
        .map(|_| random.usize(1..count))
        .collect();
    let schemas = named(count, |number| {
        let next = |step: &usize| reference((number + step) % count);
        let all: Vec<Value> = steps.iter().map(next).collect();
        json!({"type": "object", "properties": {"n": next(&1), "m": {"allOf": all}}})
    });
    (reference(0), schemas)
}

/// Cycles of required members, through unions and lists.
fn required_cycles(random: &mut Rng) -> (Value, Map<String, Value>) {
    let (count, width) = (random.usize(1..30), random.usize(1..20));
    let schemas = named(count, |number| {
        let members: Map<String, Value> = (0..width)
            .map(|index| (format!("m{index}"), reference((number + index) % count)))
            .collect();
        let names: Vec<&String> = members.keys().collect();
        let schema = json!({"type": "object", "required": names, "properties": members});
        match number % 3 {
            0 => json!({"oneOf": [schema, {"type": "array", "items": reference(number / 2)}]}),
            _ => schema,
        }
    });
    (reference(0), schemas)
}

/// Combinators with one member that wrap each other, or form a cycle.
fn wrappers(random: &mut Rng) -> (Value, Map<String, Value>) {
    let count = random.usize(1..500);
    let is_cycle = random.bool();
    let kinds: Vec<u8> = (0..count).map(|_| random.u8(..4)).collect();
    let schemas = named(count + 1, |number| {
        if number == count {
            return if is_cycle {
                reference(0)
            } else {
                object("end")
            };
        }
        match kinds[number] {
            3 => reference(number + 1),
            kind => {
                json!({COMBINATORS[usize::from(kind)]: [reference(number + 1)], "description": "d"})
            }
        }
    });
    (reference(0), schemas)
}

/// A random graph of all kinds of schemas.
fn arbitrary_graph(random: &mut Rng) -> (Value, Map<String, Value>) {
    let count = random.usize(1..40);
    let schemas: Vec<Value> = (0..count).map(|_| node(random, count, 3)).collect();
    (reference(0), named(count, |number| schemas[number].clone()))
}

fn tree(random: &mut Rng, depth: usize) -> Value {
    node(random, 0, depth)
}

fn node(random: &mut Rng, count: usize, depth: usize) -> Value {
    if depth == 0 || random.u8(..5) == 0 {
        return match random.u8(..6) {
            0..3 if count > 0 => reference(random.usize(..count)),
            3 => json!({"type": "string", "enum": ["a", "b"]}),
            4 => json!({"type": "null"}),
            _ => object(&format!("p{}", random.u8(..))),
        };
    }
    let width = random.usize(1..5);
    let members: Vec<Value> = (0..width).map(|_| node(random, count, depth - 1)).collect();
    match random.u8(..7) {
        0 => json!({"type": "array", "items": members[0]}),
        1 => json!({"type": "object", "additionalProperties": members[0]}),
        2 => json!({"prefixItems": members}),
        3 => {
            let properties: Map<String, Value> = members
                .into_iter()
                .enumerate()
                .map(|(index, member)| (format!("p{index}"), member))
                .collect();
            json!({"type": "object", "properties": properties, "required": ["p0"]})
        }
        kind => {
            let combine = COMBINATORS[usize::from(kind) % 3];
            let mut schema = json!({combine: members});
            if random.bool() {
                schema["properties"] = json!({"beside": {"type": "string"}});
            }
            if random.u8(..4) == 0 {
                schema["discriminator"] = json!({"propertyName": "p0"});
            }
            schema
        }
    }
}
