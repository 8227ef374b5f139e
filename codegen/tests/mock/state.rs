//! Created and modified items are stored.

use sdk_codegen::mock::Behavior;
use serde_json::{Value, json};

use super::Served;

const SPEC: &str = "
openapi: 3.0.3
info: {title: Shop, version: '1'}
servers: [{url: 'https://shop.example/v1'}]
paths:
  /shops/{shop}/orders:
    parameters: [{name: shop, in: path, required: true, schema: {type: string}}]
    get:
      parameters: [{name: page, in: query, schema: {type: integer}}, {name: per_page, in: query, schema: {type: integer}}]
      responses:
        '200':
          description: .
          content:
            application/json:
              schema:
                allOf:
                  - {$ref: '#/components/schemas/Envelope'}
                  - {type: object, properties: {result: {type: array, items: {$ref: '#/components/schemas/Order'}}, result_info: {type: object, properties: {count: {type: integer}, total_count: {type: integer}}}}}
    post:
      requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/NewOrder'}}}}
      responses: {'201': {$ref: '#/components/responses/order'}}
  /shops/{shop}/orders/{order_id}:
    parameters: [{name: shop, in: path, required: true, schema: {type: string}}, {name: order_id, in: path, required: true, schema: {type: string}}]
    get: {responses: {'200': {$ref: '#/components/responses/order'}, default: {$ref: '#/components/responses/error'}}}
    patch:
      requestBody: {content: {application/json: {schema: {type: object}}}}
      responses: {'200': {$ref: '#/components/responses/order'}}
    put:
      requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/NewOrder'}}}}
      responses: {'200': {$ref: '#/components/responses/order'}}
    delete: {responses: {'204': {description: Gone.}}}
  /shops/{shop}/settings:
    parameters: [{name: shop, in: path, required: true, schema: {type: string}}]
    get: {responses: &settings {'200': {description: ., content: {application/json: {schema: {type: object, required: [theme, size], properties: {theme: {type: string, example: light}, size: {type: integer, example: 3}}}}}}}}
    patch: {requestBody: {content: {application/json: {schema: {type: object}}}}, responses: *settings}
components:
  responses:
    order: {description: ., content: {application/json: {schema: {allOf: [{$ref: '#/components/schemas/Envelope'}, {type: object, required: [result], properties: {result: {$ref: '#/components/schemas/Order'}}}]}}}}
    error: {description: ., content: {application/json: {schema: {$ref: '#/components/schemas/Envelope'}}}}
  schemas:
    Envelope: {type: object, required: [success, errors], properties: {success: {type: boolean}, errors: {type: array, items: {type: object, required: [message], properties: {message: {type: string}}}}}}
    NewOrder: {type: object, required: [item], properties: {item: {type: string}, count: {type: integer}, card: {type: string, writeOnly: true}, scope: {type: object}}}
    Order: {type: object, required: [id, item, made], properties: {id: {type: string, format: uuid, example: 550e8400-e29b-41d4-a716-446655440000}, item: {type: string}, count: {type: integer}, made: {type: string, format: date-time}, scope: {type: array, items: {type: integer}}}}
";

fn served() -> Served {
    let behavior = Behavior {
        stateful: true,
        ..Behavior::default()
    };
    Served::with(SPEC, "", behavior)
}

/// The value in the envelope of a successful response.
fn result(reply: &super::Reply) -> Value {
    assert!(matches!(reply.status, 200 | 201), "{reply:?}");
    let whole = reply.json();
    assert_eq!(whole["success"], json!(true), "{whole}");
    whole["result"].clone()
}

