//! An API as generated code describes one.

use sdk_runtime::{
    Api, Client, ClientBuilder, ClientDefault, Endpoint, Envelope, Operation, Parameter, Request,
    RequestBody, Scheme, SchemeKind, body, format, json_body, object, path,
};

pub const TOKEN: &str = "canary-token";

/// An API on the same server whose operations all accept the first of these schemes.
pub const fn api(schemes: &'static [Scheme]) -> Api {
    Api {
        name: "Zoo",
        version: "1",
        base_url: "https://zoo.example/v1",
        base_url_env: None,
        schemes,
        security: &[&[0]],
        requirements: &[&[0]],
        anonymous: false,
        defaults: &[],
        envelope: None,
        request_id_header: None,
        user_agent: "zoo-sdk/1.2.3",
    }
}

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
    security: TOKEN_OR_PAIR,
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
    method: &'static str,
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
        security: Some(security),
        body: None,
        limits: &[],
        accept: "application/json",
        enveloped,
        errors: ERRORS,
    }
}

const ERRORS: &[(&str, &str)] = &[
    ("409", "the name belongs to another animal"),
    ("5XX", "the zoo is closed"),
];

const fn animal(
    id: &'static str,
    method: &'static str,
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

/// An operation whose body has a name.
const fn with_name(id: &'static str, method: &'static str, security: Security) -> Operation {
    Operation {
        id,
        method,
        path: "/zoos/{zoo_id}/animals/{animal_id}",
        base_url: None,
        parameters: ANIMAL,
        security: Some(security),
        body: Some(RequestBody {
            media_type: "application/json",
            required: true,
            needs: &[],
            members: &["name"],
            constants: &[],
            fields: &[],
            write: json_body,
        }),
        limits: &[],
        accept: "application/json",
        enveloped: true,
        errors: ERRORS,
    }
}

const ANIMAL: &[Parameter] = &[
    Parameter::path("zoo_id").default(0),
    Parameter::path("animal_id"),
];
const TOKEN_OR_PAIR: Security = &[&[0], &[2, 1]];
pub const EDIT: Operation = with_name("zoo.animals.edit", "PATCH", &[&[0]]);
pub const UPDATE: Operation = with_name("zoo.animals.update", "PUT", TOKEN_OR_PAIR);
pub const GET: Operation = animal("zoo.animals.get", "GET", &[&[0]], true);
pub const HEAD: Operation = animal("zoo.animals.head", "HEAD", &[&[0]], false);
pub const PLAIN: Operation = animal("zoo.animals.plain", "GET", &[&[0]], false);

/// What comes back.
#[derive(Clone)]
pub struct Animal {
    pub name: String,
    pub legs: Option<u8>,
    pub keepers: Option<Vec<Keeper>>,
}
object!(Animal: Decode { name, legs, keepers });

/// Who looks after it.
#[derive(Clone)]
pub struct Keeper {
    pub shift: String,
}
object!(Keeper: Decode { shift });

/// What a request of an edit is for.
pub enum EditAnimal {}

impl Endpoint for EditAnimal {
    const OPERATION: Operation = EDIT;
    type Response = format::Json<Animal>;
}

/// A request with setters, as generated code has them.
pub type Edit = Request<EditAnimal>;

pub fn edit(client: &Client, animal_id: impl Into<String>) -> Edit {
    edit_by(client, &EDIT, animal_id)
}

pub fn edit_by(
    client: &Client,
    operation: &'static Operation,
    animal_id: impl Into<String>,
) -> Edit {
    client
        .call(operation)
        .path::<String>("animal_id", animal_id)
        .request()
}

/// Setters, which are methods of [`Request`] in generated code.
pub trait EditSetters {
    fn zoo_id(self, zoo_id: impl Into<String>) -> Self;
    fn name(self, name: impl Into<String>) -> Self;
}

impl EditSetters for Edit {
    fn zoo_id(mut self, zoo_id: impl Into<String>) -> Self {
        self.call.set_argument::<String>(path("zoo_id"), zoo_id);
        self
    }

    fn name(mut self, name: impl Into<String>) -> Self {
        self.call.set_argument::<String>(body("name"), name);
        self
    }
}

macro_rules! bodiless {
    ($name:ident, $endpoint:ident, $operation:expr, $format:ty) => {
        /// What a request of a get is for.
        pub enum $endpoint {}

        impl Endpoint for $endpoint {
            const OPERATION: Operation = $operation;
            type Response = $format;
        }

        pub fn $name(client: &Client) -> Request<$endpoint> {
            client
                .call_to::<$endpoint>()
                .path::<String>("animal_id", "leo")
                .request()
        }
    };
}
bodiless!(get, Get, GET, format::Json<Animal>);
bodiless!(get_empty, GetEmpty, GET, format::Nothing);
bodiless!(head, Head, HEAD, format::Nothing);
bodiless!(get_text, GetText, PLAIN, format::Text);
bodiless!(get_bytes, GetBytes, PLAIN, format::Binary);
bodiless!(get_plain, GetPlain, PLAIN, format::Json<Animal>);

/// A builder with a token, the default zoo, and no proxy.
pub fn builder(url: &str) -> ClientBuilder {
    proxied(url).no_proxy()
}

/// A builder with a token and the default zoo, which looks for proxies in the environment.
pub fn proxied(url: &str) -> ClientBuilder {
    ClientBuilder::new(&ZOO)
        .credential(0, TOKEN)
        .default_value(0, "z1")
        .base_url(url)
}

pub fn client(url: &str) -> Client {
    builder(url).build().unwrap()
}

/// The body of a success.
pub const OK: &str =
    r#"{"success":true,"errors":[],"messages":["hello"],"result":{"name":"Leo","legs":4}}"#;
