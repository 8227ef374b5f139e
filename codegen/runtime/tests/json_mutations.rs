//! Documents with a few bytes changed: never a panic, and the same verdict as another parser's.

use sdk_runtime::{Value, from_slice, to_vec};

const SEEDS: &[&[u8]] = &[
    br#"{"a": [1.5e3, true, null, {"b": "\u00e4\ud83d\ude00"}], "c": -1, "d": [[], {}]}"#,
    br#"{"success":true,"errors":[{"code":1000,"message":"no"}],"result":{"id":"x","on":false}}"#,
    "[\"öü\u{2028}\", 0, -0.0, 12345678901234567890, 1e-7, 0.1, \"\\\\\\\"\\n\"]".as_bytes(),
];

/// Bytes that mean something in JSON, and some that never may stand there.
const BYTES: &[u8] = b"{}[]:,\"\\ue0123456789.-+E truefalsnN \t\n\0\x7f\x80\xbf\xc3\xed\xf0\xff";

fn mutate(random: &mut fastrand::Rng, document: &mut Vec<u8>) {
    for _ in 0..random.usize(1..4) {
        let (at, other) = (
            random.usize(..document.len()),
            random.usize(..document.len()),
        );
        let byte = BYTES[random.usize(..BYTES.len())];
        match random.u8(..4) {
            0 => document[at] = byte,
            1 => document.insert(at, byte),
            2 if document.len() > 1 => drop(document.remove(at)),
            _ => document.swap(at, other),
        }
    }
}

#[test]
fn changed_documents_get_the_verdict_they_deserve() {
    let mut random = fastrand::Rng::with_seed(20_240_301);
    for round in 0..30_000 {
        let mut document = SEEDS[round % SEEDS.len()].to_vec();
        mutate(&mut random, &mut document);
        let ours = from_slice::<Value>(&document);
        let theirs = serde_json::from_slice::<Value>(&document);
        let shown = String::from_utf8_lossy(&document);
        assert_eq!(ours.is_ok(), theirs.is_ok(), "{shown}: {ours:?} {theirs:?}");
        if let Ok(value) = ours {
            assert!(from_slice::<()>(&document).is_ok(), "{shown}");
            // A whole number is written without a point, and so is another kind of number when it is read.
            let written = to_vec(&value);
            let again = from_slice::<Value>(&written).ok();
            assert_eq!(again.map(|again| to_vec(&again)), Some(written), "{shown}");
        }
    }
}