#[test]
fn what_is_created_can_be_read_changed_and_deleted() {
    let served = served();
    assert_eq!(result(&served.get("/v1/shops/a/orders")), json!([]));
    let body = json!({"item": "tea", "count": 2, "card": "4111", "scope": {"a": 1}});
    let first = result(&served.json("POST", "/v1/shops/a/orders", &body));
    assert_eq!(
        (&first["item"], &first["count"]),
        (&json!("tea"), &json!(2))
    );
    assert!(first.get("card").is_none(), "a secret came back: {first}");
    assert!(
        first["scope"].is_array(),
        "what does not fit the response was taken: {first}"
    );
    let second = result(&served.json("POST", "/v1/shops/a/orders", &json!({"item": "milk"})));
    assert_ne!(first["id"], second["id"]);
    let path = format!(
        "/v1/shops/a/orders/{}",
        first["id"].as_str().expect("a text")
    );
    assert_eq!(result(&served.get(&path)), first);
    // Without the path of the server, it is the same item.
    assert_eq!(result(&served.get(&path[3..])), first);
    let changed = result(&served.json("PATCH", &path, &json!({"count": 3})));
    assert_eq!(
        (&changed["item"], &changed["count"], &changed["made"]),
        (&json!("tea"), &json!(3), &first["made"])
    );
    assert_eq!(result(&served.get(&path)), changed);
    let list = served.get("/v1/shops/a/orders");
    assert_eq!(result(&list), json!([changed, second]));
    assert_eq!(
        list.json()["result_info"],
        json!({"count": 2, "total_count": 2})
    );
    let page = served.get("/v1/shops/a/orders?page=2&per_page=1");
    assert_eq!(
        (
            result(&page),
            page.json()["result_info"]["total_count"].clone()
        ),
        (json!([second]), json!(2))
    );
    assert_eq!(result(&served.get("/v1/shops/b/orders")), json!([]));
    assert_eq!(served.send("DELETE", &path, &[], "").status, 204);
    let gone = served.get(&path);
    assert_eq!(
        (gone.status, gone.json()["success"].clone()),
        (404, json!(false))
    );
    assert!(
        gone.json()["errors"][0]["message"]
            .as_str()
            .is_some_and(|it| it.contains("no such resource"))
    );
    assert_eq!(served.send("DELETE", &path, &[], "").status, 404);
    assert_eq!(served.json("PATCH", &path, &json!({})).status, 404);
    assert_eq!(result(&served.get("/v1/shops/a/orders")), json!([second]));
}

#[test]
fn an_item_can_be_put_where_it_was_not() {
    let served = served();
    let path = "/v1/shops/a/orders/550e8400-e29b-41d4-a716-44665544ffff";
    assert_eq!(served.get(path).status, 404);
    let put = result(&served.json("PUT", path, &json!({"item": "tea"})));
    assert_eq!(put["id"], json!("550e8400-e29b-41d4-a716-44665544ffff"));
    assert_eq!(result(&served.get(path)), put);
    assert_eq!(result(&served.get("/v1/shops/a/orders")), json!([put]));
}

#[test]
fn what_only_changes_is_kept_too() {
    let served = served();
    let get = |shop: &str| served.get(&format!("/v1/shops/{shop}/settings")).json();
    assert_eq!(get("a"), json!({"theme": "light", "size": 3}));
    let changed = served.json(
        "PATCH",
        "/v1/shops/a/settings",
        &json!({"theme": "dark", "size": "large"}),
    );
    assert_eq!(changed.json(), json!({"theme": "dark", "size": 3}));
    assert_eq!(get("a"), json!({"theme": "dark", "size": 3}));
    assert_eq!(get("b"), json!({"theme": "light", "size": 3}));
}

#[test]
fn without_the_option_nothing_is_kept() {
    let served = Served::new(SPEC);
    let made = result(&served.json("POST", "/v1/shops/a/orders", &json!({"item": "tea"})));
    assert_ne!(made["item"], json!("tea"));
    assert_eq!(served.get("/v1/shops/a/orders/nothing").status, 200);
}

#[test]
fn a_memory_has_an_end() {
    let served = served();
    let mut connection = super::Connection::open(served.server.address()).expect("it listens");
    let body = json!({"item": "x"}).to_string();
    let header = [("content-type", "application/json")];
    for _ in 0..10_050 {
        let made = connection.send("POST", "/v1/shops/a/orders", &header, body.as_bytes());
        assert_eq!(made.expect("it responds").status, 201);
    }
    let page = served.get("/v1/shops/a/orders?per_page=1");
    assert_eq!(page.json()["result_info"]["total_count"], json!(10_000));
}
