//! The calls that the cases make.

use std::time::Duration;

use serde_json::Value;

use sdk_runtime as runtime;

use runtime::{Api, Call, Decode, DecodeError, Envelope, Method, Operation, Parameter, Reader};
use runtime::{Response, Scheme, SchemeKind, Slot};

pub use runtime::{Client, ClientBuilder, Clock, Error, ErrorKind, Phase, StatusCode};

const TOKEN: &str = "canary-token-7d1f0c";
const EMAIL: &str = "canary@example.com";
const KEY: &str = "canary-key-b2a94e";
const CLIENT_SECRET: &str = "canary-client-secret-05ce";

/// What must not be printed or logged anywhere.
pub const SECRETS: [&str; 4] = [TOKEN, EMAIL, KEY, CLIENT_SECRET];

/// An answer that every call takes for a success.
pub const OK: &str = r#"{"success":true,"errors":[],"messages":[],"result":{"id":"1","created_on":"2024-03-01T12:21:02Z","modified_on":"2024-03-01T12:21:02Z","name":"Leo"}}"#;

static API: Api = Api {
    name: "Cloudflare API",
    version: "4.0.0",
    base_url: "https://api.cloudflare.com/client/v4",
    base_url_env: None,
    schemes: &[
        scheme("api_token", SchemeKind::Bearer),
        scheme("api_email", SchemeKind::Header("X-Auth-Email")),
        scheme("api_key", SchemeKind::Header("X-Auth-Key")),
    ],
    requirements: &[&[0], &[1, 2]],
    anonymous: false,
    defaults: &[],
    envelope: Some(&Envelope {
        value: "result",
        success: Some("success"),
        errors: Some("errors"),
        messages: Some("messages"),
    }),
    request_id_header: Some("cf-ray"),
    user_agent: "faults/1",
};

const fn scheme(name: &'static str, kind: SchemeKind) -> Scheme {
    Scheme {
        name,
        title: name,
        kind,
        env: None,
    }
}

const PARAMETERS: &[Parameter] = &[Parameter::path("id")];

const fn operation(id: &'static str, method: Method, enveloped: bool) -> Operation {
    Operation {
        id,
        method,
        path: "/groups/{id}",
        base_url: None,
        parameters: PARAMETERS,
        security: &[&[1, 2], &[0]],
        accept: "application/json",
        enveloped,
        errors: &[],
    }
}

static PUT: Operation = operation("groups.update", Method::PUT, true);
static PATCH: Operation = operation("groups.edit", Method::PATCH, true);
static GET: Operation = operation("groups.get", Method::GET, true);
static HEAD: Operation = operation("groups.head", Method::HEAD, false);

/// What comes back.
#[derive(Debug)]
pub struct UserGroup {
    pub id: String,
    pub name: String,
    pub policies: Option<Vec<Policy>>,
}

#[derive(Debug)]
pub struct Policy {
    pub access: Option<String>,
}

impl Decode for UserGroup {
    fn decode(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
        let (mut id, mut name, mut policies) = (Slot::new(), Slot::new(), Slot::new());
        reader.object(&mut [
            ("id", &mut id),
            ("name", &mut name),
            ("policies", &mut policies),
        ])?;
        Ok(Self {
            id: id.required("id")?,
            name: name.required("name")?,
            policies: policies.optional(),
        })
    }
}

impl Decode for Policy {
    fn decode(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
        let mut access = Slot::new();
        reader.object(&mut [("access", &mut access)])?;
        Ok(Self {
            access: access.optional(),
        })
    }
}

/// Which call is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verb {
    Put,
    Patch,
    Get,
    /// A call that gives any JSON.
    Json,
    /// A call that gives nothing.
    Empty,
    Head,
}

/// A call that is to be made.
#[derive(Clone, Debug)]
pub struct Ask {
    pub verb: Verb,
    /// Of the whole call.
    pub timeout: Duration,
    /// How many more bytes the body has.
    pub padding: usize,
    pub assume_idempotent: bool,
}

/// What a call gave.
#[derive(Debug)]
pub struct Done {
    pub status: StatusCode,
    pub attempts: u32,
    pub group: Option<UserGroup>,
    pub json: Option<Value>,
}

impl Ask {
    pub fn new(verb: Verb) -> Self {
        Self {
            verb,
            timeout: Duration::from_secs(60),
            padding: 0,
            assume_idempotent: false,
        }
    }

    /// Makes the call.
    pub async fn send(&self, client: &Client) -> Result<Done, Error> {
        let operation = match self.verb {
            Verb::Put => &PUT,
            Verb::Patch => &PATCH,
            Verb::Get | Verb::Json | Verb::Empty => &GET,
            Verb::Head => &HEAD,
        };
        let mut call = client.call(operation);
        call.set(0, &"550e8400".to_owned());
        if matches!(self.verb, Verb::Put | Verb::Patch) {
            self.fill(&mut call);
        }
        let options = call.options_mut();
        options.timeout(self.timeout);
        options.assume_idempotent(self.assume_idempotent);
        options.query("q", CLIENT_SECRET);
        let answer = call.execute().await?;
        match self.verb {
            Verb::Put | Verb::Patch | Verb::Get => {
                let response = answer.decode::<UserGroup>()?;
                Ok(done(response, |done, group| done.group = Some(group)))
            }
            Verb::Json => {
                let response = answer.decode::<Value>()?;
                Ok(done(response, |done, json| done.json = Some(json)))
            }
            Verb::Empty | Verb::Head => Ok(done(answer.empty()?, |_, ()| {})),
        }
    }

    fn fill(&self, call: &mut Call) {
        call.json(&serde_json::json!({ "config": { "client_secret": CLIENT_SECRET } }));
        if self.padding > 0 {
            call.options_mut()
                .extra_body("padding", "x".repeat(self.padding));
        }
    }
}

fn done<T>(response: Response<T>, keep: impl FnOnce(&mut Done, T)) -> Done {
    let mut done = Done {
        status: response.status(),
        attempts: response.attempts(),
        group: None,
        json: None,
    };
    keep(&mut done, response.into_value());
    done
}

/// A builder with every kind of credential and no proxy.
pub fn builder() -> ClientBuilder {
    ClientBuilder::new(&API)
        .credential(0, TOKEN)
        .credential(1, EMAIL)
        .credential(2, KEY)
        .no_proxy()
}
