//! Secrets that were sent, and servers that repeat them.

use std::collections::BTreeMap;
use std::error::Error as _;

use sdk_runtime::{Call, Error, Multipart, SecretString, XmlElement, path};

use super::fixture::{EDIT, GET, PLAIN, TOKEN, client};
use super::server::{Server, reply};

/// One that is encoded differently in JSON, in a URL and on a page.
const SECRET: &str = "canary \"ä/";
const IN_URL: &str = "canary%20%22%C3%A4%2F";
const IN_HTML: &str = "canary &quot;ä/";

type Words = BTreeMap<String, SecretString>;

fn secret() -> SecretString {
    SECRET.into()
}

/// A response in which these words stand wherever a server can say something.
fn says(words: &str) -> String {
    let quoted = serde_json::Value::from(words);
    format!(
        r#"{{"errors":[{{"code":1,"message":{quoted},{quoted}:[{quoted}]}}],"messages":[{quoted}]}}"#
    )
}

/// The failure of a call that is answered with this body.
async fn failure(fill: impl FnOnce(&mut Call), body: &str) -> Error {
    let id = format!("x-zoo-request: {IN_URL}\r\n");
    let server = Server::always(reply("400 Bad Request", &id, body)).await;
    let mut call = client(&server.url).call(&EDIT);
    call.set(path("animal_id"), &"leo");
    fill(&mut call);
    call.execute().await.unwrap_err()
}

/// All that an error prints, and what programs print of it.
fn printed(error: &Error) -> String {
    let mut text = format!(
        "{error}\n{error:?}\n{}\n{:?}\n{:?}\n{:?}\n{:?}",
        error.body_snippet(),
        error.errors(),
        error.messages(),
        error.request_id(),
        error.json_path(),
    );
    let mut cause = error.source();
    while let Some(next) = cause {
        text.push_str(&format!("\n{next}\n{next:?}"));
        cause = next.source();
    }
    text
}

#[tokio::test]
async fn a_secret_that_is_repeated_is_redacted_wherever_it_was_sent() {
    let object: Words = [("word".to_owned(), secret())].into();
    let modes: [fn(&mut Call, &Words); 7] = [
        |call, object| call.json(object),
        |call, object| call.form(object, &[]),
        |call, _| call.lines::<SecretString>([secret()], "application/x-ndjson"),
        |call, object| {
            let mut parts = Multipart::new();
            parts.object(object);
            call.multipart(parts, &[]);
        },
        |call, object| call.set_xml(object.clone(), XmlElement::new("words")),
        |call, object| call.instead(|call| call.json(object)),
        |call, _| call.set(path("animal_id"), &secret()),
    ];
    for (number, way) in modes.into_iter().enumerate() {
        for body in [&says(SECRET), &says(IN_URL), SECRET, IN_URL, IN_HTML] {
            let error = failure(|call| way(call, &object), body).await;
            let text = printed(&error);
            assert!(!text.contains("canary"), "{number} {body}: {text}");
            assert!(text.contains("[redacted]"), "{number} {body}: {text}");
            assert_eq!(error.body().unwrap(), body);
        }
    }
}

#[tokio::test]
async fn what_is_not_secret_stays() {
    for (secret, said, printed) in [
        (SECRET, "canary in a mine", "canary in a mine"),
        // Too short to be told from what is there by chance.
        ("can", "canary", "canary"),
        ("cana", "canary", "[redacted]ry"),
    ] {
        let secret = SecretString::from(secret);
        let error = failure(|call| call.json(&secret), &says(said)).await;
        assert_eq!(error.errors()[0].message(), printed);
    }
}

#[tokio::test]
async fn of_two_secrets_the_longer_one_counts() {
    let longer = format!("{TOKEN}-lion");
    let sent = SecretString::from(longer.as_str());
    let error = failure(|call| call.json(&sent), &says(&longer)).await;
    let text = printed(&error);
    assert!(!text.contains("lion"), "{text}");
}

#[tokio::test]
async fn where_a_text_is_cut_no_part_of_a_secret_is_left() {
    let secret = "canary-0123456789-abcdefghijklmnopqrstuvwxyz";
    let sent = SecretString::from(secret);
    for before in 0..secret.len() {
        let body = "_".repeat(before) + &secret.repeat(200);
        let error = failure(|call| call.json(&sent), &body).await;
        let rest = error.body_snippet().replace("[redacted]", "");
        assert_eq!(rest, "_".repeat(before));
    }
    let id = format!("x-zoo-request: {}{secret}\r\n", "_".repeat(180));
    let server = Server::always(reply("400 Bad Request", &id, "")).await;
    let mut call = client(&server.url).call(&EDIT);
    call.set(path("animal_id"), &"leo");
    call.json(&sent);
    let text = printed(&call.execute().await.unwrap_err());
    assert!(!text.contains("canary"), "{text}");
}

#[tokio::test]
async fn successes_that_are_none_hide_secrets_too() {
    let body = r#"{"success":true,"result":{"canary \"ä/":1}}"#;
    for (operation, body) in [
        (
            &GET,
            r#"{"success":false,"errors":[{"message":"canary \"ä/"}]}"#,
        ),
        (&GET, body),
        (&PLAIN, body),
    ] {
        let server = Server::always(reply("200 OK", "", body)).await;
        let mut call = client(&server.url).call(operation);
        call.set(path("animal_id"), &"leo");
        call.json(&secret());
        let answer = call.execute().await.unwrap();
        let error = answer
            .decode::<BTreeMap<String, String>>()
            .map(|response| response.into_value())
            .unwrap_err();
        let text = printed(&error);
        assert!(!text.contains("canary"), "{text}");
    }
}
