//! The same four calls, written by hand with reqwest: no retries, no limits of time or size, and errors with only a
//! status.

use std::collections::BTreeMap;
use std::error::Error;

use reqwest::{Client, Method};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

const BASE_URL: &str = "https://api.cloudflare.com/client/v4";

/// The envelope of responses about devices.
#[derive(Debug, Deserialize)]
struct Envelope<T> {
    result: T,
    success: bool,
}

#[derive(Debug, Deserialize)]
#[expect(dead_code, reason = "printed")]
struct DeploymentGroup {
    id: String,
    created_at: String,
    name: String,
    updated_at: String,
    version_config: Vec<VersionConfig>,
    policy_ids: Option<Vec<String>>,
}

#[derive(Debug, Deserialize)]
#[expect(dead_code, reason = "printed")]
struct VersionConfig {
    target_environment: String,
    version: String,
}

#[derive(Debug, Deserialize)]
#[expect(dead_code, reason = "printed")]
struct Integration {
    id: String,
    name: String,
    interval: String,
    #[serde(rename = "type")]
    kind: String,
    config: BTreeMap<String, String>,
}

#[derive(Debug, Deserialize)]
#[expect(dead_code, reason = "printed")]
struct ResourceGroup {
    id: String,
    name: Option<String>,
    scope: Vec<Scope>,
}

#[derive(Debug, Deserialize)]
#[expect(dead_code, reason = "printed")]
struct Scope {
    key: String,
    objects: Vec<ScopeObject>,
}

#[derive(Debug, Deserialize)]
#[expect(dead_code, reason = "printed")]
struct ScopeObject {
    key: String,
}

#[derive(Debug, Deserialize)]
#[expect(dead_code, reason = "printed")]
struct UserGroup {
    id: String,
    created_on: String,
    modified_on: String,
    name: String,
    policies: Option<Vec<Policy>>,
}

#[derive(Debug, Deserialize)]
#[expect(dead_code, reason = "printed")]
struct Policy {
    id: Option<String>,
    access: Option<Access>,
    permission_groups: Option<Vec<Named>>,
    resource_groups: Option<Vec<ResourceGroup>>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Access {
    Allow,
    Deny,
}

#[derive(Debug, Deserialize)]
#[expect(dead_code, reason = "printed")]
struct Named {
    id: String,
    name: Option<String>,
}

#[derive(Serialize)]
struct Change<'c> {
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<&'c str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    interval: Option<&'c str>,
}

/// The account that is changed.
struct Account {
    client: Client,
    id: String,
    token: String,
}

impl Account {
    async fn change<T: DeserializeOwned>(
        &self,
        method: Method,
        path: &str,
        change: &Change<'_>,
    ) -> Result<T, Box<dyn Error>> {
        let url = format!("{BASE_URL}/accounts/{}/{path}", self.id);
        let request = self.client.request(method, url).bearer_auth(&self.token);
        let response = request.json(change).send().await?.error_for_status()?;
        let envelope: Envelope<T> = response.json().await?;
        match envelope.success {
            true => Ok(envelope.result),
            false => Err("the server says that the call failed".into()),
        }
    }
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let account = Account {
        client: Client::new(),
        id: std::env::var("CLOUDFLARE_ACCOUNT_ID")?,
        token: std::env::var("CLOUDFLARE_API_TOKEN")?,
    };
    let named = |name| Change {
        name: Some(name),
        interval: None,
    };
    let path = "devices/deployment-groups/550e8400-e29b-41d4-a716-446655440000";
    let ring = named("Engineering Ring 0");
    let deployment_group: DeploymentGroup = account.change(Method::PATCH, path, &ring).await?;
    println!("{deployment_group:?}");
    let path = "devices/posture/integration/f174e90a-fafe-4643-bbbc-4a0ed4fc8415";
    let often = Change {
        name: None,
        interval: Some("10m"),
    };
    let integration: Integration = account.change(Method::PATCH, path, &often).await?;
    println!("{integration:?}");
    let path = "iam/resource_groups/023e105f4ecef8ad9ca31a8372d0c353";
    let zones = named("All zones");
    let resource_group: ResourceGroup = account.change(Method::PUT, path, &zones).await?;
    println!("{resource_group:?}");
    let path = "iam/user_groups/023e105f4ecef8ad9ca31a8372d0c353";
    let administrators = named("Administrators");
    let user_group: UserGroup = account.change(Method::PUT, path, &administrators).await?;
    println!("{user_group:?}");
    Ok(())
}
