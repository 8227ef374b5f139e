//! Allocations of the generator are linear in the size of the description.
//!
//! Unlike times, the number of allocated bytes does not depend on the machine. A pass that visits
//! everything for each part also allocates for it.

use std::alloc::System;
use std::fmt::Write as _;
use std::path::PathBuf;

use sdk_codegen::config::Config;
use sdk_codegen::load::Source;
use sdk_codegen::{Options, generate};
use stats_alloc::{INSTRUMENTED_SYSTEM, Region, StatsAlloc};

#[global_allocator]
static ALLOCATOR: &StatsAlloc<System> = &INSTRUMENTED_SYSTEM;

/// Maximum ratio for twice the input. It is above 2, because tables grow in powers of two.
const MOST: f64 = 2.6;

/// Returns a description with `count` elements of a kind.
type MakeDescription = fn(usize) -> String;

const HEAD: &str = "openapi: 3.1.0\ninfo: {title: T, version: '1'}\n";

/// A description whose only operation returns these schemas, of which the first is `S0`.
fn schemas(schemas: &str) -> String {
    format!(
        "{HEAD}paths:\n  /x:\n    get:\n      responses:\n        '200':\n          description: ok\n          content: {{application/json: {{schema: {{$ref: '#/components/schemas/S0'}}}}}}\ncomponents:\n  schemas:\n{schemas}"
    )
}

/// Lines for the numbers below `count`.
fn lines(count: usize, line: impl Fn(usize) -> String) -> String {
    (0..count).fold(String::new(), |mut text, index| {
        let _ = writeln!(text, "{}", line(index));
        text
    })
}

fn operation(path: &str, more: &str) -> String {
    format!("  {path}: {{get: {{{more}responses: {{'204': {{description: ok}}}}}}}}")
}

const KINDS: [(&str, usize, MakeDescription); 16] = [
    ("operations", 200, |n| {
        format!(
            "{HEAD}paths:\n{}",
            lines(n, |i| operation(&format!("/p{i}"), ""))
        )
    }),
    ("operations of one tag", 200, |n| {
        let all = lines(n, |i| operation(&format!("/p{i}"), "tags: [a], "));
        format!("{HEAD}paths:\n{all}")
    }),
    ("tags", 200, |n| {
        let all = lines(n, |i| {
            operation(&format!("/p{i}"), &format!("tags: [t{i}], "))
        });
        format!("{HEAD}paths:\n{all}")
    }),
    ("operations of one name", 200, |n| {
        let all = lines(n, |i| {
            operation(&format!("/p{i}"), "operationId: same, tags: [a], ")
        });
        format!("{HEAD}paths:\n{all}")
    }),
    ("parameters", 200, |n| {
        let all = lines(n, |i| {
            format!("      - {{name: p{i}, in: query, schema: {{type: string}}}}")
        });
        format!(
            "{HEAD}paths:\n  /x:\n    get:\n      responses: {{'204': {{description: ok}}}}\n      parameters:\n{all}"
        )
    }),
    ("a chain of references", 1000, |n| {
        let all = lines(n, |i| {
            format!("    S{i}: {{$ref: '#/components/schemas/S{}'}}", i + 1)
        });
        schemas(&format!(
            "{all}    S{n}: {{type: object, properties: {{a: {{type: string}}}}}}"
        ))
    }),
    ("a chain of objects", 500, |n| {
        let object = |i| {
            format!(
                "    S{i}: {{type: object, properties: {{n: {{$ref: '#/components/schemas/S{}'}}}}}}",
                i + 1
            )
        };
        schemas(&format!("{}    S{n}: {{type: string}}", lines(n, object)))
    }),
    ("properties", 500, |n| {
        let all = lines(n, |i| format!("        p{i}: {{type: string}}"));
        schemas(&format!(
            "    S0:\n      type: object\n      properties:\n{all}"
        ))
    }),
    ("properties that are no schemas", 1000, |n| {
        let all = lines(n, |i| format!("        p{i}: {i}"));
        schemas(&format!(
            "    S0:\n      type: object\n      properties:\n{all}"
        ))
    }),
    ("properties of one name", 500, |n| {
        let all = lines(n, |i| {
            format!(
                "        'p{}{}': {{type: string}}",
                "-".repeat(i % 40),
                "_".repeat(i / 40)
            )
        });
        schemas(&format!(
            "    S0:\n      type: object\n      properties:\n{all}"
        ))
    }),
    ("values of an enum", 1000, |n| {
        schemas(&format!(
            "    S0:\n      type: string\n      enum:\n{}",
            lines(n, |i| format!("      - v{i}"))
        ))
    }),
    ("alternatives", 200, |n| {
        let object = |i| {
            format!(
                "      - {{type: object, required: [p{i}], properties: {{p{i}: {{type: string}}}}}}"
            )
        };
        schemas(&format!("    S0:\n      oneOf:\n{}", lines(n, object)))
    }),
    ("alternatives that list the same values", 200, |n| {
        let object = |i| {
            format!(
                "      - {{type: object, properties: {{t: {{type: string, enum: [a, x{i}]}}}}}}"
            )
        };
        schemas(&format!("    S0:\n      oneOf:\n{}", lines(n, object)))
    }),
    ("children of a discriminator", 200, |n| {
        let child = |i| {
            format!(
                "    C{i}: {{allOf: [{{$ref: '#/components/schemas/S0'}}, {{properties: {{c{i}: {{type: string}}}}}}]}}"
            )
        };
        schemas(&format!(
            "    S0: {{type: object, discriminator: {{propertyName: t}}, properties: {{t: {{type: string}}}}}}\n{}",
            lines(n, child)
        ))
    }),
    ("parts of one allOf", 300, |n| {
        let part = |i| {
            format!(
                "      - {{type: object, properties: {{id: {{type: string, description: d{i}}}}}}}"
            )
        };
        schemas(&format!("    S0:\n      allOf:\n{}", lines(n, part)))
    }),
    ("security schemes", 200, |n| {
        let scheme = |i| format!("    k{i}: {{type: apiKey, in: header, name: X-{i}}}");
        let operation = |i| operation(&format!("/p{i}"), &format!("security: [{{k{i}: []}}], "));
        format!(
            "{HEAD}components:\n  securitySchemes:\n{}paths:\n{}",
            lines(n, scheme),
            lines(n, operation)
        )
    }),
];

