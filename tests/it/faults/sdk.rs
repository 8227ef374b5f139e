//! The calls that the cases make.

use std::time::Duration;

use cloudflare_sdk::models::{PostureIntegrationType, UserGroup, WorkspaceOneConfigRequest};
use cloudflare_sdk::runtime::{Operation, Parameter, RawResponse, path};
use cloudflare_sdk::{Decode, RateLimit, Response, Value};

pub use cloudflare_sdk::runtime::Clock;
pub use cloudflare_sdk::{Client, ClientBuilder, Error, ErrorKind, Phase};

const TOKEN: &str = "canary-token-7d1f0c";
const EMAIL: &str = "canary@example.com";
pub const KEY: &str = "canary-key-b2a94e";
pub const CLIENT_SECRET: &str = "canary-client-secret-05ce";

/// Secrets that must not appear in any output or log.
pub const SECRETS: [&str; 4] = [TOKEN, EMAIL, KEY, CLIENT_SECRET];

/// A response that is a success for every call.
pub const OK: &str = r#"{"success":true,"errors":[],"messages":[],"result":{"id":"1","created_on":"2024-03-01T12:21:02.0000Z","modified_on":"2024-03-01T12:21:02.0000Z","name":"Leo"}}"#;

/// A `GET` call, which the description does not have.
const fn reading(id: &'static str, method: &'static str, enveloped: bool) -> Operation {
    let operation = Operation::new(id, method, "/groups/{id}")
        .parameters(PARAMETERS)
        .security(&[&[1, 2], &[0]]);
    if enveloped {
        operation.enveloped()
    } else {
        operation
    }
}

const PARAMETERS: &[Parameter] = &[Parameter::path("id")];
static GET: Operation = reading("groups.get", "GET", true);
static RAW: Operation = reading("groups.raw", "GET", false);
static HEAD: Operation = reading("groups.head", "HEAD", false);

/// The kind of call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verb {
    /// `iam.user_groups.update`
    Put,
    /// `zero_trust.devices.posture.integrations.edit`
    Patch,
    /// A call that returns any JSON, without an envelope.
    Json,
    /// A call that returns an integer, without an envelope.
    Number,
    /// A call that returns nothing.
    Empty,
    /// A `HEAD` call, which returns nothing.
    Head,
}

impl Verb {
    /// The HTTP method.
    pub fn method(self) -> &'static str {
        match self {
            Self::Put => "PUT",
            Self::Patch => "PATCH",
            Self::Json | Self::Number | Self::Empty => "GET",
            Self::Head => "HEAD",
        }
    }
}

/// The default deadline of a call.
const DEADLINE: Duration = Duration::from_secs(5);

/// A call to make.
#[derive(Clone, Debug)]
pub struct CallPlan {
    pub verb: Verb,
    /// The deadline that the caller sets.
    pub timeout: Option<Duration>,
    /// The time after which the call must have ended, by its deadline or another limit.
    pub within: Duration,
    /// The number of additional bytes in the body.
    pub padding: usize,
}

/// The result of a call.
#[derive(Debug, Default)]
pub struct CallResult {
    pub group: Option<UserGroup>,
    pub json: Option<Value>,
    pub rate_limit: Option<RateLimit>,
}

impl CallPlan {
    pub fn new(verb: Verb) -> Self {
        Self {
            verb,
            timeout: Some(DEADLINE),
            within: DEADLINE,
            padding: 0,
        }
    }

    /// Sets the deadline of the call.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.timeout = Some(timeout);
        self.within = timeout;
        self
    }

    /// Sets no deadline, but requires the call to end by then.
    pub fn untold(mut self, within: Duration) -> Self {
        self.timeout = None;
        self.within = within;
        self
    }

    /// Makes the call.
    pub async fn send(&self, client: &Client) -> Result<CallResult, Error> {
        match self.verb {
            Verb::Put => self.put(client).await,
            Verb::Patch => self.patch(client).await,
            Verb::Json => {
                let json = self.read::<Value>(client).await?.into_value();
                Ok(CallResult {
                    json: Some(json),
                    ..CallResult::default()
                })
            }
            Verb::Number => {
                self.read::<i64>(client).await?;
                Ok(CallResult::default())
            }
            Verb::Empty => self.ignore(client, &GET).await,
            Verb::Head => self.ignore(client, &HEAD).await,
        }
    }

    async fn put(&self, client: &Client) -> Result<CallResult, Error> {
        let groups = client.iam().user_groups();
        let mut update = groups.update("023e105f4ecef8ad9ca31a8372d0c353");
        if self.padding > 0 {
            update = update.extra_body("padding", "x".repeat(self.padding));
        }
        let mut update = update.name("Leo").query("secret", CLIENT_SECRET);
        if let Some(timeout) = self.timeout {
            update = update.timeout(timeout);
        }
        let response = update.send_with_response().await?;
        Ok(CallResult {
            rate_limit: response.rate_limit(),
            group: Some(response.into_value()),
            ..CallResult::default()
        })
    }

    async fn patch(&self, client: &Client) -> Result<CallResult, Error> {
        let config = WorkspaceOneConfigRequest::builder()
            .api_url("https://as123.awmdm.com/API")
            .auth_url("https://na.uemauth.workspaceone.com/connect/token")
            .client_id("example client id")
            .client_secret(CLIENT_SECRET)
            .build();
        let integrations = client.zero_trust().devices().posture().integrations();
        let mut edit = integrations
            .edit("f174e90a-fafe-4643-bbbc-4a0ed4fc8415")
            .type_(PostureIntegrationType::WorkspaceOne)
            .config(config);
        if let Some(timeout) = self.timeout {
            edit = edit.timeout(timeout);
        }
        edit.send().await?;
        Ok(CallResult::default())
    }

    async fn read<T: Decode>(&self, client: &Client) -> Result<Response<T>, Error> {
        self.execute(client, &RAW).await?.decode()
    }

    async fn ignore(
        &self,
        client: &Client,
        operation: &'static Operation,
    ) -> Result<CallResult, Error> {
        self.execute(client, operation).await?.empty()?;
        Ok(CallResult::default())
    }

    async fn execute(
        &self,
        client: &Client,
        operation: &'static Operation,
    ) -> Result<RawResponse, Error> {
        let mut call = client.call(operation);
        call.set(path("id"), &"1".to_owned());
        if let Some(timeout) = self.timeout {
            call.options_mut().timeout(timeout);
        }
        call.execute().await
    }
}

/// A builder with every kind of credential and no proxy. It trusts no certificate, because loading those of the system
/// takes longer than most cases.
pub fn builder() -> ClientBuilder {
    Client::builder()
        .api_token(TOKEN)
        .api_email(EMAIL)
        .api_key(KEY)
        .account_id("01a7362d577a6c3019a474fd6f485823")
        .no_proxy()
        .adjust_transport(|http| http.tls_certs_only([]))
}
