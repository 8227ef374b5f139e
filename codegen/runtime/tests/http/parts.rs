//! Parts that are read as they come in, however they are cut into pieces.

use sdk_runtime::{BytesPart, ErrorKind, Part, PartStream, path};

use super::fixture::{PLAIN, builder};
use super::server::{Server, Step, send};

/// A response with this body, in pieces that end at these places.
fn pieces(content_type: &str, body: &[u8], ends: &[usize]) -> Vec<Step> {
    let mut steps = send(&format!(
        "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\ncontent-type: {content_type}\r\n\r\n"
    ));
    let mut start = 0;
    for end in ends.iter().copied().chain([body.len()]) {
        let piece = &body[start..end];
        start = end;
        if !piece.is_empty() {
            let mut chunk = format!("{:x}\r\n", piece.len()).into_bytes();
            chunk.extend_from_slice(piece);
            chunk.extend_from_slice(b"\r\n");
            steps.push(Step::Send(chunk));
        }
    }
    steps.extend(send("0\r\n\r\n"));
    steps
}

async fn parts(server: &Server) -> PartStream<sdk_runtime::Bytes> {
    let client = builder(&server.url).max_body(256).build().unwrap();
    let mut call = client.call(&PLAIN);
    call.set(path("animal_id"), &"leo".to_owned());
    call.stream(None).await.unwrap().parts::<BytesPart>()
}

/// The contents of all parts, and what was wrong at the end.
async fn all(server: &Server) -> (Vec<String>, Option<ErrorKind>) {
    let mut stream = parts(server).await;
    let mut contents = Vec::new();
    while let Some(part) = stream.next().await {
        match part {
            Ok(Part { content, .. }) => {
                contents.push(String::from_utf8_lossy(&content).into_owned());
            }
            Err(error) => {
                assert!(stream.next().await.is_none());
                return (contents, Some(error.kind()));
            }
        }
    }
    (contents, None)
}

#[tokio::test]
async fn pieces_may_end_anywhere() {
    let body = b"before\r\n--b \r\nA: 1\r\n\r\none\r\n--bb\r\n--b\r\n\r\n\r\n--b\n\n-\n--b--\r\nafter\r\n--b\r\n";
    for end in 1..body.len() {
        let server = Server::always(pieces("multipart/mixed; boundary=b", body, &[end])).await;
        let (contents, error) = all(&server).await;
        assert_eq!(contents, ["one\r\n--bb", "", "-"], "cut at {end}");
        assert_eq!(error, None);
    }
    let bytes: Vec<_> = (1..body.len()).collect();
    let server = Server::always(pieces("multipart/mixed; boundary=b", body, &bytes)).await;
    assert_eq!(all(&server).await.0, ["one\r\n--bb", "", "-"]);
}

#[tokio::test]
async fn the_boundary_is_a_token_or_a_text_between_quotes() {
    let types = [
        "multipart/mixed; boundary=a1",
        "multipart/mixed;BOUNDARY=\"a1\";charset=utf-8",
        "multipart/related; type=\"a; boundary=no\"; boundary=a1 ; x",
        "multipart/mixed; boundary=\"\\a1\"",
    ];
    for content_type in types {
        let server = Server::always(pieces(content_type, b"--a1\r\n\r\nx\r\n--a1--", &[])).await;
        assert_eq!(
            all(&server).await,
            (vec!["x".to_owned()], None),
            "{content_type}"
        );
    }
}

#[tokio::test]
async fn what_has_no_parts_is_empty_or_an_error() {
    let decode = Some(ErrorKind::Decode);
    let cases: [(&str, &[u8], Option<ErrorKind>); 7] = [
        ("multipart/mixed; boundary=b", b"", None),
        ("multipart/mixed; boundary=b", b"--b--", None),
        ("multipart/mixed; boundary=b", b"nothing", decode),
        (
            "multipart/mixed; boundary=b",
            b"--b\r\nno header\r\n\r\n\r\n--b--",
            decode,
        ),
        (
            "multipart/mixed; boundary=b",
            b"--b\r\n\xff: a\r\n\r\n\r\n--b--",
            decode,
        ),
        (
            "multipart/mixed; boundary=\"\"",
            b"--b\r\n\r\nx\r\n--b--",
            decode,
        ),
        ("text/plain", b"--b\r\n\r\nx\r\n--b--", decode),
    ];
    for (content_type, body, expected) in cases {
        let server = Server::always(pieces(content_type, body, &[])).await;
        let given = all(&server).await;
        assert_eq!(given, (Vec::new(), expected), "{content_type} {body:?}");
    }
}

#[tokio::test]
async fn a_part_may_be_as_large_as_a_body() {
    let part = |length: usize| format!("\r\n\r\n{}\r\n--b", "x".repeat(length));
    let large = format!("--b{}{}", part(100), part(400));
    let server = Server::always(pieces(
        "multipart/mixed; boundary=b",
        large.as_bytes(),
        &[120, 240, 360, 480],
    ))
    .await;
    let (contents, error) = all(&server).await;
    assert_eq!(contents, ["x".repeat(100)]);
    assert_eq!(error, Some(ErrorKind::TooLarge));
}
