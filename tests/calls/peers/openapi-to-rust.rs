//! The calls through what openapi-to-rust generates. A stream of events is one of bytes there, and a
//! body that is sent takes its bytes with it.

#[path = "../../../../../../tests/calls/src/lib.rs"]
#[expect(dead_code, reason = "there are no events")]
mod calls;

use bytes::Bytes;
use calls::{ACCOUNT, Caller, GROUP, NAME, POLICIES, Server, TOKEN, UPLOAD};
use peer_sdk::generated::client::HttpClient;
use peer_sdk::generated::types::GroupChange;

struct Peer {
    client: HttpClient,
    file: Bytes,
}

impl Caller for Peer {
    fn new(server: Server) -> anyhow::Result<Self> {
        let client = HttpClient::new().with_base_url(server.url);
        Ok(Self {
            client: client.with_api_key(TOKEN),
            file: vec![b'a'; UPLOAD].into(),
        })
    }

    async fn edit(&self) -> anyhow::Result<String> {
        let change = GroupChange {
            name: Some(NAME.to_owned()),
            policy_ids: Some(POLICIES.map(str::to_owned).into()),
            version_config: None,
        };
        let group = self.client.groups_edit(ACCOUNT, GROUP, change).await?;
        Ok(group.result.name)
    }

    async fn list(&self) -> anyhow::Result<usize> {
        Ok(self.client.groups_list(ACCOUNT).await?.result.len())
    }

    async fn events(&self) -> anyhow::Result<usize> {
        anyhow::bail!("it has no events")
    }

    async fn upload(&self) -> anyhow::Result<usize> {
        let upload = self.client.files_upload(ACCOUNT, "large", self.file.to_vec());
        Ok(upload.await?.bytes as usize)
    }
}

fn main() -> anyhow::Result<()> {
    calls::serve::<Peer>()
}
