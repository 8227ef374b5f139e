//! A first look at the SDK: every call it has, against a loopback server that checks each request
//! against the description and keeps what was edited.

use std::{
    fmt::Debug,
    io::{self, Write},
};

use anyhow::{Context, Result};
use cloudflare_sdk::{
    Client, Error, Response,
    models::{
        PermissionGroupRequest, ResourceGroupRequest, ScopeObject, ScopeRequest,
        UserGroupPolicyRequest, WorkspaceOneConfigRequest,
    },
};
use sdk_tests::{ACCOUNT, Server};

/// Makes a call and shows it; what is printed is what was compiled.
macro_rules! show {
    ($stage:expr, $title:expr, $call:expr) => {{
        let outcome = $call.send_with_response().await;
        $stage.show($title, stringify!($call), outcome)?
    }};
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<()> {
    let server = Server::start().await?;
    let client = Client::builder()
        .api_token("a-token")
        .account_id(ACCOUNT)
        .base_url(server.url())
        .build()?;
    let mut stage = Stage::new(&server)?;

    show!(
        stage,
        "Edit a deployment group",
        client
            .zero_trust()
            .devices()
            .deployment_groups()
            .edit("550e8400-e29b-41d4-a716-446655440000")
            .name("Engineering Ring 0")
            .policy_ids(["policy-uuid-1", "policy-uuid-2"])
    );
    show!(
        stage,
        "The same with a policy of another group: a documented conflict",
        client
            .zero_trust()
            .devices()
            .deployment_groups()
            .edit("550e8400-e29b-41d4-a716-446655440000")
            .policy_ids(["policy-uuid-3"])
    );
    show!(
        stage,
        "Update a resource group: one scope goes out, a list of them comes back",
        client
            .iam()
            .resource_groups()
            .update("023e105f4ecef8ad9ca31a8372d0c353")
            .name("Two zones")
            .scope(
                ScopeRequest::builder()
                    .key("com.cloudflare.api.account.eb78")
                    .objects(
                        ["zone.23f8", "zone.91ac"]
                            .map(|key| ScopeObject::builder().key(key).build())
                    )
                    .build()
            )
    );
    show!(
        stage,
        "Update a user group: a policy cannot be built without all it requires",
        client
            .iam()
            .user_groups()
            .update("023e105f4ecef8ad9ca31a8372d0c353")
            .name("Zone readers")
            .policies([UserGroupPolicyRequest::builder()
                .id("f267e341f3dd4697bd3b9f71dd96247f")
                .access("allow")
                .permission_groups([PermissionGroupRequest::builder()
                    .id("c8fed203ed3043cba015a93ad1616f1f")
                    .build()])
                .resource_groups([ResourceGroupRequest::builder()
                    .id("6d7f2f5f5b1d4a0e9081fdc98d432fd1")
                    .build()])
                .build()])
    );
    show!(
        stage,
        "Edit a device posture integration: the secret is sent and never printed",
        client
            .zero_trust()
            .devices()
            .posture()
            .integrations()
            .edit("f174e90a-fafe-4643-bbbc-4a0ed4fc8415")
            .interval("5m")
            .config(
                WorkspaceOneConfigRequest::builder()
                    .api_url("https://as123.awmdm.com/API")
                    .auth_url("https://na.uemauth.workspaceone.com/connect/token")
                    .client_id("example client id")
                    .client_secret("example client secret")
                    .build()
            )
    );
    stage.finish()
}

/// What prints the calls.
struct Stage<'s> {
    server: &'s Server,
    secrets: Vec<String>,
    out: io::Stdout,
    shown: usize,
}

impl<'s> Stage<'s> {
    fn new(server: &'s Server) -> Result<Self> {
        let mut out = io::stdout();
        writeln!(out, "A server on {} checks every request", server.url())?;
        writeln!(
            out,
            "against spec/openapi.yaml, keeps what was edited and answers as documented."
        )?;
        Ok(Self {
            server,
            secrets: server.description().secrets(),
            out,
            shown: 0,
        })
    }

    fn show<T: Debug>(
        &mut self,
        title: &str,
        call: &str,
        outcome: Result<Response<T>, Error>,
    ) -> Result<()> {
        self.shown += 1;
        let requests = self.server.requests();
        let request = requests.last().context("the call sent nothing")?;
        writeln!(self.out, "\n{}. {title}\n", self.shown)?;
        self.block(&chain(call))?;
        self.block(&request.to_text(&self.secrets))?;
        match outcome {
            Ok(response) => {
                let ray = response.ray_id().unwrap_or_default();
                writeln!(self.out, "   {} (ray {ray})", response.status())?;
                self.block(&format!("{:#?}", response.value()))
            }
            Err(error) => self.block(&format!("Error: {error}")),
        }
    }

    fn block(&mut self, text: &str) -> Result<()> {
        for line in text.trim_end().lines() {
            writeln!(self.out, "{}", format!("   {line}").trim_end())?;
        }
        writeln!(self.out)?;
        Ok(())
    }

    fn finish(mut self) -> Result<()> {
        let requests = self.server.requests().len();
        writeln!(
            self.out,
            "{} calls, {requests} requests on the wire.",
            self.shown
        )?;
        Ok(())
    }
}

/// Breaks a chain of methods into lines: what leads to a resource stays on one.
fn chain(call: &str) -> String {
    let mut depth = 0;
    let mut links = vec![String::new()];
    for c in call
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
        .chars()
    {
        match c {
            '(' | '[' | '{' => depth += 1,
            ')' | ']' | '}' => depth -= 1,
            '.' if depth == 0 => links.push(String::new()),
            _ => {}
        }
        if let Some(link) = links.last_mut() {
            link.push(c);
        }
    }
    let mut text = String::new();
    for (index, link) in links.iter().enumerate() {
        if index == 1 || !link.ends_with("()") {
            text.push_str("\n    ");
        }
        text.push_str(link.trim());
    }
    format!(
        "{}\n    .send_with_response()\n    .await?",
        text.trim_start()
    )
}
