use sdk_runtime::{Call, Encode, ErrorKind, Member, Operation, Parameter, Target, Writer};
use serde_json::json as value;

use super::fixture::{OK, client, operation};
use super::server::{Request, Server, json};

const fn encoded_as(path: &'static str, parameters: &'static [Parameter]) -> Operation {
    operation("zoo.spell", "GET", path, parameters, &[&[0]], true)
}

/// What is sent when the only parameter of an operation has a value.
async fn send(operation: &'static Operation, given: &dyn Encode) -> Request {
    let server = Server::always(json("200 OK", OK)).await;
    call(&server, operation, given).execute().await.unwrap();
    server.only_request()
}

fn call(server: &Server, operation: &'static Operation, given: &dyn Encode) -> Call {
    let mut call = client(&server.url).call(operation);
    let parameter = &operation.parameters[0];
    call.set(Target::Parameter(parameter.location, parameter.name), given);
    call
}

async fn refusal(operation: &'static Operation, given: &dyn Encode) -> String {
    let server = Server::always(json("200 OK", OK)).await;
    let error = call(&server, operation, given).execute().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Config);
    assert_eq!(server.connections(), 0);
    error.to_string()
}

/// An object whose members are not in the order of the alphabet.
struct Color;

impl Encode for Color {
    fn encode(&self, writer: &mut Writer) {
        let none: Option<bool> = None;
        let members = ["R", "G", "B", "none"].map(|name| Member::new(name).nullable());
        writer.object(members[..].into(), &[&100_u8, &true, &1.5_f64, &none], None);
    }
}

/// Asserts the target for a primitive, a list and an object, in both forms of `explode`.
macro_rules! styles {
    ($name:ident, $path:literal, $parameter:expr, $plain:expr, $exploded:expr) => {
        #[tokio::test]
        async fn $name() {
            const PLAIN: Operation = encoded_as($path, &[$parameter.explode(false)]);
            const EXPLODED: Operation = encoded_as($path, &[$parameter.explode(true)]);
            let values: [&dyn Encode; 3] = [
                &value!("blue"),
                &value!(["blue", "black", null, "br wn"]),
                &Color,
            ];
            for (given, (plain, exploded)) in values.into_iter().zip($plain.iter().zip($exploded)) {
                let target = send(&PLAIN, given).await.target;
                assert_eq!(target, format!("/base{plain}"));
                let target = send(&EXPLODED, given).await.target;
                assert_eq!(target, format!("/base{exploded}"));
            }
        }
    };
}

styles!(
    simple,
    "/a/{c}/b",
    Parameter::path("c"),
    [
        "/a/blue/b",
        "/a/blue,black,br%20wn/b",
        "/a/R,100,G,true,B,1.5/b"
    ],
    [
        "/a/blue/b",
        "/a/blue,black,br%20wn/b",
        "/a/R=100,G=true,B=1.5/b"
    ]
);
styles!(
    label,
    "/a/{c}",
    Parameter::path("c").label(),
    [
        "/a/.blue",
        "/a/.blue,black,br%20wn",
        "/a/.R,100,G,true,B,1.5"
    ],
    [
        "/a/.blue",
        "/a/.blue.black.br%20wn",
        "/a/.R=100.G=true.B=1.5"
    ]
);
styles!(
    matrix,
    "/a{c}",
    Parameter::path("c").matrix(),
    [
        "/a;c=blue",
        "/a;c=blue,black,br%20wn",
        "/a;c=R,100,G,true,B,1.5"
    ],
    [
        "/a;c=blue",
        "/a;c=blue;c=black;c=br%20wn",
        "/a;R=100;G=true;B=1.5"
    ]
);
styles!(
    form,
    "/a",
    Parameter::query("c"),
    [
        "/a?c=blue",
        "/a?c=blue,black,br%20wn",
        "/a?c=R,100,G,true,B,1.5"
    ],
    [
        "/a?c=blue",
        "/a?c=blue&c=black&c=br%20wn",
        "/a?R=100&G=true&B=1.5"
    ]
);
styles!(
    space_delimited,
    "/a",
    Parameter::query("c").space_delimited(),
    [
        "/a?c=blue",
        "/a?c=blue%20black%20br%20wn",
        "/a?c=R%20100%20G%20true%20B%201.5"
    ],
    [
        "/a?c=blue",
        "/a?c=blue&c=black&c=br%20wn",
        "/a?R=100&G=true&B=1.5"
    ]
);
styles!(
    pipe_delimited,
    "/a",
    Parameter::query("c").pipe_delimited(),
    [
        "/a?c=blue",
        "/a?c=blue%7Cblack%7Cbr%20wn",
        "/a?c=R%7C100%7CG%7Ctrue%7CB%7C1.5"
    ],
    [
        "/a?c=blue",
        "/a?c=blue&c=black&c=br%20wn",
        "/a?R=100&G=true&B=1.5"
    ]
);
styles!(
    deep_object,
    "/a",
    Parameter::query("c").deep_object(),
    [
        "/a?c=blue",
        "/a?c%5B0%5D=blue&c%5B1%5D=black&c%5B2%5D=br%20wn",
        "/a?c%5BR%5D=100&c%5BG%5D=true&c%5BB%5D=1.5"
    ],
    [
        "/a?c=blue",
        "/a?c%5B0%5D=blue&c%5B1%5D=black&c%5B2%5D=br%20wn",
        "/a?c%5BR%5D=100&c%5BG%5D=true&c%5BB%5D=1.5"
    ]
);

