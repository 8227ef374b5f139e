//! Shows every call of the SDK, with a server on the loopback interface that checks each request against the
//! description and stores edits.

use std::{
    fmt::Debug,
    io::{self, Write},
};

use anyhow::{Context, Result};
use cloudflare_sdk::{Client, Error, Response, StatusCode, models::*};
use sdk_tests::{ACCOUNT, Server};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<()> {
    let server = Server::start().await?;
    let client = Client::builder()
        .api_token("a-token")
        .account_id(ACCOUNT)
        .base_url(server.url())
        .build()?;
    let mut stage = Stage::new(&server)?;

    let outcome = edit_deployment_group(&client).await;
    let title = "Edit a deployment group";
    stage.show(title, "edit_deployment_group", outcome)?;

    let outcome = take_a_policy(&client).await;
    let title = "Take a policy of another group: a documented conflict";
    stage.show(title, "take_a_policy", outcome)?;

    let outcome = update_resource_group(&client).await;
    let title = "Update a resource group: one scope goes out, a list of them comes back";
    stage.show(title, "update_resource_group", outcome)?;

    let outcome = update_user_group(&client).await;
    let title = "Update a user group: a policy cannot be built without all it requires";
    stage.show(title, "update_user_group", outcome)?;

    let outcome = edit_posture_integration(&client).await;
    let title = "Edit a device posture integration: its secret is sent and never printed";
    stage.show(title, "edit_posture_integration", outcome)?;
    stage.finish()
}

async fn edit_deployment_group(client: &Client) -> Result<Response<DeploymentGroup>, Error> {
    client
        .zero_trust()
        .devices()
        .deployment_groups()
        .edit("550e8400-e29b-41d4-a716-446655440000")
        .name("Engineering Ring 0")
        .policy_ids(["policy-uuid-1", "policy-uuid-2"])
        .send_with_response()
        .await
}

async fn take_a_policy(client: &Client) -> Result<Response<DeploymentGroup>, Error> {
    client
        .zero_trust()
        .devices()
        .deployment_groups()
        .edit("550e8400-e29b-41d4-a716-446655440000")
        .policy_ids(["policy-uuid-3"])
        .send_with_response()
        .await
}

async fn update_resource_group(client: &Client) -> Result<Response<ResourceGroup>, Error> {
    let zone = ScopeObject::builder()
        .key("com.cloudflare.api.account.zone.23f8d65290b24279ba6f44721b3eaad5")
        .build();
    let scope = ScopeRequest::builder()
        .key("com.cloudflare.api.account.eb78d65290b24279ba6f44721b3ea3c4")
        .objects([zone])
        .build();
    client
        .iam()
        .resource_groups()
        .update("023e105f4ecef8ad9ca31a8372d0c353")
        .name("One zone")
        .scope(scope)
        .send_with_response()
        .await
}

async fn update_user_group(client: &Client) -> Result<Response<UserGroup>, Error> {
    let zone_read = PermissionGroupRequest::builder()
        .id("c8fed203ed3043cba015a93ad1616f1f")
        .build();
    let one_zone = ResourceGroupRequest::builder()
        .id("6d7f2f5f5b1d4a0e9081fdc98d432fd1")
        .build();
    let policy = UserGroupPolicyRequest::builder()
        .id("f267e341f3dd4697bd3b9f71dd96247f")
        .access(PolicyAccess::Allow)
        .permission_groups([zone_read])
        .resource_groups([one_zone])
        .build();
    client
        .iam()
        .user_groups()
        .update("023e105f4ecef8ad9ca31a8372d0c353")
        .name("Zone readers")
        .policies([policy])
        .send_with_response()
        .await
}

async fn edit_posture_integration(client: &Client) -> Result<Response<PostureIntegration>, Error> {
    let config = WorkspaceOneConfigRequest::builder()
        .api_url("https://as123.awmdm.com/API")
        .auth_url("https://na.uemauth.workspaceone.com/connect/token")
        .client_id("example client id")
        .client_secret("example client secret")
        .build();
    client
        .zero_trust()
        .devices()
        .posture()
        .integrations()
        .edit("f174e90a-fafe-4643-bbbc-4a0ed4fc8415")
        .interval("5m")
        .config(config)
        .send_with_response()
        .await
}

