//! What is read although it is not quite what the description says.

use super::fixture::{builder, client, get};
use super::server::{Server, json};

/// What is noted of a response that is read, or why it is not.
async fn noted(body: &str, strict: bool) -> Result<Vec<String>, String> {
    let server = Server::always(json("200 OK", body)).await;
    let client = builder(&server.url)
        .strict_decoding(strict)
        .build()
        .unwrap();
    let response = get(&client).send_with_response().await;
    let response = response.map_err(|error| error.to_string())?;
    let deviations = response.deviations().iter();
    Ok(deviations.map(ToString::to_string).collect())
}

#[tokio::test]
async fn deviations_are_noted_with_their_place() {
    let sloppy = r#"{"result":{"legs":4,"keepers":[null,{"shift":null},{"shift":"b"},null]}}"#;
    assert_eq!(
        noted(sloppy, false).await.unwrap(),
        [
            "result.keepers[0]: expected a value, found null at line 1 column 32",
            "result.keepers[1].shift: expected a value, found null at line 1 column 46",
            "result.keepers[3]: expected a value, found null at line 1 column 66",
            "result.name: required, but missing from the object at line 1 column 11",
        ]
    );
    let refused = noted(sloppy, true).await.unwrap_err();
    assert!(refused.contains("result.keepers[0]"), "{refused}");
    let exact = r#"{"result":{"name":"a","keepers":[]}}"#;
    for strict in [false, true] {
        assert!(noted(exact, strict).await.unwrap().is_empty());
    }
}

#[tokio::test]
async fn no_more_than_a_hundred_are_kept() {
    let nulls = ["null"; 1000].join(",");
    let body = format!(r#"{{"result":{{"name":"a","keepers":[{nulls}]}}}}"#);
    assert_eq!(noted(&body, false).await.unwrap().len(), 100);
}

#[tokio::test]
async fn what_has_no_member_in_common_is_something_else() {
    for body in [r#"{"result":{}}"#, r#"{"result":{"error":"busy"}}"#] {
        let refused = noted(body, false).await.unwrap_err();
        assert!(refused.contains("result.name: required"), "{refused}");
    }
}

#[tokio::test]
async fn a_body_may_be_left_out_where_the_caller_says_so() {
    let server = Server::always(json("200 OK", "")).await;
    let client = client(&server.url);
    let error = get(&client).send().await.unwrap_err().to_string();
    assert!(error.contains("empty body"), "{error}");
    assert!(error.contains("the description has a value"), "{error}");
    let response = get(&client).send_optional().await.unwrap();
    assert!(response.value().is_none());
}
