//! Decoding and encoding documents of 1 MB and more: what this runtime, sonic-rs and simd-json take for
//! each unit of time that serde_json takes. The others fill serde's derives, as serde_json does.

use std::hint::black_box;
use std::time::{Duration, Instant};

use documents::Comparison;
use sdk_runtime::{Decode, Encode, from_slice, to_vec};
use serde::Serialize;
use serde::de::DeserializeOwned;

#[path = "../../../codegen/runtime/benches/json/documents.rs"]
mod documents;

/// How often each is measured; the least of the times counts.
const ROUNDS: usize = 60;

struct Parsers;

impl Comparison for Parsers {
    fn compare<O, D>(&self, name: &str, text: &[u8])
    where
        O: Decode + Encode,
        D: DeserializeOwned + Serialize,
    {
        let ours: O = from_slice(text).expect("it is what it should be");
        let derived: D = serde_json::from_slice(text).expect("the same");
        let read: [&dyn Fn(); 4] = [
            &|| drop(black_box(from_slice::<O>(text).expect("as before"))),
            &|| {
                drop(black_box(
                    serde_json::from_slice::<D>(text).expect("as before"),
                ))
            },
            &|| {
                drop(black_box(
                    sonic_rs::from_slice::<D>(text).expect("it is JSON"),
                ))
            },
            // It works in the text that it is given, so that a body which others hold is copied first.
            &|| {
                let value = simd_json::serde::from_slice::<D>(&mut text.to_vec());
                drop(black_box(value.expect("it is JSON")));
            },
        ];
        print(&format!("decode, {name}"), least(read));
        let write: [&dyn Fn(); 4] = [
            &|| drop(black_box(to_vec(&ours))),
            &|| {
                drop(black_box(
                    serde_json::to_vec(&derived).expect("it can be written"),
                ))
            },
            &|| {
                drop(black_box(
                    sonic_rs::to_vec(&derived).expect("it can be written"),
                ))
            },
            &|| {
                drop(black_box(
                    simd_json::serde::to_vec(&derived).expect("it can be written"),
                ))
            },
        ];
        print(&format!("encode, {name}"), least(write));
    }
}

/// The least time that each takes, measured in turns.
fn least(all: [&dyn Fn(); 4]) -> [Duration; 4] {
    let mut best = [Duration::MAX; 4];
    for _ in 0..ROUNDS {
        for (work, best) in all.iter().zip(&mut best) {
            let start = Instant::now();
            work();
            *best = start.elapsed().min(*best);
        }
    }
    best
}

fn print(what: &str, [ours, serde, sonic, simd]: [Duration; 4]) {
    let ratio = |time: Duration| time.as_secs_f64() / serde.as_secs_f64();
    let (ours, sonic, simd) = (ratio(ours), ratio(sonic), ratio(simd));
    println!("| {what} | {serde:.2?} | {ours:.2} | {sonic:.2} | {simd:.2} |");
}

fn main() {
    println!("| | serde_json | ours | sonic-rs | simd-json |\n|---|--:|--:|--:|--:|");
    documents::each(&Parsers);
}
