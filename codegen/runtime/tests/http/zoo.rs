//! An API as generated code describes one.

use sdk_runtime::{
    Api, Call, Client, ClientBuilder, ClientDefault, Encode, Envelope, Method, Operation,
    Parameter, Scheme, SchemeKind, StatusPattern, Writer, object, request_methods,
};

pub const TOKEN: &str = "canary-token";

pub static ZOO: Api = Api {
    name: "Zoo",
    version: "1",
    base_url: "https://zoo.example/v1",
    base_url_env: Some("ZOO_URL"),
    schemes: &[
        scheme("token", "API token", SchemeKind::Bearer, "ZOO_TOKEN"),
        scheme("key", "API key", SchemeKind::Header("X-Zoo-Key"), "ZOO_KEY"),
        scheme(
            "email",
            "API email",
            SchemeKind::Header("X-Zoo-Email"),
            "ZOO_EMAIL",
        ),
        scheme(
            "query_key",
            "query key",
            SchemeKind::Query("key"),
            "ZOO_QUERY",
        ),
        scheme(
            "session",
            "session",
            SchemeKind::Cookie("sid"),
            "ZOO_SESSION",
        ),
        scheme("login", "login", SchemeKind::Basic, "ZOO_LOGIN"),
        scheme(
            "legacy",
            "legacy key",
            SchemeKind::Http("Zoo"),
            "ZOO_LEGACY",
        ),
    ],
    requirements: &[&[0], &[2, 1], &[3], &[4], &[5], &[6]],
    anonymous: false,
    defaults: &[ClientDefault {
        name: "zoo_id",
        env: Some("ZOO_ID"),
    }],
    envelope: Some(&Envelope {
        value: "result",
        success: Some("success"),
        errors: Some("errors"),
        messages: Some("messages"),
    }),
    request_id_header: Some("x-zoo-request"),
    user_agent: "zoo-sdk/1.2.3",
};

const fn scheme(
    name: &'static str,
    title: &'static str,
    kind: SchemeKind,
    env: &'static str,
) -> Scheme {
    Scheme {
        name,
        title,
        kind,
        env: Some(env),
    }
}

type Security = &'static [&'static [usize]];

/// An operation with the errors that all of them document.
pub const fn operation(
    id: &'static str,
    method: Method,
    path: &'static str,
    parameters: &'static [Parameter],
    security: Security,
    enveloped: bool,
) -> Operation {
    Operation {
        id,
        method,
        path,
        base_url: None,
        parameters,
        security,
        accept: "application/json",
        enveloped,
        errors: &[
            (
                StatusPattern::Code(409),
                "the name belongs to another animal",
            ),
            (StatusPattern::Range(5), "the zoo is closed"),
        ],
    }
}

const fn animal(
    id: &'static str,
    method: Method,
    security: Security,
    enveloped: bool,
) -> Operation {
    operation(
        id,
        method,
        "/zoos/{zoo_id}/animals/{animal_id}",
        ANIMAL,
        security,
        enveloped,
    )
}

const ANIMAL: &[Parameter] = &[
    Parameter::path("zoo_id").default(0),
    Parameter::path("animal_id"),
];
const TOKEN_OR_PAIR: Security = &[&[0], &[2, 1]];
pub static EDIT: Operation = animal("zoo.animals.edit", Method::PATCH, &[&[0]], true);
pub static UPDATE: Operation = animal("zoo.animals.update", Method::PUT, TOKEN_OR_PAIR, true);
pub static GET: Operation = animal("zoo.animals.get", Method::GET, &[&[0]], true);
pub static HEAD: Operation = animal("zoo.animals.head", Method::HEAD, &[&[0]], false);
pub static PLAIN: Operation = animal("zoo.animals.plain", Method::GET, &[&[0]], false);

object! {
    /// What comes back.
    #[derive(PartialEq)]
    pub struct Animal: Decode {
        required name = "name": String,
        optional legs = "legs": Option<u8>,
        optional keepers = "keepers": Option<Vec<Keeper>>,
    }
}

object! {
    /// Who looks after it.
    #[derive(PartialEq)]
    pub struct Keeper: Decode {
        required shift = "shift": String,
    }
}

/// What is sent.
#[derive(Clone, Debug, Default)]
pub struct AnimalBody {
    pub name: Option<String>,
}

impl Encode for AnimalBody {
    fn encode(&self, writer: &mut Writer) {
        writer.object(&[("name", &self.name)]);
    }
}

/// A request builder as generated code has them.
#[derive(Clone, Debug)]
pub struct Edit {
    call: Call,
    body: AnimalBody,
}

impl Edit {
    pub fn new(client: &Client, animal_id: impl Into<String>) -> Self {
        Self::of(client, &EDIT, animal_id)
    }

    pub fn of(
        client: &Client,
        operation: &'static Operation,
        animal_id: impl Into<String>,
    ) -> Self {
        let mut call = client.call(operation);
        call.set(1, &animal_id.into());
        Self {
            call,
            body: AnimalBody::default(),
        }
    }

    pub fn zoo_id(mut self, zoo_id: impl Into<String>) -> Self {
        self.call.set(0, &zoo_id.into());
        self
    }

    pub fn name(mut self, name: impl Into<String>) -> Self {
        self.body.name = Some(name.into());
        self
    }

    fn into_call(mut self) -> Call {
        self.call.json(&self.body);
        self.call
    }
}
request_methods!(Edit, Animal);

macro_rules! bodiless {
    ($name:ident, $operation:expr, $output:tt) => {
        #[derive(Clone, Debug)]
        pub struct $name {
            call: Call,
        }

        impl $name {
            pub fn new(client: &Client) -> Self {
                let mut call = client.call($operation);
                call.set(1, &"leo".to_owned());
                Self { call }
            }

            fn into_call(self) -> Call {
                self.call
            }
        }
        request_methods!($name, $output);
    };
}
bodiless!(Get, &GET, Animal);
bodiless!(GetEmpty, &GET, empty);
bodiless!(Head, &HEAD, empty);
bodiless!(GetText, &PLAIN, text);
bodiless!(GetBytes, &PLAIN, bytes);
bodiless!(GetPlain, &PLAIN, Animal);
bodiless!(Events, &PLAIN, stream);
sdk_runtime::stream_methods!(GetBytes, send_stream, bytes);
sdk_runtime::stream_methods!(GetPlain, send_stream, accept "application/x-ndjson", lines(Animal));
sdk_runtime::stream_methods!(Events, send, events(Animal));

/// A builder with a token, the default zoo, and no proxy.
pub fn builder(url: &str) -> ClientBuilder {
    ClientBuilder::new(&ZOO)
        .credential(0, TOKEN)
        .default_value(0, "z1")
        .base_url(url)
        .no_proxy()
}

pub fn client(url: &str) -> Client {
    builder(url).build().unwrap()
}

/// The body of a success.
pub const OK: &str =
    r#"{"success":true,"errors":[],"messages":["hello"],"result":{"name":"Leo","legs":4}}"#;
