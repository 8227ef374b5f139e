//! Lists that are members of objects, whose items come one by one.

use sdk_runtime::{
    Client, Endpoint, ErrorKind, Operation, Request, format, list_wrapper, object, path,
};

use super::fixture::{Animal, GET, PLAIN, builder, client};
use super::items::{in_chunks, reported};
use super::server::Server;

/// An object with one list.
#[derive(Clone)]
pub struct Herd {
    /// Where it grazes.
    pub place: Option<String>,
    /// The list.
    pub animals: Vec<Animal>,
    /// How many there are.
    pub total: i64,
}
object!(Herd: Decode { place, animals, total });
list_wrapper!(Herd: Animal, "animals");

/// The object by itself.
enum Bare {}

impl Endpoint for Bare {
    const OPERATION: Operation = PLAIN;
    type Response = format::Json<Herd>;
}

/// The object in an envelope.
enum Enveloped {}

impl Endpoint for Enveloped {
    const OPERATION: Operation = GET;
    type Response = format::Json<Herd>;
}

fn request<E: Endpoint>(client: &Client) -> Request<E> {
    let mut call = client.call_to::<E>();
    call.set(path("animal_id"), &"leo".to_owned());
    call.into()
}

/// What comes of a text that is sent in chunks of so many bytes.
async fn streamed(text: &str, size: usize, in_envelope: bool) -> Vec<Result<String, String>> {
    let server = Server::always(in_chunks(text, size)).await;
    let client = client(&server.url);
    let items = match in_envelope {
        true => request::<Enveloped>(&client).send_items().await,
        false => request::<Bare>(&client).send_items().await,
    };
    reported(items.unwrap()).await
}

#[tokio::test]
async fn however_an_object_is_cut_its_items_are_those_of_send() {
    let herd = r#"{ "place":"\"animals\":[1]", "other":{"animals":[2],"deep":[{"animals":[3]}]},
        "anim\u0061ls" : [ {"name":"a,]}\"[{\\"}, {"legs":4,"name":"]"} ,{"name":""}], "total":3} "#;
    let envelope = format!(
        r#"{{"animals":[4],"errors":[],"messages":[{{"result":{{"animals":[5]}}}}],"result":{herd},"success":true}}"#
    );
    for (text, in_envelope) in [(herd, false), (&envelope, true)] {
        let server = Server::always(in_chunks(text, 9)).await;
        let client = client(&server.url);
        let sent = match in_envelope {
            true => request::<Enveloped>(&client).send().await.unwrap(),
            false => request::<Bare>(&client).send().await.unwrap(),
        };
        let names: Vec<_> = sent.animals.into_iter().map(|it| Ok(it.name)).collect();
        assert_eq!((names.len(), sent.total), (3, 3));
        for size in [1, 2, 3, 7, 64, 10_000] {
            let found = streamed(text, size, in_envelope).await;
            assert_eq!(found, names, "in chunks of {size} bytes");
        }
    }
}

#[tokio::test]
async fn a_list_is_longer_than_a_body_may_be_but_no_item_and_nothing_around_it_is() {
    let limited = |server: &Server| builder(&server.url).max_body(1000).build().unwrap();
    let items = r#"{"name":"Leo"},"#.repeat(20_000);
    let many = format!(r#"{{"animals":[{items}{{"name":"Eva"}}],"total":20001}}"#);
    let server = Server::always(in_chunks(&many, 50_000)).await;
    let client = limited(&server);
    let error = request::<Bare>(&client).send().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::TooLarge);
    let mut items = request::<Bare>(&client).send_items().await.unwrap();
    let mut count = 0;
    while let Some(item) = items.next().await {
        item.unwrap();
        count += 1;
    }
    assert_eq!(count, 20_001);
    let long = "x".repeat(2000);
    for (text, before) in [
        (format!(r#"{{"animals":[{{"name":"{long}"}}]}}"#), 0),
        (format!(r#"{{"place":"{long}","animals":[]}}"#), 0),
        (
            format!(r#"{{"animals":[{{"name":"Leo"}}],"place":"{long}"}}"#),
            1,
        ),
    ] {
        let server = Server::always(in_chunks(&text, 100)).await;
        let items = request::<Bare>(&limited(&server)).send_items().await;
        let found = reported(items.unwrap()).await;
        assert_eq!(found.len(), before + 1, "{found:?}");
        let error = found[before].as_ref().unwrap_err();
        assert!(error.starts_with("TooLarge"), "{error}");
    }
}

#[tokio::test]
async fn what_is_not_as_described_is_an_error_with_its_place() {
    let cases = [
        (
            r#"{"animals":[{"name":1},{"name":"Leo"}],"total":2}"#,
            "animals[0].name",
            [true, false],
        ),
        (
            r#"{"animals":[{"name":"Leo"}],"total":"many"}"#,
            "total",
            [false, true],
        ),
    ];
    for (text, place, errors) in cases {
        let found = streamed(text, 5, false).await;
        let are_errors: Vec<_> = found.iter().map(Result::is_err).collect();
        assert_eq!(are_errors, errors, "{found:?}");
        let error = found.iter().find_map(|it| it.as_ref().err()).unwrap();
        assert!(error.starts_with("Decode"), "{error}");
        assert!(error.contains(place), "{error}");
        let in_envelope = format!(r#"{{"result":{text},"success":true}}"#);
        let found = streamed(&in_envelope, 5, true).await;
        let error = found.iter().find_map(|it| it.as_ref().err()).unwrap();
        assert!(error.contains(&format!("result.{place}")), "{error}");
    }
}

#[tokio::test]
async fn an_object_without_items_has_none() {
    for text in [
        r#"{"animals":[],"total":0}"#,
        r#"{"total":0,"animals":[ ]}"#,
    ] {
        assert_eq!(streamed(text, 4, false).await, []);
    }
    for text in [
        "[]",
        "{",
        r#"{"animals":[{"name":"Leo"}"#,
        r#"{"animals":{"a":[1]},"total":1}"#,
    ] {
        let found = streamed(text, 4, false).await;
        let last = found.last().unwrap_or_else(|| panic!("{text}"));
        assert!(last.is_err(), "{text}: {found:?}");
    }
}

#[tokio::test]
async fn an_envelope_that_says_no_is_the_last_item() {
    let text = r#"{"result":{"animals":[{"name":"Leo"}],"total":1},"success":false,"errors":[{"code":7,"message":"lost"}]}"#;
    let found = streamed(text, 6, true).await;
    assert_eq!(found.len(), 2, "{found:?}");
    assert_eq!(found[0], Ok("Leo".to_owned()));
    let error = found[1].as_ref().unwrap_err();
    assert!(
        error.starts_with("Api") && error.contains("lost"),
        "{error}"
    );
}
