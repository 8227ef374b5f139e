//! The calls through what progenitor generates, with the token in a header of all requests. It has no
//! events: a stream is one of bytes.

#[path = "../../../../../../tests/calls/src/lib.rs"]
#[expect(dead_code, reason = "there are no events")]
mod calls;

use bytes::Bytes;
use calls::{ACCOUNT, Caller, GROUP, NAME, POLICIES, Server, TOKEN, UPLOAD};
use peer_sdk::{Client, types};
use reqwest::header::{AUTHORIZATION, HeaderMap, HeaderValue};

struct Peer {
    client: Client,
    file: Bytes,
}

impl Caller for Peer {
    fn new(server: Server) -> anyhow::Result<Self> {
        let mut token = HeaderValue::from_str(&format!("Bearer {TOKEN}"))?;
        token.set_sensitive(true);
        let headers = HeaderMap::from_iter([(AUTHORIZATION, token)]);
        let http = reqwest::Client::builder().default_headers(headers).build()?;
        Ok(Self {
            client: Client::new_with_client(&server.url, http),
            file: vec![b'a'; UPLOAD].into(),
        })
    }

    async fn edit(&self) -> anyhow::Result<String> {
        let change = types::GroupChange {
            name: Some(NAME.to_owned()),
            policy_ids: POLICIES.map(str::to_owned).into(),
            version_config: Vec::new(),
        };
        let group = self.client.groups_edit(ACCOUNT, GROUP, &change).await?;
        Ok(group.into_inner().result.name)
    }

    async fn list(&self) -> anyhow::Result<usize> {
        let groups = self.client.groups_list(ACCOUNT).await?;
        Ok(groups.into_inner().result.len())
    }

    async fn events(&self) -> anyhow::Result<usize> {
        anyhow::bail!("it has no events")
    }

    async fn upload(&self) -> anyhow::Result<usize> {
        let upload = self.client.files_upload(ACCOUNT, "large", self.file.clone());
        Ok(upload.await?.into_inner().bytes as usize)
    }
}

fn main() -> anyhow::Result<()> {
    calls::serve::<Peer>()
}
