use kitchen::dispatch::Arguments;
use kitchen::models;
use serde_json::{Value, json};

use crate::server::Server;

/// A value of every shape, as a server sends it.
fn everything() -> Value {
    json!({
        "uuid": "550e8400-e29b-41d4-a716-446655440000",
        "date": "2025-01-31",
        "moment": "2025-01-31T12:00:00Z",
        "time": "12:00:00",
        "duration": "P1D",
        "bytes": "aGk/",
        "url_bytes": "aGk_",
        "ipv4": "192.0.2.1",
        "uri": "https://a.example",
        "email": "a@b.example",
        "decimal": "1.10",
        "i8": -128, "u8": 255, "i16": -32768, "u16": 65535, "i32": -2147483648, "u32": 4294967295u32,
        "i64": i64::MIN, "u64": u64::MAX, "f32": 0.5, "f64": 0.1,
        "only": "one",
        "nothing": null,
        "null": null,
        "level": 2,
        "truth": true,
        "mixed": 1,
        "maybe": null,
        "union": 5,
        "pair": [1.5, "b"],
        "row": ["a", true, 1, 2],
        "tree": {"value": 1, "left": {"value": 2}, "others": [{"value": 3}]},
        "open": {"name": "n", "more": 1},
        "patterns": {"x-a": 1},
        "all": {"a": "a", "b": 4, "c": false},
        "type": "t",
        "🦀": "crab",
        "123": 123,
        "naïve-Name": "n",
        "naiveName": "m",
    })
}

async fn received(body: &Value) -> models::Shapes {
    let server = Server::json(&body.to_string());
    let shapes = server.client().shapes().get().send().await;
    server.request();
    shapes.unwrap()
}

async fn sent(shapes: models::Shapes) -> Value {
    let server = Server::empty();
    let call = server.client().shapes().put().body([shapes]);
    call.send().await.unwrap();
    let body: Value = serde_json::from_str(&server.request().body).unwrap();
    body[0].clone()
}

#[tokio::test]
async fn all_values_are_decoded_and_encoded_unchanged() {
    let shapes = received(&everything()).await;
    assert_eq!(
        shapes.bytes.as_ref().map(|bytes| &bytes[..]),
        Some(&b"hi?"[..])
    );
    assert_eq!(shapes.null, None);
    assert_eq!(shapes.maybe, Some(None));
    assert_eq!(shapes.level, Some(models::ShapesLevel::Value2));
    assert!(matches!(
        shapes.union_,
        Some(Some(models::ShapesUnion::Integer(5)))
    ));
    let models::ShapesPair(number, text) = shapes.pair.clone().unwrap();
    assert_eq!((number, text.as_str()), (1.5, "b"));
    let models::ShapesRow(first, second, more) = shapes.row.clone().unwrap();
    assert_eq!(
        (first.as_str(), second, more),
        ("a", Some(true), vec![1, 2])
    );
    assert_eq!(
        shapes.open.as_ref().unwrap().additional_properties["more"],
        1
    );
    assert_eq!(sent(shapes).await, everything());
}

#[tokio::test]
async fn unknown_values_are_kept() {
    let mut odd = everything();
    odd["level"] = json!(9);
    odd["maybe"] = json!("z");
    odd["only"] = json!("two");
    odd["union"] = json!([1]);
    odd["mixed"] = json!({"a": 1});
    odd["row"] = json!(["a"]);
    let shapes = received(&odd).await;
    assert_eq!(shapes.level, Some(models::ShapesLevel::Unknown(9)));
    assert_eq!(sent(shapes).await, odd);
}

#[tokio::test]
async fn tuples_are_made_of_rust_tuples() {
    let mut all = received(&everything()).await;
    all.pair = Some((2.0, "c".to_owned()).into());
    all.row = Some(("r".to_owned(), None, vec![3]).into());
    let body = sent(all).await;
    assert_eq!(body["pair"], json!([2, "c"]));
    assert_eq!(body["row"], json!(["r", null, 3]));
}

#[tokio::test]
async fn a_list_that_is_too_short_is_no_tuple() {
    let mut short = everything();
    short["pair"] = json!([1]);
    let server = Server::json(&short.to_string());
    let error = server.client().shapes().get().send().await.unwrap_err();
    server.request();
    assert!(
        error.to_string().contains("pair: has too few items"),
        "{error}"
    );
}

#[tokio::test]
async fn calls_by_name_drop_nothing() {
    let put = |body: Value| async move {
        let server = Server::empty();
        let mut entries = kitchen::dispatch::entries();
        let entry = entries.find(|entry| entry.operation.id == "shapes.put");
        let mut arguments = Arguments {
            body: Some(body),
            ..Arguments::default()
        };
        let call = entry.unwrap().run(&server.client(), &mut arguments)?;
        call.await?;
        Ok::<String, kitchen::Error>(server.request().body)
    };
    let all = json!([everything()]);
    let body = put(all.clone()).await.unwrap();
    assert_eq!(serde_json::from_str::<Value>(&body).unwrap(), all);
    let refused = [
        ("/0/left", "[0].left is not described"),
        ("/0/tree/left/a", "[0].tree.left.a is not described"),
        (
            "/0/tree/others/0/a",
            "[0].tree.others[0].a is not described",
        ),
        ("/0/all/d", "[0].all.d is not described"),
    ];
    for (place, reason) in refused {
        let mut odd = all.clone();
        let (parent, name) = place.rsplit_once('/').unwrap();
        odd.pointer_mut(parent).unwrap()[name] = json!(1);
        let error = put(odd).await.unwrap_err();
        assert!(error.to_string().ends_with(reason), "{error}");
    }
}