const QUERY: Operation = encoded_as("/a", &[Parameter::query("c")]);
const DEEP: Operation = encoded_as("/a", &[Parameter::query("c").deep_object()]);
const RESERVED: Operation = encoded_as("/a", &[Parameter::query("c").allow_reserved()]);
const JSON: Operation = encoded_as("/a", &[Parameter::query("c").json()]);
const HEADER: Operation = encoded_as("/a", &[Parameter::header("X-Color")]);
const COOKIE: Operation = encoded_as("/a", &[Parameter::cookie("c")]);
const CONSTANT: Operation = encoded_as("/a", &[Parameter::query("c").constant("only one")]);

#[tokio::test]
async fn deep_objects_nest_to_any_depth() {
    let target = send(&DEEP, &value!({"a b": {"x": ["1", "2"]}}))
        .await
        .target;
    assert_eq!(
        target,
        "/base/a?c%5Ba%20b%5D%5Bx%5D%5B0%5D=1&c%5Ba%20b%5D%5Bx%5D%5B1%5D=2"
    );
}

#[tokio::test]
async fn query_values_cannot_become_other_parameters() {
    let target = send(&QUERY, &value!("a&b=c#d+e%20é/?")).await.target;
    assert_eq!(target, "/base/a?c=a%26b%3Dc%23d%2Be%2520%C3%A9%2F%3F");
    let target = send(&RESERVED, &value!("a&b=c#d+e:/?@!$'()*,;[]"))
        .await
        .target;
    assert_eq!(target, "/base/a?c=a%26b=c%23d%2Be:/?@!$%27()*,;%5B%5D");
}

#[tokio::test]
async fn null_and_empty_lists_are_not_sent_and_empty_text_is() {
    assert_eq!(send(&QUERY, &value!(null)).await.target, "/base/a");
    assert_eq!(send(&QUERY, &value!([])).await.target, "/base/a");
    assert_eq!(send(&QUERY, &value!("")).await.target, "/base/a?c=");
}

#[tokio::test]
async fn json_parameters_are_json_text() {
    let target = send(&JSON, &value!({"a": [1, null]})).await.target;
    assert_eq!(target, "/base/a?c=%7B%22a%22%3A%5B1%2Cnull%5D%7D");
}

#[tokio::test]
async fn headers_cookies_and_constants() {
    let sent = send(&HEADER, &value!(["a", "b c"])).await;
    assert_eq!(sent.header("x-color"), Some("a,b c"));
    let sent = send(&COOKIE, &value!(["a;b", "c"])).await;
    assert_eq!(sent.header("cookie"), Some("c=a%3Bb; c=c"));
    assert_eq!(
        send(&CONSTANT, &value!("other")).await.target,
        "/base/a?c=only%20one"
    );
}

#[tokio::test]
async fn what_cannot_be_spelled_is_refused() {
    let nested = refusal(&QUERY, &value!({"a": [1]})).await;
    assert!(
        nested.contains("c holds a list or an object inside another"),
        "{nested}"
    );
    let header = refusal(&HEADER, &value!("canary\r\nx-evil: 1")).await;
    assert!(
        header.contains("the value of the header x-color holds a control"),
        "{header}"
    );
    assert!(!header.contains("canary"));
}

#[tokio::test]
async fn what_may_be_empty_is_sent_so() {
    const NAME: Parameter = Parameter::query("ids").explode(false);
    const PATH: Operation = encoded_as("/a/{b}/c", &[Parameter::path("b").allow_empty()]);
    const LIST: Operation = encoded_as("/a", &[NAME.allow_empty()]);
    const NO_LIST: Operation = encoded_as("/a", &[NAME]);
    assert_eq!(send(&PATH, &value!("")).await.target, "/base/a//c");
    assert_eq!(send(&PATH, &value!("d")).await.target, "/base/a/d/c");
    assert_eq!(send(&LIST, &value!([])).await.target, "/base/a?ids=");
    assert_eq!(send(&NO_LIST, &value!([])).await.target, "/base/a");
    const DOTS: Operation = encoded_as("/a/.{b}", &[Parameter::path("b").allow_empty()]);
    assert!(refusal(&DOTS, &value!("")).await.contains("path"));
}

#[tokio::test]
async fn whole_numbers_have_no_point() {
    const QUERY: Operation = encoded_as("/a", &[Parameter::query("n")]);
    const PATH: Operation = encoded_as("/a/{n}", &[Parameter::path("n")]);
    const DEEP: Operation = encoded_as("/a", &[Parameter::query("n").deep_object()]);
    assert_eq!(send(&QUERY, &2.0_f64).await.target, "/base/a?n=2");
    assert_eq!(
        send(&QUERY, &value!([1e21, -0.0])).await.target,
        "/base/a?n=1e%2B21&n=0"
    );
    assert_eq!(send(&PATH, &3_f32).await.target, "/base/a/3");
    let deep = send(&DEEP, &value!({"a": {"b": 1e-7}})).await;
    assert_eq!(deep.target, "/base/a?n%5Ba%5D%5Bb%5D=1e-7");
}