/// Prints the calls.
struct Stage<'s> {
    server: &'s Server,
    secrets: Vec<String>,
    out: io::Stdout,
    shown: usize,
}

impl<'s> Stage<'s> {
    fn new(server: &'s Server) -> Result<Self> {
        let mut out = io::stdout();
        let url = server.url();
        writeln!(out, "A server on {url} checks every request against")?;
        writeln!(
            out,
            "spec/openapi.yaml, keeps what was edited and responds as documented."
        )?;
        Ok(Self {
            server,
            secrets: server.description().secrets(),
            out,
            shown: 0,
        })
    }

    /// Prints the source of `function`, the request that it sent, and the result of the call.
    fn show<T: Debug>(
        &mut self,
        title: &str,
        function: &str,
        outcome: Result<Response<T>, Error>,
    ) -> Result<()> {
        self.shown += 1;
        let requests = self.server.requests();
        let request = requests.last().context("the call sent nothing")?;
        writeln!(self.out, "\n{}. {title}", self.shown)?;
        self.block("Rust", &body_of(function)?)?;
        self.block("Request", &request.to_text(&self.secrets))?;
        match outcome {
            Ok(response) => {
                let ray = response.ray_id().unwrap_or_default();
                let heading = format!("Answer: {}, ray {ray}", response.status());
                self.block(&heading, &compact(&format!("{:#?}", response.value())))
            }
            Err(error) if error.status() == Some(StatusCode::CONFLICT) => {
                self.block("Error", &error.to_string())
            }
            Err(error) => Err(error.into()),
        }
    }

    fn block(&mut self, heading: &str, text: &str) -> Result<()> {
        writeln!(self.out, "\n   {heading}")?;
        for line in text.trim_end().lines() {
            writeln!(self.out, "{}", format!("     {line}").trim_end())?;
        }
        Ok(())
    }

    fn finish(mut self) -> Result<()> {
        let requests = self.server.requests().len();
        writeln!(
            self.out,
            "\n{} calls, {requests} requests on the wire.",
            self.shown
        )?;
        Ok(())
    }
}

/// The source of a function in this file, so that the printed code is the code that runs.
fn body_of(function: &str) -> Result<String> {
    let source = include_str!("demo.rs");
    let start = source.find(&format!("\nasync fn {function}("));
    let body = start
        .and_then(|start| source[start..].split_once(" {\n"))
        .and_then(|(_, rest)| rest.split_once("\n}\n"));
    let (body, _) = body.with_context(|| format!("no function {function}"))?;
    let lines = body
        .lines()
        .map(|line| line.strip_prefix("    ").unwrap_or(line));
    Ok(lines.collect::<Vec<_>>().join("\n"))
}

/// Joins the lines of `{:#?}` output that fit on one line.
fn compact(pretty: &str) -> String {
    let mut lines: Vec<String> = Vec::new();
    let mut open = Vec::new();
    for line in pretty.lines() {
        lines.push(line.to_owned());
        if line.ends_with(['(', '[', '{']) {
            open.push(lines.len() - 1);
        } else if line.trim_start().starts_with([')', ']', '}'])
            && let Some(start) = open.pop()
            && let Some(joined) = join(&lines[start..])
        {
            lines.truncate(start);
            lines.push(joined);
        }
    }
    lines.join("\n")
}

/// Joins the lines of a group, if it fits on one line.
fn join(group: &[String]) -> Option<String> {
    let [head, members @ .., tail] = group else {
        return None;
    };
    let nested = members.iter().any(|line| line.ends_with(['(', '[', '{']));
    let inner = members
        .iter()
        .map(|line| line.trim())
        .collect::<Vec<_>>()
        .join(" ");
    let inner = inner.trim_end_matches(',');
    let space = if head.ends_with('{') { " " } else { "" };
    let joined = format!("{head}{space}{inner}{space}{}", tail.trim_start());
    (!nested && joined.len() <= 90).then_some(joined)
}