/// Schemas that each have all of them as alternatives, with a discriminator.
fn circle(count: usize) -> String {
    let all: Vec<String> = (0..count)
        .map(|i| format!("{{$ref: '#/components/schemas/S{i}'}}"))
        .collect();
    let all = all.join(", ");
    schemas(&lines(count, |i| {
        format!(
            "    S{i}: {{discriminator: {{propertyName: t}}, properties: {{p{i}: {{type: string}}}}, allOf: [{all}]}}"
        )
    }))
}

/// Bytes that are allocated while generating an SDK and printing its diagnostics.
fn allocated(text: String) -> f64 {
    let options = Options {
        source: "api.yaml".to_owned(),
        command: "generate".to_owned(),
        strict: false,
    };
    let path = PathBuf::from("api.yaml");
    let region = Region::new(ALLOCATOR);
    let generated = generate(Source { path, text }, &Config::default(), &options);
    let generated = generated.unwrap_or_else(|found| panic!("{}", found.render()));
    generated.diagnostics.render_briefly(50);
    region.change().bytes_allocated as f64
}

#[test]
fn what_is_allocated_is_linear() {
    // In the same test, because concurrent tests would be counted as well.
    allocations_for_recursive_schemas_are_limited();
    // The constant part, which includes static initialization.
    allocated(KINDS[0].2(1));
    let base = allocated(KINDS[0].2(1));
    let mut table = String::new();
    let mut steepest: f64 = 0.0;
    for (kind, count, make) in KINDS {
        let [one, two, four] = [1, 2, 4].map(|times| allocated(make(count * times)) - base);
        let (first, second) = (two / one, four / two);
        let _ = writeln!(
            table,
            "{kind:40} {:8.0} KB  {first:.2}  {second:.2}",
            one / 1e3
        );
        steepest = steepest.max(first).max(second);
    }
    eprintln!("{table}");
    assert!(
        steepest < MOST,
        "something grows faster than the description:\n{table}"
    );
}

/// Maximum number of allocated bytes per byte of a description with mutually recursive schemas.
const MOST_FOR_A_BYTE: f64 = 7_000.0;

fn allocations_for_recursive_schemas_are_limited() {
    let base = allocated(KINDS[0].2(1));
    for count in [10, 20, 40] {
        let text = circle(count);
        let bytes = text.len() as f64;
        let each = (allocated(text) - base) / bytes;
        assert!(
            each < MOST_FOR_A_BYTE,
            "{count} schemas: {each:.0} for each byte"
        );
    }
}
