use sdk_runtime::ErrorKind;

use super::fixture::{EditSetters, OK, client, edit, get};
use super::server::{Server, json};

/// A server on a runtime of its own.
fn serve() -> (tokio::runtime::Runtime, Server) {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(1)
        .enable_all()
        .build()
        .unwrap();
    let server = runtime.block_on(Server::always(json("200 OK", OK)));
    (runtime, server)
}

#[test]
fn the_same_builders_send_without_a_runtime() {
    let (_runtime, server) = serve();
    let client = client(&server.url);
    let animal = edit(&client, "leo").name("Leo").send_blocking().unwrap();
    assert_eq!(animal.name, "Leo");
    let response = get(&client).send_blocking_with_response().unwrap();
    assert_eq!((response.status().as_u16(), response.attempts()), (200, 1));
    assert_eq!(server.requests()[0].body, r#"{"name":"Leo"}"#);
    // A connection goes back to the pool some time after the response has been read.
    let is_reused = (0..100).any(|_| {
        get(&client).send_blocking().unwrap();
        server.connections() < server.count()
    });
    assert!(is_reused, "each of {} calls connected", server.count());
}

#[test]
fn many_threads_wait_at_once() {
    let (_runtime, server) = serve();
    let client = client(&server.url);
    std::thread::scope(|scope| {
        for _ in 0..8 {
            scope.spawn(|| get(&client).send_blocking().unwrap());
        }
    });
    assert_eq!(server.count(), 8);
}

#[tokio::test]
async fn asynchronous_code_is_not_held_up() {
    let error = get(&client("http://127.0.0.1:1"))
        .send_blocking()
        .unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Config);
    assert!(error.to_string().contains("use `send`"), "{error}");
}
