//! Documents as APIs send them, of 1 MB and more: texts with escapes, floats, and deep objects most of
//! whose members are not there.

use sdk_runtime::object;
use serde_json::{Value, json};

/// Declares types twice: with what this runtime does, and with serde's derives.
macro_rules! types {
    ($($name:ident { $($field:ident: $ty:ty),* $(,)? })*) => {
        mod ours {
            use super::object;

            $(
                #[derive(Clone)]
                pub struct $name { $(pub $field: $ty),* }
                object!($name: Decode + Encode { $($field),* });
            )*
        }

        mod derived {
            $(
                #[derive(serde::Deserialize, serde::Serialize)]
                pub struct $name { $($field: $ty),* }
            )*
        }
    };
}

types! {
    Issues { items: Vec<Issue>, total: i64 }
    Issue {
        id: i64,
        node: String,
        number: i64,
        title: String,
        body: Option<String>,
        author: Author,
        labels: Vec<Label>,
        locked: bool,
        comments: i64,
        created: String,
        closed: Option<String>,
    }
    Author { login: String, id: i64, url: String, admin: bool }
    Label { id: i64, name: String, color: String, default: bool }

    Stations { stations: Vec<Station> }
    Station {
        id: String,
        latitude: f64,
        longitude: f64,
        altitude: Option<f64>,
        readings: Vec<Reading>,
    }
    Reading { at: i64, temperature: f64, pressure: f64, wind: Vec<f64>, rain: Option<f64> }

    Charges { data: Vec<Charge>, has_more: bool }
    Charge {
        id: String,
        amount: i64,
        amount_captured: Option<i64>,
        amount_refunded: Option<i64>,
        application: Option<String>,
        application_fee: Option<String>,
        billing: Option<Billing>,
        captured: bool,
        customer: Option<String>,
        description: Option<String>,
        dispute: Option<String>,
        failure_code: Option<String>,
        failure_message: Option<String>,
        method: Method,
        on_behalf_of: Option<String>,
        outcome: Option<Outcome>,
        receipt_email: Option<String>,
        receipt_number: Option<String>,
        review: Option<String>,
        transfer: Option<String>,
        transfer_group: Option<String>,
    }
    Billing {
        address: Option<Address>,
        email: Option<String>,
        name: Option<String>,
        phone: Option<String>,
    }
    Address {
        city: Option<String>,
        country: Option<String>,
        line1: Option<String>,
        line2: Option<String>,
        postal_code: Option<String>,
        state: Option<String>,
    }
    Method { card: Option<Card>, bank: Option<Bank>, kind: String }
    Bank { name: Option<String>, last4: Option<String> }
    Card {
        brand: Option<String>,
        checks: Option<Checks>,
        country: Option<String>,
        exp_month: i64,
        exp_year: i64,
        fingerprint: Option<String>,
        last4: Option<String>,
        secure: Option<Secure>,
        wallet: Option<String>,
    }
    Checks { line1: Option<String>, postal_code: Option<String>, cvc: Option<String> }
    Secure { flow: Option<String>, result: Option<SecureResult> }
    SecureResult { code: Option<String>, version: String, challenged: Option<bool> }
    Outcome { kind: String, reason: Option<String>, risk: Option<i64>, seller: Option<String> }
}

/// What is done with each document.
pub(crate) trait Comparison {
    /// Takes the text of a document, which is `O` to this runtime and `D` to serde.
    fn compare<O, D>(&self, name: &str, text: &[u8])
    where
        O: sdk_runtime::Decode + sdk_runtime::Encode,
        D: serde::de::DeserializeOwned + serde::Serialize;
}

/// Compares with each document.
pub(crate) fn each(comparison: &impl Comparison) {
    let documents = [
        ("texts with escapes", issues()),
        ("floats", stations()),
        ("deep, many members absent", charges()),
    ];
    for (name, document) in &documents {
        let text = serde_json::to_vec(document).expect("it is written");
        assert!(text.len() > 1_000_000, "{name} has {} bytes", text.len());
        match *name {
            "floats" => comparison.compare::<ours::Stations, derived::Stations>(name, &text),
            "texts with escapes" => {
                comparison.compare::<ours::Issues, derived::Issues>(name, &text);
            }
            _ => comparison.compare::<ours::Charges, derived::Charges>(name, &text),
        }
    }
}

fn issues() -> Value {
    let issue = |index: usize| {
        json!({
            "id": 1_000_000_007 + index, "node": format!("MDU6SXNzdWU{index}"), "number": index,
            "title": format!("\"Save\" does nothing in d\u{e9}j\u{e0}-vu mode (#{index})"),
            "body": "Steps:\r\n\r\n1. open C:\\Users\\jane\r\n2. press \"Save\"\r\n\r\n```\n\tat main()\n```\n".repeat(4),
            "author": {
                "login": "jane-example", "id": 31 * index, "admin": false,
                "url": format!("https://example.com/users/{index}"),
            },
            "labels": (0..3).map(|label| json!({
                "id": 208_045_946 + label, "name": "good first issue", "color": "7057ff", "default": true,
            })).collect::<Vec<_>>(),
            "locked": index.is_multiple_of(5), "comments": index % 40,
            "created": "2026-01-10T08:30:00Z",
            "closed": index.is_multiple_of(2).then_some("2026-02-01T09:00:00Z"),
        })
    };
    let items: Vec<Value> = (0..1200).map(issue).collect();
    json!({"total": items.len(), "items": items})
}

fn stations() -> Value {
    let reading = |station: usize, hour: usize| {
        let turn = (station * 24 + hour) as f64;
        json!({
            "at": 1_767_225_600 + 3600 * hour, "temperature": 10.0 + 8.0 * turn.sin(),
            "pressure": 1013.25 + turn.cos(), "wind": [turn.sin() * 7.3, turn.cos() * 7.3],
            "rain": hour.is_multiple_of(3).then_some(0.25 * (hour as f64)),
        })
    };
    let station = |index: usize| {
        json!({
            "id": format!("station-{index}"), "latitude": 52.52 + index as f64 / 7919.0,
            "longitude": 13.405 - index as f64 / 104_729.0, "altitude": 34.5,
            "readings": (0..24).map(|hour| reading(index, hour)).collect::<Vec<_>>(),
        })
    };
    json!({"stations": (0..400).map(station).collect::<Vec<_>>()})
}

fn charges() -> Value {
    let charge = |index: usize| {
        json!({
            "id": format!("ch_3MmlLrLkdIwHu7ix{index:08}"), "amount": 100 * index + 99,
            "captured": true, "customer": format!("cus_{index:014}"),
            "billing": {
                "address": {"city": "Springfield", "country": "US", "postal_code": "12345"},
                "name": "Jane Example",
            },
            "method": {
                "kind": "card",
                "card": {
                    "brand": "visa", "checks": {"cvc": "pass"}, "country": "US",
                    "exp_month": 1 + index % 12, "exp_year": 2030, "last4": "4242",
                    "secure": {"result": {"version": "2.2.0", "challenged": false}},
                },
            },
            "outcome": {"kind": "authorized", "risk": index % 100},
        })
    };
    json!({"data": (0..2400).map(charge).collect::<Vec<_>>(), "has_more": true})
}
